"""The ledger: the state of every leg, route and crossing on a day.

A row holds from its first to its last day. For some days after that (`fade_days`) its state is the last one
known, of an age in days, then unknown again. Where a current and a last known row meet on a leg the current one counts;
among last known ones the one that ended last, and when that has faded none. A route's state is the most severe among
its legs; a leg that no source speaks of is unknown. Unknown is never taken for open, and a permit is no passage: it
never sets a state. What is reported only after a day is no part of what is known on it, and told apart as later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geodata.vocabulary import SEVERITY, UNKNOWN

__all__ = ["Permit", "Row", "State"]

CROSSING_LEGS = (0,)  # a crossing is a road of one leg


@dataclass(frozen=True)
class Row:
    """What sources say of passage. It holds on [start, end), half-open, then is the last known state for a while."""

    id: str
    legs: frozenset[int]  # numbers of a Network; CROSSING_LEGS for a crossing
    start: dt.date
    end: dt.date
    state: str
    basis: str
    fade_days: int  # for how many days after its end its state is the last one known
    reports: tuple[dt.date, ...]  # days by which sources support it, ascending: the first, publications, `confirmed`
    why: tuple[tuple[str, str], ...] = ()  # (language, reason)
    sources: tuple[str, ...] = ()

    @property
    def counts_until(self) -> dt.date:
        """The first day on which the row no longer counts, not even as the last known state."""
        return self.end + dt.timedelta(days=self.fade_days)

    def age(self, day: dt.date) -> int:
        """Return for how many days the row has not held any more; 0 while it does."""
        return max(0, (day - self.end).days + 1)


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
    age: int = 0  # days since it was last known to hold; 0 while it holds
    faded: float = 0.0  # how much of the days for which it is still the last known state has passed, up to 1
    since: dt.date | None = None
    confirmed: dt.date | None = None  # the last report by the day
    later: dt.date | None = None  # the last report after the day, which knows more than the day did
    basis: str | None = None
    rows: tuple[Row, ...] = ()
    legs: tuple[int, ...] = ()
    whole: bool = False  # every leg is in this state, of whatever age
    permits: tuple[Permit, ...] = ()  # in force on the day, whatever the state

    @property
    def lapsed(self) -> bool:
        """Whether the state is only the last known one."""
        return self.age > 0

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources of the rows, each once."""
        return tuple(dict.fromkeys(source for row in self.rows for source in row.sources))

    def on(self, day: dt.date) -> State:
        """Return the state on a day on which it rests on the same rows: its age and reports by then."""
        reports = [report for row in self.rows for report in row.reports]
        youngest = min(self.rows, key=lambda row: row.age(day), default=None)
        return replace(
            self,
            age=youngest.age(day) if youngest else 0,
            faded=youngest.age(day) / max(1, youngest.fade_days) if youngest else 0.0,
            confirmed=max((report for report in reports if report <= day), default=None),
            later=max((report for report in reports if report > day), default=None),
        )

    def with_permits(self, permits: Iterable[Permit], day: dt.date) -> State:
        """Return the state with the permits in force on a day beside it."""
        holding = tuple(permit for permit in permits if permit.holds(day))
        return replace(self, permits=holding) if holding else self


def state_key(state: State) -> tuple[str, bool, str | None]:
    """Return what makes a state another one; a later confirmation of the same does not, nor does growing older."""
    return state.state, state.lapsed, state.basis


def leg_state(rows: Iterable[Row], leg: int, day: dt.date) -> State:
    """Return the state of one leg on a day."""
    begun = [row for row in rows if leg in row.legs and row.start <= day]
    counting = max(begun, key=lambda row: (day < row.end, row.end), default=None)
    if counting is None or day >= counting.counts_until:
        return State()
    state = State(counting.state, since=counting.start, basis=counting.basis, rows=(counting,), legs=(leg,), whole=True)
    return state.on(day)


def road_state(rows: Sequence[Row], legs: Sequence[int], day: dt.date) -> State:
    """Return the most severe state among the legs of a road on a day; of equals those that hold, else the youngest."""
    states = [leg_state(rows, leg, day) for leg in legs]
    leading = min(states, key=lambda s: (SEVERITY.index(s.state), s.age), default=State())
    if leading.state == UNKNOWN:
        return State()
    alike = [s for s in states if (s.state, s.lapsed) == (leading.state, leading.lapsed)]
    deciding = tuple(dict.fromkeys(s.rows[0] for s in alike))
    state = State(
        leading.state,
        since=min(unbroken_since(row, rows) for row in deciding),
        basis="reported" if any(row.basis == "reported" for row in deciding) else "claim",
        rows=deciding,
        legs=tuple(leg for s in alike for leg in s.legs),
        whole=len(alike) == len(states),
    )
    return state.on(day)


def unbroken_since(row: Row, rows: Sequence[Row]) -> dt.date:
    """Return the first day of the chain of rows that says the same of the same stretch without a gap."""
    alike = {r.end: r.start for r in rows if (r.legs, r.state, r.basis) == (row.legs, row.state, row.basis)}
    first = row.start
    while first in alike:
        first = alike[first]
    return first
