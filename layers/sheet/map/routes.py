"""The roads of the printed map, leg by leg, each in its own state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes

from geodata import State
from geodata.vocabulary import SEVERITY
from layers.payload.network import far_legs
from layers.sheet.context import SheetContext
from layers.sheet.drawing.painter import draw_road
from layers.sheet.drawing.stroke_styles import DrawnState
from layers.sheet.map.parts import Entry, MapContext, Painter, Part, SheetLayer
from layers.sheet.map.room import Rect
from layers.tables.status import ROUTE
from layers.text.locales import say

Positions = npt.NDArray[np.float64]


@dataclass(frozen=True)
class RoadLine:
    """Neighbouring legs of a road that look alike; positions are rows of lon, lat.

    `before` are those of the road up to there: dashes are counted along the first road that has a leg.
    """

    state: DrawnState
    positions: Positions
    before: Positions


def drawn_state(state: State) -> DrawnState:
    """Return how a state of the ledger is drawn."""
    return DrawnState(state.state, state.faded, state.basis == "claim")


def rank(state: DrawnState) -> tuple[int, float]:
    """Order states by what lies on top: the less severe and the older below."""
    return -SEVERITY.index(state.state), -state.faded


def road_lines(sheet: SheetContext) -> list[RoadLine]:
    """Return the roads of a sheet, the most severe last; a leg that routes share is there once."""
    drawn: set[int] = set()
    lines: list[RoadLine] = []
    for route in sheet.situation.route_lines:
        lines += joined(legs_of(sheet, route), drawn)
    return sorted(lines, key=lambda line: rank(line.state))


def legs_of(sheet: SheetContext, route: str) -> Iterator[tuple[int, RoadLine]]:
    """Yield the legs of a route from its origin on, with their numbers."""
    situation, far = sheet.situation, far_legs(sheet.situation)
    before = np.empty((0, 2))
    numbers = situation.network.route_legs[route]
    for number, state, leg in zip(numbers, sheet.legs[route], pairwise(situation.network.ways[route]), strict=True):
        line = situation.leg_lines[number]
        positions = np.array(line.positions)
        positions = positions if situation.network.legs[number] == leg else positions[::-1]
        drawn = replace(drawn_state(state), road=bool(line.basis), far=number in far)
        yield number, RoadLine(drawn, positions, before)
        before = np.vstack([before, positions])


def joined(legs: Iterable[tuple[int, RoadLine]], drawn: set[int]) -> list[RoadLine]:
    """Return the legs that are not yet `drawn` as few long lines, and note them there."""
    lines: list[RoadLine] = []
    for number, leg in legs:
        if number in drawn:
            continue
        drawn.add(number)
        if lines and lines[-1].state == leg.state and np.array_equal(lines[-1].positions[-1], leg.positions[0]):
            lines[-1] = replace(lines[-1], positions=np.vstack([lines[-1].positions, leg.positions[1:]]))
        else:
            lines.append(leg)
    return lines


def part(context: MapContext, _: Sequence[Rect]) -> Part:
    """Return the roads, which lie beneath all signs."""
    roads = road_lines(context.sheet)
    lines = [context.projection.coordinates(road.positions) for road in roads]
    along = [length(context.projection.coordinates(road.before)) for road in roads]

    def draw(axes: Axes) -> None:
        for road, line, start in zip(roads, lines, along, strict=True):
            draw_road(axes, line, road.state, along=start)

    return Part(draw_beneath=draw, lines=[shapely.LineString(line) for line in lines])


def length(line: Positions) -> float:
    """Return the length of a line in millimetres."""
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def legend(context: MapContext) -> Mapping[str, Sequence[Entry]]:
    """Return the states that roads are in, on the map and in the table, and unknown; and what tells a real road."""
    states = road_states(context.sheet)
    names = state_names({replace(state, road=False, far=False) for state in states} | {DrawnState()})
    language, kinds = context.sheet.language, {line.state.road for line in road_lines(context.sheet)}
    told = ((True, "legend.followed"), (False, "legend.straight")) if True in kinds else ()
    return {
        "legend.routes": [(say(language, f"state.{name}"), painter(state)) for name, state in names],
        "legend.lines": [
            (say(language, text), painter(DrawnState("restricted", road=road))) for road, text in told if road in kinds
        ],
    }


def road_states(sheet: SheetContext) -> set[DrawnState]:
    """Return how roads are drawn on the map and in the table."""
    in_table = {drawn_state(status.state) for status in sheet.statuses_of(ROUTE)}
    return {line.state for line in road_lines(sheet)} | in_table


def state_names(states: Iterable[DrawnState]) -> list[tuple[str, DrawnState]]:
    """Return each state once as it is drawn at its plainest, by severity; open by claim alone reads as resumed."""
    found: dict[str, DrawnState] = {}
    for state in sorted(states, key=lambda state: (SEVERITY.index(state.state), state.claim)):
        resumed = state.state == "open" and state.claim
        found.setdefault("resumed" if resumed else state.state, DrawnState(state.state, claim=resumed))
    return list(found.items())


def painter(state: DrawnState) -> Painter:
    return lambda axes, x, y: draw_road(axes, [(x - 3.2, y), (x + 3.2, y)], state, cased=False)


LAYER = SheetLayer(part, legend)
