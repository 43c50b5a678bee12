"""How many of the routes to a destination are in which state on a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.ledger import State
from geodata.situation import Situation
from geodata.vocabulary import ROUTE_STATES, UNKNOWN

__all__ = ["OPEN_IN_PART", "HeadlineCounts", "headline_counts"]

RESUMED = "resumed"  # open, but only by the claim of one party
OPEN_IN_PART = "openInPart"  # reported open on a stretch; of the rest it is unknown, or claimed
STALE = "stale"
HEADINGS = (*ROUTE_STATES, OPEN_IN_PART, RESUMED, STALE, UNKNOWN)


@dataclass(frozen=True)
class HeadlineCounts:
    """Routes counted once each by heading, in the order in which a sentence names them."""

    total: int
    counts: dict[str, int]

    @property
    def known_open(self) -> int:
        """Return how many routes are reported open over their whole length."""
        return self.counts["open"]


def heading(state: State) -> str:
    """Return the heading under which a route is counted: a stale state is counted as stale only."""
    if state.stale:
        return STALE
    if state.state != "open":
        return state.state
    if state.basis == "claim":
        return RESUMED
    reported = all(row.basis == "reported" for row in state.rows)
    return "open" if state.whole and reported else OPEN_IN_PART


def headline_counts(situation: Situation, day: dt.date, states: Mapping[str, State] | None = None) -> HeadlineCounts:
    """Count the routes that end at the situation's destination; all routes where none is set.

    `states` are those of that day by id, where they are at hand.
    """
    destination = situation.settings.destination
    routes = situation.routes
    chosen = routes if not destination else routes[routes["destination"] == destination]
    found = (states[route] if states else situation.route_state(route, day) for route in chosen.index)
    counts = Counter(map(heading, found))
    return HeadlineCounts(total=len(chosen), counts={name: counts[name] for name in HEADINGS})
