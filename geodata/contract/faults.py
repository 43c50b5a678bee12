"""What a person reads of a broken rule: for each code what was expected, and how to mend it."""

from __future__ import annotations

from geodata.contract.folder import Record
from geodata.contract.settings import SETTINGS_FILE
from geodata.ledger import SEGMENT_SEPARATOR
from geodata.problems import Problem, Severity, shown

SENTENCES = {
    "after-version": (
        "expected a day up to {version}, the version of the data.",
        "correct it, or raise version in situation.toml.",
    ),
    "confirmed-before-start": (
        "expected the last day that a source supports, {start} or later, or nothing.",
        "correct start or confirmed.",
    ),
    "day-outside": ("expected a day of the data, {first} to {last}.", "correct day, focus or version."),
    "duplicate-id": ("expected an id of its own; {other} has it too.", "give one of them another id."),
    "duplicate-waypoint": ("expected names that differ.", "tell the two places apart by name."),
    "end-before-start": ("expected the last day, {start} or later.", "correct start or end."),
    "no-point": ("expected a Point for this precision.", "add the point, or say country."),
    "outside-box": (
        "expected positions within {box}.{swapped}",
        "write [longitude, latitude] in degrees, or widen box in situation.toml.",
    ),
    "overlap": (
        "expected one row for a stretch and a day; {other} covers it too.",
        "shorten one of the two rows, or its segment.",
    ),
    "undecided-end": (
        "expected the last day, or nothing where ongoing is true.",
        "an event of one day ends on the day it starts; set ongoing only where it is not known to have ended.",
    ),
    "unknown-destination": (
        "expected the destination of a route: {destinations}.",
        'correct it, or write "" for no headline.',
    ),
    "unknown-id": ("expected an id of {target}.", "correct the id, or add the feature there."),
    "unknown-source": ("expected ids of sources.csv.", "add the source there, or correct the id."),
    "unknown-waypoint": (
        f"expected two waypoints of {{route}} joined by {SEGMENT_SEPARATOR!r}, or nothing for the whole road.",
        "copy the names from fuel_routes.geojson.",
    ),
    "waypoint-count": ("expected a waypoint for each of {positions} positions.", "name every position, in order."),
}


def fault(
    name: str,
    record: Record,
    field: str,
    code: str,
    *,
    value: object = None,
    severity: Severity = "error",
    **words: object,
) -> Problem:
    """Return what is wrong with a row of a table; `words` fill the sentence, `value` is the field's unless given."""
    message, fix = SENTENCES[code]
    return Problem(
        file=name,
        row=int(record["row"]),
        field=field,
        value=shown(record[field] if value is None else value),
        code=code,
        message=message.format(**words),
        fix=fix,
        severity=severity,
    )


def setting_fault(field: str, code: str, value: str, **words: object) -> Problem:
    """Return what is wrong with a setting beside the tables."""
    message, fix = SENTENCES[code]
    return Problem(file=SETTINGS_FILE, field=field, value=value, code=code, message=message.format(**words), fix=fix)
