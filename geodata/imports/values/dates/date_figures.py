"""One date in figures: ISO 8601 in all its forms, periods, and day, month and year in any order.

All texts are folded, with single spaces: `plain_text`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from geodata.imports.values.dates import spans
from geodata.imports.values.dates.spans import Order, OrderNeededError, Span, UnreadableDateError
from geodata.imports.values.dates.worded_dates import full_year
from geodata.imports.values.text import plain_text

LONGEST = 200  # characters; no date is longer
ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")
FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/. -])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.-]|\.\d)")
WHOLE_FLOAT = re.compile(r"(\d{4,8})\.0{1,6}")
SPACED_MARK = re.compile(r"(?<=\d) ?([/.]) ?(?=\d)")
ORDINALS = {"first": 1, "premier": 1, "second": 2, "deuxieme": 2, "third": 3, "troisieme": 3}
ORDINALS |= {"fourth": 4, "quatrieme": 4, **{str(number): number for number in range(1, 5)}}
PERIOD = re.compile(
    rf"(?P<number>{'|'.join(ORDINALS)})(?:st|nd|rd|th|er|e|eme|nde)? "
    r"(?:(?P<quarter>quarter|trimestre|trim\.?)|(?P<half>half|semestre|semester)),?(?: of| de| du)? (?P<year>\d{4})"
)


def figures(form: str, make: Callable[..., Span]) -> tuple[re.Pattern[str], Callable[..., Span]]:
    return re.compile(form), make


FORMS = (
    figures(r"(\d{4})([-/.:])(\d{1,2})\2(\d{1,2})(?:z|[+-]\d\d:\d\d)?", lambda y, _, m, d: spans.day(y, m, d)),
    figures(r"(\d{4})[-/](\d{1,2})", spans.month),
    figures(r"(\d{1,2})[-/.](\d{4})", lambda m, y: spans.month(y, m)),
    figures(r"(\d{4})", spans.year),
    figures(r"((?:1[6-9]|2[01])\d\d)(\d\d)(\d\d)", spans.day),
    figures(r"((?:19|20)\d\d)(\d\d)", lambda y, m: replace(spans.month(y, m), read_as="year-and-month")),
    figures(r"(\d{4})-(\d{3})", spans.ordinal_day),
    figures(r"((?:19|20)\d\d)(\d{3})", spans.ordinal_day),
    figures(r"(\d{4})[- ]?w(\d\d?)", spans.week),
    figures(r"(?:w|week |semaine |sem\.? )(\d\d?),?(?: of| de)? (\d{4})", lambda w, y: spans.week(y, w)),
    figures(r"s(\d\d) (\d{4})", lambda w, y: spans.week(y, w)),
    figures(r"(\d{4})m(\d\d)", spans.month),
    figures(r"(\d{4})-(\d\d)-xx", spans.month),
    figures(r"(\d{4}) (\d\d) (\d\d)", spans.day),
    figures(r"(\d{4})年(\d{1,2})月(\d{1,2})日", spans.day),
    figures(r"(?:trimestre|quarter) (\d),? (\d{4})", lambda q, y: spans.quarter(y, q)),
    figures(r"(?:semestre|semester) (\d),? (\d{4})", lambda h, y: spans.half(y, h)),
    figures(r"(\d{4})-?w(\d\d)-?([1-7])", spans.day_of_week),
    figures(r"(\d{4})[- /]?[qt]([1-4])", spans.quarter),
    figures(r"[qt]([1-4])[- /]?(\d{4})", lambda q, y: spans.quarter(y, q)),
    figures(r"(\d{4})[- /]?[sh]([12])", spans.half),
    figures(r"[sh]([12])[- /]?(\d{4})", lambda h, y: spans.half(y, h)),
)
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T ]\d)")
BASIC_TIME = re.compile(r"(\d{8})(?:[01]\d|2[0-3])[0-5]\d[0-5]\d")
NUMBER = re.compile(r"-?[1-9]\d{4,12}(?:[.,]\d{1,20})?")  # 010924 may be a day, a month and a year


def read_figures(text: str, order: Order | None) -> Span | None:
    """Return the date that a plain text in figures means; `None` if it has none of the known forms."""
    text = text.rstrip("?")  # of EDTF: said with doubt
    text = whole[1] if (whole := WHOLE_FLOAT.fullmatch(text)) else text
    for pattern, make in FORMS:
        if match := pattern.fullmatch(text):
            return make(*(int(part) if part.isdecimal() else part for part in match.groups()))
    if match := FIGURES.fullmatch(text):
        return ordered(match, order)
    if match := PERIOD.fullmatch(text):
        make = spans.quarter if match["quarter"] else spans.half
        return make(int(match["year"]), ORDINALS[match["number"]])
    if match := BASIC_TIME.fullmatch(text):
        span = read_figures(match[1], None)
        return replace(span, at_midnight=text.endswith("000000")) if span else None
    return None


def ordered(match: re.Match[str], order: Order | None) -> Span:
    """Return the day that three figures mean; raise UnreadableDateError if only an order would tell."""
    if order is None:
        readings = {reading(match, possible) for possible in possible_orders(match)}
        if readings != {None} and (match[1] != match[3] or len(readings) > 1):
            raise OrderNeededError("expected to know whether the day or the month comes first")
    span = reading(match, order or "dmy")
    if span is None:
        raise UnreadableDateError("expected a day that exists in the calendar, its year of four digits")
    return span


def possible_orders(match: re.Match[str]) -> tuple[Order, ...]:
    """Return the orders in which three figures may stand; a year of two digits may come first."""
    return ORDERS if len(match[4]) == 2 and len(match[1]) == 2 else ORDERS[:2]


def reading(match: re.Match[str], order: Order) -> Span | None:
    """Return the day that three figures mean in one order; `None` if there is no such day."""
    first, second, third = match[1], match[3], match[4]
    day, month, year = {
        "dmy": (first, second, third),
        "mdy": (second, first, third),
        "ymd": (third, second, first),
    }[order]
    try:
        made = spans.day(int(year) if len(year) == 4 else full_year(int(year)), int(month), int(day))
    except UnreadableDateError:
        return None
    return made if len(year) == 4 else replace(made, read_as="two-digit-year")


def figure_dates(text: str) -> list[re.Match[str]]:
    """Return the dates in a text whose order of day and month is not written."""
    if ISO_DAY.match(text):  # by far the most
        return []
    return list(FIGURES.finditer(SPACED_MARK.sub(r"\1", plain_text(text[:LONGEST]))))
