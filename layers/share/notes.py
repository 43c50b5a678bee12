"""What to tell a reader of the parts of a link that could not be used, in the words of the page (`share-notes.mjs`).

`tests/cases/notes.json` holds both to one wording.
"""

from __future__ import annotations

from collections.abc import Sequence

from geodata.dates import is_day, last_day, parse_day
from layers.share.link_codec import Rejected
from layers.share.state import Allowed
from layers.text.locales import long_date, say

SHOWN = 60  # characters of a part that a note repeats


def share_notes(rejected: Sequence[Rejected], allowed: Allowed, language: str) -> list[str]:
    """Return the notes: another situation, data of another version, a day out of the known ones, all else left out."""
    others = [value for key, value in rejected if key == "situation" and value]
    days = {key: [value for name, value in rejected if name == key and is_day(value)] for key in ("v", "t")}
    told = days | {"situation": others}
    left_out = [shortened(f"{key}={value}") for key, value in rejected if value not in told.get(key, [])]
    return [
        *(say(language, "note.situation", link=shortened(value)) for value in others),
        *(older_note(value, allowed, language) for value in days["v"]),
        *(outside_note(value, allowed, language) for value in days["t"]),
        *([say(language, "note.share", list="; ".join(left_out))] if left_out else []),
    ]


def older_note(version: str, allowed: Allowed, language: str) -> str:
    return say(
        language,
        "note.older",
        link=long_date(parse_day(version), language),
        page=long_date(allowed.version, language),
    )


def outside_note(day: str, allowed: Allowed, language: str) -> str:
    first, end = allowed.span
    dates = {"date": parse_day(day), "from": first, "to": last_day(end)}
    return say(language, "note.outside", **{name: long_date(date, language) for name, date in dates.items()})


def shortened(text: str) -> str:
    return f"{text[:SHOWN]}…" if len(text) > SHOWN else text
