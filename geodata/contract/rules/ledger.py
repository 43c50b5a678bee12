"""Rules of the ledger: a row names a stretch of the network, and no other row speaks of its days there."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.contract.faults import fault
from geodata.contract.folder import Folder, Record
from geodata.contract.schemas import ROUTES
from geodata.network import SegmentError, parse_segment
from geodata.problems import Problem
from geodata.vocabulary import PERMIT

LEDGERS = ("route_status.csv", "crossing_status.csv")


def segments_join_waypoints(folder: Folder) -> Iterator[Problem]:
    if not folder.has_whole(ROUTES):
        return
    for name, record in folder.rows("route_status.csv", needs=("routes", "segment")):
        if not set(record["routes"].split()) <= set(folder.network.ways):
            continue  # reported by references_exist, or the route has a fault of its own
        try:
            legs_of(folder, record)
        except SegmentError as error:
            yield fault(name, record, "segment", "unknown-stretch", why=str(error))


def passage_has_a_state(folder: Folder) -> Iterator[Problem]:
    """A row of passage has a state and an end; a permit says who allows it, and sets no state."""
    for name, record in folder.rows(*LEDGERS, needs=("state", "basis", "end")):
        if record["basis"] == PERMIT:
            if record["state"]:
                yield fault(name, record, "state", "state-of-permit")
            if not record["by_en"]:
                yield fault(name, record, "by_en", "nameless-permit", value="nothing")
        elif not record["state"]:
            yield fault(name, record, "state", "stateless-row", value="nothing")
        elif not record["end"]:
            yield fault(name, record, "end", "endless-row", value="nothing")


def rows_do_not_overlap(folder: Folder) -> Iterator[Problem]:
    needs = ("id", "routes", "segment", "start", "end", "basis", "crossing")
    on_legs = [
        (str(leg), record)
        for _, record in folder.rows("route_status.csv", needs=needs)
        if speaks_of_days(record)
        for leg in sound_legs(folder, record)
    ]
    yield from overlaps("route_status.csv", on_legs)
    at_crossings = [
        (record["crossing"], record)
        for _, record in folder.rows("crossing_status.csv", needs=needs)
        if speaks_of_days(record)
    ]
    yield from overlaps("crossing_status.csv", at_crossings)


def speaks_of_days(record: Record) -> bool:
    return bool(record["basis"] != PERMIT and record["start"] <= record["end"])


def legs_of(folder: Folder, record: Record) -> frozenset[int]:
    return folder.network.select(record["routes"].split(), parse_segment(record["segment"]))


def sound_legs(folder: Folder, record: Record) -> frozenset[int]:
    """Return the legs that a row speaks of; none where its routes or its segment are no use."""
    try:
        return legs_of(folder, record)
    except (SegmentError, KeyError):
        return frozenset()


def overlaps(name: str, rows: list[tuple[str, Record]]) -> Iterator[Problem]:
    """Yield each row that begins before another of its leg or crossing has ended, once for the two."""
    reported = set()
    latest: dict[str, Record] = {}  # of a leg, the row before that ends last
    for place, record in sorted(rows, key=lambda row: (row[1]["start"], row[1]["row"])):
        before = latest.get(place)
        if before and record["start"] <= before["end"] and (before["row"], record["row"]) not in reported:
            reported.add((before["row"], record["row"]))
            other = f"row {before['row']} ({before['id']}, {before['start']} to {before['end']})"
            yield fault(name, record, "start", "overlap", other=other)
        if before is None or record["end"] > before["end"]:
            latest[place] = record
