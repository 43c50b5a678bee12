"""Ranges of two dates, of which either side may leave out what the other says: `3-5 September 2025`, `2025-09-14/16`.

All texts are folded, with single spaces: `plain_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geodata.imports.values.dates import spans
from geodata.imports.values.dates.clocks import without_clock
from geodata.imports.values.dates.date_figures import FIGURES, read_figures
from geodata.imports.values.dates.single_dates import LEAD, NEIGHBOURS, SEPARATORS, read_single
from geodata.imports.values.dates.spans import OPEN, Order, OrderNeededError, Span, UnreadableDateError, joined
from geodata.imports.values.dates.worded_dates import Part, read_part

EXPECTED = "expected a date such as 2025-09-14, 2025-09, 14/09/2025 or 14 September 2025"
WITHOUT_YEAR = re.compile(r"\d{1,2}([/.-])\d{1,2}")
BETWEEN = re.compile(r"(?:between|entre) ")
DATABASE_RANGE = re.compile(r"[\[(]\"?(\d{4}-\d\d-\d\d)[^,]{0,40},\"?(\d{4}-\d\d-\d\d)[^,]{0,40}([\])])")
OPEN_WORDS = frozenset(
    {"..", "...", "infinity", "9999-12-31", "31/12/9999", "ongoing", "open", "present", "now", "today"}
    | {"en cours", "a ce jour", "aujourd'hui", "aujourd’hui", "actuel"}
)


def read_range(text: str, order: Order | None) -> Span | None:
    """Return the span of two dates, of which either may leave out what the other says; `None` if there are none."""
    if match := DATABASE_RANGE.fullmatch(text):
        first, last = read_figures(match[1], None), read_figures(match[2], None)
        if first and last:
            return joined(first, replace(last, at_midnight=match[3] == ")"))
    failure: UnreadableDateError | None = None
    for left, right in sides(text, SEPARATORS):
        try:
            return joined(*both_sides(left, right, order))
        except UnreadableDateError as error:
            failure = failure or error
    between = BETWEEN.match(text) is not None
    for left, right in sides(text, (NEIGHBOURS,)):
        first, last = both_sides(left, right, order)
        if first.end != last.start and not between:
            raise UnreadableDateError("expected one date, or a range of two; these are two dates apart")
        return joined(first, last)
    if failure:
        raise failure
    return None


def sides(text: str, separators: tuple[re.Pattern[str], ...]) -> Iterator[tuple[str, str]]:
    """Yield every way in which a text may be two."""
    for separator in separators:
        parts = separator.split(text)
        if len(parts) == 2 and all(parts):
            yield parts[0], parts[1]


def both_sides(left: str, right: str, order: Order | None) -> tuple[Span, Span]:
    """Return the spans of both sides of a range; raise UnreadableDateError if either is no date, or part of one."""
    whole = whole_side(left, order), whole_side(right, order)
    if whole[0] and whole[1]:
        return whole[0], whole[1]
    if whole[0] and not without_clock(right).text:  # 14/09/2025 10:15 - 12:30
        return whole[0], whole[0]
    if whole[0] and (match := re.fullmatch(r"\d{1,2}", right)) and whole[0].precision == "day" and whole[0].start:
        start = whole[0].start  # 2025-09-14/16
        return whole[0], spans.day(start.year, start.month, int(match[0]))
    if whole[0] and (match := re.fullmatch(r"(\d\d)-(\d\d)", right)) and whole[0].precision == "day" and whole[0].start:
        return whole[0], spans.day(whole[0].start.year, int(match[1]), int(match[2]))  # 2025-09-14/10-02
    if whole[1] and (completed := completed_left(left, right)):
        return must_be_read(completed, order), whole[1]
    first, last = part_of_range(left), part_of_range(right)
    first, last = first.filled_from(last), last.filled_from(first)
    if (
        first.year is not None
        and (first.month or 0) > (last.month or 0)
        and first.year == last.year
        and not named_year(left)
    ):
        first = replace(first, year=first.year - 1)  # 30 December to 2 January 2026
    return first.span(), last.span()


def named_year(text: str) -> bool:
    """Tell whether a side of a range says its year itself."""
    return re.search(r"\d{4}|['’]\d\d", text) is not None


def whole_side(text: str, order: Order | None) -> Span | None:
    """Return one side of a range that is a date by itself; `..` and words for it are an open side."""
    if text in OPEN_WORDS:
        return OPEN
    try:
        return read_single(text, order)
    except OrderNeededError:
        raise
    except UnreadableDateError:
        return None


def completed_left(left: str, right: str) -> str:
    """Return the left side of a range in figures with what only the right side says; empty if that does not fit."""
    figures_right = FIGURES.fullmatch(without_clock(right).text)
    if not figures_right:
        return ""
    left, mark = LEAD.sub("", without_clock(left).text).rstrip("."), figures_right[2]
    if re.fullmatch(r"\d{1,2}", left):  # 14-16/09/2025
        return f"{left}{mark}{figures_right[3]}{mark}{figures_right[4]}"
    if (match := WITHOUT_YEAR.fullmatch(left)) and match[1] == mark:  # 14/09 - 16/09/2025
        return f"{left}{mark}{figures_right[4]}"
    return ""


def must_be_read(text: str, order: Order | None) -> Span:
    span = read_figures(text, order)
    if span is None:
        raise UnreadableDateError(EXPECTED)
    return span


def part_of_range(text: str) -> Part:
    """Return what one side of a range says of its date."""
    part = read_part(without_clock(text).text)
    if part is None:
        raise UnreadableDateError(EXPECTED)
    return part
