"""Where each row is: its geometry, or columns of coordinates, WKT or GeoJSON."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geodata.imports.coordinates import Axis, read_coordinate
from geodata.imports.geometry import checked_geometry
from geodata.imports.positions import CURVE_FIX, GeometryError, VertexBudget, built_geometry
from geodata.imports.raw import RawLayer, Source
from geodata.imports.report import Findings
from geodata.imports.strictjson import parse_part
from geodata.imports.values import as_text, is_missing

Geometries = np.ndarray[Any, Any]


def place_geometry(layer: RawLayer, columns: Mapping[str, tuple[str, ...]], source: Source) -> Geometries:
    """Return a checked geometry in EPSG:4326 for every row, `None` where it has no place or is rejected."""
    if layer.geometry is not None:
        return checked_geometry(layer, layer.geometry, source)
    found = np.full(len(layer.frame), None, dtype=object)
    if "lat" in columns and "lon" in columns:
        found = from_numbers(layer.frame, columns["lat"][0], columns["lon"][0], layer.findings)
    elif "geometry" in columns:
        found = from_texts(layer.frame[columns["geometry"][0]], columns["geometry"][0], source, layer.findings)
    return checked_geometry(layer, found, source)


def from_numbers(frame: pd.DataFrame, lat: str, lon: str, findings: Findings) -> Geometries:
    """Return a point for every row with both coordinates."""
    latitudes, longitudes = degrees(frame[lat], lat, "lat", findings), degrees(frame[lon], lon, "lon", findings)
    either = ~(np.isnan(latitudes) & np.isnan(longitudes))
    both = ~(np.isnan(latitudes) | np.isnan(longitudes))
    for row, one, other in zip(frame.index, either & ~both, frame[lat], strict=True):
        if one and row not in findings.rejected:
            missing = lat if is_missing(other) else lon
            findings.reject(row, "coordinates", "one of the two coordinates is missing.", field=missing)
    points = np.full(len(frame), None, dtype=object)
    points[both] = shapely.points(longitudes[both], latitudes[both])
    return points


def degrees(column: pd.Series, name: str, axis: Axis, findings: Findings) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return a column of coordinates as numbers, NaN where missing; rows that cannot be read are rejected."""
    numbers = np.full(len(column), np.nan)
    for at, (row, value) in enumerate(zip(column.index, column, strict=True)):
        try:
            number = read_coordinate(value, axis)
        except ValueError as error:
            findings.reject(int(row), "coordinates", f"{error}.", field=name, value=as_text(value))
            continue
        numbers[at] = np.nan if number is None else number
    return numbers


def from_texts(column: pd.Series, name: str, source: Source, findings: Findings) -> Geometries:
    """Return the geometries of a column of WKT or GeoJSON; what cannot be read is rejected."""
    budget = VertexBudget(source)
    found = np.full(len(column), None, dtype=object)
    for at, (row, value) in enumerate(zip(column.index, column, strict=True)):
        if is_missing(value):
            continue
        try:
            found[at] = from_text(value, budget, int(row), findings)
        except GeometryError as fault:
            findings.reject(int(row), fault.code, str(fault), field=name, value=as_text(value), fix=fault.fix)
    return found


def from_text(value: Any, budget: VertexBudget, row: int, findings: Findings) -> Any:
    """Return the geometry of one cell."""
    text = as_text(value).strip()
    if text.startswith("{"):
        return from_geojson_text(text, budget, row, findings)
    text = text.partition(";")[2] if text.upper().startswith("SRID=4326;") else text
    if deepest(text) > budget.source.limits.nesting:
        raise GeometryError("geometry", "the geometry is nested too deeply.")
    try:
        return shapely.from_wkt(text)
    except NotImplementedError as error:
        raise GeometryError("curve", "curves are not read.", fix=CURVE_FIX) from error
    except (shapely.errors.ShapelyError, ValueError, TypeError) as error:
        raise GeometryError("geometry", "expected a geometry as WKT or GeoJSON.") from error


def from_geojson_text(text: str, budget: VertexBudget, row: int, findings: Findings) -> Any:
    """Return the geometry of a cell that holds a GeoJSON geometry."""
    try:
        value = parse_part(text, budget.source.limits.nesting)
    except ValueError as error:
        raise GeometryError("geometry", "the GeoJSON in the cell is broken.") from error
    return built_geometry(value, budget, row, findings)


def deepest(text: str) -> int:
    """Return how deep the parentheses of a text are nested."""
    steps = ({"(": 1, ")": -1}.get(character, 0) for character in text)
    return max(itertools.accumulate(steps), default=0)
