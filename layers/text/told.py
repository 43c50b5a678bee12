"""Which days a text speaks of by their dates, so that what was written later can be told as such."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache

import pandas as pd
from babel.dates import get_month_names

from geodata import Permit, Row, Situation
from layers.text.labels import Record
from layers.text.locales import languages, locale

YEARS = (-1, 0, 1)  # of a date without one, from the year of what it belongs to
# A word beside a number; whether it is the name of a month in some language is looked up.
DAY_AND_MONTH = re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d_]+)\b(?:\s+(\d{4})\b)?")
MONTH_AND_YEAR = re.compile(r"(?<!\d\s)\b([^\W\d_]+)\s+(\d{4})\b")
YEAR = re.compile(r"\d{4}")
PUBLISHED = re.compile(r"\d{4}(-\d\d){0,2}")
ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def told_until(texts: Iterable[str], day: dt.date, known: dt.date | None = None) -> dt.date | None:
    """Return the last day after `day` of which texts speak by its date, None where they speak of none.

    A date without a year is taken as near to `day` as what they speak of can be: no later than `known`, if that is
    given. A month with its year counts from its first day.
    """
    later = (told for text in texts for told in dates_in(text, day, known) if told > day)
    return max(later, default=None)


def record_told(situation: Situation, record: Record, *names: str) -> dt.date | None:
    """Return the last day after its first of which the texts of a row speak, in any language; `names` are columns.

    What its sources cannot know, for all of them were published by then, is not what it speaks of.
    """
    if pd.isna(record["start"]):
        return None
    texts = [text for name in names for code in languages() if (text := record.get(f"{name}_{code}"))]
    if "versions" in names:
        accounts = record["versions"] or []
        texts += [account.get(f"text_{code}") or "" for account in accounts for code in languages()]
    end = None if pd.isna(record["end"]) else record["end"].date()
    return told_until(texts, record["start"].date(), known_until(situation, record["sources"].split(), end))


def told_column(situation: Situation, table: pd.DataFrame, name: str) -> pd.Series:
    """Return the last day of which a text of each row speaks, as `record_told` does; NaT for none."""
    told = [record_told(situation, record, name) for record in table.to_dict("records")]
    return pd.Series(pd.to_datetime(told), index=table.index, dtype="datetime64[s]")


def row_told(situation: Situation, row: Row | Permit) -> dt.date | None:
    """Return the last day after its first of which the reason of a row or permit speaks, as `record_told` does."""
    return told_until([text for _, text in row.why], row.start, known_until(situation, row.sources, row.end))


def published_after(published: str, day: dt.date) -> bool:
    """Tell whether a date of publication, a day, a month or a year, lies wholly after a day; another text does not."""
    return bool(PUBLISHED.fullmatch(published)) and published > day.isoformat()[: len(published)]


def known_until(situation: Situation, sources: Iterable[str], end: dt.date | None) -> dt.date | None:
    """Return the last day that sources can speak of as past; None where one is not dated to the day."""
    published = [situation.published.get(source) for source in sources]
    dated = [day for day in published if day]
    return max([*dated, *filter(None, [end])], default=None) if len(dated) == len(published) else None


def dates_in(text: str, near: dt.date, known: dt.date | None) -> Iterator[dt.date]:
    """Yield the dates of a text, in any language that the texts are in."""
    named = DAY_AND_MONTH.findall(text)
    if YEAR.search(text):  # most texts have none, and words are many
        named += [("", name, year) for name, year in MONTH_AND_YEAR.findall(text)]
    parts = [(day, month, year) for day, name, year in named if (month := months().get(name.lower()))]
    parts += [(day, int(month), year) for year, month, day in ISO.findall(text)]
    for day, month, year in parts:
        years = [int(year)] if year else [near.year + step for step in YEARS]
        possible = [date for each in years if (date := real_date(each, month, int(day or 1)))]
        told = [date for date in possible if year or known is None or date <= known]
        if told:
            yield min(told, key=lambda date: abs(date - near))


def real_date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@cache
def months() -> dict[str, int]:
    """Return the numbers of the months by their names in all languages, in lower case."""
    names = [get_month_names("wide", locale=locale(language)) for language in languages()]
    return {name.lower(): number for table in names for number, name in table.items()}
