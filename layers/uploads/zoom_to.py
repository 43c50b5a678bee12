"""Where to look for a layer that has just been added."""

from __future__ import annotations

import math

import pandas as pd

from geodata import Situation
from layers.share.state import ShareState, StateChange
from layers.share.viewport import fitted, seen_box
from layers.share.visible import shown_span
from layers.uploads.layer import Upload

MARGIN = 0.3  # degrees left around what is shown
MOST_LATITUDE, MOST_LONGITUDE = 84.0, 179.9


def zoomed_to(situation: Situation, state: ShareState, upload: Upload) -> StateChange:
    """Return the parts of a state that change so that the layer is on, and something of it is seen.

    Day and view stay as they are if they show anything of it; else the day is that of its last row, the view its whole
    extent.
    """
    layers = (*state.layers, upload.id)
    return {"layers": layers, **day_of(situation, state, upload), **view_of(state, upload)}


def day_of(situation: Situation, state: ShareState, upload: Upload) -> StateChange:
    rows = upload.layer.frame
    rows = rows[rows["start"].notna()]
    first, end = shown_span(situation, state)
    begun, over = rows["start"] < pd.Timestamp(end), rows["end"] <= pd.Timestamp(first)
    return {"day": rows["start"].max().date()} if len(rows) and not (begun & ~over).any() else {}


def view_of(state: ShareState, upload: Upload) -> StateChange:
    shapes = upload.layer.frame.geometry
    west, south, east, north = shapes.total_bounds
    seen = seen_box(*fitted(state.box)) if state.box else seen_box(state.center, state.zoom)
    if math.isnan(west) or shapes.intersects(seen).any():
        return {}
    south, north = min(south, MOST_LATITUDE), max(north, -MOST_LATITUDE)  # at a pole there is no map
    box = (
        max(west - MARGIN, -MOST_LONGITUDE),
        max(south - MARGIN, -MOST_LATITUDE),
        min(east + MARGIN, MOST_LONGITUDE),
        min(north + MARGIN, MOST_LATITUDE),
    )
    return {"box": box}
