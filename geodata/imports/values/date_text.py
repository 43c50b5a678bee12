"""The days that a text means: one date in figures or words, or a range of two.

Every form has one reading, except day and month in figures, which need an `order`. A side of a range may leave out what
the other says: `3-5 September 2025`, `2025-09-14/16`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from geodata.imports.values import spans
from geodata.imports.values.clocks import without_clock
from geodata.imports.values.month_names import calendar_words
from geodata.imports.values.spans import OPEN, Order, OrderNeededError, Span, UnreadableDateError, joined
from geodata.imports.values.text import plain_text, words
from geodata.imports.values.worded_dates import Part, full_year, read_part

EXPECTED = "expected a date such as 2025-09-14, 2025-09, 14/09/2025 or 14 September 2025"
LONGEST = 200  # characters; no date is longer
ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")
FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.-]|\.\d)")
WITHOUT_YEAR = re.compile(r"\d{1,2}([/.-])\d{1,2}")
WHOLE_FLOAT = re.compile(r"(\d{4,8})\.0{1,6}")
OPEN_WORDS = frozenset(
    {"..", "...", "ongoing", "open", "present", "now", "today"}
    | {"en cours", "a ce jour", "aujourd'hui", "aujourd’hui", "actuel"}
)
RANGE_WORDS = "to|until|till|through|thru|au|jusqu'au|jusqu’au|al|ate|hasta"
# In order of trust: the first that leaves two sides which both are dates, or parts of one, counts.
SEPARATORS = tuple(
    re.compile(form)
    for form in (
        rf" (?:[–—-]|{RANGE_WORDS}) ",
        r" ?[–—] ?",
        r" ?/ ?",  # also stands inside 14/09/2025
        r"(?<=\w)-(?=\w)",
    )
)
LEAD = re.compile(r"^(?:from|du|de|le|on|entre|between) ")
SPACED_MARK = re.compile(r"(?<=\d) ?([/.]) ?(?=\d)")
NEIGHBOURS = re.compile(r" (?:and|et|y|e|&) ")  # two days in a row are a range, others are not
ABOUT = re.compile(
    r"^(?:~|(?:circa|ca|c|about|around|approx|approximately|roughly|environ|vers|autour)\b\.?)"
    r" ?(?:du |de |le |of |the |on )?|(?<=\d)[~%]$| ?\((?:approx|approximately|environ|about)\.?\)$"
)
# A part of a month or a year says no more than the month or the year.
PART_OF = re.compile(
    r"^(?:(?:from |the |la |le |en )?(?:early|mid|late|beginning|start|middle|end|debut|mi|milieu|fin|courant)\b)"
    r"[ -]?(?:of |de |du |d'|d’|in )?"
)
ORDINALS = {"first": 1, "premier": 1, "second": 2, "deuxieme": 2, "third": 3, "troisieme": 3}
ORDINALS |= {"fourth": 4, "quatrieme": 4, **{str(number): number for number in range(1, 5)}}
PERIOD = re.compile(
    rf"(?P<number>{'|'.join(ORDINALS)})(?:st|nd|rd|th|er|e|eme|nde)? "
    r"(?:(?P<quarter>quarter|trimestre|trim\.?)|(?P<half>half|semestre|semester)),?(?: of| de| du)? (?P<year>\d{4})"
)


def figures(form: str, make: Callable[..., Span]) -> tuple[re.Pattern[str], Callable[..., Span]]:
    return re.compile(form), make


FORMS = (
    figures(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:z|[+-]\d\d:\d\d)?", lambda y, _, m, d: spans.day(y, m, d)),
    figures(r"(\d{4})[-/](\d{1,2})", spans.month),
    figures(r"(\d{1,2})[-/.](\d{4})", lambda m, y: spans.month(y, m)),
    figures(r"(\d{4})", spans.year),
    figures(r"(\d{4})(\d\d)(\d\d)", spans.day),
    figures(r"((?:19|20)\d\d)(\d\d)", lambda y, m: replace(spans.month(y, m), read_as="year-and-month")),
    figures(r"(\d{4})-(\d{3})", spans.ordinal_day),
    figures(r"((?:19|20)\d\d)(\d{3})", spans.ordinal_day),
    figures(r"(\d{4})[- ]?w(\d\d?)", spans.week),
    figures(r"(?:w|s|week |semaine |sem\.? )(\d\d?),?(?: of| de)? (\d{4})", lambda w, y: spans.week(y, w)),
    figures(r"(\d{4})-?w(\d\d)-?([1-7])", spans.day_of_week),
    figures(r"(\d{4})[- /]?[qt]([1-4])", spans.quarter),
    figures(r"[qt]([1-4])[- /]?(\d{4})", lambda q, y: spans.quarter(y, q)),
    figures(r"(\d{4})[- /]?[sh]([12])", spans.half),
    figures(r"[sh]([12])[- /]?(\d{4})", lambda h, y: spans.half(y, h)),
)
BASIC_TIME = re.compile(r"(\d{8})(?:[01]\d|2[0-3])[0-5]\d[0-5]\d")
NUMBER = re.compile(r"-?[1-9]\d{4,12}(?:\.\d{1,20})?")  # 010924 may be a day, a month and a year


@lru_cache(maxsize=4_096)
def read_text(text: str, order: Order | None) -> Span:
    """Return the days that a text means; raise UnreadableDateError if it means none, or several."""
    if len(text) > LONGEST:
        raise UnreadableDateError(EXPECTED)
    plain = plain_text(text)
    if plain in OPEN_WORDS or plain == "…":
        return OPEN
    if doubtful := PART_OF.sub("", plain, count=1) if PART_OF.match(plain) else "":
        return part_of(doubtful, order)
    near = ABOUT.sub("", plain)
    span = read_single(near, order) or read_range(near, order)
    if span is None:
        raise UnreadableDateError(EXPECTED)
    return spans.about(span) if near != plain else span


def part_of(text: str, order: Order | None) -> Span:
    """Return the month or year of which a text names a part, as `early September 2025` does."""
    span = read_single(text, order)
    if span is None or span.precision not in ("month", "year"):
        raise UnreadableDateError("expected a month or a year beside a word such as early or late")
    return span


def read_single(text: str, order: Order | None) -> Span | None:
    """Return the one date that a plain text means; `None` if it seems to be none, or several."""
    bare, at_midnight = without_clock(text)
    bare = SPACED_MARK.sub(r"\1", LEAD.sub("", bare))
    span = read_figures(bare, order) or read_worded(bare, order)
    return replace(span, at_midnight=at_midnight) if span and at_midnight else span


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
        return read_figures(match[1], None)
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
    """Return the orders in which three figures may stand; only 25-09-14 may begin with its year."""
    return ORDERS if match[2] == "-" and len(match[4]) == 2 and len(match[1]) == 2 else ORDERS[:2]


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


def read_range(text: str, order: Order | None) -> Span | None:
    """Return the span of two dates, of which either may leave out what the other says; `None` if there are none."""
    failure: UnreadableDateError | None = None
    for left, right in sides(text, SEPARATORS):
        try:
            return joined(*both_sides(left, right, order))
        except UnreadableDateError as error:
            failure = failure or error
    for left, right in sides(text, (NEIGHBOURS,)):
        first, last = both_sides(left, right, order)
        if first.end != last.start:
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
    left, mark = LEAD.sub("", without_clock(left).text), figures_right[2]
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


def figure_dates(text: str) -> list[re.Match[str]]:
    """Return the dates in a text whose order of day and month is not written."""
    return list(FIGURES.finditer(SPACED_MARK.sub(r"\1", plain_text(text[:LONGEST]))))
