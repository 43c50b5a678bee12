"""Rules of the network: lines pass their waypoints, and roads that lie beside each other are told apart or shared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import shapely

from geodata.contract.faults import fault
from geodata.contract.folder import Folder
from geodata.contract.nearest import did_you_mean
from geodata.contract.schemas import ROUTES
from geodata.problems import Problem

NEAR_KM = 5.0  # a waypoint of another road that lies nearer to a leg looks like a waypoint of it
KM_PER_DEGREE = 111.2  # of latitude; a degree of the mean meridian of the WGS 84 ellipsoid
NEEDS = ("id", "waypoints", "geometry")
PASSED = ("places.geojson", "capitals.geojson")


def waypoints_are_places(folder: Folder) -> Iterator[Problem]:
    for name, record in folder.rows(ROUTES, needs=NEEDS):
        ids = record["waypoints"].split()
        for id_ in ids:
            if not any(folder.knows(table, id_) for table in PASSED):
                hint = did_you_mean(id_, folder.places)
                yield fault(name, record, "waypoints", "unknown-waypoint", value=id_, hint=hint)
        if len(ids) < 2 or len(set(ids)) != len(ids):
            yield fault(name, record, "waypoints", "repeated-waypoint")


def lines_pass_their_waypoints(folder: Folder) -> Iterator[Problem]:
    """Each waypoint is a position of the line, in order, the first and the last at its ends."""
    for name, record in folder.rows(ROUTES, needs=NEEDS):
        ids = record["waypoints"].split()
        if not set(ids) <= set(folder.places) or len(set(ids)) != len(ids):
            continue  # reported by waypoints_are_places
        line = [position[:2] for position in record["geometry"].coords]
        wanted = [folder.places[id_]["geometry"].coords[0][:2] for id_ in ids]
        rest = iter(line)
        missed = next((id_ for id_, position in zip(ids, wanted, strict=True) if position not in rest), None)
        if missed is None and (line[0], line[-1]) != (wanted[0], wanted[-1]):
            missed = ids[0] if line[0] != wanted[0] else ids[-1]
        if missed is not None:
            yield fault(name, record, "geometry", "waypoint-off-line", value=missed)


def short_names_differ(folder: Folder) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for name, record in folder.rows(ROUTES, needs=("short_en",)):
        if record["short_en"] in seen:
            yield fault(name, record, "short_en", "same-short", other=f"row {seen[record['short_en']]}")
        seen.setdefault(record["short_en"], record["row"])


def roads_beside_each_other_are_told_apart(folder: Folder) -> Iterator[Problem]:
    """A waypoint of one route beside a leg of another is either a waypoint of both, or `bypasses` says that it is not.

    Distances are planar in degrees scaled by the cosine of the latitude, good to 1 % over a leg.
    """
    sound = [
        record
        for _, record in folder.rows(ROUTES, needs=(*NEEDS, "bypasses"))
        if len(record["waypoints"].split()) > 1 and set(record["waypoints"].split()) <= set(folder.places)
    ]
    passed = sorted({id_ for record in sound for id_ in record["waypoints"].split()})
    if not passed:
        return
    lonlat = np.array([folder.places[id_]["geometry"].coords[0][:2] for id_ in passed])
    points = shapely.points(flat(lonlat))
    at = dict(zip(passed, flat(lonlat), strict=True))
    tree = shapely.STRtree(points)
    for record in sound:
        ids = record["waypoints"].split()
        legs = list(pairwise(ids))
        lines = shapely.linestrings([[at[a], at[b]] for a, b in legs])
        own = {*ids, *record["bypasses"].split()}
        found = tree.query(lines, predicate="dwithin", distance=NEAR_KM).T
        for leg, point in sorted(found.tolist()):
            ends = legs[leg]
            near_end = any(np.hypot(*(at[passed[point]] - at[end])) <= NEAR_KM for end in ends)
            if passed[point] not in own and not near_end:
                own.add(passed[point])
                distance = shapely.distance(lines[leg], points[point])
                yield fault(
                    ROUTES,
                    record,
                    "waypoints",
                    "beside-a-leg",
                    severity="warning",
                    value=passed[point],
                    leg=" – ".join(ends),
                    km=f"{distance:.1f}",
                )


def flat(lonlat: np.ndarray) -> np.ndarray:
    """Return positions in kilometres on a plane that keeps short distances."""
    kilometres: np.ndarray = np.column_stack(
        [lonlat[:, 0] * np.cos(np.radians(lonlat[:, 1])) * KM_PER_DEGREE, lonlat[:, 1] * KM_PER_DEGREE]
    )
    return kilometres
