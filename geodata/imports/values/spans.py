"""A span of whole days `[start, end)`, as precise as its text was, and how two spans join.

What makes one raises UnreadableDateError for what the calendar, or a record of events, does not have.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from geodata.dates import FIRST_YEAR, LAST_YEAR

Order: TypeAlias = Literal["dmy", "mdy"]
"""Whether day or month comes first in a date in figures whose year comes last."""
ONE_DAY = dt.timedelta(days=1)
PRECISIONS = ("day", "week", "month", "year")  # finest first


class UnreadableDateError(ValueError):
    """The text is there, but it names no day; the message says what was expected."""


@dataclass(frozen=True)
class Span:
    """Whole days from `start` up to, not including, `end`; `None` means that side is open."""

    start: dt.date | None
    end: dt.date | None
    precision: str = "day"
    read_as: str = ""
    """Set where a bare number was taken for a date: the kind of number."""


OPEN = Span(None, None)


def day_span(day: dt.date, read_as: str = "") -> Span:
    return Span(day, checked(day) + ONE_DAY, "day", read_as)


def day(year: int, month: int, number: int) -> Span:
    return day_span(real_day(year, month, number))


def week(year: int, number: int) -> Span:
    """Return the span of an ISO 8601 week, Monday to Sunday."""
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
    except ValueError as error:
        raise UnreadableDateError("expected a week that the year has") from error
    return Span(checked(monday), monday + 7 * ONE_DAY, "week")


def month(year: int, number: int) -> Span:
    first = real_day(year, number, 1)
    return Span(first, (first + 31 * ONE_DAY).replace(day=1), "month")


def year(number: int) -> Span:
    first = real_day(number, 1, 1)
    return Span(first, first.replace(year=number + 1), "year")


def real_day(year: int, month: int, number: int) -> dt.date:
    """Return a day that exists in the calendar."""
    try:
        return checked(dt.date(year, month, number))
    except ValueError as error:
        raise UnreadableDateError("expected a day that exists in the calendar") from error


def checked(day: dt.date) -> dt.date:
    """Return the day if its year is one that a record of events can mean."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableDateError(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def joined(first: Span, last: Span) -> Span:
    """Return the span from the beginning of one to the end of another, as precise as the coarser."""
    coarser = max(first.precision, last.precision, key=PRECISIONS.index)
    if first.start and last.end and last.end <= first.start:
        raise UnreadableDateError("expected an end that is not before its beginning")
    return replace(first, end=last.end, precision=coarser, read_as=first.read_as or last.read_as)


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
