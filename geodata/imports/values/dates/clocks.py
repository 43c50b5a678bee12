"""A time of day beside a date, as databases, browsers, mail, spreadsheets and people write it.

All texts are folded, with single spaces: `plain_text`. The zone is never applied: the day is the one that was written.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from geodata.imports.values.dates.spans import UnreadableDateError

ZONES = "z|utc|gmt|wet|west|cet|cest|eet|eest|wat|cat|eat|msk|ist|bst|est|edt|cst|cdt|mst|mdt|pst|pdt"
ZONE = (
    rf"(?: uhr)?(?: ?(?:{ZONES})\b)?(?: ?[+-]\d{{1,2}}(?::?\d\d(?::?\d\d)?)?(?![\d/.-]))?"
    r"(?: ?\[[a-z0-9_/+-]{1,40}\])?(?: ?\([^()]{0,80}\))?"
)
HALF = r"(?: ?(?P<half>[ap])\.? ?m\b\.?)?"
SECONDS = r"(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?"
LEAD = r"(?:,? (?:(?:a|at|@|vers|um|as|les|kl|about|around) )?|(?<=\d{4}):|(?<![\w:/.+-]))"
# Of a text the first that is found counts.
CLOCKS = tuple(
    re.compile(form + ZONE)
    for form in (
        rf"(?<=\d)t(?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?{SECONDS})?)?(?!\d)",
        rf"{LEAD}(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::{SECONDS})?(?![\d:]){HALF}",
        rf"(?<=\d) (?P<hour>\d\d)\.(?P<minute>\d\d)\.{SECONDS}{HALF}",
        r"(?<=\d{8}) (?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?!\d)",
        rf"{LEAD}(?P<hour>\d{{1,2}}) ?h(?: ?(?P<minute>\d\d))?(?![\w/.-])",
        rf"{LEAD}(?P<hour>\d{{1,2}}) ?(?P<half>[ap])\.? ?m\b\.?",
    )
)


class Moment(NamedTuple):
    """A text without its clock; `at_midnight` tells that there was one, and it was exactly 0:00."""

    text: str
    at_midnight: bool


def without_clock(text: str) -> Moment:
    """Take the first time of day out of a text; raise UnreadableDateError for a clock that there is not."""
    for pattern in CLOCKS:
        if match := pattern.search(text):
            rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,")
            return Moment(rest, is_midnight(match.groupdict()))
    return Moment(text, at_midnight=False)


def is_midnight(parts: dict[str, str | None]) -> bool:
    """Tell whether a clock shows exactly 0:00; 24:00 is the end of the day that was written."""
    hour, minute, second, fraction = (int(parts.get(part) or 0) for part in ("hour", "minute", "second", "fraction"))
    half = parts.get("half")
    is_hour = 1 <= hour <= 12 if half else hour <= 23 or (hour, minute, second) == (24, 0, 0)
    if minute > 59 or second > 60 or not is_hour:
        raise UnreadableDateError("expected a time of day that a clock shows")
    return (hour == 12 if half == "a" else hour == 0 and not half) and minute == second == fraction == 0
