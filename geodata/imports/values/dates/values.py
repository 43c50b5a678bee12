"""Reading dates as people and programs write them, without ever guessing between day and month.

A value is a text, a number, a date, a list or an object. Where a text needs an order of day and month, the whole column
may settle it (`settle_order`), and otherwise a person must.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import numpy as np
import pandas as pd

from geodata.dates import FIRST_YEAR, LAST_YEAR
from geodata.imports.values.cells import is_missing
from geodata.imports.values.dates import spans
from geodata.imports.values.dates.date_figures import NUMBER, ORDERS, figure_dates, possible_orders, reading
from geodata.imports.values.dates.date_ranges import EXPECTED
from geodata.imports.values.dates.date_text import read_text
from geodata.imports.values.dates.month_names import calendar_words
from geodata.imports.values.dates.spans import OPEN, Order, ReadAs, Span, UnreadableDateError, enclosing, joined
from geodata.imports.values.text import plain_text

STATED: dict[Order, re.Pattern[str]] = {
    "dmy": re.compile(r"\b(?:dd?|jj?)([/.\- ])mm?\1(?:y{2,4}|a{2,4})\b"),
    "mdy": re.compile(r"\bmm?([/.\- ])(?:dd?|jj?)\1(?:y{2,4}|a{2,4})\b"),
    "ymd": re.compile(r"\b(?:y{2,4}|a{2,4})([/.\- ])mm?\1(?:dd?|jj?)\b"),
}
EXCEL_EPOCH = dt.date(1899, 12, 30)  # because Excel counts a 29 February 1900
EPOCH = dt.date(1970, 1, 1)
NUMBERS: tuple[tuple[ReadAs, tuple[float, float], dt.date, int], ...] = (
    ("excel-days", (10_000, 100_000), EXCEL_EPOCH, 1),  # five digits: 1927 to 2173
    ("epoch-seconds", (1e8, 1e10), EPOCH, 86_400),  # 1973 to 2286
    ("epoch-milliseconds", (1e11, 1e13), EPOCH, 86_400_000),
)
PART_LETTERS = "QqTtWwSs"  # before the number of a quarter or a week
WHOLE = re.compile(r"(\d{1,4})(?:\.0{1,6})?")
DAY_AND_CLOCK = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")


def read_date(value: object, order: Order | None = None) -> Span | None:
    """Return the whole days a value means, `None` if it is missing; raise UnreadableDateError otherwise.

    A value is a text, a number (a year, an Excel day, seconds or milliseconds since 1970), a date, a list or an object.

    A time of day is dropped without changing the zone: the day is the one that was written.
    """
    if isinstance(value, list | tuple):
        return read_dates(value, order)
    if isinstance(value, dict):
        return read_structure(value, order)
    if is_missing(value):
        return None
    if isinstance(value, dt.datetime | pd.Timestamp):
        return spans.day_span(value.date())
    if isinstance(value, dt.date):
        return spans.day_span(value)
    if isinstance(value, bool | np.bool_):
        raise UnreadableDateError(EXPECTED)
    if isinstance(value, int | float | np.integer | np.floating):
        return read_number(value)
    text = str(value).strip()
    return read_number(text) if NUMBER.fullmatch(text) else read_text(text, order)


def read_number(value: object) -> Span:
    """Return the day that a bare number stands for; the ranges of the kinds do not meet."""
    number = float(str(value).replace(",", "."))
    if not math.isfinite(number):
        raise UnreadableDateError(EXPECTED)
    is_whole = number == int(number)
    if is_whole and FIRST_YEAR <= number <= LAST_YEAR:
        return spans.year(int(number))
    if is_whole and DAY_AND_CLOCK.fullmatch(f"{number:.0f}"):
        raise UnreadableDateError("expected 12 digits not to be both a day with a clock and milliseconds since 1970")
    for kind, (least, beyond), epoch, per_day in NUMBERS:
        if least <= number < beyond:
            return spans.day_span(epoch + dt.timedelta(days=number // per_day), kind)
    if is_whole and 5 < len(digits := f"{number:.0f}") < 9:
        return read_text(digits, None)
    raise UnreadableDateError(EXPECTED)


def read_dates(values: Iterable[object], order: Order | None) -> Span | None:
    """Return the span of a list of dates, as folium `times`; `None` if it holds none."""
    values = list(values)
    if len(values) == 3 and all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return read_parts(*values)  # as Java writes a day
    parsed = [span for span in (read_date(value, order) for value in values) if span]
    return enclosing(parsed) if parsed else None


def read_structure(value: Mapping[str, object], order: Order | None) -> Span | None:
    """Return the span of JSON-FG `time`, GeoJSON-T `when`, `{start, end}`, or parts as TimelineJS has them."""
    if "interval" in value:
        return read_interval(value["interval"], order)
    if "timespans" in value:
        return read_timespans(value["timespans"], order)
    if "year" in value:
        return read_members(value)
    if "from" in value and "to" in value:
        return read_timespans([{"start": value["from"], "end": value["to"]}], order)
    for key in ("date", "timestamp", "in", "earliest", "latest", "$date"):
        if key in value:
            return read_date(value[key], order)
    if "start" in value:
        return read_timespans([value], order)
    raise UnreadableDateError("expected a member date, timestamp, interval or timespans")


def read_interval(sides: object, order: Order | None) -> Span:
    """Return the span of a pair of dates, of which `..` is open."""
    if not isinstance(sides, list | tuple) or len(sides) != 2:
        raise UnreadableDateError("expected an interval of two dates")
    first, last = (OPEN if side is None else read_date(side, order) or OPEN for side in sides)
    return joined(first, last)


def read_timespans(timespans: object, order: Order | None) -> Span | None:
    """Return the widest span of several `{start, end}`; a missing end means the start's own."""
    if not isinstance(timespans, list) or not all(isinstance(timespan, dict) for timespan in timespans):
        raise UnreadableDateError("expected timespans to be a list of objects")
    sides = [(read_date(timespan.get("start"), order), read_date(timespan.get("end"), order)) for timespan in timespans]
    parsed = [joined(start, end or start) for start, end in sides if start]
    return enclosing(parsed) if parsed else None


