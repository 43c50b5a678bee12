"""The history of one route: the rows of its ledger and the gaps between them, its days in each state, its events."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

import geopandas as gpd
import pandas as pd

from geodata.contract.translated_columns import translations
from geodata.ledger import Row
from geodata.network import Segment
from geodata.questions.linear_reference import events_on_routes, said_on_routes
from geodata.questions.runs import runs
from geodata.situation import Situation
from geodata.vocabulary import PASSAGE_BASES, SEVERITY, UNKNOWN

__all__ = ["days_per_state", "events_of_route", "route_history"]

Span = tuple[dt.date, dt.date]
COLUMNS = ["start", "end", "days", "state", "stretches", "basis", "confirmed", "sources"]
DAYS = {"start": "datetime64[s]", "end": "datetime64[s]", "confirmed": "datetime64[s]"}


def route_history(situation: Situation, route: str, span: Span | None = None) -> pd.DataFrame:
    """Return the rows of a route's ledger that touch a half-open span, and the gaps between them, in order of time.

    Columns: `start`, `end` (half-open), `days`, `state`, `stretches` (the ends of the parts of the
    route that the row speaks of, pairs of ids of waypoints; empty for the whole road), `basis`,
    `confirmed`, `sources`, and `why_…` in the languages of the ledger. Rows may overlap, each on its own stretch, and
    may reach beyond the span. A gap is a row in the state unknown: days within the span of which no source speaks,
    those after the end of a row included. The span is the focus unless given.
    """
    first, end = span or situation.settings.focus
    rows = [row for row in situation.route_rows[route] if row.start < end and row.end > first]
    silent = [gap_row(*gap) for gap in gaps(((row.start, row.end) for row in rows), (first, end))]
    ordered = sorted([*rows, *silent], key=lambda row: (row.start, row.end, min(row.legs, default=0)))
    reasons = translations(situation.route_status, "why")
    return pd.DataFrame(
        [entry(row, situation.stretches(route, row.legs), reasons) for row in ordered],
        columns=[*COLUMNS, *reasons.values()],
    ).astype(DAYS)


def gaps(spans: Iterable[Span], within: Span) -> list[Span]:
    """Return the half-open spans of days inside another span that none of the spans covers."""
    covered, end = within
    uncovered = []
    for start, stop in sorted(spans):
        if covered < min(start, end):
            uncovered.append((covered, min(start, end)))
        covered = max(covered, stop)
    return [*uncovered, (covered, end)] if covered < end else uncovered


def gap_row(start: dt.date, end: dt.date) -> Row:
    return Row(id="", legs=frozenset(), start=start, end=end, state=UNKNOWN, basis="", fade_days=0, reports=())


def entry(row: Row, stretches: list[Segment], reasons: Mapping[str, str]) -> dict[str, object]:
    why = dict(row.why)
    return {
        "start": row.start,
        "end": row.end,
        "days": (row.end - row.start).days,
        "state": row.state,
        "stretches": stretches,
        "basis": row.basis,
        "confirmed": row.reports[-1] if row.reports else None,
        "sources": " ".join(row.sources),
        **{column: why.get(language, "") for language, column in reasons.items()},
    }


def days_per_state(situation: Situation, route: str, span: Span | None = None) -> pd.DataFrame:
    """Return on how many days of a half-open span a route was in each state: `state`, `lapsed`, `basis`, `days`.

    The states are those of the route's headline. `lapsed` ones are only the last known. The
    most severe state comes first, what holds before what lapsed, reported before claimed; `basis` is empty where
    nothing is known. The days add up to the span.
    """
    within = span or situation.settings.focus
    days: Counter[tuple[str, bool, str]] = Counter()
    for run in runs(situation.route_rows[route], situation.network.route_legs[route], within):
        days[run.state.state, run.state.lapsed, run.state.basis or ""] += (run.end - run.start).days
    order = sorted(days, key=lambda key: (SEVERITY.index(key[0]), key[1], PASSAGE_BASES.index(key[2]) if key[2] else 0))
    return pd.DataFrame([(*key, days[key]) for key in order], columns=["state", "lapsed", "basis", "days"])


def events_of_route(situation: Situation, route: str) -> gpd.GeoDataFrame:
    """Return the events said to be on a route or placed near it, newest first.

    To the columns of the events it adds `own` (said to be on this route), `distance_km` and `km` from the route's
    origin; these two are missing for an event that is not located to exact, town or road, or lies farther away.
    """
    near = events_on_routes(situation)
    marks = near[near["route"] == route].set_index("event")[["distance_km", "km"]]
    said = said_on_routes(situation)
    own = pd.Series(
        situation.events.index.isin(said.loc[said["route"] == route, "event"]), index=situation.events.index
    )
    events = situation.events[own | situation.events.index.isin(marks.index)]
    return events.assign(own=own).join(marks).sort_values(["start", "id"], ascending=[False, True])
