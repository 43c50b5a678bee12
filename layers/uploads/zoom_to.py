"""Where to look for a layer that has just been added."""

from __future__ import annotations

import math

import pandas as pd
from shapely.geometry import Polygon, box

from geodata import Situation
from layers.share.codec import MAP_PIXELS, State, fit_view, mercator
from layers.share.visible import shown_span
from layers.uploads.layer import Upload

MARGIN = 0.3  # degrees left around what is shown
MOST_LATITUDE, MOST_LONGITUDE = 84.0, 179.9


def in_sight(situation: Situation, state: State, upload: Upload) -> State:
    """Return the parts of a state that change so that the layer is on, and something of it is seen.

    Day and view stay as they are if they show anything of it; else the day is that of its last row, the view its whole
    extent.
    """
    return {"layers": [*state["layers"], upload.id]} | day_of(situation, state, upload) | view_of(state, upload)


def day_of(situation: Situation, state: State, upload: Upload) -> State:
    rows = upload.layer.frame
    rows = rows[rows["start"].notna()]
    first, end = shown_span(situation, state)
    begun, over = rows["start"] < pd.Timestamp(end), rows["end"] <= pd.Timestamp(first)
    return {"day": rows["start"].max().date()} if len(rows) and not (begun & ~over).any() else {}


def view_of(state: State, upload: Upload) -> State:
    shapes = upload.layer.frame.geometry
    west, south, east, north = shapes.total_bounds
    if math.isnan(west) or shapes.intersects(view_box(state)).any():
        return {}
    south, north = min(south, MOST_LATITUDE), max(north, -MOST_LATITUDE)  # at a pole there is no map
    corners = (
        (max(south - MARGIN, -MOST_LATITUDE), max(west - MARGIN, -MOST_LONGITUDE)),
        (min(north + MARGIN, MOST_LATITUDE), min(east + MARGIN, MOST_LONGITUDE)),
    )
    return fit_view(corners)


def view_box(state: State) -> Polygon:
    """Return what the map shows of the world, in degrees, on the smallest screen that has room for it."""
    latitude, longitude = state["center"]
    world = 256 * 2 ** state["zoom"]
    width, height = (pixels / world for pixels in MAP_PIXELS)
    south, north = (
        math.degrees(math.atan(math.sinh((mercator(latitude) + sign * height / 2) * math.tau))) for sign in (-1, 1)
    )
    return box(longitude - width * 180, south, longitude + width * 180, north)
