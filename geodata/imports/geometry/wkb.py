"""Well-known binary to geometries, where one that is wrong does not take others with it."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.imports.geometry.from_geojson import CURVE_FIX
from geodata.imports.raw import Geometries, no_geometry
from geodata.imports.report import Findings


def from_wkb(blobs: Sequence[bytes | None], rows: list[int], findings: Findings) -> Geometries:
    """Return a geometry for every blob, in the blob's own system; rows whose blob is no geometry are rejected."""
    shapes = no_geometry(len(blobs))
    try:
        shapes[:] = shapely.from_wkb(blobs, on_invalid="ignore")
    except NotImplementedError:  # a single curve makes shapely refuse them all
        shapes[:] = [one_geometry(blob, row, findings) for blob, row in zip(blobs, rows, strict=True)]
    for row, blob, shape in zip(rows, blobs, shapes, strict=True):
        if blob is not None and shape is None and row not in findings.rejected:
            findings.reject(row, "geometry", "the geometry cannot be built from its coordinates.")
    return shapes


def one_geometry(blob: bytes | None, row: int, findings: Findings) -> BaseGeometry | None:
    """Return the geometry of one blob; a curve is rejected."""
    try:
        return shapely.from_wkb(blob, on_invalid="ignore")
    except NotImplementedError:
        findings.reject(row, "curve", "curves are not read.", fix=CURVE_FIX)
        return None
