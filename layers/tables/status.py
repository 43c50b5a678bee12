"""What is known of a route or crossing on a day, with its name: one value for tables, sheet and command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from geodata import Situation, State
from layers.text.labels import localized, stretch_names, stretch_words

ROUTE, CROSSING = "route", "crossing"


@dataclass(frozen=True)
class Status:
    """The state of a road, which is a route or a crossing, on a day."""

    kind: str
    id: str
    name: str  # in the reader's language
    short: str  # the same for narrow places
    state: State
    day: dt.date
    stretch: str = ""  # the parts of a route that are in this state, by name; empty for all of it, and for crossings

    def extent(self, language: str) -> str:
        """Return the part of the road that is spoken of, in words."""
        return stretch_words(self.stretch, self.kind, self.state.state, language)


def road_names(situation: Situation, language: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the names of all roads, whole and short, by kind and id, routes first, in the order of the files."""
    names = {
        ROUTE: [localized(situation.routes, column, language) for column in ("name", "short")],
        CROSSING: [localized(situation.crossings, "name", language)] * 2,
    }
    return {
        (kind, str(road)): (name, short[road]) for kind, (whole, short) in names.items() for road, name in whole.items()
    }


def status_records(situation: Situation, day: dt.date, language: str) -> list[Status]:
    """Return the status of every route and crossing on a day; unknown has no dates, basis, sources or rows."""
    states = situation.states(day)
    return [
        make_status(situation, (kind, road), names, states[road], day, language)
        for (kind, road), names in road_names(situation, language).items()
    ]


def make_status(
    situation: Situation,
    road: tuple[str, str],
    names: tuple[str, str],
    state: State,
    day: dt.date,
    language: str,
) -> Status:
    """Return the status of a road, told by kind and id, from its state, with the parts of a route in it by name."""
    kind, id_ = road
    stretches = situation.stretches(id_, state.legs) if kind == ROUTE else []
    return Status(kind, id_, *names, state, day, stretch_names(situation, stretches, language))


def states_by_id(statuses: Iterable[Status]) -> dict[str, State]:
    """Return the states alone, as `headline` takes those at hand."""
    return {status.id: status.state for status in statuses}
