"""What a state of the page shows: the events of its moment that pass its filters."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd

from geodata import Situation, events_within
from geodata.dates import ONE_DAY
from layers.share.search import search_mask
from layers.share.state import Filters, ShareState


def shown_span(situation: Situation, state: ShareState) -> tuple[dt.date, dt.date]:
    """Return the half-open span of days that the state speaks of: a day, a window up to it, or all until it."""
    window = state.day - (state.days - 1) * ONE_DAY
    starts = {"asof": state.day, "window": window, "sum": situation.span[0]}
    return starts[state.mode], state.day + ONE_DAY


def visible_events(situation: Situation, state: ShareState) -> gpd.GeoDataFrame:
    """Return the events of the moment, newest first; a hidden events layer shows none."""
    events = situation.events if "events" in state.layers else situation.events.iloc[:0]
    matching = filtered_events(events, state.filters, situation.settings.variants)
    return events_within(matching, *shown_span(situation, state))


def filtered_events(
    events: gpd.GeoDataFrame, filters: Filters, variants: tuple[tuple[str, ...], ...]
) -> gpd.GeoDataFrame:
    """Return the events that pass the filters; `variants` are spellings of one name each."""
    keep = pd.Series(True, index=events.index)
    for name, members in filters.lists():
        if members:
            keep &= events[name].isin(members)
    if filters.q:
        keep &= search_mask(events, filters.q, variants)
    return events[keep]
