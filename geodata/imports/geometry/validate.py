"""Geometry in degrees: what is wrong is rejected row by row, what a standard allows is put right and reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely

from geodata.imports.geometry.dateline import cut, has_wide_edge, is_wide_box, within_world
from geodata.imports.raw import Geometries, RawLayer, Source
from geodata.limits import over_limit

Mask: TypeAlias = npt.NDArray[np.bool_]

HEIGHTS_DROPPED = "heights and other numbers after longitude and latitude are not used."
WIDE_BOX = "the box is drawn as it stands, more than half the world wide, and not across the antimeridian."
GLOBE = np.array((180.0, 90.0))  # degrees of longitude and latitude, at most
NOISE = 1e-6  # degrees: a decimetre
MOST_TURNED = 540.0  # degrees; beyond, a longitude is a slip of the hand
PROJECTED_BEYOND = 1_000.0  # no way of writing degrees goes so far
SWAPPED = "latitude and longitude look swapped: exchange the two columns."
RANGE_FIX = "write degrees in this range, or leave them empty where they are not known."
DEGREES_FIX = "these look like metres; save the file in degrees (EPSG:4326)."
METRES_FIX = (
    "these look like metres; save the file in degrees (EPSG:4326), or state the UTM zone in a column called zone (29N)."
)


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
    """Bring longitudes beyond 180 back by a whole turn; take rows off the map whose place is nowhere on the globe."""
    geometry = brought_back(layer, without_noise(geometry), rows)
    points, owners = shapely.get_coordinates(geometry, return_index=True)
    nowhere = ~on_globe(points)
    wrong, first = np.unique(owners[nowhere], return_index=True)
    firsts = points[nowhere][first]
    fixes = [range_fix(float(point[0]), float(point[1])) for point in firsts]
    if layer.geometry is not None:
        fixes = [DEGREES_FIX if fix == METRES_FIX else fix for fix in fixes]
    if 2 * fixes.count(SWAPPED) <= np.count_nonzero(~shapely.is_missing(geometry)):
        fixes = [RANGE_FIX if fix == SWAPPED else fix for fix in fixes]
    for owner, point, fix in zip(wrong, firsts, fixes, strict=True):
        message = "expected longitude from -180 to 180 and latitude from -90 to 90; the row is kept without a place."
        value = f"{point[0]:.10g}, {point[1]:.10g}"
        layer.findings.error(rows[owner], "coordinates-range", message, field="geometry", value=value, fix=fix)
    outside: Mask = np.zeros(len(geometry), dtype=np.bool_)
    outside[wrong] = True
    return without(geometry, outside)


def on_globe(points: npt.NDArray[np.float64]) -> Mask:
    """Tell of each position whether its degrees are finite and there are such."""
    return np.asarray(np.isfinite(points).all(axis=1) & (np.abs(points) <= GLOBE).all(axis=1), dtype=np.bool_)


def without_noise(geometry: Geometries) -> Geometries:
    """Return geometries with positions that rounding has put beyond the edge of the globe brought back onto it."""

    def clipped(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        near = np.abs(np.abs(points) - GLOBE) < NOISE
        return np.where(near & (np.abs(points) > GLOBE), np.sign(points) * GLOBE, points)

    points, owners = shapely.get_coordinates(geometry, return_index=True)
    beyond = np.unique(owners[(np.abs(points) > GLOBE).any(axis=1)])
    made = geometry.copy()
    made[beyond] = shapely.transform(geometry[beyond], clipped)
    return made


def brought_back(layer: RawLayer, geometry: Geometries, rows: Sequence[int]) -> Geometries:
    """Bring shapes whose longitudes go on beyond 180 back by a whole turn, as many programs write them."""
    bounds = np.abs(shapely.bounds(geometry))
    most = np.fmax(bounds[:, 0], bounds[:, 2])
    northern = np.fmax(bounds[:, 1], bounds[:, 3])
    turned = np.asarray((most > GLOBE[0]) & (most <= MOST_TURNED) & (northern <= GLOBE[1]), dtype=np.bool_)
    made = geometry.copy()
    for at in positions(turned):
        made[at] = within_world(geometry[at])
    message = "longitudes beyond 180 were brought back by a whole turn (352 is -8)."
    layer.findings.warn_rows(rows_where(rows, turned), "longitude-turned", message, field="geometry")
    return made


def range_fix(longitude: float, latitude: float) -> str:
    """Return what most likely puts a coordinate right."""
    if not (np.isfinite(longitude) and np.isfinite(latitude)):
        return "write finite numbers of degrees."
    if max(abs(longitude), abs(latitude)) > PROJECTED_BEYOND:
        return METRES_FIX
    return SWAPPED if abs(latitude) <= GLOBE[0] and abs(longitude) <= GLOBE[1] else RANGE_FIX


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
