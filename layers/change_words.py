"""What changed between two days, in a sentence and as a table."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from geodata.changes import COURSES, Change, Changes
from geodata.ledger import State
from geodata.situation import Situation
from layers.languages import long_date, say, say_count
from layers.status import state_words
from layers.tables import first_address, localized, publishers

KINDS = {"route": "change.routes", "crossing": "change.crossings"}
COLUMNS = ["kind", "name", "before", "after", "course", "since", "confirmed", "basis", "link", "sources"]


def change_sentence(changes: Changes, language: str) -> str:
    """Return e.g. "Between 17 October 2025 and 31 October 2025: 5 routes changed (1 better, 4 newly known), …"."""
    parts = [road_words(changes.of(kind), key, language) for kind, key in KINDS.items()] + [
        event_words(changes, language)
    ]
    return say(
        language,
        "change.sentence",
        before=long_date(changes.before, language),
        after=long_date(changes.after, language),
        parts=", ".join(filter(None, parts)) or say(language, "change.nothing"),
    )


def road_words(found: tuple[Change, ...], key: str, language: str) -> str:
    counts = Counter(change.course for change in found)
    details = [say_count(language, f"change.{course}", counts[course]) for course in COURSES if counts[course]]
    return detailed(say_count(language, key, len(found)), details) if found else ""


def event_words(changes: Changes, language: str) -> str:
    attacks = int((changes.events["category"] == "attack").sum())
    details = [say_count(language, "change.attacks", attacks)] if attacks else []
    return detailed(say_count(language, "change.events", len(changes.events)), details) if len(changes.events) else ""


def detailed(text: str, details: list[str]) -> str:
    return f"{text} ({', '.join(details)})" if details else text


def change_table(situation: Situation, changes: Changes, language: str) -> pd.DataFrame:
    """Return a row per changed route and crossing, keyed by id; basis, dates and sources are the later day's."""
    names = pd.concat([localized(situation.routes, "name", language), localized(situation.crossings, "name", language)])
    rows = [
        (
            say(language, f"kind.{change.kind}"),
            names[change.id],
            named(change.kind, change.before, language),
            named(change.kind, change.after, language),
            say(language, f"change.course.{change.course}"),
            change.after.since,
            change.after.confirmed,
            say(language, f"basis.{change.after.basis}") if change.after.basis else "",
            first_address(situation, list(change.after.sources)),
            publishers(situation, list(change.after.sources)),
        )
        for change in changes.roads
    ]
    table = pd.DataFrame(rows, columns=COLUMNS, index=[change.id for change in changes.roads])
    return table.astype({"since": "datetime64[s]", "confirmed": "datetime64[s]"})


def named(kind: str, state: State, language: str) -> str:
    return state_words({"kind": kind, "state": state.state, "basis": state.basis, "stale": state.stale}, language)
