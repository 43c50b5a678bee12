"""Rules of what refers to what: ids, sources, routes, waypoints, crossings and units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geodata.contract.faults import fault, setting_fault
from geodata.contract.folder import Folder
from geodata.contract.nearest import hints_among
from geodata.contract.schemas import ROUTES, TABLES
from geodata.problems import Problem

SOURCES = "sources.csv"  # has ids of its own; all other tables share one set
RENAMED = "renamed.csv"  # holds ids that are no more
IDENTIFIED = tuple(name for name, schema in TABLES.items() if "id" in schema.columns and name not in (SOURCES, RENAMED))
REFERENCES = (  # table, column, the table it refers to
    *((name, "sources", SOURCES) for name, schema in TABLES.items() if "sources" in schema.columns),
    ("events.geojson", "versions", SOURCES),
    ("route_status.csv", "routes", ROUTES),
    ("crossing_status.csv", "crossing", "border_crossings.geojson"),
    ("events.geojson", "routes", ROUTES),
    (ROUTES, "crossing", "border_crossings.geojson"),
)


def ids_are_unique(folder: Folder) -> Iterator[Problem]:
    for names in (IDENTIFIED, (SOURCES,), (RENAMED,)):
        seen: dict[str, tuple[str, int]] = {}
        for name in names:
            for row, id_ in folder.cells(name, "id"):
                if id_ in seen:
                    table, first = seen[id_]
                    other = f"{table}, row {first}" if names is IDENTIFIED else f"row {first}"
                    yield fault(name, row, "id", "duplicate-id", id_, other=other)
                else:
                    seen[id_] = name, row


def references_exist(folder: Folder) -> Iterator[Problem]:
    """Each id that a row names is one that its table has."""
    for name, column, target in REFERENCES:
        if not folder.has_whole(target):
            continue
        known = folder.ids[target]
        hint = hints_among(known)
        code = "unknown-source" if target == SOURCES else "unknown-id"
        for row, cell in folder.cells(name, column):
            for id_ in ids_in(cell):
                if id_ not in known:
                    yield fault(name, row, column, code, id_, target=target, hint=hint(id_))


def ids_in(cell: str | list[dict[str, str | None]]) -> list[str]:
    """Return the ids that a cell names, or the versions in it name as their sources."""
    if isinstance(cell, str):
        return cell.split()
    return [source for version in cell for source in (version.get("sources") or "").split()]


def old_ids_resolve(folder: Folder) -> Iterator[Problem]:
    """An old id leads to one that stands, or was withdrawn and leads nowhere."""
    standing = frozenset(id_ for name in (*IDENTIFIED, SOURCES) for _, id_ in folder.cells(name, "id"))
    known = standing.union(id_ for _, id_ in folder.cells(RENAMED, "id"))
    whole, hint = folder.has_whole(*IDENTIFIED, SOURCES), hints_among(standing)
    changes = list(folder.cells(RENAMED, "id", "becomes", "change"))
    circles = in_circles({id_: becomes for _, id_, becomes, _ in changes if id_ not in standing})
    for row, id_, becomes, change in changes:
        if id_ in standing:
            yield fault(RENAMED, row, "id", "standing-id", id_)
        if (becomes == "") != (change == "withdrawn"):
            yield fault(RENAMED, row, "becomes", "undecided-change", becomes, change=change)
        elif becomes and whole and becomes not in known:
            yield fault(RENAMED, row, "becomes", "unknown-id", becomes, target="the folder", hint=hint(becomes))
        elif id_ in circles:
            yield fault(RENAMED, row, "becomes", "circle-of-ids", becomes, id=id_)


def in_circles(next_id: Mapping[str, str]) -> set[str]:
    """Return the ids from which a chain of changed ids leads back to themselves."""
    circles: set[str] = set()
    begun: dict[str, str] = {}  # each id that was come upon, with the one from which that was
    for start in next_id:
        id_ = start
        while id_ in next_id and id_ not in begun:
            begun[id_] = start
            id_ = next_id[id_]
        while begun.get(id_) == start and id_ not in circles:
            circles.add(id_)
            id_ = next_id[id_]
    return circles


def the_destinations_have_routes(folder: Folder) -> Iterator[Problem]:
    ends = sorted({way[-1] for way in folder.network.ways.values()})
    hint = hints_among(ends)
    for wanted in folder.settings.destinations if folder.settings else ():
        if ends and folder.has_whole(ROUTES) and wanted not in ends and not folder.may_be_passed(wanted):
            listed = ", ".join(ends)
            yield setting_fault("destinations", "unknown-destination", wanted, ends=listed, hint=hint(wanted))


def units_are_named(folder: Folder) -> Iterator[Problem]:
    """A quantity is of a unit that situation.toml has words for."""
    if folder.settings is None:
        return
    units = list(folder.settings.units)
    hint, listed = hints_among(units), ", ".join(units) or "none is there"
    for name, column in (("deliveries.csv", "quantity"), ("events.geojson", "destroyed")):
        for row, unit, quantity in folder.cells(name, "unit", column):
            if unit not in units and (unit or quantity != ""):
                yield fault(name, row, "unit", "unknown-unit", unit, units=listed, hint=hint(unit))
