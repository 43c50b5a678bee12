"""Rules of what refers to what: ids, sources, routes and crossings."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.contract.faults import fault, setting_fault
from geodata.contract.folder import Folder
from geodata.contract.schemas import TABLES
from geodata.problems import Problem

SOURCES = "sources.csv"  # has ids of its own; all other tables share one set
IDENTIFIED = tuple(name for name, schema in TABLES.items() if "id" in schema.columns and name != SOURCES)
REFERENCES = (  # table, column, the table it refers to
    ("route_status.csv", "route", "fuel_routes.geojson"),
    ("crossing_status.csv", "crossing", "border_crossings.geojson"),
    ("events.geojson", "route", "fuel_routes.geojson"),
    ("fuel_routes.geojson", "crossing", "border_crossings.geojson"),
    ("border_crossings.geojson", "routes", "fuel_routes.geojson"),
)


def ids_are_unique(folder: Folder) -> Iterator[Problem]:
    for names in (IDENTIFIED, (SOURCES,)):
        seen: dict[str, str] = {}
        for name, record in folder.rows(*names):
            row = f"row {record['row']}"
            if record["id"] in seen:
                yield fault(name, record, "id", "duplicate-id", other=seen[record["id"]])
            seen.setdefault(record["id"], row if name == SOURCES else f"{name}, {row}")


def sources_exist(folder: Folder) -> Iterator[Problem]:
    naming = [name for name, table in folder.tables.items() if "sources" in table and name != SOURCES]
    for name, record in folder.rows(*naming):
        for source in record["sources"].split():
            if not folder.knows(SOURCES, source):
                yield fault(name, record, "sources", "unknown-source", value=source)


def references_exist(folder: Folder) -> Iterator[Problem]:
    for name, column, target in REFERENCES:
        for record in folder.records[name]:
            values = record[column] if isinstance(record[column], list) else [record[column]]
            for value in values:
                if value and not folder.knows(target, value):
                    yield fault(name, record, column, "unknown-id", value=value, target=target)


def the_destination_has_routes(folder: Folder) -> Iterator[Problem]:
    wanted = folder.settings.destination if folder.settings else ""
    destinations = {route["destination"] for route in folder.records["fuel_routes.geojson"]}
    if wanted and destinations and wanted not in destinations:
        among = ", ".join(sorted(destinations))
        yield setting_fault("destination", "unknown-destination", wanted, destinations=among)
