"""What a sheet is drawn from: a situation, the state of the page, and what follows from the two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd

from geodata import Situation, State
from layers.share.state import ShareState
from layers.share.visible import visible_events
from layers.tables.status import Status, status_records
from layers.text.locales import say
from layers.text.news import Notable, notable


@dataclass(frozen=True, eq=False)
class SheetContext:
    """The situation on the day of a state; everything known of a road is computed once, here."""

    situation: Situation
    state: ShareState
    events: gpd.GeoDataFrame  # of the moment, that pass the filters, newest first
    statuses: tuple[Status, ...]  # of the routes, then of the crossings
    legs: Mapping[str, Sequence[State]]  # of each route, from its first waypoint to its last
    notable: Notable  # what the day is about

    @property
    def day(self) -> dt.date:
        return self.state.day

    @property
    def language(self) -> str:
        return self.state.lang

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def statuses_of(self, kind: str) -> list[Status]:
        """Return the statuses of the routes or of the crossings, in the order of the files."""
        return [status for status in self.statuses if status.kind == kind]


def sheet_context(situation: Situation, state: ShareState) -> SheetContext:
    """Return the context of a state."""
    events = visible_events(situation, state)
    legs = {route: situation.leg_states(route, state.day) for route in situation.routes.index}
    return SheetContext(
        situation=situation,
        state=state,
        events=events,
        statuses=tuple(status_records(situation, state.day, state.lang)),
        legs=legs,
        notable=notable(situation, events, state.day, legs),
    )
