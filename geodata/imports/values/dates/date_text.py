"""The days that a text means: one date in figures or words, a range of two, or about or part of one.

Every form has one reading, except day and month in figures, which need an `order`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geodata.imports.values.dates import spans
from geodata.imports.values.dates.date_figures import LONGEST
from geodata.imports.values.dates.date_ranges import EXPECTED, OPEN_WORDS, read_range
from geodata.imports.values.dates.single_dates import read_single
from geodata.imports.values.dates.spans import OPEN, Order, Span, UnreadableDateError
from geodata.imports.values.text import plain_text, unmarked

MINUS_AND_DASH = {ord("−"): "-"}
NO_END = re.compile(r"9999-12-31[t ]")  # of databases
SINCE = re.compile(r"^(?:since|depuis)(?: le| la)? ")
ABOUT = re.compile(
    r"^(?:~|week of|semaine du|(?:circa|ca|c|about|around|approx|approximately|roughly|environ|vers|autour)\b\.?)"
    r" ?(?:du |de |le |of |the |on )?|(?<=\d)[~%]$| ?\((?:approx|approximately|environ|about)\.?\)$"
)
# A part of a month or a year says no more than the month or the year.
PART_OF = re.compile(
    r"^(?:(?:from |the |la |le |en )?(?:early|mid|late|beginning|start|middle|end|debut|mi|milieu|fin|courant)\b)"
    r"[ -]?(?:of |de |du |d'|d’|in )?"
)


@lru_cache(maxsize=4_096)
def read_text(text: str, order: Order | None) -> Span:
    """Return the days that a text means; raise UnreadableDateError if it means none, or several."""
    if len(text) > LONGEST:
        raise UnreadableDateError(EXPECTED)
    plain = plain_text(unmarked(text).translate(MINUS_AND_DASH))
    if plain in OPEN_WORDS or plain == "…" or NO_END.match(plain):
        return OPEN
    if doubtful := PART_OF.sub("", plain, count=1) if PART_OF.match(plain) else "":
        return part_of(doubtful, order)
    if since := SINCE.sub("", plain) if SINCE.match(plain) else "":
        return since_then(since, order)
    near = ABOUT.sub("", plain)
    span = read_single(near, order) or read_range(near, order)
    if span is None:
        raise UnreadableDateError(EXPECTED)
    return spans.about(span) if near != plain else span


def since_then(text: str, order: Order | None) -> Span:
    """Return the span that begins with a date and is not known to have ended."""
    span = read_single(text, order)
    if span is None:
        raise UnreadableDateError(EXPECTED)
    return Span(span.start, None, span.precision, span.read_as)


def part_of(text: str, order: Order | None) -> Span:
    """Return the month or year of which a text names a part, as `early September 2025` does."""
    span = read_single(text, order)
    if span is None or span.precision not in ("month", "year"):
        raise UnreadableDateError("expected a month or a year beside a word such as early or late")
    return span