def read_members(value: Mapping[str, object]) -> Span | None:
    """Return the days of the members year, and month and day, or quarter, or week; a year may stand alone."""
    year = value.get("year")
    for part, make in (("quarter", spans.quarter), ("week", spans.week)):
        if not is_missing(value.get(part)) and is_missing(value.get("month")) and not is_missing(year):
            return make(part_number(year), part_number(str(value[part]).lstrip(PART_LETTERS)))
    return read_parts(year, value.get("month"), value.get("day"))


def read_parts(year: object, month: object, day: object) -> Span | None:
    """Return the days of a date in parts: the month is a number or a name, it or the day may be missing."""
    if is_missing(year):
        return None
    numbers = [part_number(part) for part in (year, month, day) if not is_missing(part)]
    if is_missing(month):
        if not is_missing(day):
            raise UnreadableDateError("expected a month beside the day")
        return spans.year(numbers[0])
    return spans.day(*numbers) if len(numbers) == 3 else spans.month(*numbers)


def part_number(value: object) -> int:
    """Return the number of a year, a day or a month, which may be named."""
    text = plain_text(str(value)).rstrip(".")
    if match := WHOLE.fullmatch(text):
        return int(match[1])
    if text not in calendar_words().months:
        raise UnreadableDateError("expected whole numbers for year, month and day, or the name of the month")
    return calendar_words().months[text]


def stated_order(headers: Iterable[str]) -> Order | None:
    """Return the order that the names of all columns state, as in `Date (jj/mm/aaaa)`; `None` if they do not."""
    stated: set[Order | None] = {
        next((order for order, pattern in STATED.items() if pattern.search(header.casefold())), None)
        for header in headers
    }
    return stated.pop() if len(stated) == 1 else None


def settle_order(values: Iterable[object]) -> Order | Literal["none", "ask"]:
    """Return the one order of day and month that all values allow, `none` if it makes no difference.

    `ask` is the answer where several readings are possible throughout, or none is.
    """
    dates = {match[0]: match for value in values if isinstance(value, str) for match in figure_dates(value)}
    allowed = set(ORDERS if may_begin_with_year(dates.values()) else ORDERS[:2])
    considered, differ = frozenset(allowed), False
    for match in dates.values():
        possible = [order for order in possible_orders(match) if order in considered]
        readings = {order: span for order in possible if (span := reading(match, order))}
        if not readings:
            continue  # no order makes a date of it
        differ |= match[1] != match[3] or len(set(readings.values())) > 1
        allowed &= readings.keys()
    if not differ:
        return "dmy" if any(len(match[4]) == 2 for match in dates.values()) else "none"
    return allowed.pop() if len(allowed) == 1 else "ask"


def may_begin_with_year(dates: Collection[re.Match[str]]) -> bool:
    """Tell whether the year of two digits may come first: with hyphens, or where the first figure varies the least."""
    short = [match for match in dates if len(match[4]) == 2]
    first, last = ({match[place] for match in short} for place in (1, 4))
    return any(match[2] == "-" for match in short) or len(first) < len(last)
