"""Rules of places: who has a point, and what lies outside the situation's box."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

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
    for name, record in folder.rows("events.geojson", needs=("geometry", "location_precision")):
        if record["geometry"] is None and record["location_precision"] != "country":
            yield fault(name, record, "location_precision", "no-point")


def positions_are_in_the_box(folder: Folder) -> Iterator[Problem]:
    """Positions outside the box are reported unless the feature says `outside_box: true`, decided by hand."""
    if folder.settings is None:
        return
    west, south, east, north = folder.settings.box

    def inside(x: float, y: float) -> bool:
        return west <= x <= east and south <= y <= north

    box = f"[{west}, {south}, {east}, {north}] (west, south, east, north)"
    for name, record in folder.rows(*PLACED, needs=("geometry",)):
        severity = OUTSIDE.get(name, "warning")
        positions = shapely.get_coordinates(record["geometry"]).tolist()
        outside = [position for position in positions if not inside(*position)]
        if outside and not (severity == "warning" and record.get("outside_box") is True):
            x, y = outside[0]
            swapped = " Longitude and latitude look swapped." if inside(y, x) else ""
            yield fault(
                name,
                record,
                "geometry",
                "outside-box",
                value=f"[{x}, {y}]",
                severity=severity,
                box=box,
                swapped=swapped,
            )
