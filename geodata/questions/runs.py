"""Runs: the spans of days over which a road or crossing stays in one state, found from one change to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import pandas as pd

from geodata.ledger import CROSSING_LEGS, Row, State, road_state, state_key
from geodata.situation import Situation

__all__ = ["Run", "crossing_runs", "route_runs", "state_runs"]

COLUMNS = ["route", "start", "end", "state", "lapsed", "basis"]
TYPES = {"start": "datetime64[s]", "end": "datetime64[s]", "lapsed": bool}


@dataclass(frozen=True)
class Run:
    """Days [start, end) on which a road rests on the same rows; `state` is that of the first, `state.on` of another."""

    start: dt.date
    end: dt.date
    state: State


def change_days(rows: Sequence[Row], span: tuple[dt.date, dt.date]) -> list[dt.date]:
    """Return the ends of a span and the days within on which a row begins, ends or no longer counts."""
    start, end = span
    days = {day for row in rows for day in (row.start, row.end, row.counts_until) if start < day < end}
    return [start, *sorted(days), end] if start < end else []


def runs(rows: Sequence[Row], legs: Sequence[int], span: tuple[dt.date, dt.date]) -> list[Run]:
    """Return the runs of a road of these legs, in order and without a gap, over a half-open span."""
    edges = change_days(rows, span)
    return [Run(start, end, road_state(rows, legs, start)) for start, end in pairwise(edges)]


def route_runs(situation: Situation, span: tuple[dt.date, dt.date]) -> Mapping[str, list[Run]]:
    """Return the runs of each route over a half-open span, by id."""
    legs = situation.network.route_legs
    return {route: runs(rows, legs[route], span) for route, rows in situation.route_rows.items()}


def crossing_runs(situation: Situation, span: tuple[dt.date, dt.date]) -> Mapping[str, list[Run]]:
    """Return the runs of each crossing over a half-open span, by id."""
    return {crossing: runs(rows, CROSSING_LEGS, span) for crossing, rows in situation.crossing_rows.items()}


def state_runs(situation: Situation, span: tuple[dt.date, dt.date]) -> pd.DataFrame:
    """Return the headline states of all routes as bars: `route`, `start`, `end` (half-open), `state`, `lapsed`,
    `basis`.

    Days that no source speaks of are bars too, in the state unknown, so that each route fills the span.
    """
    bars = [(route, *bar) for route, parts in route_runs(situation, span).items() for bar in joined(parts)]
    return pd.DataFrame(bars, columns=COLUMNS).astype(TYPES)


def joined(parts: list[Run]) -> list[tuple[dt.date, dt.date, str, bool, str | None]]:
    """Join neighbouring runs whose states count as the same: equal in state, whether it holds, and basis."""
    groups = [(key, list(same)) for key, same in groupby(parts, key=lambda run: state_key(run.state))]
    return [(same[0].start, same[-1].end, *key) for key, same in groups]
