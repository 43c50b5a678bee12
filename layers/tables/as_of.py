"""Tables of dated rows as of a day: what lies later stands last, and is told as later."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from layers.text.locales import long_date, say
from layers.text.told import published_after


def as_of(table: pd.DataFrame, day: dt.date, language: str) -> pd.DataFrame:
    """Return a table with inclusive `start` and `end` as of a day; its rows stay in order, the later ones after others.

    Of a row that reaches beyond the day the end is taken back. A column `later` tells what of it is later, and is left
    out where nothing is. A column `told`, the last day of which the texts of a row speak, goes into it.
    """
    moment = pd.Timestamp(day)
    begins, ends = table["start"] > moment, table["end"]
    told = table["told"] if "told" in table else pd.Series(pd.NaT, index=table.index)
    texts = [later_texts(days, moment, key, language) for key, days in (("later.ends", ends), ("later.told", told))]
    notes = ["; ".join(filter(None, parts)) for parts in zip(*texts, strict=True)]
    later = pd.Series(notes, index=table.index, dtype=object)
    shown = table.drop(columns="told", errors="ignore").assign(
        end=ends.mask((ends > moment) & ~begins), later=later.mask(begins, say(language, "later.row"))
    )
    ordered = pd.concat([shown[~begins], shown[begins]])
    return ordered if ordered["later"].any() else ordered.drop(columns="later")


def later_texts(days: pd.Series, moment: pd.Timestamp, key: str, language: str) -> list[str]:
    """Return a text for each day that lies after a moment, nothing for the others."""
    return [say(language, key, date=long_date(day.date(), language)) if day > moment else "" for day in days]


def published_as_of(table: pd.DataFrame, day: dt.date, language: str) -> pd.DataFrame:
    """Return a table of sources, with a column `later` that tells which were published after a day, if any was."""
    later = [say(language, "later.row") if published_after(text, day) else "" for text in table["published"]]
    return table.assign(later=later) if any(later) else table
