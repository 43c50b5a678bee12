"""What a person reads of a broken rule: for each code what was expected, and how to mend it."""

from __future__ import annotations

from geodata.contract.settings import SETTINGS_FILE
from geodata.problems import Problem, Severity, shown

SENTENCES = {
    "after-version": (
        "expected a day up to {version}, the version of the data.",
        "correct it, or raise version in situation.toml.",
    ),
    "beside-a-leg": (
        "expected a road of its own; {leg} lies {km} km from this waypoint of another route.",
        "add the waypoint to the route, or name it in bypasses where the road does not pass it.",
    ),
    "circle-of-ids": (
        "expected an id that stands, or leads to one; from this one a chain of changes leads back to {id}.",
        "write the id that the item has now, or withdraw it.",
    ),
    "confirmed-before-start": (
        "expected the last day that a source supports, {start} or later, or nothing.",
        "correct start or confirmed.",
    ),
    "day-outside": ("expected a day of the data, {first} to {last}.", "correct day, focus or version."),
    "duplicate-id": ("expected an id of its own; {other} has it too.", "give one of them another id."),
    "end-before-start": ("expected the last day, {start} or later.", "correct start or end."),
    "endless-row": ("expected the last day of which a source speaks.", "write it; only a permit may have none."),
    "leg-off-waypoints": (
        "expected a line from {start} to {end}; one of its ends lies {km} km away.",
        "begin it at the first waypoint of segment and end it at the second, or run situation-map roads again.",
    ),
    "legs-apart": (
        "expected the lines that meet at {waypoint} to meet in one position; {other} ends elsewhere.",
        "give both the same position, or run situation-map roads again.",
    ),
    "nameless-permit": ("expected who allows it.", "write it: the customs of Chad."),
    "no-corrections": (
        "readers are offered no address for corrections.",
        "set an https: or mailto: address that you read.",
    ),
    "no-point": ("expected a Point for this precision.", "add the point, or say country."),
    "no-such-version": (
        "expected the place of one of its versions, of which there are {accounts}; 1 is the first.",
        "correct it, or leave it out where none is kept.",
    ),
    "one-voice": (
        "expected sources of two origins for {id}; theirs are {found}.",
        "say single, or claim where it is a party’s word; or fill origin in sources.csv.",
    ),
    "outside-box": (
        "expected positions within {box}.{swapped}",
        "write [longitude, latitude] in degrees, or widen box in situation.toml.",
    ),
    "outside-focus": ("lies outside the focus of the timeline, {focus}.", "nothing, if that is meant."),
    "overlap": (
        "expected one row for a stretch and a day; {other} covers it too.",
        "shorten one of the two rows, or its segment.",
    ),
    "repeated-waypoint": ("expected two waypoints or more, each once.", "name every place of the road once, in order."),
    "same-leg": ("expected a line of its own for each leg; {other} has this one.", "remove one of the two."),
    "same-short": ("expected a short name of its own; {other} has it too.", "tell the two routes apart."),
    "sourceless-version": (
        "expected the ids of its sources; version {place} names none.",
        "name them, or write an empty text where they are those of the event: no source, no feature.",
    ),
    "standing-id": ("expected an id that is no more.", "remove the row, or give the item its new id."),
    "state-of-permit": (
        "expected no state: a permit says who allows passage, not who passed.",
        "leave it empty, and add a row of its own for what was reported of passage.",
    ),
    "stateless-row": ("expected a state.", "write one, or remove the row: a day nobody reports on has no row."),
    "template-text": ("expected whom your data are owed to.", "name your sources and their licences."),
    "undecided-change": (
        "expected the id that it has now, and none where it was withdrawn; the change is {change}.",
        "correct becomes or change.",
    ),
    "undecided-end": (
        "expected the last day, or nothing where ongoing is true.",
        "an event of one day ends on the day it starts; set ongoing only where it is not known to have ended.",
    ),
    "unknown-destination": (
        "expected a place where a route ends: {ends}.{hint}",
        "correct it, or write [] for no headline.",
    ),
    "unknown-id": ("expected an id of {target}.{hint}", "correct the id, or add the feature there."),
    "unknown-leg": (
        "expected two neighbouring waypoints of a route.{hint}",
        "correct segment, or run situation-map roads again: the routes have changed.",
    ),
    "unknown-source": ("expected ids of sources.csv.{hint}", "add the source there, or correct the id."),
    "unknown-stretch": (
        "expected a stretch of the routes that the row names, or of any where it names none; {why}",
        "write the ids of two waypoints of one route.",
    ),
    "unknown-unit": (
        "expected a unit of situation.toml: {units}.{hint}",
        "correct it, or add its words to situation.toml.",
    ),
    "unknown-waypoint": (
        "expected ids of places.geojson or capitals.geojson.{hint}",
        "correct the id, or add the place there.",
    ),
    "untranslated": (
        "expected the text in {language} too.",
        "translate it; readers are shown the English one, marked.",
    ),
    "waypoint-off-line": (
        "expected the line to pass its waypoints in order; it misses this one.",
        "give the line the position of the place.",
    ),
}


def fault(
    name: str, row: int, field: str, code: str, value: object, *, severity: Severity = "error", **words: object
) -> Problem:
    """Return what is wrong with a row of a table; `words` fill the sentence, `value` is what was found."""
    message, fix = SENTENCES[code]
    return Problem(
        file=name,
        row=row,
        field=field,
        value=shown(value),
        code=code,
        message=message.format(**words),
        fix=fix,
        severity=severity,
    )


def setting_fault(
    field: str, code: str, value: str | None = None, *, severity: Severity = "error", **words: object
) -> Problem:
    """Return what is wrong with a setting beside the tables."""
    message, fix = SENTENCES[code]
    return Problem(
        file=SETTINGS_FILE,
        field=field,
        value=value,
        code=code,
        message=message.format(**words),
        fix=fix,
        severity=severity,
    )
