"""The map of the printed sheet: background, roads, crossings, events, names, scale and north."""

from __future__ import annotations

from collections.abc import Mapping

import shapely
from matplotlib.axes import Axes

from geodata import event_stretches
from layers.sheet.context import SheetContext
from layers.sheet.drawing.projection import Projection
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
from layers.sheet.map.labels import FreeSpace, around, draw_labels
from layers.sheet.map.names import Spot, map_labels
from layers.sheet.map.roads import look_of, rank, road_lines
from layers.sheet.map.scale import draw_scale, scale_corner
from layers.tables.status import CROSSING


def draw_map(axes: Axes, projection: Projection, sheet: SheetContext, numbers: Mapping[str, int]) -> None:
    """Draw the map of a sheet into its frame; `numbers` are those of the events in the list beside it."""
    draw_basemap(axes, projection, sheet.situation.settings.box)
    lines = draw_roads(axes, projection, sheet)
    spots, names = map_labels(sheet, projection)
    crossings = drawn_crossings(sheet, projection)
    crossing_boxes = [around(x, y, CROSSING_MM) for x, y, _ in crossings]
    spot_boxes = [around(spot.x, spot.y, place_radius(spot.kind)) for spot in spots]
    capitals = [box for box, spot in zip(spot_boxes, spots, strict=True) if spot.kind == "capital"]
    shown = drawable(sheet.events)
    places = event_places(shown, projection, [*crossing_boxes, *capitals])
    draw_areas(axes, projection, shown, event_stretches(sheet.situation))
    draw_spots(axes, spots)
    for x, y, look in crossings:
        draw_crossing(axes, x, y, look)
    draw_events(axes, shown, places)
    signs = [*symbol_boxes(places), *crossing_boxes]
    corner = scale_corner(projection, [*signs, *capitals], lines)
    space = FreeSpace(projection.width, projection.height, [*signs, *spot_boxes, corner], lines)
    draw_labels(axes, space.place([*number_labels(places, numbers), *names]))
    draw_scale(axes, projection, corner, sheet.language)


def draw_roads(axes: Axes, projection: Projection, sheet: SheetContext) -> list[shapely.LineString]:
    """Draw the roads and return them as lines on paper."""
    roads = road_lines(sheet) if "routes" in sheet.state.layers else []
    lines = [projection.coordinates(road.positions) for road in roads]
    for road, line in zip(roads, lines, strict=True):
        draw_road(axes, line, road.look)
    return [shapely.LineString(line) for line in lines]


def drawn_crossings(sheet: SheetContext, projection: Projection) -> list[tuple[float, float, Look]]:
    """Return place and look of the crossings in the frame, the most severe last."""
    statuses = sheet.statuses_of(CROSSING) if "crossings" in sheet.state.layers else []
    shapes = sheet.situation.crossings.geometry
    placed = [(*projection.at(shapes[status.id].x, shapes[status.id].y), look_of(status.state)) for status in statuses]
    inside = [(float(x), float(y), look) for x, y, look in placed if projection.holds(x, y)]
    return sorted(inside, key=lambda each: rank(each[2]))


def draw_spots(axes: Axes, spots: list[Spot]) -> None:
    add_marks(
        axes, [mark for spot in spots for mark in place_marks(spot.x, spot.y, spot.kind, approximate=spot.approximate)]
    )
