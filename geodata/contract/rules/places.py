"""Rules of places: who has a point, and what lies outside the situation's box."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.basemap.meridian import Box, wrapped
from geodata.contract.faults import fault
from geodata.contract.folder import Folder
from geodata.contract.schemas import ROUTES, TABLES
from geodata.problems import Problem, Severity

PLACED = tuple(name for name, schema in TABLES.items() if "geometry" in schema.columns)
OUTSIDE: dict[str, Severity] = {  # what it means to lie outside the box, where it is more than a warning
    ROUTES: "error",
    "border_crossings.geojson": "error",
}


def placed_events_have_a_point(folder: Folder) -> Iterator[Problem]:
    for row, shape, precision in folder.cells("events.geojson", "geometry", "location_precision"):
        if shape is None and precision != "country":
            yield fault("events.geojson", row, "location_precision", "no-point", precision)


def positions_are_in_the_box(folder: Folder) -> Iterator[Problem]:
    """Positions outside the box are reported unless the feature says `outside_box: true`, decided by hand."""
    if folder.settings is None:
        return
    west, south, east, north = folder.settings.box

    def inside(x: float, y: float) -> bool:
        return west <= x <= east and south <= y <= north

    box = f"[{west}, {south}, {wrapped(east)}, {north}] (west, south, east, north)"
    for name in PLACED:
        severity = OUTSIDE.get(name, "warning")
        rows = list(folder.cells(name, "geometry", also=("outside_box",)))
        for row, shape, meant in compress(rows, beyond(folder.settings.box, [shape for _, shape, _ in rows])):
            if severity == "warning" and meant is True:
                continue
            x, y = next(position for position in shapely.get_coordinates(shape).tolist() if not inside(*position))
            swapped = " Longitude and latitude look swapped." if inside(y, x) else ""
            words = {"box": box, "swapped": swapped}
            yield fault(name, row, "geometry", "outside-box", f"[{wrapped(x)}, {y}]", severity=severity, **words)


def beyond(box: Box, shapes: list[BaseGeometry | None]) -> list[bool]:
    """Tell of each geometry whether it reaches out of a box."""
    west, south, east, north = shapely.bounds(np.array(shapes, dtype=object)).T
    reach: list[bool] = ((west < box[0]) | (south < box[1]) | (east > box[2]) | (north > box[3])).tolist()
    return reach
