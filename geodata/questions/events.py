"""Questions asked of a table of events: on a day, within days, until a day, and counts."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd

from geodata.dates import FIRST_YEAR

FIRST_DAY = dt.date(FIRST_YEAR, 1, 1)


def events_within(events: gpd.GeoDataFrame, start: dt.date, end: dt.date) -> gpd.GeoDataFrame:
    """Return the events that touch the half-open span [start, end), newest first.

    An event without an end is not known to have ended, so it touches every day from its start on.
    """
    touches = (events["start"] < pd.Timestamp(end)) & ~(events["end"] <= pd.Timestamp(start))
    return events[touches].sort_values(["start", "id"], ascending=[False, True])


def events_on(events: gpd.GeoDataFrame, day: dt.date) -> gpd.GeoDataFrame:
    """Return the events of a day, newest first."""
    return events_within(events, day, day + dt.timedelta(days=1))


def events_until(events: gpd.GeoDataFrame, day: dt.date, start: dt.date = dt.date.min) -> gpd.GeoDataFrame:
    """Return the events from `start` to `day`, both inclusive, newest first."""
    return events_within(events, max(start, FIRST_DAY), day + dt.timedelta(days=1))


def counts_per_day(events: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return how many events begin on each day: a row per day with any, a column per category."""
    return pd.crosstab(events["start"], events["category"])
