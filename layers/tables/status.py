"""What is known of a route or crossing on a day, with its name: one value for tables, sheet and command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from geodata import Situation, State
from layers.text.labels import localized, stretch_words

ROUTE, CROSSING = "route", "crossing"


@dataclass(frozen=True)
class Status:
    """The state of a road, which is a route or a crossing, on a day."""

    kind: str
    id: str
    name: str  # in the reader's language
    state: State
    day: dt.date

    @property
    def stretch(self) -> str:
        """Return the named stretches that are in this state; empty where no row of the ledger names one."""
        return "; ".join(" – ".join(ends) for ends in self.state.stretches)

    def extent(self, language: str) -> str:
        """Return the part of the road that is spoken of, in words."""
        return stretch_words(self.stretch, self.kind, self.state.state, language)


def road_names(situation: Situation, language: str) -> dict[tuple[str, str], str]:
    """Return the names of all roads by kind and id, routes first, in the order of the files."""
    tables = {ROUTE: situation.routes, CROSSING: situation.crossings}
    return {
        (kind, str(road)): str(name)
        for kind, table in tables.items()
        for road, name in localized(table, "name", language).items()
    }


def status_records(situation: Situation, day: dt.date, language: str) -> list[Status]:
    """Return the status of every route and crossing on a day; unknown has no dates, basis, sources or rows."""
    states = situation.states(day)
    return [
        Status(kind, road, name, states[road], day) for (kind, road), name in road_names(situation, language).items()
    ]


def states_by_id(statuses: Iterable[Status]) -> dict[str, State]:
    """Return the states alone, as `headline` takes those at hand."""
    return {status.id: status.state for status in statuses}
