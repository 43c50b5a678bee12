"""The map of the printed sheet: background, roads, crossings, events, names, scale and north."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import shapely
from matplotlib.axes import Axes

from geodata import Situation, event_stretches
from layers.share.state import ShareState
from layers.sheet.drawing.projection import View
from layers.sheet.drawing.strokes import Look
from layers.sheet.drawing.symbols import (
    CROSSING_MM,
    add_marks,
    draw_crossing,
    draw_road,
    place_marks,
    place_radius,
)
from layers.sheet.map.basemap import draw_basemap
from layers.sheet.map.events import draw_areas, draw_events, drawable, event_places, number_labels, symbol_boxes
from layers.sheet.map.labels import Room, around, draw_labels
from layers.sheet.map.names import Spot, map_labels
from layers.sheet.map.roads import look_of, rank, road_runs
from layers.sheet.map.scale import draw_scale, scale_corner


def draw_map(
    axes: Axes,
    view: View,
    situation: Situation,
    state: ShareState,
    events: gpd.GeoDataFrame,
    numbers: Mapping[str, int],
) -> None:
    """Draw the map of a state into its frame; `numbers` are those of the events in the list beside it."""
    draw_basemap(axes, view, situation.settings.box)
    lines = draw_roads(axes, view, situation, state)
    spots, names = map_labels(situation, state, view, state.lang)
    crossings = drawn_crossings(situation, state, view)
    crossing_boxes = [around(x, y, CROSSING_MM) for x, y, _ in crossings]
    spot_boxes = [around(spot.x, spot.y, place_radius(spot.kind)) for spot in spots]
    capitals = [box for box, spot in zip(spot_boxes, spots, strict=True) if spot.kind == "capital"]
    shown = drawable(events)
    places = event_places(shown, view, [*crossing_boxes, *capitals])
    draw_areas(axes, view, shown, event_stretches(situation))
    draw_spots(axes, spots)
    for x, y, look in crossings:
        draw_crossing(axes, x, y, look)
    draw_events(axes, shown, places)
    signs = [*symbol_boxes(places), *crossing_boxes]
    corner = scale_corner(view, [*signs, *capitals], lines)
    room = Room(view.width, view.height, [*signs, *spot_boxes, corner], lines)
    draw_labels(axes, room.place([*number_labels(places, numbers), *names]))
    draw_scale(axes, view, corner, state.lang)


def draw_roads(axes: Axes, view: View, situation: Situation, state: ShareState) -> list[shapely.LineString]:
    """Draw the roads and return them as lines on paper."""
    runs = road_runs(situation, state.day) if "routes" in state.layers else []
    lines = [view.coordinates(run.positions) for run in runs]
    for run, line in zip(runs, lines, strict=True):
        draw_road(axes, line, run.look)
    return [shapely.LineString(line) for line in lines]


def drawn_crossings(situation: Situation, state: ShareState, view: View) -> list[tuple[float, float, Look]]:
    """Return place and look of the crossings in the frame, the most severe last."""
    if "crossings" not in state.layers:
        return []
    found = []
    for crossing, shape in situation.crossings.geometry.items():
        x, y = view.at(shape.x, shape.y)
        if view.holds(x, y):
            found.append((float(x), float(y), look_of(situation.crossing_state(str(crossing), state.day))))
    return sorted(found, key=lambda each: rank(each[2]))


def draw_spots(axes: Axes, spots: list[Spot]) -> None:
    add_marks(
        axes, [mark for spot in spots for mark in place_marks(spot.x, spot.y, spot.kind, approximate=spot.approximate)]
    )
