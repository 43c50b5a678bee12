"""Well-known binary to geometries, where one that is wrong does not take others with it."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.imports.geometry.from_geojson import CURVE_FIX
from geodata.imports.geometry.wkb_parts import WITH_PARTS, check_parts, head_of
from geodata.imports.raw import Geometries, no_geometry
from geodata.imports.report import Findings

LINE, LINES = 2, 5  # codes of a line string and of several
HEADER_BYTES = 9  # byte order, type, count
MOST_LINES = 1_000
MOST_PARTS = 3_000_000  # of one geometry; its vertices are counted once it is built


def from_wkb(blobs: Sequence[bytes | None], rows: list[int], findings: Findings, deepest: int) -> Geometries:
    """Return a geometry for every blob, in the blob's own system; rows whose blob is no geometry are rejected.

    `deepest` is how deep its parts may be nested; in deeper ones GEOS would end this process.
    """
    shapes = no_geometry(len(blobs))
    blobs = [unless_too_deep(blob, row, findings, deepest) for blob, row in zip(blobs, rows, strict=True)]
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


def unless_too_deep(blob: bytes | None, row: int, findings: Findings, deepest: int) -> bytes | None:
    """Return a blob, or nothing where its parts are nested too deeply or cut off: then its row is rejected."""
    if blob:
        try:
            if head_of(blob).kind in WITH_PARTS:
                check_parts(blob, deepest, MOST_PARTS)
        except ValueError as error:
            findings.reject(row, "geometry", f"{error}.")
            return None
    return blob


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
