"""Tables of dated rows as of a day: what lies later stands last, and is told as later."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from layers.text.locales import long_date, say


def as_of(table: pd.DataFrame, day: dt.date, language: str) -> pd.DataFrame:
    """Return a table with inclusive `start` and `end` as of a day; its rows stay in order, the later ones after others.

    Of a row that reaches beyond the day the end is taken back. A column `later` tells what only later reports know; it
    is left out where they know nothing.
    """
    moment = pd.Timestamp(day)
    begins, ends = table["start"] > moment, table["end"] > moment
    told = table.assign(
        end=table["end"].mask(ends & ~begins),
        later=[
            later_text(begun_later, end, language)
            for begun_later, end in zip(begins, table["end"].where(ends), strict=True)
        ],
    )
    ordered = pd.concat([told[~begins], told[begins]])
    return ordered if (begins | ends).any() else ordered.drop(columns="later")


def later_text(begun_later: bool, end: pd.Timestamp, language: str) -> str:
    """Return that a row begins after the day, or until when it goes on after it; nothing where it does neither."""
    if begun_later:
        return say(language, "later.row")
    return "" if pd.isna(end) else say(language, "later.until", date=long_date(end.date(), language))


def published_as_of(table: pd.DataFrame, day: dt.date, language: str) -> pd.DataFrame:
    """Return a table of sources, with a column `later` that tells which were published after a day, if any was."""
    later = published_later(table["published"], day)
    return table.assign(later=later.map({True: say(language, "later.row"), False: ""})) if later.any() else table


def published_later(published: pd.Series, day: dt.date) -> pd.Series:
    """Return which dates of publication, a day, a month, a year or a text without any, lie wholly after a day."""
    iso = day.isoformat()
    dates = published.where(published.str.match(r"\d{4}(-\d\d){0,2}$"), "")
    return dates > dates.str.len().map(lambda length: iso[:length])
