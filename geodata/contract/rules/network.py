"""Rules of the network: lines pass their waypoints, and roads that lie beside each other are told apart or shared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import shapely

from geodata.contract.faults import fault
from geodata.contract.folder import Folder
from geodata.contract.nearest import hints_among
from geodata.contract.schemas import ROUTES
from geodata.problems import Problem

NEAR_KM = 5.0  # a waypoint of another road that lies nearer to a leg looks like a waypoint of it
KM_PER_DEGREE = 111.2  # of latitude; a degree of the mean meridian of the WGS 84 ellipsoid
NEEDS = ("id", "waypoints", "geometry")


def waypoints_are_places(folder: Folder) -> Iterator[Problem]:
    """The waypoints of a route are places, as are those that it bypasses."""
    hint = hints_among(folder.places)
    for column, *others in (("waypoints", "id", "geometry"), ("bypasses",)):
        for row, cell, *_ in folder.cells(ROUTES, column, *others):
            ids = cell.split()
            for id_ in ids:
                if not folder.is_place(id_):
                    yield fault(ROUTES, row, column, "unknown-waypoint", id_, hint=hint(id_))
            if column == "waypoints" and not len(set(ids)) == len(ids) > 1:
                yield fault(ROUTES, row, column, "repeated-waypoint", cell)


def lines_pass_their_waypoints(folder: Folder) -> Iterator[Problem]:
    """Each waypoint is a position of the line, in order, the first and the last at its ends."""
    for row, _, waypoints, geometry in folder.cells(ROUTES, *NEEDS):
        ids = waypoints.split()
        if not is_way(folder, ids):
            continue  # reported by waypoints_are_places
        line = shapely.get_coordinates(geometry).tolist()
        wanted = [folder.places[id_] for id_ in ids]
        rest = iter(line)
        missed = next((id_ for id_, position in zip(ids, wanted, strict=True) if position not in rest), None)
        if missed is None and (line[0], line[-1]) != (wanted[0], wanted[-1]):
            missed = ids[0] if line[0] != wanted[0] else ids[-1]
        if missed is not None:
            yield fault(ROUTES, row, "geometry", "waypoint-off-line", missed)


def is_way(folder: Folder, ids: list[str]) -> bool:
    """Tell whether waypoints are places whose positions are known, two or more, each once."""
    return len(set(ids)) == len(ids) > 1 and folder.places.keys() >= set(ids)


def short_names_differ(folder: Folder) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row, short in folder.cells(ROUTES, "short_en"):
        if short in seen:
            yield fault(ROUTES, row, "short_en", "same-short", short, other=f"row {seen[short]}")
        seen.setdefault(short, row)


def roads_beside_each_other_are_told_apart(folder: Folder) -> Iterator[Problem]:
    """A waypoint of one route beside a leg of another is either a waypoint of both, or `bypasses` says that it is not.

    Distances are planar in degrees scaled by the cosine of the latitude, good to 1 % over a leg.
    """
    roads = ((row, way.split(), bypasses) for row, _, way, _, bypasses in folder.cells(ROUTES, *NEEDS, "bypasses"))
    sound = [road for road in roads if is_way(folder, road[1])]
    passed = sorted({id_ for _, ids, _ in sound for id_ in ids})
    if not passed:
        return
    kilometres = flat(np.array([folder.places[id_] for id_ in passed]))
    points = shapely.points(kilometres)
    at = dict(zip(passed, kilometres, strict=True))
    tree = shapely.STRtree(points)
    for row, ids, bypasses in sound:
        if not all(map(folder.is_place, bypasses.split())):
            continue  # reported by waypoints_are_places
        legs = list(pairwise(ids))
        lines = shapely.linestrings([[at[a], at[b]] for a, b in legs])
        told = {*ids, *bypasses.split()}
        for leg, point in sorted(tree.query(lines, predicate="dwithin", distance=NEAR_KM).T.tolist()):
            beside, ends = passed[point], legs[leg]
            if beside in told or any(np.hypot(*(at[beside] - at[end])) <= NEAR_KM for end in ends):
                continue
            told.add(beside)
            km = f"{shapely.distance(lines[leg], points[point]):.1f}"
            words = {"leg": " – ".join(ends), "km": km}
            yield fault(ROUTES, row, "waypoints", "beside-a-leg", beside, severity="warning", **words)


def flat(lonlat: np.ndarray) -> np.ndarray:
    """Return positions in kilometres on a plane that keeps short distances."""
    kilometres: np.ndarray = np.column_stack(
        [lonlat[:, 0] * np.cos(np.radians(lonlat[:, 1])) * KM_PER_DEGREE, lonlat[:, 1] * KM_PER_DEGREE]
    )
    return kilometres
