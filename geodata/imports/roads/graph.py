"""A network of lines as a graph: junctions joined by pieces of road, and the shortest way between two places on it.

Lines meet where they share a position, to the sixth decimal of a degree; an end that leads nowhere is joined to a line
that passes within 25 m. Places join at the nearest point of a piece, not only at junctions. Distances to pieces are
measured in a projection of the user's (metres), lengths of ways on the WGS 84 ellipsoid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Geod, Transformer
from shapely.ops import substring

from geodata.imports.roads.reading import Lines

GEOD = Geod(ellps="WGS84")
PER_DEGREE = 1_000_000  # positions that agree to the sixth decimal, a decimetre, are one
JOINED_M = 25.0  # a dead end no farther from another line is joined to it: networks drawn by hand end a little short
Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Position = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True)
class Joint:
    """Where a place joins the network: its node, how far away that is, and which connected part it is of."""

    node: str
    km: float
    part: int
    position: Position


class RoadGraph:
    """A graph whose nodes are junctions, by number, and the joints of places, by name."""

    def __init__(self, lines: Lines, crs: CRS) -> None:
        self.projection = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
        self.lonlat, line = positions_of(lines)
        nodes, number = junctions(self.lonlat, line)
        at = np.flatnonzero(nodes)
        same = line[at[:-1]] == line[at[1:]]
        self.first, self.last = at[:-1][same], at[1:][same]  # of each piece, its ends among the positions
        self.ends = np.column_stack([number[self.first], number[self.last]])
        self.metres = np.column_stack(self.projection.transform(*self.lonlat.T))
        steps = GEOD.inv(*self.lonlat[:-1].T, *self.lonlat[1:].T)[2] / 1000
        along = np.concatenate([[0.0], np.cumsum(steps)])
        self.km = along[self.last] - along[self.first]
        self.tree = shapely.STRtree(self.piece_lines())
        self.graph = nx.Graph()
        self.add_pieces()
        self.join_dead_ends()
        parts = enumerate(nx.connected_components(self.graph))
        self.part_of = {node: part for part, nodes_of_it in parts for node in nodes_of_it}

    def piece_lines(self) -> Lines:
        """Return the pieces in metres."""
        count = self.last - self.first + 1
        piece = np.repeat(np.arange(len(count)), count)
        place = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count)
        lines: Lines = shapely.linestrings(self.metres[self.first[piece] + place], indices=piece)
        return lines

    def add_pieces(self) -> None:
        """Join the ends of every piece; of several between two junctions the shortest counts, which comes last."""
        order = np.argsort(-self.km, kind="stable")
        ends, km = self.ends[order].tolist(), self.km[order].tolist()
        self.graph.add_edges_from(
            (start, end, {"km": length, "piece": piece})
            for (start, end), length, piece in zip(ends, km, order.tolist(), strict=True)
            if start != end
        )

    def join_dead_ends(self) -> None:
        nodes, place, degree = np.unique(self.ends, return_index=True, return_counts=True)
        flat_places = np.column_stack([self.first, self.last]).ravel()
        dead, at = nodes[degree == 1], flat_places[place[degree == 1]]
        points = shapely.points(self.metres[at])
        which, pieces = self.tree.query(points, predicate="dwithin", distance=JOINED_M)
        others = (self.ends[pieces] != dead[which, None]).all(axis=1)
        which, pieces = which[others], pieces[others]
        far = shapely.distance(points[which], self.tree.geometries[pieces])
        for k in first_of_each(which, far):
            joint = f"end {dead[which[k]]}"
            self.split(int(pieces[k]), points[which[k]], joint)
            ends = (tuple(self.lonlat[at[which[k]]].tolist()), self.position_on(int(pieces[k]), points[which[k]]))
            self.add(int(dead[which[k]]), joint, float(far[k]) / 1000, line=ends)

    def split(self, piece: int, point: shapely.Point, name: str) -> None:
        """Put a node on a piece where it is nearest to a point; what is between two such nodes is joined as well."""
        line = self.tree.geometries[piece]
        here = float(shapely.line_locate_point(line, point))
        on_it = self.graph.graph.setdefault(piece, [])
        start, end = self.ends[piece].tolist()
        for node, there in ((start, 0.0), (end, float(line.length)), *on_it):
            share = abs(there - here) / line.length
            spans = {"piece": piece, "span": (there, here)}
            self.add(node, name, float(self.km[piece]) * share, **spans)
        on_it.append((name, here))

    def add(self, start: int | str, end: int | str, km: float, **about: object) -> None:
        """Join two nodes unless they are joined already by a shorter way; what is told of it runs from the first."""
        if not self.graph.has_edge(start, end) or self.graph.edges[start, end]["km"] > km:
            self.graph.add_edge(start, end, km=km, start=start, **about)

    def joints(self, name: str, position: Position, within_km: float) -> list[Joint]:
        """Return where a place may join: on each connected part of the network its nearest point, the nearest first."""
        point = shapely.Point(*self.projection.transform(*position))
        pieces = self.tree.query(point, predicate="dwithin", distance=within_km * 1000)
        far = shapely.distance(point, self.tree.geometries[pieces])
        parts = np.array([self.part_of.get(int(node), -1) for node in self.ends[pieces, 0]], dtype=np.int64)
        nearest = sorted(first_of_each(parts, far), key=lambda k: float(far[k]))
        return [
            Joint(f"{name} {pieces[k]}", float(far[k]) / 1000, int(parts[k]), self.position_on(int(pieces[k]), point))
            for k in nearest
            if parts[k] >= 0
        ]

    def join(self, joint: Joint, position: Position) -> None:
        """Let a place join where it may."""
        point = shapely.Point(*self.projection.transform(*position))
        self.split(int(joint.node.rpartition(" ")[2]), point, joint.node)

    def position_on(self, piece: int, point: shapely.Point) -> Position:
        """Return the position of a piece that is nearest to a point."""
        line = self.tree.geometries[piece]
        on_line = shapely.line_interpolate_point(line, shapely.line_locate_point(line, point))
        longitude, latitude = self.projection.transform(on_line.x, on_line.y, direction="INVERSE")
        return longitude, latitude

    def nearest_km(self, position: Position) -> float:
        """Return how far a place is from any road."""
        point = shapely.Point(*self.projection.transform(*position))
        return float(shapely.distance(point, self.tree.geometries[self.tree.nearest(point)])) / 1000

    def way(self, start: str, end: str, most_km: float) -> list[Position] | None:
        """Return the positions of the shortest way between two joints; None where it is longer than `most_km`."""
        try:
            _, nodes = nx.single_source_dijkstra(self.graph, start, end, cutoff=most_km, weight="km")
        except nx.NetworkXNoPath:
            return None
        return [position for edge in pairwise(nodes) for position in self.along(*edge)]

    def shortest_km(self, start: str, end: str) -> float:
        """Return the length of the shortest way between two joints of one connected part."""
        return float(nx.bidirectional_dijkstra(self.graph, start, end, weight="km")[0])

    def along(self, start: int | str, end: int | str) -> Iterator[Position]:
        """Yield the positions of an edge from one of its nodes to the other."""
        about = self.graph.edges[start, end]
        positions = self.edge_positions(about)
        first = about["start"] if "start" in about else self.ends[about["piece"], 0]
        yield from positions if first == start else reversed(positions)

    def edge_positions(self, about: Mapping[str, Any]) -> list[Position]:
        if "line" in about:
            return list(about["line"])
        piece = about["piece"]
        if "span" not in about:
            whole = self.lonlat[self.first[piece] : self.last[piece] + 1]
        else:
            x, y = shapely.get_coordinates(substring(self.tree.geometries[piece], *about["span"])).T
            whole = np.column_stack(self.projection.transform(x, y, direction="INVERSE"))
        return [(longitude, latitude) for longitude, latitude in whole.tolist()]


def positions_of(lines: Lines) -> tuple[Floats, Integers]:
    """Return all positions, and the number of the line that each is of; the same twice in a row is once."""
    lonlat, line = shapely.get_coordinates(lines, return_index=True)
    keys = keys_of(lonlat)
    kept = np.ones(len(keys), dtype=bool)
    kept[1:] = (keys[1:] != keys[:-1]) | (line[1:] != line[:-1])
    return lonlat[kept], line[kept]


def keys_of(lonlat: Floats) -> Integers:
    """Return a number for each position that only those have that are one with it."""
    x, y = np.rint(lonlat * PER_DEGREE).astype(np.int64).T
    keys: Integers = x * (181 * PER_DEGREE) + y
    return keys


def junctions(lonlat: Floats, line: Integers) -> tuple[npt.NDArray[np.bool_], Integers]:
    """Tell which positions are junctions, of several lines or at the end of one, and the number of each place."""
    _, number, count = np.unique(keys_of(lonlat), return_inverse=True, return_counts=True)
    change = np.flatnonzero(line[1:] != line[:-1])
    ends = np.zeros(len(line), dtype=bool)
    ends[[0, -1]] = ends[change] = ends[change + 1] = True
    return ends | (count[number] > 1), number.astype(np.int64)


def first_of_each(groups: Integers, far: Floats) -> list[int]:
    """Return for each group the place of its nearest member."""
    order = np.lexsort((far, groups))
    return order[np.unique(groups[order], return_index=True)[1]].tolist() if len(groups) else []


def length_km(positions: Iterable[Position]) -> float:
    """Return the geodesic length of a line of degrees."""
    longitudes, latitudes = zip(*positions, strict=True)
    return float(GEOD.line_length(longitudes, latitudes)) / 1000


def chosen(joints: Mapping[str, list[Joint]], legs: Collection[tuple[str, str]]) -> dict[str, Joint]:
    """Return for each place the joint on the part that serves most of its legs, of equals the nearest."""
    serves: dict[tuple[str, int], int] = {}
    for leg in legs:
        for place in leg:
            shared = {joint.part for joint in joints[leg[0]]} & {joint.part for joint in joints[leg[1]]}
            for part in shared:
                serves[place, part] = serves.get((place, part), 0) + 1
    return {
        place: max(some, key=lambda joint: (serves.get((place, joint.part), 0), -joint.km))
        for place, some in joints.items()
        if some
    }
