"""The roads as one network: the ways of the routes over their waypoints, and the legs that they share.

Two consecutive waypoints are one leg, whatever route it belongs to and in whichever direction a route passes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

__all__ = ["MOST_KM_BESIDE", "Leg", "LegLine", "Network", "Waypoint"]

Leg = tuple[str, str]  # the ids of two consecutive waypoints, as the first route that has them passes them
MOST_KM_BESIDE = 25.0  # a road that passes a waypoint farther away than this does not pass it
Position = tuple[float, float]  # longitude, latitude in degrees (EPSG:4326)
Segment = tuple[str, str]  # the ids of the two waypoints between which a stretch lies


@dataclass(frozen=True)
class Waypoint:
    """A place that a road passes, in degrees (EPSG:4326). Texts are pairs of language and text."""

    id: str
    name: tuple[tuple[str, str], ...]
    longitude: float
    latitude: float
    country: str = ""  # ISO 3166-1 alpha-2
    coord_source: tuple[tuple[str, str], ...] = ()
    note: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LegLine:
    """The line to draw for a leg, in the direction of the leg, in degrees (EPSG:4326).

    Where no road is known its basis is "" and it is straight: schematic. Its length is then the geodesic one.
    """

    positions: tuple[Position, ...]
    length_km: float
    basis: str = ""
    attribution: str = ""
    licence: str = ""


class SegmentError(ValueError):
    """A segment that names no stretch of the routes that it is said of."""


class NoRouteError(SegmentError):
    """A segment that no route has."""


@dataclass(frozen=True, eq=False)
class Network:
    """Routes by id, each the ids of its waypoints from its origin on; legs are numbered from 0, each once."""

    ways: Mapping[str, tuple[str, ...]]

    @cached_property
    def _numbers(self) -> Mapping[frozenset[str], int]:
        pairs = (frozenset(pair) for way in self.ways.values() for pair in pairwise(way))
        return {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """Return all legs in the order of their numbers."""
        ends: dict[frozenset[str], Leg] = {}
        for way in self.ways.values():
            for pair in pairwise(way):
                ends.setdefault(frozenset(pair), pair)
        return tuple(ends.values())

    @cached_property
    def route_legs(self) -> Mapping[str, tuple[int, ...]]:
        """Return the numbers of the legs of each route, from its origin on."""
        return {
            route: tuple(self._numbers[frozenset(pair)] for pair in pairwise(way)) for route, way in self.ways.items()
        }

    @cached_property
    def routes_of_leg(self) -> Mapping[int, tuple[str, ...]]:
        """Return the routes that pass each leg."""
        routes: dict[int, tuple[str, ...]] = {}
        for route, legs in self.route_legs.items():
            for leg in legs:
                routes[leg] = (*routes.get(leg, ()), route)
        return routes

    @cached_property
    def _routes_at(self) -> Mapping[str, Mapping[str, None]]:
        """Return the routes that pass each waypoint, each once, in their order."""
        routes: dict[str, dict[str, None]] = defaultdict(dict)
        for route, way in self.ways.items():
            for waypoint in way:
                routes[waypoint][route] = None
        return routes

    def select(self, routes: Sequence[str], segment: Segment | None) -> frozenset[int]:
        """Return the legs that a segment means: between its ends on each of the routes, or on all where none is named.

        Without a segment they are all legs of the routes named. Raises SegmentError for a route that does not pass
        both ends, for a stretch that no route has or that has one end only, and where neither routes nor a segment are
        named.
        """
        if segment is None:
            if not routes:
                raise SegmentError("expected a route or a segment.")
            return frozenset(leg for route in routes for leg in self.route_legs[route])
        if segment[0] == segment[1]:
            raise SegmentError(f"expected the ids of two waypoints, found {segment[0]} twice.")
        first, second = (self._routes_at.get(end, {}) for end in segment)
        passing = routes or [route for route in first if route in second]
        if not passing:
            raise NoRouteError(f"no route passes both {segment[0]} and {segment[1]}.")
        return frozenset(leg for route in passing for leg in self._between(route, segment))

    def _between(self, route: str, segment: Segment) -> tuple[int, ...]:
        way = self.ways[route]
        missing = [end for end in segment if end not in way]
        if missing:
            raise SegmentError(f"{route} does not pass {' and '.join(missing)}.")
        first, last = sorted(map(way.index, segment))
        return self.route_legs[route][first:last]

    def stretches(self, route: str, legs: Iterable[int]) -> list[Segment]:
        """Return the ends of the unbroken runs that some legs form on a route, in its direction."""
        way, wanted = self.ways[route], set(legs)
        runs: list[tuple[int, int]] = []
        for place, leg in enumerate(self.route_legs[route]):
            if leg in wanted:
                start = runs.pop()[0] if runs and runs[-1][1] == place else place
                runs.append((start, place + 1))
        return [(way[first], way[last]) for first, last in runs]


def parse_segment(text: str) -> Segment | None:
    """Return the two waypoints that a text names; None for the empty text, which means the whole road.

    Raises SegmentError for anything else.
    """
    if not text:
        return None
    ends = text.split()
    if len(ends) != 2:
        raise SegmentError(f"expected the ids of two waypoints, found {len(ends)}.")
    return ends[0], ends[1]
