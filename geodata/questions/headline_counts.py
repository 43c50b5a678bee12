"""How many of the routes to a destination are in which state on a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.ledger import State
from geodata.situation import Situation
from geodata.vocabulary import STATES, UNKNOWN

__all__ = ["OPEN_IN_PART", "HeadlineCounts", "headline_counts"]

RESUMED = "resumed"  # open, but only by the claim of one party
OPEN_IN_PART = "openInPart"  # reported open on a stretch; of the rest it is unknown, or claimed
STALE = "stale"
HEADINGS = (*STATES, OPEN_IN_PART, RESUMED, STALE, UNKNOWN)


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
    """Count the routes that end at a destination of the situation; all routes where it has none.

    `states` are those of that day by id, where they are at hand.
    """
    chosen = situation.destination_routes
    found = (states[route] if states else situation.route_state(route, day) for route in chosen)
    counts = Counter(map(heading, found))
    return HeadlineCounts(total=len(chosen), counts={name: counts[name] for name in HEADINGS})
