"""The roads of the printed map, leg by leg, each in its own state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes

from geodata import State
from geodata.vocabulary import SEVERITY
from layers.sheet.context import SheetContext
from layers.sheet.drawing.painter import draw_road
from layers.sheet.drawing.strokes import Look
from layers.sheet.map.labels import Rect
from layers.sheet.map.parts import Entry, MapContext, Painter, Part, SheetLayer
from layers.tables.status import ROUTE
from layers.text.languages import say

SAME_PLACE_DIGITS = 4  # of a degree, about 10 m

Positions = npt.NDArray[np.float64]
LegKey = frozenset[tuple[float, ...]]


@dataclass(frozen=True)
class RoadLine:
    """Neighbouring legs of a road that look alike; positions are rows of lon, lat."""

    look: Look
    positions: Positions


def look_of(state: State) -> Look:
    """Return how a state of the ledger is drawn."""
    return Look(state.state, state.stale, state.basis == "claim")


def rank(look: Look) -> tuple[int, bool]:
    """Order looks by what lies on top: the less severe and the stale below."""
    return -SEVERITY.index(look.state), not look.stale


def road_lines(sheet: SheetContext) -> list[RoadLine]:
    """Return the roads of a sheet, the most severe last; a leg that routes share is there once, in its worst state."""
    routes = [
        list(zip(map(look_of, sheet.legs[str(route)]), legs_of(shape), strict=True))
        for route, shape in sheet.situation.routes.geometry.items()
    ]
    tops: dict[LegKey, Look] = {}
    for look, leg in (each for route in routes for each in route):
        tops[leg_key(leg)] = max(look, tops.get(leg_key(leg), look), key=rank)
    drawn: set[LegKey] = set()
    lines = [line for route in routes for line in joined((leg for _, leg in route), tops, drawn)]
    return sorted(lines, key=lambda line: rank(line.look))


def legs_of(line: shapely.LineString) -> list[Positions]:
    places = shapely.get_coordinates(line)
    return [places[leg : leg + 2] for leg in range(len(places) - 1)]


def leg_key(leg: Positions) -> LegKey:
    """Return what tells a leg from others, whichever way it is driven."""
    return frozenset(tuple(place) for place in leg.round(SAME_PLACE_DIGITS).tolist())


def joined(legs: Iterable[Positions], tops: Mapping[LegKey, Look], drawn: set[LegKey]) -> list[RoadLine]:
    """Return the legs that are not yet `drawn` as few long lines, and note them there."""
    lines: list[RoadLine] = []
    for leg in legs:
        key = leg_key(leg)
        if key in drawn:
            continue
        drawn.add(key)
        goes_on = lines and lines[-1].look == tops[key] and np.array_equal(lines[-1].positions[-1], leg[0])
        if goes_on:
            lines[-1] = RoadLine(tops[key], np.vstack([lines[-1].positions, leg[1]]))
        else:
            lines.append(RoadLine(tops[key], leg))
    return lines


def part(context: MapContext, _: Sequence[Rect]) -> Part:
    """Return the roads, which lie beneath all signs."""
    roads = road_lines(context.sheet)
    lines = [context.projection.coordinates(road.positions) for road in roads]

    def draw(axes: Axes) -> None:
        for road, line in zip(roads, lines, strict=True):
            draw_road(axes, line, road.look)

    return Part(draw_beneath=draw, lines=[shapely.LineString(line) for line in lines])


def legend(context: MapContext) -> Mapping[str, Sequence[Entry]]:
    """Return the states that roads are in, on the map and in the table, and unknown."""
    names = state_names(road_looks(context.sheet) | {Look()})
    return {"legend.routes": [(say(context.sheet.language, f"state.{name}"), painter(look)) for name, look in names]}


def road_looks(sheet: SheetContext) -> set[Look]:
    """Return how roads are drawn on the map and in the table."""
    in_table = {look_of(status.state) for status in sheet.statuses_of(ROUTE)}
    return {line.look for line in road_lines(sheet)} | in_table


def state_names(looks: Iterable[Look]) -> list[tuple[str, Look]]:
    """Return each state once with its plainest look, by severity; open by claim alone reads as resumed."""
    found: dict[str, Look] = {}
    for look in sorted(looks, key=lambda look: (SEVERITY.index(look.state), look.claim)):
        resumed = look.state == "open" and look.claim
        found.setdefault("resumed" if resumed else look.state, Look(look.state, claim=resumed))
    return list(found.items())


def painter(look: Look) -> Painter:
    return lambda axes, x, y: draw_road(axes, [(x - 3.2, y), (x + 3.2, y)], look, cased=False)


LAYER = SheetLayer(part, legend)
