"""What changed between two days: the states of routes and crossings that differ, and the events that began."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from geodata.ledger import State, state_key
from geodata.situation import Situation
from geodata.vocabulary import SEVERITY, UNKNOWN

__all__ = ["CHANGE_TYPES", "Change", "Changes", "changes"]

CHANGE_TYPES = ("worse", "better", "found", "lost", "fading", "renewed", "rebased")


@dataclass(frozen=True)
class Change:
    """A route or crossing and its states on the two days."""

    id: str
    kind: str  # route or crossing
    before: State
    after: State

    @property
    def type(self) -> str:
        """Return in what way it changed, one of CHANGE_TYPES.

        `worse` and `better` go by the order of severity; `found` was unknown, `lost` is unknown now; in the same
        state, `fading` held, `renewed` was only the last known, and `rebased` rests on another basis.
        """
        return change_type(self.before, self.after)


@dataclass(frozen=True)
class Changes:
    """What differs between two days: states on each, events that began after the first up to and on the second."""

    before: dt.date
    after: dt.date
    roads: tuple[Change, ...]
    events: gpd.GeoDataFrame  # oldest first

    def of(self, kind: str) -> tuple[Change, ...]:
        return tuple(change for change in self.roads if change.kind == kind)


def changes(situation: Situation, before: dt.date, after: dt.date) -> Changes:
    """Compare two days; raise ValueError if the first is the later one."""
    if before > after:
        raise ValueError(f"expected the earlier day first, found {before} and {after}")
    then, now = situation.states(before), situation.states(after)
    roads = [
        Change(id_, kind, then[id_], now[id_])
        for kind, table in (("route", situation.routes), ("crossing", situation.crossings))
        for id_ in table.index
        if state_key(then[id_]) != state_key(now[id_])
    ]
    starts = situation.events["start"]
    began = situation.events[(starts > pd.Timestamp(before)) & (starts <= pd.Timestamp(after))]
    return Changes(before, after, tuple(roads), began.sort_values(["start", "id"]))


def change_type(before: State, after: State) -> str:
    if UNKNOWN in (before.state, after.state):
        return "found" if before.state == UNKNOWN else "lost"
    if before.state != after.state:
        return "worse" if SEVERITY.index(after.state) < SEVERITY.index(before.state) else "better"
    if before.lapsed != after.lapsed:
        return "fading" if after.lapsed else "renewed"
    return "rebased"
