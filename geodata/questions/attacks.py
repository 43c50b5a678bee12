"""Attacks on a route: when, how it is known, how long ago the last was, the days between, and at which kilometre."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.dates import ONE_DAY
from geodata.questions.history import events_of_route, gaps
from geodata.questions.linear_reference import events_on_routes, line_km, said_on_routes
from geodata.situation import Situation

__all__ = [
    "LastAttack",
    "attack_gaps",
    "attacks_by_kilometre",
    "attacks_on_road",
    "attacks_on_route",
    "attacks_per_route",
    "attacks_until",
    "last_attack",
    "longest_gap",
]

ATTACK = "attack"  # category of events
ATTACKED = "attacked"  # state of the ledger
NEAR = "near"  # how an attack is known that is not said to be on the road
DAYS = {"start": "datetime64[s]", "end": "datetime64[s]"}
COLUMNS = ["start", "end", "how", "event", "date_precision", "distance_km"]


@dataclass(frozen=True)
class LastAttack:
    """The last attack up to a day, that day included."""

    day: dt.date  # its last day
    days: int  # since then; 0 on the day itself
    events: tuple[str, ...]  # ids; empty where the ledger alone speaks of it
    on_route: bool  # False: only near it
    exact: bool  # False: known to the week or month only, so the days are not exact


def attacks_on_route(situation: Situation, route: str) -> pd.DataFrame:
    """Return every account of an attack on a route, oldest first; one attack may have several.

    Columns: `start`, `end` (half-open), `how` it is known (`ledger`: a row in the state attacked; `route`: an event
    said to be on the route; `near`: an event near it only, in a town on the way for one), `event` (id, empty for the
    ledger), `date_precision`, `distance_km`.
    """
    events = pd.DataFrame(events_of_route(situation, route))
    events = events[events["category"] == ATTACK]
    placed = events.assign(how=events["own"].map({True: "route", False: NEAR}), event=events["id"])
    in_ledger = ledger_attacks(situation)
    in_ledger = in_ledger[in_ledger["route"] == route]
    parts = [part[COLUMNS] for part in (placed, in_ledger) if len(part)]
    table = pd.concat(parts) if parts else in_ledger[COLUMNS]
    return table.sort_values(["start", "event"], ignore_index=True)


def ledger_attacks(situation: Situation) -> pd.DataFrame:
    """Return the rows of the ledger in the state attacked, for each `route` they touch, as accounts of attacks."""
    rows = [
        (route, row.start, row.end, "ledger", "", "day", float("nan"))
        for route, ledger in situation.route_rows.items()
        for row in ledger
        if row.state == ATTACKED
    ]
    return pd.DataFrame(rows, columns=["route", *COLUMNS]).astype(DAYS)


def attacks_on_road(attacks: pd.DataFrame) -> pd.DataFrame:
    """Return the accounts of attacks on the road itself, without those that are only near it."""
    return attacks[attacks["how"] != NEAR]


def attacks_until(attacks: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the attacks that had begun by a day, that day included."""
    return attacks[attacks["start"] <= pd.Timestamp(day)]


def last_attack(attacks: pd.DataFrame, day: dt.date) -> LastAttack | None:
    """Return the last of the attacks that had begun by a day; None before the first."""
    known = attacks_until(attacks, day)
    if known.empty:
        return None
    last_days = [day if pd.isna(end) else min(day, (end - ONE_DAY).date()) for end in known["end"]]
    when = max(last_days)
    last = known[[last_day == when for last_day in last_days]]
    return LastAttack(
        day=when,
        days=(day - when).days,
        events=tuple(event for event in last["event"] if event),
        on_route=bool((last["how"] != NEAR).any()),
        exact=bool((last["date_precision"] == "day").any()),
    )


def attack_gaps(attacks: pd.DataFrame) -> pd.DataFrame:
    """Return the days between attacks, as half-open spans: `start`, `end`, `days`.

    Days before the first and after the last are not between attacks; what is not reported counts as quiet.
    """
    rows = [(*gap, (gap[1] - gap[0]).days) for gap in spans_between(attacks)]
    table = pd.DataFrame(rows, columns=["start", "end", "days"])
    return table.astype({"start": "datetime64[s]", "end": "datetime64[s]", "days": int})


def longest_gap(attacks: pd.DataFrame) -> int | None:
    """Return the most days between two attacks; None where there are none between any."""
    return max(((end - start).days for start, end in spans_between(attacks)), default=None)


def spans_between(attacks: pd.DataFrame) -> list[tuple[dt.date, dt.date]]:
    """Return the half-open spans of days between attacks; one that is not known to have ended goes on for ever."""
    ends = [end.date() if not pd.isna(end) else dt.date.max for end in attacks["end"]]
    spans = list(zip(attacks["start"].dt.date, ends, strict=True))
    return gaps(spans, (min(spans)[0], max(end for _, end in spans))) if spans else []


def attacks_per_route(situation: Situation, day: dt.date) -> pd.DataFrame:
    """Return a row per route, of the attacks on the road itself up to a day.

    Columns: `last` (last day of the last one), `days` (since then), `exact` (False: known to the week or month only),
    `longest_gap` (days); missing where there is no attack, or none between two.
    """
    events = pd.DataFrame(situation.events)
    attacks = events[events["category"] == ATTACK].assign(how="route", distance_km=0.0)
    own = said_on_routes(situation).merge(attacks, left_on="event", right_index=True)
    accounts = pd.concat([part[["route", *COLUMNS]] for part in (own, ledger_attacks(situation))])
    attacks = attacks_until(accounts, day).sort_values("start")
    by_route = [attacks[attacks["route"] == route] for route in situation.routes.index]
    last = [last_attack(part, day) for part in by_route]
    table = pd.DataFrame(
        {
            "last": [attack.day if attack else None for attack in last],
            "days": [attack.days if attack else None for attack in last],
            "exact": [attack.exact if attack else None for attack in last],
            "longest_gap": [longest_gap(part) for part in by_route],
        },
        index=situation.routes.index,
    )
    return table.astype({"last": "datetime64[s]", "days": "Int64", "exact": "boolean", "longest_gap": "Int64"})


def attacks_by_kilometre(situation: Situation, route: str, bin_km: float = 50.0) -> pd.DataFrame:
    """Return how many attacks happened on or near each stretch: `from_km`, `to_km`, `attacks`, `events` (ids).

    Stretches are half-open [from_km, to_km) and have `bin_km` each, those without an attack included; the last one is
    shorter and holds the destination.
    """
    near = events_on_routes(situation)
    is_attack = near["event"].map(situation.events["category"]) == ATTACK
    on_route = near[is_attack & (near["route"] == route)].sort_values(["km", "event"])
    length = line_km(situation.route_lines[route])
    edges = np.append(np.arange(0.0, length, bin_km), length)
    place = np.clip(np.searchsorted(edges, on_route["km"], side="right") - 1, 0, len(edges) - 2)
    ids = [list(on_route["event"][place == k]) for k in range(len(edges) - 1)]
    return pd.DataFrame(
        {"from_km": edges[:-1], "to_km": edges[1:], "attacks": [len(part) for part in ids], "events": ids}
    )
