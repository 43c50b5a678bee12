"""A span of whole days `[start, end)`, as precise as its text was, and how two spans join.

What makes one raises UnreadableDateError for what the calendar, or a record of events, does not have.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from geodata.dates import FIRST_YEAR, LAST_YEAR

Order: TypeAlias = Literal["dmy", "mdy", "ymd"]
"""What comes first in a date in figures; the year only in dates like 25-09-14, whose year has two digits."""
ReadAs: TypeAlias = Literal["", "excel-days", "epoch-seconds", "epoch-milliseconds", "year-and-month", "two-digit-year"]
ONE_DAY = dt.timedelta(days=1)
PRECISIONS = ("day", "week", "month", "year")  # finest first


class UnreadableDateError(ValueError):
    """The text is there, but it names no day; the message says what was expected."""


class OrderNeededError(UnreadableDateError):
    """The figures are those of a date, and only the order of day and month would tell which."""


@dataclass(frozen=True)
class Span:
    """Whole days from `start` up to, not including, `end`; `None` means that side is open."""

    start: dt.date | None
    end: dt.date | None
    precision: str = "day"
    read_as: ReadAs = ""
    """Set where the text alone does not say what it means: how it was taken."""
    at_midnight: bool = False
    """Whether a clock of exactly 0:00 was written beside the day: as an end it excludes the day."""


OPEN = Span(None, None)


def day_span(day: dt.date, read_as: ReadAs = "") -> Span:
    return Span(day, checked(day) + ONE_DAY, "day", read_as)


def day(year: int, month: int, number: int) -> Span:
    return day_span(real_day(year, month, number))


def ordinal_day(year: int, number: int) -> Span:
    """Return the span of the day of that number in a year; 1 is 1 January."""
    made = real_day(year, 1, 1) + (number - 1) * ONE_DAY
    if number < 1 or made.year != year:
        raise UnreadableDateError("expected a day that the year has")
    return day_span(made)


def week(year: int, number: int) -> Span:
    """Return the span of an ISO 8601 week, Monday to Sunday."""
    monday = day_of_week(year, number, 1).start
    return Span(monday, monday + 7 * ONE_DAY if monday else None, "week")


def day_of_week(year: int, number: int, weekday: int) -> Span:
    """Return the span of a day of an ISO 8601 week; Monday is 1."""
    try:
        return day_span(dt.date.fromisocalendar(year, number, weekday))
    except ValueError as error:
        raise UnreadableDateError("expected a week that the year has") from error


def month(year: int, number: int) -> Span:
    return months(year, number, 1)


def months(year: int, first: int, count: int) -> Span:
    """Return the span of so many months of one year, from the first of them on."""
    start, last = real_day(year, first, 1), real_day(year, first + count - 1, 1)
    return Span(start, (last + 31 * ONE_DAY).replace(day=1), "month")


def quarter(year: int, number: int) -> Span:
    return months(year, 3 * number - 2, 3)


def half(year: int, number: int) -> Span:
    return months(year, 6 * number - 5, 6)


def year(number: int) -> Span:
    first = real_day(number, 1, 1)
    return Span(first, first.replace(year=number + 1), "year")


def real_day(year: int, month: int, number: int) -> dt.date:
    """Return a day that exists in the calendar."""
    try:
        return checked(dt.date(year, month, number))
    except (ValueError, OverflowError) as error:
        if isinstance(error, UnreadableDateError):
            raise
        raise UnreadableDateError("expected a day that exists in the calendar") from error


def checked(day: dt.date) -> dt.date:
    """Return the day if its year is one that a record of events can mean."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableDateError(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def about(span: Span) -> Span:
    """Return the span as precise as the next coarser word, for what is only said to be near it."""
    coarser = PRECISIONS[min(PRECISIONS.index(span.precision) + 1, len(PRECISIONS) - 1)]
    return replace(span, precision=coarser)


def joined(first: Span, last: Span) -> Span:
    """Return the span from the beginning of one to the end of another, as precise as the coarser.

    An end at midnight excludes its day, as in iCalendar, unless the beginning is that day.
    """
    coarser = max(first.precision, last.precision, key=PRECISIONS.index)
    end = last.start if last.at_midnight and last.start != first.start else last.end
    if first.start and end and end <= first.start:
        raise UnreadableDateError("expected an end that is not before its beginning")
    return Span(first.start, end, coarser, first.read_as or last.read_as)


def enclosing(spans: list[Span]) -> Span:
    """Return the span from the earliest beginning to the latest end."""
    starts = [span.start for span in spans if span.start]
    ends = [span.end for span in spans if span.end]
    return Span(
        min(starts) if len(starts) == len(spans) else None,
        max(ends) if len(ends) == len(spans) else None,
        max((span.precision for span in spans), key=PRECISIONS.index),
        next((span.read_as for span in spans if span.read_as), ""),
    )
