"""One date in figures or words, with a clock or a weekday beside it.

All texts are folded, with single spaces: `plain_text`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geodata.imports.values.dates.clocks import without_clock
from geodata.imports.values.dates.date_figures import SPACED_MARK, read_figures
from geodata.imports.values.dates.month_names import calendar_words
from geodata.imports.values.dates.spans import Order, Span, UnreadableDateError
from geodata.imports.values.dates.worded_dates import read_part
from geodata.imports.values.text import words

LEAD = re.compile(r"^(?:from|du|de|le|on|entre|between) ")
OTHER_MARKS = re.compile(r"^(\d{4})[:–](\d\d)[:–](\d\d)(?= |$)")  # as cameras and typesetters write ISO 8601
RANGE_WORDS = "to|until|till|through|thru|au|a|jusqu'au|jusqu’au|al|ate|hasta"
# In order of trust: the first that leaves two sides which both are dates, or parts of one, counts.
SEPARATORS = tuple(
    re.compile(form)
    for form in (
        rf" (?:[–—-]|{RANGE_WORDS}) ",
        r"(?<=\d)\.\.(?=\d)",
        r"\.? ?[–—] ?",
        r" ?/ ?",  # also stands inside 14/09/2025
        r"(?<=[\w.])-(?=\w)",
    )
)
NEIGHBOURS = re.compile(r" (?:and|et|y|e|&) ")  # two days in a row are a range, others are not


def read_single(text: str, order: Order | None) -> Span | None:
    """Return the one date that a plain text means; `None` if it seems to be none, or several."""
    bare, at_midnight = without_clock(OTHER_MARKS.sub(r"\1-\2-\3", text))
    bare = SPACED_MARK.sub(r"\1", LEAD.sub("", bare))
    span = read_figures(bare, order) or read_worded(bare, order)
    return replace(span, at_midnight=at_midnight) if span and at_midnight else span


def read_worded(text: str, order: Order | None) -> Span | None:
    """Return the one date that a plain text with words means; `None` if it seems to be several."""
    if not any(letter.isalpha() for letter in text):
        return None
    weekdays = calendar_words().weekdays
    rest = " ".join(word for word in words(text) if word.strip(".,()") not in weekdays).strip(" ,.()")
    if rest != text and rest and (span := read_figures(rest, order)):
        return span
    try:
        part = read_part(text)
        return part.span() if part and part.month else None
    except UnreadableDateError:
        if any(separator.search(text) for separator in (*SEPARATORS, NEIGHBOURS)):
            return None
        raise
