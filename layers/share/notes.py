"""What to tell a reader of the parts of a link that could not be used, by the rules of the page (`session.mjs`)."""

from __future__ import annotations

from geodata.dates import is_day, last_day, parse_day
from layers.share.codec import Rejected
from layers.share.state import Allowed
from layers.text.languages import long_date, say

SHOWN = 60  # characters of a bad value that a note repeats


def share_notes(rejected: list[Rejected], allowed: Allowed, language: str) -> list[str]:
    """Return a note for every problem: other data, a day brought within the known ones, a part that was left out."""
    return [note(key, value, allowed, language) for key, value in rejected]


def note(key: str, value: str, allowed: Allowed, language: str) -> str:
    if key == "v" and is_day(value):
        return say(language, "note.older", link=value, page=allowed.version)
    if key == "t" and is_day(value):
        first, end = allowed.span
        dates = {"date": parse_day(value), "from": first, "to": last_day(end)}
        return say(language, "note.outside", **{name: long_date(day, language) for name, day in dates.items()})
    return say(language, "app.note.share", key=key, value=shortened(value))


def shortened(text: str) -> str:
    return f"{text[:SHOWN]}…" if len(text) > SHOWN else text
