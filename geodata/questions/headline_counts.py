"""How many of the routes to a destination are in which state on a day, and how old the last known states are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.ledger import State
from geodata.situation import Situation
from geodata.vocabulary import STATES, UNKNOWN

__all__ = ["OPEN_IN_PART", "HeadlineCount", "HeadlineCounts", "headline_counts"]

RESUMED = "resumed"  # open, but only by the claim of one party
OPEN_IN_PART = "openInPart"  # reported open on a stretch; of the rest it is unknown, or claimed
HEADINGS = (*STATES, OPEN_IN_PART, RESUMED, UNKNOWN)


@dataclass(frozen=True)
class HeadlineCount:
    """Routes under one heading, all of them in a state that holds, or all in one that is only the last known."""

    heading: str
    routes: int
    youngest: int  # days since the state was last known to hold; 0 while it holds
    oldest: int


@dataclass(frozen=True)
class HeadlineCounts:
    """Routes counted once each, in the order in which a sentence names them: by heading, what holds first."""

    total: int
    counts: tuple[HeadlineCount, ...]

    @property
    def known_open(self) -> int:
        """Return how many routes are reported open over their whole length."""
        return sum(count.routes for count in self.counts if (count.heading, count.oldest) == ("open", 0))


def heading(state: State) -> str:
    """Return the heading under which a route is counted, whether its state holds or is only the last known one."""
    if state.state != "open":
        return state.state
    if state.basis == "claim":
        return RESUMED
    reported = all(row.basis == "reported" for row in state.rows)
    return "open" if state.whole and reported else OPEN_IN_PART


def headline_counts(situation: Situation, day: dt.date, states: Mapping[str, State] | None = None) -> HeadlineCounts:
    """Count the routes that end at a destination of the situation; all routes where it has none.

    `states` are those of that day by id, where they are at hand.
    """
    chosen = situation.destination_routes
    found = (states[route] if states else situation.route_state(route, day) for route in chosen)
    ages: defaultdict[tuple[int, bool], list[int]] = defaultdict(list)
    for state in found:
        ages[HEADINGS.index(heading(state)), state.lapsed].append(state.age)
    counts = (
        HeadlineCount(HEADINGS[name], len(of_it), min(of_it), max(of_it)) for (name, _), of_it in sorted(ages.items())
    )
    return HeadlineCounts(len(chosen), tuple(counts))
