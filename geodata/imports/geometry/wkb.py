"""Well-known binary to geometries, where one that is wrong does not take others with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from geodata.imports.geometry.from_geojson import CURVE_FIX
from geodata.imports.report import Findings


def geometries(blobs: Sequence[bytes | None], rows: list[int], findings: Findings) -> np.ndarray[Any, Any]:
    """Return a geometry for every blob; those that cannot be built are rejected."""
    made = np.empty(len(blobs), dtype=object)
    try:
        made[:] = shapely.from_wkb(blobs, on_invalid="ignore")
    except NotImplementedError:  # a single curve makes shapely refuse them all
        made[:] = [one_geometry(blob, row, findings) for blob, row in zip(blobs, rows, strict=True)]
    for row, blob, geometry in zip(rows, blobs, made, strict=True):
        if blob is not None and geometry is None and row not in findings.rejected:
            findings.reject(row, "geometry", "the geometry cannot be built from its coordinates.")
    return made


def one_geometry(blob: bytes | None, row: int, findings: Findings) -> Any:
    """Return the geometry of one blob, rejecting curves."""
    try:
        return shapely.from_wkb(blob, on_invalid="ignore")
    except NotImplementedError:
        findings.reject(row, "curve", "curves are not read.", fix=CURVE_FIX)
        return None
