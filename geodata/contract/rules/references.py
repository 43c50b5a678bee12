"""Rules of what refers to what: ids, sources, routes, waypoints, crossings and units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geodata.contract.faults import fault, setting_fault
from geodata.contract.folder import Folder, Record
from geodata.contract.nearest import did_you_mean
from geodata.contract.schemas import ROUTES, TABLES
from geodata.problems import Problem

SOURCES = "sources.csv"  # has ids of its own; all other tables share one set
RENAMED = "renamed.csv"  # holds ids that are no more
IDENTIFIED = tuple(name for name, schema in TABLES.items() if "id" in schema.columns and name not in (SOURCES, RENAMED))
REFERENCES = (  # table, column, the table it refers to
    ("route_status.csv", "routes", ROUTES),
    ("crossing_status.csv", "crossing", "border_crossings.geojson"),
    ("events.geojson", "routes", ROUTES),
    (ROUTES, "crossing", "border_crossings.geojson"),
)


def ids_are_unique(folder: Folder) -> Iterator[Problem]:
    for names in (IDENTIFIED, (SOURCES,), (RENAMED,)):
        seen: dict[str, str] = {}
        for name, record in folder.rows(*names, needs=("id",)):
            row = f"row {record['row']}"
            if record["id"] in seen:
                yield fault(name, record, "id", "duplicate-id", other=seen[record["id"]])
            seen.setdefault(record["id"], f"{name}, {row}" if names is IDENTIFIED else row)


def sources_exist(folder: Folder) -> Iterator[Problem]:
    naming = [name for name in folder.tables if "sources" in TABLES[name].columns and name != SOURCES]
    for name, record in folder.rows(*naming, needs=("sources",)):
        yield from unknown(folder, name, record, "sources", record["sources"].split(), SOURCES)
    for name, record in folder.rows("events.geojson", needs=("versions",)):
        cited = [source for version in record["versions"] or [] for source in (version.get("sources") or "").split()]
        yield from unknown(folder, name, record, "versions", cited, SOURCES)


def references_exist(folder: Folder) -> Iterator[Problem]:
    for name, column, target in REFERENCES:
        for _, record in folder.rows(name, needs=(column,)):
            yield from unknown(folder, name, record, column, record[column].split(), target)


def unknown(
    folder: Folder, name: str, record: Record, column: str, ids: Iterable[str], target: str
) -> Iterator[Problem]:
    """Yield a fault for each id that its table does not have, with the one that is most like it."""
    for id_ in ids:
        if not folder.knows(target, id_):
            code = "unknown-source" if target == SOURCES else "unknown-id"
            hint = did_you_mean(id_, folder.ids[target])
            yield fault(name, record, column, code, value=id_, target=target, hint=hint)


def old_ids_resolve(folder: Folder) -> Iterator[Problem]:
    """An old id leads to one that stands, or was withdrawn and leads nowhere."""
    standing = frozenset(record["id"] for _, record in folder.rows(*IDENTIFIED, SOURCES, needs=("id",)))
    old = frozenset(record["id"] for _, record in folder.rows(RENAMED, needs=("id",)))
    whole = folder.has_whole(*IDENTIFIED, SOURCES)
    for name, record in folder.rows(RENAMED, needs=("id", "becomes", "change")):
        if record["id"] in standing:
            yield fault(name, record, "id", "standing-id")
        if (record["becomes"] == "") != (record["change"] == "withdrawn"):
            yield fault(name, record, "becomes", "undecided-change", change=record["change"])
        elif record["becomes"] and whole and record["becomes"] not in standing | old:
            hint = did_you_mean(record["becomes"], standing)
            yield fault(name, record, "becomes", "unknown-id", target="the folder", hint=hint)


def the_destinations_have_routes(folder: Folder) -> Iterator[Problem]:
    ends = sorted({way[-1] for way in folder.network.ways.values()})
    for wanted in folder.settings.destinations if folder.settings else ():
        if ends and folder.has_whole(ROUTES) and wanted not in ends:
            yield setting_fault(
                "destinations", "unknown-destination", wanted, ends=", ".join(ends), hint=did_you_mean(wanted, ends)
            )


def units_are_named(folder: Folder) -> Iterator[Problem]:
    """A quantity is of a unit that situation.toml has words for."""
    if folder.settings is None:
        return
    units = list(folder.settings.units)
    for name, column in (("deliveries.csv", "quantity"), ("events.geojson", "destroyed")):
        for _, record in folder.rows(name, needs=("unit", column)):
            if record["unit"] not in units and (record["unit"] or record[column] != ""):
                hint = did_you_mean(record["unit"], units)
                yield fault(name, record, "unit", "unknown-unit", units=", ".join(units) or "none is there", hint=hint)
