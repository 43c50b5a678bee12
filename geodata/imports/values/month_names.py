"""Dates in words, in the languages below: `14 septembre 2025`, `1er oct. 2025`, `Sept 14, 2025`, `14 سبتمبر 2025`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geodata.imports.values import spans
from geodata.imports.values.spans import Span, UnreadableDateError
from geodata.imports.values.text import folded, words

# Of the CLDR; some countries have month names of their own.
LANGUAGES = words("en en_GB fr es pt ar ar_DZ ar_MA ar_MR")
FILLERS = frozenset(words("the of on le de du el del do"))
WORD = re.compile(r"[^\W\d_]+|\d+(?:er|st|nd|rd|th|o)?(?!\w)")  # o is what folding leaves of º
CLOCK = re.compile(r"[t,]?\s+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:z|utc|gmt|[ap]m)?$")


@dataclass(frozen=True)
class CalendarWords:
    """Folded single words: the number of the month that each names (January is 1), and the words of weekdays."""

    months: dict[str, int]
    weekdays: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word in self.months or word in self.weekdays or word in FILLERS


@cache
def calendar_words(languages: tuple[str, ...] = LANGUAGES) -> CalendarWords:
    """Return the words of all languages together; one that names different months in two of them names none."""
    numbers: dict[str, set[int]] = defaultdict(set)
    weekdays: set[str] = set()
    for language in languages:
        for number, name in spellings(language, "months"):
            numbers[name.rstrip(".")].add(number)
        for _, name in spellings(language, "days"):
            weekdays |= set(WORD.findall(name))
    months = {name: min(meant) for name, meant in numbers.items() if len(meant) == 1}
    return CalendarWords(months, frozenset(weekdays))


def spellings(language: str, kind: str) -> Iterator[tuple[int, str]]:
    """Yield the number and folded name of every month or day: in a date and alone, in full and abbreviated."""
    from babel import Locale  # a tenth of a second with its tables, which few files need

    by_use = getattr(Locale.parse(language), kind)
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from ((number, folded(name)) for number, name in by_use[use][width].items())


def read_words(text: str) -> Span | None:
    """Return the day or month that a text with a month's name means; `None` if no month is named."""
    plain = CLOCK.sub("", folded(text).strip())
    parts = WORD.findall(plain)
    known = calendar_words()
    months = [part for part in parts if part in known.months]
    if not months:
        return None
    # `mar` is March, and Tuesday beside another month: `mar. 4 févr. 2025`.
    months = [part for part in months if part not in known.weekdays] or months
    numbers = [digits[0] for part in parts if (digits := re.match(r"\d+", part))]
    others = [part for part in parts if not re.match(r"\d", part) and part not in known]
    rest = re.sub(r"[\s.,،'’\-/]+", "", WORD.sub("", plain))
    if len(months) > 1 or others or rest:
        raise UnreadableDateError("expected one day, one month and one year")
    return of_numbers(known.months[months[0]], numbers)


def of_numbers(month: int, numbers: list[str]) -> Span:
    """Return the span of a month with the numbers beside its name: a year, and perhaps a day."""
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(days) > 1 or len(years) + len(days) != len(numbers):
        raise UnreadableDateError("expected a year of four digits, and at most one day")
    return spans.day(years[0], month, days[0]) if days else spans.month(years[0], month)
