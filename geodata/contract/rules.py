"""The rules that a situation keeps, each a function that yields the problems it finds.

Not checked: whether a fact is true, whether a source says what is written, whether a route follows the road.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors

from geodata.contract.schemas import TABLES
from geodata.contract.settings import FILE as SETTINGS
from geodata.contract.settings import Settings
from geodata.dates import ONE_DAY
from geodata.ledger import SEGMENT_SEPARATOR, row_legs
from geodata.problems import Problem, shown

Rule = Callable[["Folder"], Iterator[Problem]]


@dataclass(frozen=True)
class Folder:
    """The tables to check and the ids that may be referred to.

    `ids` holds those of rows with faults of their own too, so that one fault gives one line; a table that could not be
    read whole has none, and references to it are not judged. Settings that cannot be used are None.
    """

    tables: Mapping[str, pd.DataFrame]
    settings: Settings | None
    ids: Mapping[str, frozenset[str]]

    def records(self, name: str) -> list[dict[Any, Any]]:
        """Return the rows of a table."""
        rows: list[dict[Any, Any]] = self.tables[name].to_dict("records")
        return rows

    def knows(self, name: str, identifier: str) -> bool:
        """Tell whether a table has an id, or cannot be asked."""
        return name not in self.ids or identifier in self.ids[name]


DATED = ("events.geojson", "route_status.csv", "crossing_status.csv", "deliveries.csv")
IDENTIFIED = (
    "events.geojson",
    "fuel_routes.geojson",
    "border_crossings.geojson",
    "places.geojson",
    "capitals.geojson",
    "deliveries.csv",
)
BOXED = {  # what it means to lie outside the situation's box
    "fuel_routes.geojson": "error",
    "border_crossings.geojson": "error",
    "events.geojson": "warning",
    "places.geojson": "warning",
    "capitals.geojson": "warning",
}

FIXES = {
    "missing-source": "name a source of sources.csv, or remove the row: no source, no feature.",
    "missing-text": "write the text.",
    "unknown-word": "use one of these words.",
    "unknown-state": "use one of these words; a day nobody reports on has no row.",
    "bad-date": "write a day that the calendar has, in full: 2025-10-31.",
    "bad-geometry": "correct the geometry.",
    "outside-box": "write [longitude, latitude] in degrees, or widen box in situation.toml.",
}


def cell_problems(name: str, table: pd.DataFrame) -> Iterator[Problem]:
    """Yield what single cells break, from the pandera schema of the table."""
    try:
        TABLES[name].validate(table, lazy=True)
    except SchemaErrors as found:
        for case in found.failure_cases.to_dict("records"):
            yield cell_problem(name, table, case)


def cell_problem(name: str, table: pd.DataFrame, case: Mapping[str, Any]) -> Problem:
    check = str(case["check"])
    code, _, expected = check.partition(": ") if ": expected" in check else ("bad-cell", "", f"expected {check}")
    if check == "not_nullable":
        code, expected = "bad-geometry", "expected a geometry, found none"
    index = case["index"]
    row = None if index is None or pd.isna(index) else int(table.loc[int(index), "row"])
    absent = case["failure_case"] is None or case["failure_case"] == ""
    return Problem(
        file=name,
        row=row,
        field=str(case["column"]),
        code=code,
        message=f"{expected}.",
        value=None if absent else shown(case["failure_case"]),
        fix=FIXES.get(code, "correct it."),
    )


def problem(
    name: str, record: Mapping[str, Any], field: str, code: str, message: str, fix: str, **more: Any
) -> Problem:
    value = shown(record[field]) if field in record else None
    return Problem(
        file=name, row=int(record["row"]), field=field, value=value, code=code, message=message, fix=fix, **more
    )


def ids_are_unique(folder: Folder) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in IDENTIFIED:
        for record in folder.records(name):
            if record["id"] in seen:
                yield problem(
                    name,
                    record,
                    "id",
                    "duplicate-id",
                    f"expected an id of its own; {seen[record['id']]} has it too.",
                    "give one of them another id.",
                )
            seen.setdefault(record["id"], f"{name}, row {record['row']}")
    sources: dict[str, int] = {}
    for record in folder.records("sources.csv"):
        if record["id"] in sources:
            yield problem(
                "sources.csv",
                record,
                "id",
                "duplicate-id",
                f"expected an id of its own; row {sources[record['id']]} has it too.",
                "give one of them another id.",
            )
        sources.setdefault(record["id"], record["row"])


def sources_exist(folder: Folder) -> Iterator[Problem]:
    for name, table in folder.tables.items():
        if "sources" not in table or name == "sources.csv":
            continue
        for record in folder.records(name):
            for source in record["sources"].split():
                if not folder.knows("sources.csv", source):
                    yield problem(
                        name,
                        record | {"sources": source},
                        "sources",
                        "unknown-source",
                        "expected ids of sources.csv.",
                        "add the source there, or correct the id.",
                    )


REFERENCES = (  # table, column, the table it refers to
    ("route_status.csv", "route", "fuel_routes.geojson"),
    ("crossing_status.csv", "crossing", "border_crossings.geojson"),
    ("events.geojson", "route", "fuel_routes.geojson"),
    ("fuel_routes.geojson", "crossing", "border_crossings.geojson"),
    ("border_crossings.geojson", "routes", "fuel_routes.geojson"),
)


def references_exist(folder: Folder) -> Iterator[Problem]:
    for name, column, target in REFERENCES:
        for record in folder.records(name):
            values = record[column] if isinstance(record[column], list) else [record[column]]
            for value in values:
                if value and not folder.knows(target, value):
                    yield problem(
                        name,
                        record | {column: value},
                        column,
                        "unknown-id",
                        f"expected an id of {target}.",
                        "correct the id, or add the feature there.",
                    )


def starts_come_first(folder: Folder) -> Iterator[Problem]:
    for name in DATED:
        for record in folder.records(name):
            if record["end"] and record["end"] < record["start"]:
                yield problem(
                    name,
                    record,
                    "end",
                    "end-before-start",
                    f"expected the last day, {record['start']} or later.",
                    "correct start or end.",
                )


def reports_follow_the_start(folder: Folder) -> Iterator[Problem]:
    for name in ("route_status.csv", "crossing_status.csv"):
        for record in folder.records(name):
            if record["confirmed"] and record["confirmed"] < record["start"]:
                yield problem(
                    name,
                    record,
                    "confirmed",
                    "confirmed-before-start",
                    f"expected the last day that a source supports, {record['start']} or later, or nothing.",
                    "correct start or confirmed.",
                )


def days_are_past(folder: Folder) -> Iterator[Problem]:
    """What lies after the version of the data cannot have been reported in them."""
    if folder.settings is None:
        return
    version = folder.settings.version.isoformat()
    for name in DATED:
        for record in folder.records(name):
            if record["start"] > version:
                yield problem(
                    name,
                    record,
                    "start",
                    "after-version",
                    f"expected a day up to {version}, the version of the data.",
                    "correct it, or raise version in situation.toml.",
                    severity="warning",
                )


def the_destination_has_routes(folder: Folder) -> Iterator[Problem]:
    routes = folder.records("fuel_routes.geojson")
    wanted = folder.settings.destination if folder.settings else ""
    if wanted and routes and all(route["destination"] != wanted for route in routes):
        found = ", ".join(sorted({route["destination"] for route in routes}))
        yield Problem(
            file=SETTINGS,
            field="destination",
            value=wanted,
            code="unknown-destination",
            message=f"expected the destination of a route: {found}.",
            fix='correct it, or write "" for no headline.',
        )


def the_first_day_shown_is_one_of_the_data(folder: Folder) -> Iterator[Problem]:
    if folder.settings is None:
        return
    settings = folder.settings
    first = min(
        [settings.focus[0].isoformat(), *(record["start"] for name in DATED for record in folder.records(name))]
    )
    last = max(settings.version, settings.focus[1] - ONE_DAY).isoformat()
    if not first <= settings.day.isoformat() <= last:
        yield Problem(
            file=SETTINGS,
            field="day",
            value=str(settings.day),
            code="day-outside",
            message=f"expected a day of the data, {first} to {last}.",
            fix="correct day, focus or version.",
        )


def openness_is_decided(folder: Folder) -> Iterator[Problem]:
    for record in folder.records("events.geojson"):
        if record["ongoing"] == bool(record["end"]):
            yield problem(
                "events.geojson",
                record,
                "end",
                "undecided-end",
                "expected the last day, or nothing where ongoing is true.",
                "an event of one day ends on the day it starts; set ongoing only where it is not known to have ended.",
            )


def placed_events_have_a_point(folder: Folder) -> Iterator[Problem]:
    for record in folder.records("events.geojson"):
        if record["geometry"] is None and record["location_precision"] != "country":
            yield problem(
                "events.geojson",
                record,
                "location_precision",
                "no-point",
                "expected a Point for this precision.",
                "add the point, or say country.",
            )


def waypoints_name_positions(folder: Folder) -> Iterator[Problem]:
    for record in folder.records("fuel_routes.geojson"):
        names = [waypoint["name"] for waypoint in record["waypoints"]]
        positions = len(record["geometry"].coords)
        if len(names) != positions:
            yield problem(
                "fuel_routes.geojson",
                record | {"waypoints": len(names)},
                "waypoints",
                "waypoint-count",
                f"expected a waypoint for each of {positions} positions.",
                "name every position, in order.",
            )
        if len(set(names)) != len(names):
            yield problem(
                "fuel_routes.geojson",
                record | {"waypoints": "a name twice"},
                "waypoints",
                "duplicate-waypoint",
                "expected names that differ.",
                "tell the two places apart by name.",
            )


def segments_join_waypoints(folder: Folder) -> Iterator[Problem]:
    routes = {record["id"]: record for record in folder.records("fuel_routes.geojson")}
    for record in folder.records("route_status.csv"):
        route = routes.get(record["route"])
        if route is None or not record["segment"]:
            continue
        names = [waypoint["name"] for waypoint in route["waypoints"]]
        if len(names) != len(route["geometry"].coords):
            continue  # reported by waypoints_name_positions
        ends = record["segment"].split(SEGMENT_SEPARATOR)
        if len(ends) != 2 or ends[0] == ends[1] or not set(ends) <= set(names):
            yield problem(
                "route_status.csv",
                record,
                "segment",
                "unknown-waypoint",
                f"expected two waypoints of {record['route']} joined by {SEGMENT_SEPARATOR!r}, "
                "or nothing for the whole road.",
                "copy the names from fuel_routes.geojson.",
            )


def rows_do_not_overlap(folder: Folder) -> Iterator[Problem]:
    routes = {record["id"]: record for record in folder.records("fuel_routes.geojson")}
    stretches = [
        (record["route"], leg, record)
        for record in folder.records("route_status.csv")
        if record["route"] in routes
        for leg in legs_or_none(record, routes[record["route"]])
    ]
    yield from overlaps("route_status.csv", stretches)
    yield from overlaps("crossing_status.csv", [(r["crossing"], 0, r) for r in folder.records("crossing_status.csv")])


def legs_or_none(record: Mapping[str, Any], route: Mapping[str, Any]) -> range:
    try:
        return row_legs(record["segment"], [waypoint["name"] for waypoint in route["waypoints"]])
    except ValueError:
        return range(0)  # reported by segments_join_waypoints


def overlaps(name: str, stretches: list[tuple[str, int, dict[Any, Any]]]) -> Iterator[Problem]:
    reported = set()
    latest: dict[tuple[str, int], dict[Any, Any]] = {}  # of a leg, the row before that ends last
    for owner, leg, record in sorted(stretches, key=lambda s: (s[2]["start"], s[2]["row"])):
        before = latest.get((owner, leg))
        if before and record["start"] <= before["end"] and (before["row"], record["row"]) not in reported:
            reported.add((before["row"], record["row"]))
            other = f"row {before['row']} ({before['start']} to {before['end']})"
            yield problem(
                name,
                record,
                "start",
                "overlap",
                f"expected one row for a stretch and a day; {other} covers it too.",
                "shorten one of the two rows, or its segment.",
            )
        if before is None or record["end"] > before["end"]:
            latest[owner, leg] = record


def positions_are_in_the_box(folder: Folder) -> Iterator[Problem]:
    """Positions outside the box are told unless the feature says `outside_box: true`, decided by hand."""
    if folder.settings is None:
        return
    west, south, east, north = folder.settings.box

    def inside(x: float, y: float) -> bool:
        return west <= x <= east and south <= y <= north

    for name, severity in BOXED.items():
        for record in folder.records(name):
            shape = record["geometry"]
            outside = [] if shape is None else [p[:2] for p in shape.coords if not inside(*p[:2])]
            if outside and not (severity == "warning" and record.get("outside_box") is True):
                x, y = outside[0]
                box = f"[{west}, {south}, {east}, {north}] (west, south, east, north)"
                swapped = " Longitude and latitude look swapped." if inside(y, x) else ""
                yield problem(
                    name,
                    record | {"geometry": f"[{x}, {y}]"},
                    "geometry",
                    "outside-box",
                    f"expected positions within {box}.{swapped}",
                    FIXES["outside-box"],
                    severity=severity,
                )


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    sources_exist,
    references_exist,
    starts_come_first,
    reports_follow_the_start,
    days_are_past,
    the_destination_has_routes,
    the_first_day_shown_is_one_of_the_data,
    openness_is_decided,
    placed_events_have_a_point,
    waypoints_name_positions,
    segments_join_waypoints,
    rows_do_not_overlap,
    positions_are_in_the_box,
)


def check_cells(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return what single cells of all tables break."""
    return [found for name, table in tables.items() for found in cell_problems(name, table)]


def check_rules(folder: Folder) -> list[Problem]:
    """Return what rows break together; the tables must hold only rows whose cells are sound."""
    return [found for rule in RULES for found in rule(folder)]


def ids_of(tables: Mapping[str, pd.DataFrame]) -> dict[str, frozenset[str]]:
    """Return the ids of each table that has any column of ids."""
    return {name: frozenset(map(str, table["id"])) for name, table in tables.items() if "id" in table}
