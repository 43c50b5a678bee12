"""Cutting lines and polygons that cross longitude 180, so that a map does not draw them around the world."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

WORLD_DEGREES = 360.0
MULTI = {0: shapely.MultiPoint, 1: shapely.MultiLineString, 3: shapely.MultiPolygon}


def crosses(shape: Any) -> bool:
    """Tell whether two neighbouring vertices of a shape lie more than half the world apart."""
    return any(jumps(path) for part in shapely.get_parts(shape) for path in paths(part))


def jumps(path: Any) -> bool:
    """Tell whether a line or ring jumps around the world."""
    longitudes = shapely.get_coordinates(path)[:, 0]
    return bool((np.abs(np.diff(longitudes)) > WORLD_DEGREES / 2).any())


def paths(part: Any) -> list[Any]:
    """Return the lines or rings of a single shape; a point has none."""
    kind = shapely.get_type_id(part)
    if kind == 3:
        return [part.exterior, *part.interiors]
    if kind in (1, 2):
        return [part]
    return [path for inner in shapely.get_parts(part) for path in paths(inner)] if kind > 3 else []


def cut(shape: Any) -> Any:
    """Return the shape with its parts on either side of the antimeridian; raise ValueError around a pole."""
    pieces = [piece for part in shapely.get_parts(shape) for piece in cut_part(part)]
    kinds = {int(shapely.get_type_id(piece)) for piece in pieces}
    if not pieces:
        raise ValueError("nothing is left")
    if len(kinds) == 1 and kinds <= set(MULTI):
        return pieces[0] if len(pieces) == 1 else MULTI[kinds.pop()](pieces)
    return shapely.GeometryCollection(pieces)


def cut_part(part: Any) -> list[Any]:
    """Return the pieces of one single shape, each within its own world."""
    if not any(jumps(path) for path in paths(part)):
        return [part]
    whole = unwrapped(part)
    pieces = []
    for world in (-1, 0, 1):
        shift = world * WORLD_DEGREES
        inside = shapely.intersection(whole, shapely.box(shift - 180, -90, shift + 180, 90))
        moved = shapely.transform(
            inside, lambda points, by=shift: np.clip(points - np.array([by, 0]), (-180, -90), (180, 90))
        )
        pieces += [piece for piece in shapely.get_parts(moved) if piece.geom_type == part.geom_type]
    return pieces


def unwrapped(part: Any) -> Any:
    """Return a line or polygon whose longitudes go on beyond 180 instead of jumping."""
    if shapely.get_type_id(part) == 1:
        return shapely.LineString(continued(part))
    outer = continued(part.exterior)
    if abs(outer[0, 0] - outer[-1, 0]) > 1e-9:
        raise ValueError("the ring goes around a pole")
    return shapely.Polygon(outer, [beside(continued(ring), outer) for ring in part.interiors])


def continued(path: Any) -> Any:
    """Return the coordinates of a path without jumps in longitude."""
    points = shapely.get_coordinates(path).copy()
    points[:, 0] = np.unwrap(points[:, 0], period=WORLD_DEGREES)
    return points


def beside(hole: Any, outer: Any) -> Any:
    """Return a hole moved to the world in which the outer ring lies."""
    shift = WORLD_DEGREES * np.round((outer[:, 0].mean() - hole[:, 0].mean()) / WORLD_DEGREES)
    return hole + np.array([shift, 0])
