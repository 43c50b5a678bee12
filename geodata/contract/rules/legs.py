"""Rules of the lines of legs: each is of one leg, runs between its waypoints, and meets its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from pyproj import Geod

from geodata.contract.faults import fault
from geodata.contract.folder import Folder
from geodata.contract.schemas import LEGS, ROUTES
from geodata.network import MOST_KM_BESIDE
from geodata.problems import Problem

GEOD = Geod(ellps="WGS84")


def lines_are_of_legs(folder: Folder) -> Iterator[Problem]:
    """A segment names two neighbouring waypoints of some route, and no other line is of them."""
    legs = set(map(frozenset, folder.network.legs))
    seen: dict[frozenset[str], int] = {}
    for row, segment in folder.cells(LEGS, "segment"):
        leg = frozenset(segment.split())
        if leg in seen:
            yield fault(LEGS, row, "segment", "same-leg", segment, other=f"row {seen[leg]}")
        elif leg not in legs and folder.has_whole(ROUTES) and not folder.may_be_passed(*leg):
            hint = "" if len(segment.split()) == 2 else f" They are two, found {len(segment.split())}."
            yield fault(LEGS, row, "segment", "unknown-leg", segment, hint=hint)
        seen.setdefault(leg, row)


def lines_meet_at_waypoints(folder: Folder) -> Iterator[Problem]:
    """A line begins and ends near the waypoints of its segment, in their order, and where its neighbours do."""
    met: dict[str, tuple[list[float], int]] = {}
    for row, segment, shape in folder.cells(LEGS, "segment", "geometry"):
        ids = segment.split()
        if len(ids) != 2 or not folder.places.keys() >= set(ids):
            continue  # reported by lines_are_of_legs
        line = shapely.get_coordinates(shape).tolist()
        ends = list(zip(ids, (line[0], line[-1]), strict=True))
        far = max(GEOD.inv(*end, *folder.places[id_])[2] / 1000 for id_, end in ends)
        if far > MOST_KM_BESIDE:
            words = {"start": ids[0], "end": ids[1], "km": f"{far:.1f}"}
            yield fault(LEGS, row, "geometry", "leg-off-waypoints", segment, **words)
            continue
        for id_, end in ends:
            position, other = met.setdefault(id_, (end, row))
            if position != end:
                words = {"waypoint": id_, "other": f"row {other}"}
                yield fault(LEGS, row, "geometry", "legs-apart", str(end), **words)
