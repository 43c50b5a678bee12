"""Reading dates as people and programs write them, without ever guessing between day and month.

Every form in the table below has one reading, except day and month in figures. Those need an `order`, which
the whole column may settle (`settle_order`) and otherwise a person must.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import numpy as np
import pandas as pd

from geodata.dates import FIRST_YEAR, LAST_YEAR
from geodata.imports.values import spans
from geodata.imports.values.cells import is_missing
from geodata.imports.values.month_names import read_words
from geodata.imports.values.spans import OPEN, Order, Span, UnreadableDateError, enclosing, joined

EXPECTED = "expected a date such as 2025-09-14, 2025-09, 14/09/2025 or 14 September 2025"
CLOCK = r"(?:[T ]\s*\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp][Mm])?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
FIGURES = re.compile(rf"(\d{{1,2}})([/.\-])(\d{{1,2}})\2(\d{{4}}){CLOCK}")
OPEN_WORDS = frozenset(
    {"..", "…", "ongoing", "open", "present", "now", "today"}
    | {"en cours", "à ce jour", "a ce jour", "aujourd'hui", "actuel"}
)
SEPARATORS = (
    re.compile(r"\s+(?:–|—|-|to|until|au|jusqu'au)\s+"),
    re.compile(r"\s*/\s*"),  # last, because it also stands inside 14/09/2025
)

STATED: dict[Order, re.Pattern[str]] = {
    "dmy": re.compile(r"\b(?:dd?|jj?)([/.\- ])mm?\1(?:y{2,4}|a{2,4})\b"),
    "mdy": re.compile(r"\bmm?([/.\- ])(?:dd?|jj?)\1(?:y{2,4}|a{2,4})\b"),
}
EXCEL_DAYS = (10_000, 99_999)  # five digits: 1927 to 2173
EPOCH_SECONDS = (1e8, 1e10)  # 1973 to 2286
EPOCH_MILLISECONDS = (1e11, 1e13)
EXCEL_EPOCH = dt.date(1899, 12, 30)  # because Excel counts a 29 February 1900
EPOCH = dt.date(1970, 1, 1)

FORMS: tuple[tuple[re.Pattern[str], Callable[..., Span]], ...] = (
    (re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){CLOCK}"), lambda y, _, m, d: spans.day(y, m, d)),
    (re.compile(r"(\d{4})[-/](\d{1,2})"), spans.month),
    (re.compile(r"(\d{1,2})/(\d{4})"), lambda m, y: spans.month(y, m)),
    (re.compile(r"(\d{4})"), spans.year),
    (re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{4,6}Z?)?"), spans.day),
    (re.compile(r"(\d{4})-?W(\d\d)"), spans.week),
)


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
        return read_number(float(value))
    return read_text(str(value).strip(), order)


def read_number(number: float) -> Span:
    """Return the day that a bare number stands for; the ranges of the kinds do not meet."""
    if not math.isfinite(number):
        raise UnreadableDateError(EXPECTED)
    if number == int(number) and FIRST_YEAR <= number <= LAST_YEAR:
        return spans.year(int(number))
    if EXCEL_DAYS[0] <= number <= EXCEL_DAYS[1]:
        return spans.day_span(EXCEL_EPOCH + dt.timedelta(days=int(number)), "an Excel day number")
    if EPOCH_SECONDS[0] <= number < EPOCH_SECONDS[1]:
        return spans.day_span(EPOCH + dt.timedelta(days=number // 86_400), "seconds since 1970")
    if EPOCH_MILLISECONDS[0] <= number < EPOCH_MILLISECONDS[1]:
        return spans.day_span(EPOCH + dt.timedelta(days=number // 86_400_000), "milliseconds since 1970")
    if number == int(number) and 10_000_101 <= number <= 99_991_231:
        return read_text(str(int(number)), None)
    raise UnreadableDateError(EXPECTED)


def read_text(text: str, order: Order | None) -> Span:
    """Return the days that a text means: one date, or an interval of two."""
    if text.casefold() in OPEN_WORDS:
        return OPEN
    text = re.sub(r"(?<=\d)[~?%]$", "", text)  # EDTF marks of doubt
    span = read_form(text, order) or read_words_or_interval(text, order)
    if span is None:
        raise UnreadableDateError(EXPECTED)
    return span


def read_words_or_interval(text: str, order: Order | None) -> Span | None:
    """Return an interval where both sides of a separator are dates, otherwise a date in words."""
    for separator in SEPARATORS:
        parts = separator.split(text)
        sides = [read_side(part, order) for part in parts] if len(parts) == 2 else []
        if sides and sides[0] and sides[1]:
            return joined(sides[0], sides[1])
    return read_words(text)


def read_side(text: str, order: Order | None) -> Span | None:
    """Return one side of an interval; `..` and words for it are an open side, nothing written there is not."""
    if text.casefold() in OPEN_WORDS:
        return OPEN
    try:
        return read_form(text, order) or read_words(text)
    except UnreadableDateError:
        return None


def read_form(text: str, order: Order | None) -> Span | None:
    """Return the date that a text in figures means; `None` if it has none of the known forms."""
    for pattern, make in FORMS:
        if match := pattern.fullmatch(text):
            return make(*(int(part) if part.isdigit() else part for part in match.groups()))
    if match := FIGURES.fullmatch(text):
        return read_figures(int(match[1]), int(match[3]), int(match[4]), order)
    if re.fullmatch(r"-?\d{5,13}(?:\.\d+)?", text):
        return read_number(float(text))
    return None


def read_figures(first: int, second: int, year: int, order: Order | None) -> Span:
    """Return the day that two figures and a year mean in the given order."""
    if first == second:
        return spans.day(year, first, second)
    if order is None:
        raise UnreadableDateError("expected to know whether the day or the month comes first")
    day, month = (first, second) if order == "dmy" else (second, first)
    return spans.day(year, month, day)


def read_dates(values: Iterable[object], order: Order | None) -> Span | None:
    """Return the span of a list of dates, as folium `times`; `None` if it holds none."""
    parsed = [span for span in (read_date(value, order) for value in values) if span]
    return enclosing(parsed) if parsed else None


def read_structure(value: Mapping[str, object], order: Order | None) -> Span | None:
    """Return the span of JSON-FG `time` or GeoJSON-T `when`."""
    if "interval" in value:
        return read_interval(value["interval"], order)
    if "timespans" in value:
        return read_timespans(value["timespans"], order)
    for key in ("date", "timestamp", "in", "earliest", "latest"):
        if key in value:
            return read_date(value[key], order)
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


def stated_order(headers: Iterable[str]) -> Order | None:
    """Return the order that the names of all columns state, as in `Date (jj/mm/aaaa)`; `None` if they do not."""
    stated: set[Order | None] = {
        next((order for order, pattern in STATED.items() if pattern.search(header.casefold())), None)
        for header in headers
    }
    return stated.pop() if len(stated) == 1 else None


def settle_order(values: Iterable[object]) -> Order | Literal["none", "ask"]:
    """Return the one order of day and month that all values allow, `none` if it makes no difference.

    `ask` is the answer where both readings are possible throughout, or neither is.
    """
    pairs = {pair for value in values if isinstance(value, str) for pair in figure_pairs(value)}
    differing = {(first, second) for first, second in pairs if first != second}
    day_first = any(first > 12 for first, _ in differing)
    month_first = any(second > 12 for _, second in differing)
    if not differing:
        return "none"
    if day_first == month_first:
        return "ask"
    return "dmy" if day_first else "mdy"


def figure_pairs(text: str) -> list[tuple[int, int]]:
    """Return the first two figures of every date in a text whose year comes last."""
    matches = [FIGURES.fullmatch(part) for part in SEPARATORS[0].split(text.strip())]
    return [(int(match[1]), int(match[3])) for match in matches if match]
