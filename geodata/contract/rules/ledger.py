"""Rules of the ledger: a row names a stretch of its route, and no other row speaks of its days there."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.contract.faults import fault
from geodata.contract.folder import Folder, Record
from geodata.ledger import parse_segment, row_legs
from geodata.problems import Problem


def waypoints_name_positions(folder: Folder) -> Iterator[Problem]:
    for record in folder.records["fuel_routes.geojson"]:
        names, positions = waypoint_names(record), len(record["geometry"].coords)
        if len(names) != positions:
            yield fault(
                "fuel_routes.geojson", record, "waypoints", "waypoint-count", value=len(names), positions=positions
            )
        if len(set(names)) != len(names):
            yield fault("fuel_routes.geojson", record, "waypoints", "duplicate-waypoint", value="a name twice")


def segments_join_waypoints(folder: Folder) -> Iterator[Problem]:
    for record in folder.records["route_status.csv"]:
        route = folder.routes.get(record["route"])
        if route is None or len(waypoint_names(route)) != len(route["geometry"].coords):
            continue  # reported by references_exist and by waypoints_name_positions
        if legs_of(record, route) is None:
            yield fault("route_status.csv", record, "segment", "unknown-waypoint", route=record["route"])


def rows_do_not_overlap(folder: Folder) -> Iterator[Problem]:
    on_legs = [
        (record["route"], leg, record)
        for record in folder.records["route_status.csv"]
        if record["route"] in folder.routes
        for leg in legs_of(record, folder.routes[record["route"]]) or ()
    ]
    yield from overlaps("route_status.csv", on_legs)
    at_crossings = [(record["crossing"], 0, record) for record in folder.records["crossing_status.csv"]]
    yield from overlaps("crossing_status.csv", at_crossings)


def waypoint_names(route: Record) -> list[str]:
    return [waypoint["name"] for waypoint in route["waypoints"]]


def legs_of(record: Record, route: Record) -> range | None:
    """Return the legs of its route that a row speaks of; None where its segment does not join two waypoints."""
    try:
        return row_legs(parse_segment(record["segment"]), waypoint_names(route))
    except ValueError:
        return None


def overlaps(name: str, rows: list[tuple[str, int, Record]]) -> Iterator[Problem]:
    """Yield each row that begins before another of its road and leg has ended, once for the two."""
    reported = set()
    latest: dict[tuple[str, int], Record] = {}  # of a leg, the row before that ends last
    for road, leg, record in sorted(rows, key=lambda row: (row[2]["start"], row[2]["row"])):
        before = latest.get((road, leg))
        if before and record["start"] <= before["end"] and (before["row"], record["row"]) not in reported:
            reported.add((before["row"], record["row"]))
            other = f"row {before['row']} ({before['start']} to {before['end']})"
            yield fault(name, record, "start", "overlap", other=other)
        if before is None or record["end"] > before["end"]:
            latest[road, leg] = record
