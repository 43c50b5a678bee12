"""The events of a span of days."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd

__all__ = ["events_within"]


def events_within(events: gpd.GeoDataFrame, start: dt.date, end: dt.date) -> gpd.GeoDataFrame:
    """Return the events that touch the half-open span [start, end), newest first.

    An event without an end is not known to have ended, so it touches every day from its start on.
    """
    touches = (events["start"] < pd.Timestamp(end)) & ~(events["end"] <= pd.Timestamp(start))
    return events[touches].sort_values(["start", "id"], ascending=[False, True])
