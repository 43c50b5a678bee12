"""Names of months and weekdays in the languages below: `septembre`, `Sept`, `سبتمبر`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geodata.imports.values.text import folded, words

# Of the CLDR; some countries have month names of their own.
LANGUAGES = words("en en_GB fr es pt ar ar_DZ ar_MA ar_MR")
LANGUAGE_NAMES = "English, French, Spanish, Portuguese and Arabic"
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class CalendarWords:
    """Folded single words: the number of the month that each names (January is 1), and the words of weekdays."""

    months: dict[str, int]
    weekdays: frozenset[str]


@cache
def calendar_words(languages: tuple[str, ...] = LANGUAGES) -> CalendarWords:
    """Return the words of all languages together; one that names different months in two of them names none."""
    numbers: dict[str, set[int]] = defaultdict(set)
    weekdays: set[str] = set()
    for language in languages:
        for number, name in spellings(language, "months"):
            numbers[name.rstrip(".")].add(number)
        for _, name in spellings(language, "days"):
            weekdays |= set(LETTERS.findall(name))
    months = {name: min(meant) for name, meant in numbers.items() if len(meant) == 1}
    return CalendarWords(months, frozenset(weekdays))


def spellings(language: str, kind: str) -> Iterator[tuple[int, str]]:
    """Yield the number and folded name of every month or day: in a date and alone, in full and abbreviated."""
    from babel import Locale  # a tenth of a second with its tables, which few files need

    by_use = getattr(Locale.parse(language), kind)
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from ((number, folded(name)) for number, name in by_use[use][width].items())
