"""Counts of what arrived, as claims side by side.

Weeks, convoys and places overlap and contradict each other, so nothing here adds, averages or divides them.
"""

from __future__ import annotations

import pandas as pd

from geodata.contract.translated_columns import translations
from geodata.situation import Situation

__all__ = ["delivery_claims"]

WEEK_DAYS = 7
CONVOY_DAYS = 2  # a convoy arrives on a day, or over a night
COLUMNS = ["start", "end", "days", "kind", "quantity", "unit", "basis"]


def delivery_claims(situation: Situation) -> pd.DataFrame:
    """Return the counts in order of time, keyed by id, to be drawn as bars from `start` to `end` (half-open).

    To the columns of the file it adds `days`; `kind` (convoy, week, period: how long the count runs); `overlaps` (ids
    of the counts that share a day with it, wherever they are: they may hold the same goods and must not be added to
    it); and `lane`, a whole number from 0: bars of one lane never share a day. `quantity` is missing where a
    source gives no number.
    """
    claims = situation.deliveries.sort_values(["start", "end", "id"])
    texts = [column for name in ("place", "why") for column in translations(claims, name).values()]
    days = (claims["end"] - claims["start"]).dt.days
    table = claims.assign(days=days, kind=days.map(kind).astype(object))[[*COLUMNS, *texts, "sources"]]
    return table.assign(overlaps=overlaps(table), lane=lanes(table))


def kind(days: int) -> str:
    """Return what a count of so many days is."""
    if days <= CONVOY_DAYS:
        return "convoy"
    return "week" if days == WEEK_DAYS else "period"


def overlaps(claims: pd.DataFrame) -> pd.Series:
    """Return for each claim the ids of the others that share a day with it."""
    shared = [
        [other for other in claims.index[(claims["start"] < end) & (claims["end"] > start)] if other != claim]
        for claim, start, end in zip(claims.index, claims["start"], claims["end"], strict=True)
    ]
    return pd.Series(shared, index=claims.index, dtype=object)


def lanes(claims: pd.DataFrame) -> pd.Series:
    """Return the first lane that is free on the days of each claim; claims come in order of their start."""
    free_from: list[pd.Timestamp] = []
    taken = []
    for start, end in zip(claims["start"], claims["end"], strict=True):
        lane = next((lane for lane, free in enumerate(free_from) if free <= start), len(free_from))
        free_from[lane : lane + 1] = [end]
        taken.append(lane)
    return pd.Series(taken, index=claims.index, dtype=int)
