"""Turning tables into the compact columns of the payload: texts by language, codes, day numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from geodata.dates import day_number
from layers.escape.json_text import JsonObject
from layers.text.labels import Record
from layers.text.locales import languages
from layers.text.told import told_until

LONG_AGO = dt.date(1900, 1, 1)
EPOCH = pd.Timestamp("1970-01-01")


def texts(record: Record, name: str) -> dict[str, str]:
    """Return a text by language."""
    return {language: record.get(f"{name}_{language}", "") or "" for language in languages()}


def text_columns(table: pd.DataFrame, name: str) -> dict[str, list[str]]:
    """Return the columns of a text by language; a language without a column is empty."""
    return {
        language: [joined(value) for value in table[f"{name}_{language}"]] if f"{name}_{language}" in table else []
        for language in languages()
    }


def joined(value: str | list[str]) -> str:
    return ", ".join(value) if isinstance(value, list) else value


def days(column: Iterable[pd.Timestamp]) -> list[int | None]:
    """Return day numbers since 1970-01-01; NaT becomes None."""
    return [None if pd.isna(day) else (day - EPOCH).days for day in column]


def day_or_none(day: dt.date | None) -> int | None:
    """Return the number of a day; None stays None."""
    return None if day is None else day_number(day)


def note_told(record: Record, name: str = "note") -> int | None:
    """Return the number of the last day of which a note speaks that belongs to no day itself."""
    texts = [text for code in languages() if (text := record.get(f"{name}_{code}"))]
    return day_or_none(told_until(texts, LONG_AGO))


def numbers(column: Iterable[float | None]) -> list[float | int | None]:
    """Return numbers, whole ones as such; a missing one becomes None."""
    return [None if n is None or pd.isna(n) else int(n) if float(n).is_integer() else float(n) for n in column]


def coded(column: Iterable[str]) -> JsonObject:
    """Return a column as a list of its distinct values and the place of each row's value in it."""
    values = list(column)
    codes = list(dict.fromkeys(values))
    place = {code: index for index, code in enumerate(codes)}
    return {"codes": codes, "at": [place[value] for value in values]}


def as_columns(records: Sequence[JsonObject]) -> JsonObject:
    """Return records as columns of one length, with None where one has no such member, and texts by language."""
    names = dict.fromkeys(["id", *(name for record in records for name in record)])
    return {name: as_column([record.get(name) for record in records]) for name in names}


def as_column(values: list[Any]) -> Any:
    codes = dict.fromkeys(code for value in values if isinstance(value, dict) for code in value)
    return {code: [(value or {}).get(code) for value in values] for code in codes} if codes else values


class SourceIndex:
    """Gives each source the number of its row in the payload."""

    def __init__(self, sources: pd.DataFrame) -> None:
        self.place = {source: index for index, source in enumerate(sources["id"])}

    def __call__(self, ids: str) -> list[int]:
        return [self.place[source] for source in ids.split()]
