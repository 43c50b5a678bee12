"""What a state of the page shows: the events of its moment that pass its filters."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd

from geodata import Situation, events_within
from layers.share.codec import State
from layers.share.search import search_mask


def shown_span(situation: Situation, state: State) -> tuple[dt.date, dt.date]:
    """Return the half-open span of days that the state speaks of: a day, a window up to it, or all until it."""
    day: dt.date = state["day"]
    starts = {"asof": day, "window": day - dt.timedelta(days=state["days"] - 1), "sum": situation.span[0]}
    return starts[state["mode"]], day + dt.timedelta(days=1)


def visible_events(situation: Situation, state: State) -> gpd.GeoDataFrame:
    """Return the events of the moment, newest first; a hidden events layer shows none."""
    events = situation.events if "events" in state["layers"] else situation.events.iloc[:0]
    return events_within(filtered_events(events, state, situation.settings.variants), *shown_span(situation, state))


def filtered_events(events: gpd.GeoDataFrame, state: State, variants: tuple[tuple[str, ...], ...]) -> gpd.GeoDataFrame:
    """Return the events that pass the filters: within a filter any value passes, between filters all must."""
    filters = state["filters"]
    keep = pd.Series(True, index=events.index)
    for name in ("category", "corroboration", "route"):
        if filters[name]:
            keep &= events[name].isin(filters[name])
    if filters["q"]:
        keep &= search_mask(events, filters["q"], variants)
    return events[keep]
