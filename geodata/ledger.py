"""The route ledger: the state of every stretch, route and crossing on a day.

A row holds from its first to its last day. For `fade_days` after that its state is stale, then unknown again. Where a
current and a stale row meet on a leg the current one counts; among stale ones the one that ended last. A route's state
is the most severe among its legs; a leg that no source speaks of is unknown. Unknown is never taken for open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geodata.vocabulary import SEVERITY, UNKNOWN

__all__ = ["Row", "State"]

SEGMENT_SEPARATOR = " / "


Segment = tuple[str, str]  # the names of two waypoints


@dataclass(frozen=True)
class Row:
    """One row of the ledger. Days are half-open: it holds on [start, end), and is stale on [end, stale_until)."""

    legs: range  # half-open; a crossing has the single leg 0
    start: dt.date
    end: dt.date
    state: str
    basis: str
    confirmed: dt.date | None
    why: tuple[tuple[str, str], ...] = ()  # (language, reason)
    sources: tuple[str, ...] = ()
    segment: Segment | None = None  # None: the whole road, or a crossing

    def stale_until(self, fade_days: int) -> dt.date:
        """Return the first day on which the row no longer counts, not even as stale."""
        return self.end + dt.timedelta(days=fade_days)


@dataclass(frozen=True)
class State:
    """What is known on a day, and since when; `rows` are the rows it rests on."""

    state: str = UNKNOWN
    stale: bool = False
    since: dt.date | None = None
    confirmed: dt.date | None = None
    basis: str | None = None
    rows: tuple[Row, ...] = ()
    whole: bool = False  # every leg is in this state, now

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources of the rows, each once."""
        return tuple(dict.fromkeys(source for row in self.rows for source in row.sources))

    @property
    def stretches(self) -> tuple[Segment, ...]:
        """Return the named stretches that are in this state; empty for a whole road."""
        return tuple(dict.fromkeys(row.segment for row in self.rows if row.segment))


def state_key(state: State) -> tuple[str, bool, str | None]:
    """Return what makes a state another one; a later confirmation of the same does not."""
    return state.state, state.stale, state.basis


def parse_segment(text: str) -> Segment | None:
    """Return the two waypoints that a text names; None for the empty text, which means the whole road.

    Raises ValueError for anything else.
    """
    if not text:
        return None
    ends = text.split(SEGMENT_SEPARATOR)
    if len(ends) != 2:
        raise ValueError(f"expected two waypoints joined by {SEGMENT_SEPARATOR!r}, found {text!r}")
    return ends[0], ends[1]


def row_legs(segment: Segment | None, waypoints: Sequence[str]) -> range:
    """Return the legs that a segment covers, half-open; leg `k` joins the waypoints `k` and `k + 1`.

    Raises ValueError if the segment does not join two of the waypoints.
    """
    if segment is None:
        return range(len(waypoints) - 1)
    ends = {waypoints.index(name) for name in segment if name in waypoints}
    if len(ends) != 2:
        raise ValueError(f"expected two waypoints of the route, found {segment}")
    return range(min(ends), max(ends))


def leg_state(rows: Iterable[Row], leg: int, day: dt.date, fade_days: int) -> State:
    """Return the state of one leg on a day."""
    on_leg = [row for row in rows if leg in row.legs and row.start <= day < row.stale_until(fade_days)]
    if not on_leg:
        return State()
    counting = max(on_leg, key=lambda row: (day < row.end, row.end))
    return State(
        state=counting.state,
        stale=day >= counting.end,
        since=counting.start,
        confirmed=counting.confirmed,
        basis=counting.basis,
        rows=(counting,),
    )


def road_state(rows: Sequence[Row], legs: int, day: dt.date, fade_days: int) -> State:
    """Return the most severe state among the legs of a route on a day; equals count as current before stale."""
    states = [leg_state(rows, leg, day, fade_days) for leg in range(legs)]
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
        whole=len(alike) == len(states) and not leading.stale,
    )


def unbroken_since(row: Row, rows: Sequence[Row]) -> dt.date:
    """Return the first day of the chain of rows that says the same of the same stretch without a gap."""
    alike = {r.end: r.start for r in rows if (r.legs, r.state, r.basis) == (row.legs, row.state, row.basis)}
    first = row.start
    while first in alike:
        first = alike[first]
    return first
