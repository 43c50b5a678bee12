"""Dates in words, English and French: `14 septembre 2025`, `1er oct. 2025`, `Sept 14, 2025`, `September 2025`."""

from __future__ import annotations

import re

from geodata.imports.values import spans
from geodata.imports.values.spans import Span, UnreadableDateError
from geodata.imports.values.text import folded, words

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr fev",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}
FILLERS = frozenset(
    words(
        "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
        "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim the of on le de du"
    )
)
WORD = re.compile(r"[a-z]+|\d+(?:er|st|nd|rd|th)?(?![a-z\d])")
CLOCK = re.compile(r"[t,]?\s+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:z|utc|gmt|[ap]m)?$")


def read_words(text: str) -> Span | None:
    """Return the day or month that a text with a month's name means; `None` if no month is named."""
    plain = CLOCK.sub("", folded(text).strip())
    words = WORD.findall(plain)
    months = [MONTHS[word] for word in words if word in MONTHS]
    if not months:
        return None
    numbers = [re.sub(r"\D", "", word) for word in words if word[0].isdigit()]
    others = [word for word in words if word.isalpha() and word not in MONTHS and word not in FILLERS]
    rest = re.sub(r"[\s.,'’\-/]+", "", WORD.sub("", plain))
    if len(months) > 1 or others or rest:
        raise UnreadableDateError("expected one day, one month and one year")
    return of_numbers(months[0], numbers)


def of_numbers(month: int, numbers: list[str]) -> Span:
    """Return the span of a month with the numbers beside its name: a year, and perhaps a day."""
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(days) > 1 or len(years) + len(days) != len(numbers):
        raise UnreadableDateError("expected a year of four digits, and at most one day")
    return spans.day(years[0], month, days[0]) if days else spans.month(years[0], month)
