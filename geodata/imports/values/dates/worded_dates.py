"""Dates in words, whole or in part: `14 septembre 2025`, `Sept 14, 2025`, `14-Sep-25`, `3 septembre`, `5, 2025`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geodata.imports.values.dates import spans
from geodata.imports.values.dates.month_names import LANGUAGE_NAMES, CalendarWords, calendar_words
from geodata.imports.values.dates.spans import Span, UnreadableDateError
from geodata.imports.values.text import words

FILLERS = frozenset(words("of on the in from between le la les de du des d l en entre el del da do dos"))
FILLERS |= frozenset(
    words("morning afternoon evening night noon overnight during matin matinee midi apres soir soiree")
)
FILLERS |= frozenset(words("nuit dans pendant"))  # a time of day changes no day
ORDINAL = re.compile(r"(?<=\d)(?:er|st|nd|rd|th|e|eme|o|a)\b")  # o is what folding leaves of º
TOKEN = re.compile(r"['’](?P<short>\d\d)(?!\d)|(?P<number>\d+)|(?P<word>[^\W\d_]+)|[\s.,،'’\-/()]|(?P<other>.)")
GLUED = re.compile(r"(?<!\d)\d{4}[a-z]{3,}")  # 2025April of DHIS2 is a year that begins in April
KNOWN = f"names of months are known in {LANGUAGE_NAMES}"


@dataclass(frozen=True)
class Part:
    """What a text says of a date; `None` is what it leaves to the other side of a range."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    short_year: bool = False

    def filled_from(self, other: Part) -> Part:
        """Return the part with what the other side of a range says and it does not."""
        year = other.year if self.year is None else self.year
        month = other.month if self.month is None else self.month
        return Part(year, month, self.day, self.short_year or (self.year is None and other.short_year))

    def span(self) -> Span:
        """Return the days that are meant; raise UnreadableDateError where the year or the month is missing."""
        if self.year is None or self.month is None:
            raise UnreadableDateError("expected a year of four digits, and at most one day")
        made = spans.day(self.year, self.month, self.day) if self.day else spans.month(self.year, self.month)
        return replace(made, read_as="two-digit-year") if self.short_year else made


def full_year(short: int) -> int:
    """Return the year that two digits mean where all programs agree; raise UnreadableDateError where they do not.

    Excel takes 00–29 for this century, POSIX (strptime) 00–68: between, and so shortly before 1970, a year is not read.
    """
    if 30 <= short <= 69:
        raise UnreadableDateError("expected a year of four digits (two from 30 to 69 may be of either century)")
    return short + (2000 if short < 30 else 1900)


def read_part(text: str) -> Part | None:
    """Return what a plain text says of a date in words; `None` where it names no month and has no lone figures.

    Raise UnreadableDateError for words that are none of a date, and figures that fit nowhere.
    """
    if GLUED.search(text):
        raise UnreadableDateError("expected the year apart from the month")
    known = calendar_words()
    month: int | None = None
    before: list[str] = []
    after: list[str] = []
    short: int | None = None
    tokens = [match for match in TOKEN.finditer(ORDINAL.sub("", text)) if match.lastgroup]
    names = named_months([match["word"] for match in tokens if match["word"]], known)
    for match in tokens:
        if match["other"]:
            raise UnreadableDateError("expected one day, one month and one year")
        if match["word"]:
            month = known.months[match["word"]] if match["word"] in names else month
        elif match["short"]:
            short = int(match["short"])
        else:
            (before if month is None else after).append(match["number"])
    return None if month is None and not before else of_figures(month, before, after, short)


def named_months(found: list[str], known: CalendarWords) -> set[str]:
    """Return the word that names the month, or none; raise UnreadableDateError for words that are none of a date."""
    months = [word for word in found if word in known.months]
    # `mar` is March, and Tuesday beside another month: `mar. 4 févr. 2025`.
    months = [word for word in months if word not in known.weekdays] or months
    others = [word for word in found if not (word in known.months or word in known.weekdays or word in FILLERS)]
    if others:
        raise UnreadableDateError(f"expected a date ({KNOWN})")
    if len(months) > 1:
        raise UnreadableDateError("expected one day, one month and one year")
    return set(months)


def of_figures(month: int | None, before: list[str], after: list[str], short: int | None) -> Part:
    """Return the part that a month and the figures before and after its name make: a year, and perhaps a day."""
    if short is None and [len(figure) for figure in after] == [2] and [len(figure) <= 2 for figure in before] == [True]:
        after, short = [], int(after[0])  # 14-Sep-25
    shown = [*before, *after]
    years = [int(figure) for figure in shown if len(figure) == 4]
    days = [int(figure) for figure in shown if len(figure) <= 2]
    if len(years) + len(days) < len(shown) or len(years) + (short is not None) > 1 or len(days) > 1 or 0 in days:
        raise UnreadableDateError("expected a year of four digits, and at most one day")
    year = full_year(short) if short is not None else years[0] if years else None
    return Part(year, month, days[0] if days else None, short_year=short is not None)
