"""Cutting lines and polygons that cross longitude 180, so that a map does not draw them around the world.

All coordinates are degrees, longitude first. The library cuts; that anything is to be cut, and how its rings run,
is decided here: to the library the long sides of a box cross too, and of holes that run the wrong way it makes land.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import antimeridian
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

HALF_WORLD, WORLD = 180.0, 360.0
MULTI = {
    "Point": shapely.MultiPoint,
    "LineString": shapely.MultiLineString,
    "Polygon": shapely.MultiPolygon,
}


def has_wide_edge(shape: BaseGeometry) -> bool:
    """Tell whether neighbouring vertices of a shape lie more than half the world apart, and not a whole one."""
    return any(is_wide(path) for part in single_parts(shape) for path in paths(part))


def within_world(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape whose longitudes run beyond 180 with what lies there brought back by a whole turn."""
    if not shapely.get_dimensions(shape) or (has_wide_edge(shape) and not is_wide_box(shape)):
        return shapely.transform(shape, turned_back)
    try:
        pieces = [
            shapely.transform(part, lambda points, turn=turn: points - (turn * WORLD, 0))
            for turn in (-1, 0, 1)
            for part in shapely.get_parts(shape.intersection(shapely.box(*world(turn))))
            if part.geom_type == single_kind(shape) and part.length
        ]
    except shapely.errors.GEOSException:  # of a shape that crosses itself
        return shapely.transform(shape, turned_back)
    if not pieces:
        return shapely.transform(shape, turned_back)
    return pieces[0] if len(pieces) == 1 else MULTI[single_kind(shape)](pieces)


def world(turn: int) -> tuple[float, float, float, float]:
    """Return west, south, east, north of the world, so many turns to the east."""
    return turn * WORLD - HALF_WORLD, -90.0, turn * WORLD + HALF_WORLD, 90.0


def single_kind(shape: BaseGeometry) -> str:
    """Return `LineString` or `Polygon`, of which a shape of lines or of areas is made."""
    return "Polygon" if shapely.get_dimensions(shape) == 2 else "LineString"


def turned_back(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return positions with their longitudes from -180 to 180; those that are there already stay as they are."""
    made = points.copy()
    beyond = np.abs(points[:, 0]) > HALF_WORLD
    made[beyond, 0] = (points[beyond, 0] + HALF_WORLD) % WORLD - HALF_WORLD
    return made


def cut(shape: BaseGeometry) -> BaseGeometry:
    """Return the shape with its parts on either side of longitude 180; raise ValueError if it cannot be cut."""
    pieces = [piece for part in single_parts(shape) for piece in cut_part(part)]
    kinds = {piece.geom_type for piece in pieces}
    if len(pieces) == 1:
        return pieces[0]
    return MULTI[kinds.pop()](pieces) if len(kinds) == 1 else shapely.GeometryCollection(pieces)


def cut_part(part: BaseGeometry) -> list[BaseGeometry]:
    """Return the pieces of a point, line or polygon; one that does not cross is its own piece."""
    if is_wide_box(part) or not any(is_wide(path) for path in paths(part)):
        return [part]
    try:
        if part.geom_type == "Polygon":
            made = antimeridian.fix_polygon(turned(part), great_circle=False, fix_winding=True)
        else:
            made = antimeridian.fix_line_string(part, great_circle=False)
    except Exception as error:  # an odd ring makes the library fail in many ways
        raise ValueError("the shape cannot be cut") from error
    pieces = [piece for piece in shapely.get_parts(made) if piece.length]  # a vertex at 180 leaves one without
    if not pieces:
        raise ValueError("nothing is left of the shape")
    return pieces


def single_parts(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    """Yield the points, lines and polygons of which a shape is made."""
    for part in shapely.get_parts(shape):
        if hasattr(part, "geoms"):
            yield from single_parts(part)
        else:
            yield part


def paths(part: BaseGeometry) -> list[BaseGeometry]:
    """Return the rings of a polygon, a line by itself, and nothing of a point."""
    if part.geom_type == "Polygon":
        return [part.exterior, *part.interiors]
    return [part] if part.geom_type in ("LineString", "LinearRing") else []


def is_wide(path: BaseGeometry) -> bool:
    """Tell whether an edge spans more than half the world; one that spans it all keeps to longitude 180."""
    spans = np.abs(np.diff(shapely.get_coordinates(path)[:, 0]))
    return bool(((spans > HALF_WORLD) & (spans < WORLD)).any())


def is_wide_box(part: BaseGeometry) -> bool:
    """Tell whether a polygon is a box in degrees that runs counterclockwise, as rings should, just as it is written."""
    if part.geom_type != "Polygon" or not part.exterior.is_ccw:
        return False
    west, south, east, north = part.bounds
    return math.isclose(shapely.Polygon(part.exterior).area, (east - west) * (north - south))


def turned(polygon: shapely.Polygon) -> shapely.Polygon:
    """Return a polygon whose ring runs counterclockwise across longitude 180 and whose holes run clockwise."""
    return shapely.Polygon(
        polygon.exterior if runs_counterclockwise(polygon.exterior) else polygon.exterior.reverse(),
        [hole.reverse() if runs_counterclockwise(hole) else hole for hole in polygon.interiors],
    )


def runs_counterclockwise(ring: BaseGeometry) -> bool:
    """Tell how a ring runs on the globe; around a pole, as seen from above the pole that is nearer."""
    points = shapely.get_coordinates(ring).copy()
    points[:, 0] = np.unwrap(points[:, 0], period=WORLD)
    steps = np.diff(points[:, 0])
    middles = (points[1:, 1] + points[:-1, 1]) / 2
    area, around = float((steps * middles).sum()), float(steps.sum())
    return area > 0 if abs(around) > HALF_WORLD else area < 0
