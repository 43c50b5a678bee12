"""GeoJSON geometry objects to shapely, checked position by position."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import shape

from geodata.imports.raw import Source
from geodata.imports.report import Findings
from geodata.imports.values.text import words
from geodata.limits import over_limit

# How many arrays stand around a position, and how few positions make the shape.
DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
FEWEST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
CURVES = frozenset(words("CircularString CompoundCurve CurvePolygon MultiCurve MultiSurface Polyhedron Prism"))
CURVE_FIX = "convert curves to line strings."
GEOMETRY_TYPES = frozenset(DEPTH) | {"GeometryCollection"} | CURVES


class GeometryError(ValueError):
    """What is wrong with one feature."""

    def __init__(self, code: str, message: str, *, field: str = "geometry", value: Any = None, fix: str = "") -> None:
        super().__init__(message)
        self.code, self.field, self.value, self.fix = code, field, value, fix


class VertexBudget:
    """Counts the vertices of a layer and stops at the limit; remembers the rows that had heights."""

    def __init__(self, source: Source) -> None:
        self.source, self.left = source, source.limits.vertices
        self.rows_with_heights: set[int] = set()

    def spend(self, count: int) -> None:
        """Take vertices off the budget; raise DataError when it is spent."""
        self.left -= count
        if self.left < 0:
            most = self.source.limits.vertices
            raise over_limit(self.source.shown, "vertices", most, "there are more vertices", "simplify the shapes")


def type_of(value: Any) -> str:
    """Return the type that a GeoJSON object states, or an empty text."""
    kind = value.get("type") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else ""


def built_geometry(value: Any, budget: VertexBudget, row: int, findings: Findings) -> Any:
    """Return the shapely geometry of a GeoJSON geometry, `None` for null and for empty coordinates."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise GeometryError("geometry", "expected the geometry to be an object or null.", value=value)
    kind = type_of(value)
    if kind == "GeometryCollection":
        return built_collection(value, budget, row, findings)
    if kind in CURVES:
        raise GeometryError("curve", f"{kind} is not read.", field="type", fix=CURVE_FIX)
    if kind not in DEPTH:
        found = value.get("type")
        raise GeometryError("geometry-type", "expected a geometry type of GeoJSON.", field="type", value=found)
    return built_shape(kind, value.get("coordinates"), budget, row, findings)


def built_collection(value: dict[str, Any], budget: VertexBudget, row: int, findings: Findings) -> Any:
    """Return the shapely collection of all members that are not null."""
    members = value.get("geometries")
    if not isinstance(members, list):
        raise GeometryError("geometry", "expected a GeometryCollection to have geometries.", field="geometries")
    built = [built_geometry(member, budget, row, findings) for member in members]
    return shapely.GeometryCollection([member for member in built if member is not None])


def built_shape(kind: str, coordinates: Any, budget: VertexBudget, row: int, findings: Findings) -> Any:
    """Return the shapely geometry of one type."""
    if coordinates == []:
        findings.warn(row, "empty-geometry", "the geometry is empty; the feature is kept without a place.")
        return None
    for sequence in sequences(coordinates, DEPTH[kind]):
        budget.spend(len(sequence))
        check_sequence(kind, sequence)
        if any(len(position) > 2 for position in sequence):
            budget.rows_with_heights.add(row)
    try:
        return shape({"type": kind, "coordinates": planar(coordinates, DEPTH[kind])})
    except (ValueError, TypeError, shapely.errors.ShapelyError) as error:
        raise GeometryError("geometry", "the geometry cannot be built from its coordinates.") from error


def sequences(coordinates: Any, depth: int) -> Iterator[list[Any]]:
    """Yield the lists of positions inside nested arrays; a Point's one position makes a list of one."""
    if depth == 0:
        yield [coordinates]
        return
    if not isinstance(coordinates, list):
        raise GeometryError("coordinates", "expected arrays nested as the type asks.", field="coordinates")
    if depth == 1:
        yield coordinates
        return
    for part in coordinates:
        yield from sequences(part, depth - 1)


def check_sequence(kind: str, positions: list[Any]) -> None:
    """Raise GeometryError if a list of positions is not what its type needs."""
    for position in positions:
        check_position(position)
    fewest = FEWEST.get(kind, 1)
    if len(positions) < fewest:
        message = f"expected at least {fewest} positions, found {len(positions)}."
        raise GeometryError("too-few-positions", message, field="coordinates")
    if kind in ("Polygon", "MultiPolygon") and positions[0][:2] != positions[-1][:2]:
        fix = "end the ring with its first position."
        raise GeometryError("open-ring", "expected the ring to be closed.", field="coordinates", fix=fix)


def check_position(position: Any) -> None:
    """Raise GeometryError if a position is not two or more finite numbers."""
    if not isinstance(position, list) or len(position) < 2:
        message = "expected a position to be longitude and latitude."
        raise GeometryError("position", message, field="coordinates", value=position)
    for number in position[:2]:
        if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
            message = "expected coordinates to be finite numbers."
            raise GeometryError("position", message, field="coordinates", value=position)


def planar(coordinates: Any, depth: int) -> Any:
    """Return coordinates without heights, which a map does not show."""
    if depth == 0:
        return [float(coordinates[0]), float(coordinates[1])]
    return [planar(part, depth - 1) for part in coordinates]
