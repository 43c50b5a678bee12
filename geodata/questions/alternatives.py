"""The ways to a destination on a day: which routes remain, and how long they are."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from geodata.questions.headline_counts import OPEN_IN_PART, RESUMED, heading
from geodata.questions.memoize import memoize
from geodata.situation import Situation
from geodata.vocabulary import UNKNOWN

__all__ = ["alternatives"]

REMAINING = ("open", OPEN_IN_PART, RESUMED, "escorted", "restricted")
ORDER = (*REMAINING, "attacked", "closed", "blocked", UNKNOWN)  # the best way first


@memoize
def alternatives(situation: Situation, day: dt.date) -> pd.DataFrame:
    """Return every route to the destinations on a day, keyed by id: those that remain first, of equals the shorter.

    Columns: `origin` (id of its first waypoint), `crossing` (id; empty where there is none), `heading` (as in the
    headline), `remains`, `state`, `age`, `basis`, `whole` (False: said of a part of the road only), `stretches`
    (the ends of the parts that are in the state, pairs of ids of waypoints; empty for the whole road), `length_km`
    (by road, from a source; missing where none gives it), `line_km` (geodesic, along the legs: shorter than the road
    where these are schematic), `added_km` (by road, to the shortest route from the same origin; missing unless both
    lengths are sourced). What is unknown or only last known does not remain: nobody says that the road can be used
    now. All routes where the situation has no destination.
    """
    routes = situation.routes.loc[list(situation.destination_routes)]
    ways = situation.network.ways
    states = {route: situation.route_state(route, day) for route in routes.index}
    headings = [heading(state) for state in states.values()]
    length = routes["length_km"]
    table = pd.DataFrame(
        {
            "origin": [ways[route][0] for route in routes.index],
            "crossing": routes["crossing"],
            "heading": headings,
            "remains": [
                name in REMAINING and not state.lapsed for name, state in zip(headings, states.values(), strict=True)
            ],
            "state": [state.state for state in states.values()],
            "age": [state.age for state in states.values()],
            "basis": [state.basis for state in states.values()],
            "whole": [state.whole for state in states.values()],
            "stretches": [situation.stretches(route, state.legs) for route, state in states.items()],
            "length_km": length,
            "line_km": [round(sum(situation.road_km(route)), 1) for route in routes.index],
            "added_km": length
            - length.groupby([f"{ways[route][0]} {ways[route][-1]}" for route in routes.index]).transform("min"),
        },
        index=routes.index,
    )
    ranked = table.assign(gone=~table["remains"], rank=table["heading"].map(ORDER.index))
    order = ["gone", "rank", "age", "length_km", "line_km"]
    return ranked.sort_values(order, na_position="last").drop(columns=["gone", "rank"])
