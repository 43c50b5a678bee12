"""Well-known binary to geometries, where one that is wrong does not take others with it."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.imports.geometry.from_geojson import CURVE_FIX
from geodata.imports.geometry.wkb_parts import WITH_PARTS, check_parts, head_of
from geodata.imports.raw import Geometries, no_geometry
from geodata.imports.report import Findings

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
    for row, blob, shape in zip(rows, blobs, shapes, strict=True):
        if blob is not None and shape is None and row not in findings.rejected:
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
