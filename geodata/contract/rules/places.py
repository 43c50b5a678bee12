"""Rules of places: who has a point, and what lies outside the situation's box."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.contract.faults import fault
from geodata.contract.folder import Folder
from geodata.problems import Problem, Severity

OUTSIDE: dict[str, Severity] = {  # what it means to lie outside the box
    "fuel_routes.geojson": "error",
    "border_crossings.geojson": "error",
    "events.geojson": "warning",
    "places.geojson": "warning",
    "capitals.geojson": "warning",
}


def placed_events_have_a_point(folder: Folder) -> Iterator[Problem]:
    for record in folder.records["events.geojson"]:
        if record["geometry"] is None and record["location_precision"] != "country":
            yield fault("events.geojson", record, "location_precision", "no-point")


def positions_are_in_the_box(folder: Folder) -> Iterator[Problem]:
    """Positions outside the box are reported unless the feature says `outside_box: true`, decided by hand."""
    if folder.settings is None:
        return
    west, south, east, north = folder.settings.box

    def inside(x: float, y: float) -> bool:
        return west <= x <= east and south <= y <= north

    box = f"[{west}, {south}, {east}, {north}] (west, south, east, north)"
    for name, record in folder.rows(*OUTSIDE):
        shape = record["geometry"]
        outside = [] if shape is None else [p[:2] for p in shape.coords if not inside(*p[:2])]
        if outside and not (OUTSIDE[name] == "warning" and record.get("outside_box") is True):
            x, y = outside[0]
            swapped = " Longitude and latitude look swapped." if inside(y, x) else ""
            yield fault(
                name,
                record,
                "geometry",
                "outside-box",
                value=f"[{x}, {y}]",
                severity=OUTSIDE[name],
                box=box,
                swapped=swapped,
            )
