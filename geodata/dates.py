"""Whole days without a time zone: ISO 8601 text, day numbers, and the one place where ends become half-open and back.

Files state `start` and `end` inclusive, as people write them. Everything after reading uses half-open
intervals `[start, end)`.
"""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

EPOCH = dt.date(1970, 1, 1)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_REDUCED = re.compile(r"\d{4}(-\d{2}){0,2}")
ONE_DAY = dt.timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1000, 9998  # of what is recorded: four digits, and the days around it exist


def parse_day(text: str) -> dt.date:
    """Return the day that `YYYY-MM-DD` names; raise ValueError for any other text."""
    if not ISO_DAY.fullmatch(text):
        raise ValueError(f"expected a day as YYYY-MM-DD, found {text!r}")
    return dt.date.fromisoformat(text)


def is_day(text: object) -> bool:
    """Tell whether a value is the text of a real day, `YYYY-MM-DD`."""
    try:
        parse_day(str(text))
    except ValueError:
        return False
    return True


def is_recorded_day(text: object) -> bool:
    """Tell whether a value is the text of a real day that a record can mean."""
    return is_day(text) and FIRST_YEAR <= int(str(text)[:4]) <= LAST_YEAR


def is_reduced_day(text: object) -> bool:
    """Tell whether a value is a day, a month or a year: `2025-10-31`, `2025-10` or `2025`."""
    value = str(text)
    return bool(ISO_REDUCED.fullmatch(value)) and is_day(value + "-01-01"[len(value) - 4 :])


def day_number(day: dt.date) -> int:
    """Return whole days since 1970-01-01 in the proleptic Gregorian calendar."""
    return (day - EPOCH).days


def starts(column: pd.Series) -> pd.Series:
    """Return days as datetime64; an empty cell becomes NaT."""
    return pd.to_datetime(column.replace("", None), format="%Y-%m-%d").astype("datetime64[s]")


def half_open_ends(column: pd.Series) -> pd.Series:
    """Return the first day after each inclusive end, as datetime64; an empty cell becomes NaT."""
    return starts(column) + pd.Timedelta(ONE_DAY)


def last_days(ends: pd.Series) -> pd.Series:
    """Return the last day before each half-open end, as people write it; NaT stays NaT."""
    return ends - pd.Timedelta(ONE_DAY)


def last_day(end: dt.date) -> dt.date:
    """Return the last day before a half-open end, as people write it."""
    return end - ONE_DAY
