"""The roads of the printed map, leg by leg, each in its own state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geodata import Situation, State
from geodata.vocabulary import SEVERITY
from layers.sheet.drawing.strokes import Look

SAME_PLACE_DIGITS = 4  # of a degree, about 10 m

Positions = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Run:
    """Neighbouring legs of a road that look alike; positions are rows of lon, lat."""

    look: Look
    positions: Positions


def look_of(state: State) -> Look:
    """Return how a state of the ledger is drawn."""
    return Look(state.state, state.stale, state.basis == "claim")


def rank(look: Look) -> tuple[int, bool]:
    """Order looks by what lies on top: the less severe and the stale below."""
    return -SEVERITY.index(look.state), not look.stale


def road_runs(situation: Situation, day: dt.date) -> list[Run]:
    """Return the roads on a day, the most severe last; a leg that several routes share is there once, as its worst."""
    routes = [
        list(zip(map(look_of, situation.stretch_states(str(route), day)), legs_of(shape), strict=True))
        for route, shape in situation.routes.geometry.items()
    ]
    tops: dict[Any, Look] = {}
    for look, leg in (each for route in routes for each in route):
        tops[leg_key(leg)] = max(look, tops.get(leg_key(leg), look), key=rank)
    drawn: set[Any] = set()
    runs = [run for route in routes for run in joined((leg for _, leg in route), tops, drawn)]
    return sorted(runs, key=lambda run: rank(run.look))


def legs_of(line: shapely.LineString) -> list[Positions]:
    places = shapely.get_coordinates(line)
    return [places[leg : leg + 2] for leg in range(len(places) - 1)]


def leg_key(leg: Positions) -> frozenset[tuple[float, ...]]:
    """Return what tells a leg from others, whichever way it is driven."""
    return frozenset(tuple(place) for place in leg.round(SAME_PLACE_DIGITS).tolist())


def joined(legs: Iterable[Positions], tops: Mapping[Any, Look], drawn: set[Any]) -> list[Run]:
    """Return the legs that are not yet `drawn` as few long lines, and note them there."""
    runs: list[Run] = []
    for leg in legs:
        key = leg_key(leg)
        if key in drawn:
            continue
        drawn.add(key)
        goes_on = runs and runs[-1].look == tops[key] and np.array_equal(runs[-1].positions[-1], leg[0])
        if goes_on:
            runs[-1] = Run(tops[key], np.vstack([runs[-1].positions, leg[1]]))
        else:
            runs.append(Run(tops[key], leg))
    return runs
