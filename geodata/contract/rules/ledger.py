"""Rules of the ledger: a row names a stretch of the network, and no other row speaks of its days there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from geodata.contract.faults import fault
from geodata.contract.folder import Folder
from geodata.contract.schemas import ROUTES
from geodata.network import NoRouteError, SegmentError, parse_segment
from geodata.problems import Problem
from geodata.vocabulary import PERMIT

LEDGERS = ("route_status.csv", "crossing_status.csv")


class Spell(NamedTuple):
    """The days of which a row of passage speaks, both ends inclusive."""

    row: int
    id: str
    start: str
    end: str


def segments_join_waypoints(folder: Folder) -> Iterator[Problem]:
    if not folder.has_whole(ROUTES):
        return
    for row, routes, segment in folder.cells("route_status.csv", "routes", "segment"):
        if not folder.sound_routes.issuperset(routes.split()):
            continue  # reported by references_exist, or the route has a fault of its own
        try:
            legs_of(folder, routes, segment)
        except SegmentError as error:
            if not (isinstance(error, NoRouteError) and folder.may_be_passed(*segment.split())):
                yield fault("route_status.csv", row, "segment", "unknown-stretch", segment, why=str(error))


def passage_has_a_state(folder: Folder) -> Iterator[Problem]:
    """A row of passage has a state and an end; a permit says who allows it, and sets no state."""
    for name in LEDGERS:
        for row, state, basis, end, by in folder.cells(name, "state", "basis", "end", also=("by_en",)):
            if basis == PERMIT:
                if state:
                    yield fault(name, row, "state", "state-of-permit", state)
                if not by:
                    yield fault(name, row, "by_en", "nameless-permit", "nothing")
            elif not state:
                yield fault(name, row, "state", "stateless-row", "nothing")
            elif not end:
                yield fault(name, row, "end", "endless-row", "nothing")


def rows_do_not_overlap(folder: Folder) -> Iterator[Problem]:
    on_legs = [
        (leg, spell)
        for spell, routes, segment in spells(folder, "route_status.csv", "routes", "segment")
        for leg in sound_legs(folder, routes, segment)
    ]
    yield from overlaps("route_status.csv", on_legs)
    at_crossings = [(crossing, spell) for spell, crossing in spells(folder, "crossing_status.csv", "crossing")]
    yield from overlaps("crossing_status.csv", at_crossings)


def spells(folder: Folder, name: str, *places: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a ledger that speak of days of passage, each with its cells in some columns."""
    for row, basis, id_, start, end, *where in folder.cells(name, "basis", "id", "start", "end", *places):
        if basis != PERMIT and start <= end:
            yield Spell(row, id_, start, end), *where


def legs_of(folder: Folder, routes: str, segment: str) -> frozenset[int]:
    return folder.network.select(routes.split(), parse_segment(segment))


def sound_legs(folder: Folder, routes: str, segment: str) -> frozenset[int]:
    """Return the legs that a row speaks of; none where its routes or its segment are no use."""
    try:
        return legs_of(folder, routes, segment)
    except (SegmentError, KeyError):
        return frozenset()


def overlaps(name: str, spells: Iterable[tuple[object, Spell]]) -> Iterator[Problem]:
    """Yield each row that begins before another of its leg or crossing has ended, once for the two."""
    reported = set()
    latest: dict[object, Spell] = {}  # of a leg, the row before that ends last
    for place, spell in sorted(spells, key=lambda each: (each[1].start, each[1].row)):
        before = latest.get(place)
        if before and spell.start <= before.end and (before.row, spell.row) not in reported:
            reported.add((before.row, spell.row))
            other = f"row {before.row} ({before.id}, {before.start} to {before.end})"
            yield fault(name, spell.row, "start", "overlap", spell.start, other=other)
        if before is None or spell.end > before.end:
            latest[place] = spell
