"""The ledger: the state of every leg, route and crossing on a day.

A row holds from its first to its last day. For some days after that (`fade_days`, by state) its state is stale, then
unknown again. Where a current and a stale row meet on a leg the current one counts; among stale ones the one that ended
last, and when that has faded none. A route's state is the most severe among its legs; a leg that no source speaks of is
unknown. Unknown is never taken for open, and a permit is no passage: it never sets a state.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geodata.vocabulary import SEVERITY, UNKNOWN

__all__ = ["Permit", "Row", "State"]

CROSSING_LEGS = (0,)  # a crossing is a road of one leg
Fade = Mapping[str, int]  # for how many days after its end a row still counts, by its state


@dataclass(frozen=True)
class Row:
    """What sources say of passage. Days are half-open: it holds on [start, end), and is stale on [end, stale_until)."""

    id: str
    legs: frozenset[int]  # numbers of a Network; CROSSING_LEGS for a crossing
    start: dt.date
    end: dt.date
    state: str
    basis: str
    confirmed: dt.date | None
    why: tuple[tuple[str, str], ...] = ()  # (language, reason)
    sources: tuple[str, ...] = ()

    def stale_until(self, fade_days: Fade) -> dt.date:
        """Return the first day on which the row no longer counts, not even as stale."""
        return self.end + dt.timedelta(days=fade_days[self.state])


@dataclass(frozen=True)
class Permit:
    """What somebody allows on [start, end), without end where none was set; it says nothing of who passed."""

    id: str
    legs: frozenset[int]
    start: dt.date
    end: dt.date | None
    by: tuple[tuple[str, str], ...] = ()  # (language, who allows it)
    why: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()

    def holds(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class State:
    """What is known on a day, and since when; `rows` are the rows it rests on, `legs` those that are in it."""

    state: str = UNKNOWN
    stale: bool = False
    since: dt.date | None = None
    confirmed: dt.date | None = None
    basis: str | None = None
    rows: tuple[Row, ...] = ()
    legs: tuple[int, ...] = ()
    whole: bool = False  # every leg is in this state, now
    permits: tuple[Permit, ...] = ()  # in force on the day, whatever the state

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources of the rows, each once."""
        return tuple(dict.fromkeys(source for row in self.rows for source in row.sources))


def state_key(state: State) -> tuple[str, bool, str | None]:
    """Return what makes a state another one; a later confirmation of the same does not."""
    return state.state, state.stale, state.basis


def leg_state(rows: Iterable[Row], leg: int, day: dt.date, fade_days: Fade) -> State:
    """Return the state of one leg on a day."""
    begun = [row for row in rows if leg in row.legs and row.start <= day]
    counting = max(begun, key=lambda row: (day < row.end, row.end), default=None)
    if counting is None or day >= counting.stale_until(fade_days):
        return State()
    return State(
        state=counting.state,
        stale=day >= counting.end,
        since=counting.start,
        confirmed=counting.confirmed,
        basis=counting.basis,
        rows=(counting,),
        legs=(leg,),
    )


def road_state(rows: Sequence[Row], legs: Sequence[int], day: dt.date, fade_days: Fade) -> State:
    """Return the most severe state among the legs of a road on a day; equals count as current before stale."""
    states = [leg_state(rows, leg, day, fade_days) for leg in legs]
    if not states:
        return State()
    leading = min(states, key=lambda s: (SEVERITY.index(s.state), s.stale))
    if leading.state == UNKNOWN:
        return State()
    alike = [s for s in states if (s.state, s.stale) == (leading.state, leading.stale)]
    deciding = tuple(dict.fromkeys(s.rows[0] for s in alike))
    return State(
        state=leading.state,
        stale=leading.stale,
        since=min(unbroken_since(row, rows) for row in deciding),
        confirmed=max((row.confirmed for row in deciding if row.confirmed), default=None),
        basis="reported" if any(row.basis == "reported" for row in deciding) else "claim",
        rows=deciding,
        legs=tuple(leg for s in alike for leg in s.legs),
        whole=len(alike) == len(states) and not leading.stale,
    )


def unbroken_since(row: Row, rows: Sequence[Row]) -> dt.date:
    """Return the first day of the chain of rows that says the same of the same stretch without a gap."""
    alike = {r.end: r.start for r in rows if (r.legs, r.state, r.basis) == (row.legs, row.state, row.basis)}
    first = row.start
    while first in alike:
        first = alike[first]
    return first
