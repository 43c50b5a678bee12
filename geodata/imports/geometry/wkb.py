"""Well-known binary to geometries, where one that is wrong does not take others with it."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.imports.geometry.from_geojson import CURVE_FIX
from geodata.imports.raw import Geometries, no_geometry
from geodata.imports.report import Findings

LINE, LINES = 2, 5  # codes of a line string and of several
HEADER_BYTES = 9  # byte order, type, count
MOST_LINES = 1_000


def from_wkb(blobs: Sequence[bytes | None], rows: list[int], findings: Findings) -> Geometries:
    """Return a geometry for every blob, in the blob's own system; rows whose blob is no geometry are rejected."""
    shapes = no_geometry(len(blobs))
    try:
        shapes[:] = shapely.from_wkb(blobs, on_invalid="ignore")
    except NotImplementedError:  # a single curve makes shapely refuse them all
        shapes[:] = [one_geometry(blob, row, findings) for blob, row in zip(blobs, rows, strict=True)]
    for at, (row, blob) in enumerate(zip(rows, blobs, strict=True)):
        if blob is None or shapes[at] is not None or row in findings.rejected:
            continue
        shapes[at] = lone_points(blob)
        if shapes[at] is None:
            findings.reject(row, "geometry", "the geometry cannot be built from its coordinates.")
    return shapes


def one_geometry(blob: bytes | None, row: int, findings: Findings) -> BaseGeometry | None:
    """Return the geometry of one blob; a curve is rejected."""
    try:
        return shapely.from_wkb(blob, on_invalid="ignore")
    except NotImplementedError:
        findings.reject(row, "curve", "curves are not read.", fix=CURVE_FIX)
        return None


def lone_points(blob: bytes) -> BaseGeometry | None:
    """Return the points of lines that have one position each, as a track of one fix does; `None` for all else."""
    points: list[tuple[float, float]] = []
    try:
        end = read_lone(blob, 0, points)
    except struct.error:
        return None
    if end != len(blob) or not points:
        return None
    return shapely.Point(points[0]) if len(points) == 1 else shapely.MultiPoint(points)


def read_lone(blob: bytes, at: int, points: list[tuple[float, float]]) -> int:
    """Add the positions of a line, or of lines, of one each to a list; return where they end, -1 for anything else."""
    order = "<" if blob[at : at + 1] == b"\1" else ">"
    code, count = struct.unpack_from(f"{order}II", blob, at + 1)
    kind, dimensions = (code % 1000 if code < 4_000 else code & 0xFF), dimensions_of(code)
    at += HEADER_BYTES
    if kind == LINE and count == 1:
        x, y = struct.unpack_from(f"{order}dd", blob, at)
        points.append((x, y))
        return at + 8 * dimensions
    if kind != LINES or not 0 < count <= MOST_LINES:
        return -1
    for _ in range(count):
        at = read_lone(blob, at, points) if at >= 0 else -1
    return at


def dimensions_of(code: int) -> int:
    """Return how many numbers a position has by the type's code, in the way of ISO or of PostGIS."""
    return 2 + (code // 1000 % 4 + 1) // 2 if code < 4_000 else 2 + bool(code & 0x8000_0000) + bool(code & 0x4000_0000)
