"""The ledger of the first edition, a row for each route, as rows of stretches that routes share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geodata.files.migration.draft import Draft, Row
from geodata.files.migration.network import Names
from geodata.network import Network, Segment, SegmentError

SEPARATOR = " / "  # between the names of a segment in the first edition
COUNTRY_PREFIX = re.compile(r"^[a-z]{2}-")


@dataclass(frozen=True)
class Stretch:
    """What a row speaks of: routes and a segment, and the legs that they mean."""

    routes: tuple[str, ...]
    segment: Segment | None
    legs: frozenset[int]


@dataclass(frozen=True)
class Entry:
    """A row of the ledger with its stretch."""

    row: Row
    stretch: Stretch

    @property
    def days(self) -> tuple[str, str]:
        return self.row["start"], self.row["end"]

    def meets(self, other: Entry) -> bool:
        """Tell whether two rows share a day and a leg."""
        (start, end), (other_start, other_end) = self.days, other.days
        return start <= other_end and other_start <= end and not self.stretch.legs.isdisjoint(other.stretch.legs)


def migrate_ledger(draft: Draft, network: Network, names: Names) -> None:
    """Say what rows of several routes say of one stretch in one row, and give every row an id."""
    entries = [Entry(row, first_stretch(row, network, names)) for row in draft.rows["route_status.csv"]]
    merged = disjoint(draft, merge_alike(entries), network)
    ordered = sorted(merged, key=lambda entry: (entry.days, entry.row["routes"], entry.row["segment"]))
    number = Numbering()
    draft.rows["route_status.csv"] = [
        {"id": number(f"{place(entry)}-{entry.row['start']}-{entry.row['state']}"), **entry.row} for entry in ordered
    ]
    draft.rows["crossing_status.csv"] = [
        {"id": number(f"{row['crossing']}-{row['start']}-{row['state']}"), **row}
        for row in draft.rows["crossing_status.csv"]
    ]
    draft.say(
        f"route_status.csv: {len(entries)} rows of routes are {len(ordered)} rows of stretches; every row has an id."
    )


def first_stretch(row: Row, network: Network, names: Names) -> Stretch:
    route = row["route"]
    ends = row["segment"].split(SEPARATOR) if row["segment"] else []
    segment = (names[route][ends[0]], names[route][ends[1]]) if ends else None
    return Stretch((route,), segment, network.select((route,), segment))


def merge_alike(entries: Iterable[Entry]) -> list[Entry]:
    """Drop each row that says word for word what another says of all its legs."""
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda entry: -len(entry.stretch.legs)):
        if any(said(entry.row) == said(other.row) and entry.stretch.legs <= other.stretch.legs for other in kept):
            continue
        kept.append(entry)
    return kept


def said(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((column, cell) for column, cell in row.items() if column not in ("route", "segment"))


def disjoint(draft: Draft, entries: Sequence[Entry], network: Network) -> list[Entry]:
    """Take from each row the legs that a row before it speaks of on the same days, where both say the same state."""
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda entry: (entry.days, -len(entry.stretch.legs))):
        met = [other for other in kept if entry.meets(other)]
        if any(other.row["state"] != entry.row["state"] for other in met):
            draft.say(f"route_status.csv: {where(entry)} contradicts another row of its days; decide.")
            met = []
        rest = entry.stretch.legs.difference(*(other.stretch.legs for other in met))
        if not rest:
            kept = [with_sources(other, entry) if other in met else other for other in kept]
            draft.say(f"route_status.csv: dropped a second account of {where(entry)}: {entry.row['why_en']}")
            continue
        shorter = entry.stretch if rest == entry.stretch.legs else stretch_of(rest, entry.stretch, network)
        if shorter is None:
            draft.say(f"route_status.csv: {where(entry)} overlaps another row; shorten it.")
        kept.append(written(replace(entry, stretch=shorter or entry.stretch), network))
    return kept


def with_sources(kept: Entry, dropped: Entry) -> Entry:
    """Return a row with the sources of a second account of the same added to its own."""
    sources = dict.fromkeys((*kept.row["sources"].split(), *dropped.row["sources"].split()))
    return replace(kept, row=kept.row | {"sources": " ".join(sources)})


def stretch_of(legs: frozenset[int], old: Stretch, network: Network) -> Stretch | None:
    """Return legs of a route as a stretch of it; None where they are no single one."""
    (route,) = old.routes
    runs = network.stretches(route, legs)
    return Stretch(old.routes, runs[0], legs) if len(runs) == 1 else None


def written(entry: Entry, network: Network) -> Entry:
    """Return a row with the columns of the second edition; routes are named only where the segment needs them."""
    stretch = entry.stretch
    if stretch.segment and selects(network, stretch):
        stretch = replace(stretch, routes=())
    cells = {column: cell for column, cell in entry.row.items() if column not in ("route", "segment")}
    where = {"routes": " ".join(stretch.routes), "segment": " ".join(stretch.segment or ())}
    return Entry(where | cells, stretch)


def selects(network: Network, stretch: Stretch) -> bool:
    try:
        return network.select((), stretch.segment) == stretch.legs
    except SegmentError:
        return False


def where(entry: Entry) -> str:
    return f"{place(entry)} from {entry.row['start']} on"


def place(entry: Entry) -> str:
    """Return what a row speaks of as the beginning of an id: its segment, or else its route."""
    segment = entry.stretch.segment
    return "-".join(COUNTRY_PREFIX.sub("", end) for end in segment) if segment else entry.stretch.routes[0]


class Numbering:
    """Gives out ids, each once: the second of one name ends in -2."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def __call__(self, wanted: str) -> str:
        self.given[wanted] = self.given.get(wanted, 0) + 1
        return wanted if self.given[wanted] == 1 else f"{wanted}-{self.given[wanted]}"
