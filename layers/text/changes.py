"""What changed between two days, in a sentence and as a table."""

from __future__ import annotations

from collections import Counter

from geodata import CHANGE_TYPES, Change, Changes
from layers.text.locales import long_date, say, say_count

KINDS = {"route": "change.routes", "crossing": "change.crossings"}


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
    counts = Counter(change.type for change in found)
    details = [say_count(language, f"change.{name}", counts[name]) for name in CHANGE_TYPES if counts[name]]
    return detailed(say_count(language, key, len(found)), details) if found else ""


def event_words(changes: Changes, language: str) -> str:
    attacks = int((changes.events["category"] == "attack").sum())
    details = [say_count(language, "change.attacks", attacks)] if attacks else []
    return detailed(say_count(language, "change.events", len(changes.events)), details) if len(changes.events) else ""


def detailed(text: str, details: list[str]) -> str:
    return f"{text} ({', '.join(details)})" if details else text
