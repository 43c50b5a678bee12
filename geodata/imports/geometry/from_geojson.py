"""GeoJSON geometry objects to shapely, checked position by position."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TypeAlias

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.imports.raw import Source
from geodata.imports.report import Findings
from geodata.imports.values.cells import is_missing
from geodata.imports.values.text import words
from geodata.limits import over_limit

# How many arrays stand around a position, and how few positions make the shape.
DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
FEWEST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
CURVES = frozenset(words("CircularString CompoundCurve CurvePolygon MultiCurve MultiSurface Polyhedron Prism"))
NUMBER_TEXT = re.compile(r"[-+]?\d{1,20}(?:\.\d{0,30})?")
CURVE_FIX = "convert curves to line strings."
GEOMETRY_TYPES = frozenset(DEPTH) | {"GeometryCollection"} | CURVES

Position: TypeAlias = tuple[float, float]
"""Longitude and latitude, as the file has them."""
Nested: TypeAlias = "Position | Sequence[Nested]"


class GeometryError(ValueError):
    """What is wrong with one feature."""

    def __init__(
        self, code: str, message: str, *, field: str = "geometry", value: object = None, fix: str = ""
    ) -> None:
        super().__init__(message)
        self.code, self.field, self.value, self.fix = code, field, value, fix


class VertexBudget:
    """Counts the vertices of a layer and stops at the limit; remembers rows with heights or quoted numbers."""

    def __init__(self, source: Source) -> None:
        self.source, self.left = source, source.limits.vertices
        self.rows_with_heights: set[int] = set()
        self.rows_with_quotes: set[int] = set()

    def spend(self, count: int) -> None:
        """Take vertices off the budget; raise DataError when it is spent."""
        self.left -= count
        if self.left < 0:
            most = self.source.limits.vertices
            raise over_limit(self.source.shown, "vertices", most, "there are more vertices", "simplify the shapes")


def type_of(value: object) -> str:
    """Return the type that a GeoJSON object states; empty for anything else."""
    kind = value.get("type") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else ""


def built_geometry(value: object, budget: VertexBudget, row: int, findings: Findings) -> BaseGeometry | None:
    """Build the geometry of a GeoJSON object, `None` for null and empty coordinates; raise GeometryError if wrong."""
    if value is None or value == [] or value == {}:  # PHP writes nothing as a list
        return None
    if not isinstance(value, dict):
        raise GeometryError("geometry", "expected the geometry to be an object or null.", value=value)
    kind = type_of(value)
    if kind == "GeometryCollection":
        return built_collection(value.get("geometries"), budget, row, findings)
    if kind in CURVES:
        raise GeometryError("curve", f"{kind} is not read.", field="type", fix=CURVE_FIX)
    if kind not in DEPTH:
        stated = value.get("type")
        raise GeometryError("geometry-type", "expected a geometry type of GeoJSON.", field="type", value=stated)
    return built_shape(kind, value.get("coordinates"), budget, row, findings)


def built_collection(members: object, budget: VertexBudget, row: int, findings: Findings) -> BaseGeometry:
    """Build the collection of all members that are not null."""
    if not isinstance(members, list):
        raise GeometryError("geometry", "expected a GeometryCollection to have geometries.", field="geometries")
    built = [built_geometry(member, budget, row, findings) for member in members]
    return shapely.GeometryCollection([member for member in built if member is not None])


def built_shape(
    kind: str, coordinates: object, budget: VertexBudget, row: int, findings: Findings
) -> BaseGeometry | None:
    """Build a geometry of one type, `None` where it is empty."""
    if is_void(coordinates):
        findings.warn(row, "empty-geometry", "the geometry is empty; the feature is kept without a place.")
        return None
    plane = checked_coordinates(kind, coordinates, DEPTH[kind], budget, row)
    try:
        return shape({"type": kind, "coordinates": plane})
    except (ValueError, TypeError, shapely.errors.ShapelyError) as error:
        raise GeometryError("geometry", "the geometry cannot be built from its coordinates.") from error


def is_void(coordinates: object) -> bool:
    """Tell whether coordinates stand for none: null, an empty list, a word for nothing, or lists of only such."""
    if isinstance(coordinates, list):
        return all(is_void(part) for part in coordinates)
    return is_missing(coordinates)


def checked_coordinates(kind: str, coordinates: object, depth: int, budget: VertexBudget, row: int) -> Nested:
    """Return the coordinates of a type without heights, which a map does not show; raise GeometryError if wrong."""
    if depth == 0:
        return checked_sequence(kind, [coordinates], budget, row)[0]
    if not isinstance(coordinates, list):
        raise GeometryError("coordinates", "expected arrays nested as the type asks.", field="coordinates")
    if depth == 1:
        return checked_sequence(kind, coordinates, budget, row)
    filled = [part for part in coordinates if not is_void(part)]
    return [checked_coordinates(kind, part, depth - 1, budget, row) for part in filled]


def checked_sequence(kind: str, positions: list[object], budget: VertexBudget, row: int) -> list[Position]:
    """Return a list of positions, of which a type needs so many, and the same at both ends of a ring."""
    budget.spend(len(positions))
    checked = [checked_position(position) for position in positions]
    if any(isinstance(number, str) for position in positions if isinstance(position, list) for number in position[:2]):
        budget.rows_with_quotes.add(row)
    fewest = FEWEST.get(kind, 1)
    if len(checked) < fewest:
        message = f"expected at least {fewest} positions, found {len(checked)}."
        raise GeometryError("too-few-positions", message, field="coordinates")
    if kind in ("Polygon", "MultiPolygon") and checked[0] != checked[-1]:
        fix = "end the ring with its first position."
        raise GeometryError("open-ring", "expected the ring to be closed.", field="coordinates", fix=fix)
    if any(isinstance(position, list) and len(position) > 2 for position in positions):
        budget.rows_with_heights.add(row)
    return checked


def checked_position(position: object) -> Position:
    """Return longitude and latitude, which are finite numbers; any further ones are dropped."""
    if not isinstance(position, list) or len(position) < 2:
        message = "expected a position to be longitude and latitude."
        raise GeometryError("position", message, field="coordinates", value=position)
    longitude, latitude = map(finite_number, position[:2])
    if longitude is None or latitude is None:
        message = "expected coordinates to be finite numbers."
        raise GeometryError("position", message, field="coordinates", value=position)
    return longitude, latitude


def finite_number(value: object) -> float | None:
    """Return a finite number, also where it stands in quotation marks; `None` for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str) or not is_number(value):
        return None
    try:
        number = float(value)
    except OverflowError:  # an integer of hundreds of digits
        return None
    return number if math.isfinite(number) else None


def is_number(value: float | str) -> bool:
    """Tell whether a text is a plain number; a number is."""
    return not isinstance(value, str) or NUMBER_TEXT.fullmatch(value.strip()) is not None
