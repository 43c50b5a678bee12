"""Geometry in degrees: what is wrong is rejected row by row, what a standard allows is put right and reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely

from geodata.imports.geometry.dateline import cut, has_wide_edge, is_wide_box
from geodata.imports.raw import Geometries, RawLayer, Source
from geodata.limits import over_limit

Mask: TypeAlias = npt.NDArray[np.bool_]

HEIGHTS_DROPPED = "heights and other numbers after longitude and latitude are not used."
WIDE_BOX = "the box is drawn as it stands, more than half the world wide, and not across the antimeridian."
PROJECTED_BEYOND = 400.0  # no way of writing degrees goes so far


def checked_geometry(layer: RawLayer, geometry: Geometries, source: Source) -> Geometries:
    """Return what of the geometries is sound: `None` where a row has no place or its place was rejected."""
    rows = list(layer.frame.index)
    vertices = int(shapely.get_num_coordinates(geometry).sum())
    if vertices > source.limits.vertices:
        what = f"there are {vertices:,} vertices"
        raise over_limit(source.shown, "vertices", source.limits.vertices, what, "simplify the shapes")
    geometry = without_empty(layer, flat(layer, geometry, rows), rows)
    geometry = in_range(layer, geometry, rows)
    return tidy_polygons(layer, tidy_antimeridian(layer, geometry, rows), rows)


def rows_where(rows: Sequence[int], mask: Mask) -> list[int]:
    return [rows[at] for at in positions(mask)]


def positions(mask: Mask) -> list[int]:
    return [int(at) for at in np.flatnonzero(mask)]


def without(geometry: Geometries, mask: Mask) -> Geometries:
    """Return a copy without the geometries at which a mask is true."""
    remaining = geometry.copy()
    remaining[mask] = None
    return remaining


def flat(layer: RawLayer, geometry: Geometries, rows: Sequence[int]) -> Geometries:
    """Drop heights and measures."""
    high = shapely.has_z(geometry)
    layer.findings.warn_rows(rows_where(rows, high), "height", HEIGHTS_DROPPED)
    return np.asarray(shapely.force_2d(geometry), dtype=object)


def without_empty(layer: RawLayer, geometry: Geometries, rows: Sequence[int]) -> Geometries:
    """Take an empty geometry for an absent one, as RFC 7946 section 3.1 allows."""
    empty = shapely.is_empty(geometry)
    message = "the geometry is empty; the feature is kept without a place."
    layer.findings.warn_rows(rows_where(rows, empty), "empty-geometry", message)
    return without(geometry, empty)


def in_range(layer: RawLayer, geometry: Geometries, rows: Sequence[int]) -> Geometries:
    """Reject geometries with a coordinate that is not finite or not on the globe."""
    points, owners = shapely.get_coordinates(geometry, return_index=True)
    good = np.isfinite(points).all(axis=1) & (np.abs(points) <= (180, 90)).all(axis=1)
    wrong, first = np.unique(owners[~good], return_index=True)
    for owner, point in zip(wrong, points[~good][first], strict=True):
        longitude, latitude = (float(number) for number in point)
        layer.findings.reject(
            rows[owner],
            "coordinates-range",
            "expected longitude from -180 to 180 and latitude from -90 to 90.",
            field="geometry",
            value=f"{longitude:.10g}, {latitude:.10g}",
            fix=range_fix(longitude, latitude),
        )
    outside = np.zeros(len(geometry), dtype=bool)
    outside[wrong] = True
    return without(geometry, outside)


def range_fix(longitude: float, latitude: float) -> str:
    """Return what most likely puts a coordinate right."""
    if not (np.isfinite(longitude) and np.isfinite(latitude)):
        return "write finite numbers of degrees."
    if max(abs(longitude), abs(latitude)) > PROJECTED_BEYOND:
        return "these look like metres; save the file in degrees (EPSG:4326)."
    if abs(latitude) <= 180 and abs(longitude) <= 90:
        return "latitude and longitude look swapped."
    return "write degrees in this range."


def tidy_antimeridian(layer: RawLayer, geometry: Geometries, rows: Sequence[int]) -> Geometries:
    """Cut what crosses the antimeridian there, as RFC 7946 section 3.1.9 asks."""
    bounds = shapely.bounds(geometry)
    tidied = geometry.copy()
    for at in positions(bounds[:, 2] - bounds[:, 0] > 180):
        if not has_wide_edge(geometry[at]):
            continue
        if is_wide_box(geometry[at]):
            layer.findings.warn(rows[at], "antimeridian", WIDE_BOX, fix="if it does, cut it there in two.")
            continue
        message = "the shape crosses the antimeridian and was cut there."
        try:
            tidied[at] = cut(geometry[at])
        except ValueError:
            message = "the shape crosses the antimeridian and cannot be cut; it is drawn as it stands."
        layer.findings.warn(rows[at], "antimeridian", message)
    return tidied


def tidy_polygons(layer: RawLayer, geometry: Geometries, rows: Sequence[int]) -> Geometries:
    """Turn rings the right way round (RFC 7946 section 3.1.6) and point out crossing ones."""
    invalid = ~shapely.is_valid(geometry) & (geometry != None)
    for at in positions(invalid):
        reason = str(shapely.is_valid_reason(geometry[at]))
        message = "the shape touches or crosses itself; it is drawn as it stands."
        layer.findings.warn(rows[at], "invalid-geometry", message, field="geometry", value=reason)
    turned = np.asarray(shapely.orient_polygons(geometry), dtype=object)
    if layer.format.startswith("GeoJSON"):
        changed = ~shapely.equals_exact(geometry, turned, 0) & (geometry != None)
        message = "rings run the wrong way round and were turned."
        layer.findings.warn_rows(rows_where(rows, changed), "winding", message)
    return turned
