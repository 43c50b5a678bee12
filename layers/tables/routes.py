"""Tables of the routes for people: a route's history, days in each state and events; all routes side by side."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from geodata import (
    OPEN_IN_PART,
    Situation,
    State,
    alternatives,
    attacks_per_route,
    counts_per_route,
    days_per_state,
    events_of_route,
    route_history,
)
from geodata.dates import last_days
from layers.tables.common import events_table
from layers.text.labels import (
    Record,
    basis_words,
    localized,
    place_name,
    spell_words,
    state_words,
    stretch_names,
    stretch_words,
)
from layers.text.locales import say
from layers.text.sources import first_address, publishers
from layers.text.told import told_column


def history_table(situation: Situation, route: str, language: str) -> pd.DataFrame:
    """Return the rows of a route's ledger and the gaps between them, newest first; both days are inclusive."""
    history = route_history(situation, route).iloc[::-1]
    return pd.DataFrame(
        {
            "start": history["start"],
            "end": last_days(history["end"]),
            "state": states(history.assign(age=0), language),
            "stretch": [
                stretch_words(stretch_names(situation, stretches, language), "route", state, language)
                for stretches, state in zip(history["stretches"], history["state"], strict=True)
            ],
            "basis": basis_words(history["basis"], language),
            "why": localized(history, "why", language),
            "link": [first_address(situation, ids.split()) for ids in history["sources"]],
            "sources": [publishers(situation, ids.split(), language) for ids in history["sources"]],
            "told": told_column(situation, history, "why"),
        }
    )


def days_table(situation: Situation, route: str, language: str) -> pd.DataFrame:
    """Return on how many days of the focus a route was in each state, and on which basis."""
    spent = days_per_state(situation, route)
    return pd.DataFrame(
        {"state": spells(spent, language), "basis": basis_words(spent["basis"], language), "days": spent["days"]}
    )


def route_events_table(situation: Situation, route: str, language: str, *, near_too: bool = False) -> pd.DataFrame:
    """Return the events said to be on a route, newest first; `near_too` adds those only near it after them."""
    events = events_of_route(situation, route).sort_values("own", ascending=False, kind="stable")
    events = events if near_too else events[events["own"]]
    table = events_table(situation, events, language).join(events[["own", "km", "distance_km"]])
    marks = ["own", "km", "distance_km"] if near_too else ["km"]
    return table[["start", "end", "title", *marks, "place", "category", "corroboration", "told"]]


def remaining_table(situation: Situation, day: dt.date, language: str) -> pd.DataFrame:
    """Return the ways to the destination on a day, the remaining first, with what is known of each and its crossing."""
    found = alternatives(situation, day)
    crossings = localized(situation.crossings, "name", language)
    known = {crossing: situation.crossing_state(crossing, day) for crossing in situation.crossings.index}
    at_border = [known.get(crossing) for crossing in found["crossing"]]
    return pd.DataFrame(
        {
            "route": localized(situation.routes, "short", language)[found.index],
            "state": [
                say(language, "app.heading.openInPart") if heading == OPEN_IN_PART else words
                for heading, words in zip(found["heading"], states(found, language), strict=True)
            ],
            "basis": basis_words(found["basis"], language),
            "stretch": [extent_words(situation, record, language) for record in found.to_dict("records")],
            **{name: found[name] for name in ("length_km", "added_km", "line_km")},
            "crossing": [crossings.get(crossing, "") for crossing in found["crossing"]],
            "crossing_state": [state_words("crossing", state, language) if state else "" for state in at_border],
            "origin": [place_name(situation, origin, language) for origin in found["origin"]],
        }
    )


def extent_words(situation: Situation, record: Record, language: str) -> str:
    """Return the part of the road that a state is said of; nothing where no source names it, or nothing is known."""
    unnamed = say(language, "status.whole") if record["whole"] else ""
    return stretch_names(situation, record["stretches"], language) or unnamed


def counts_table(situation: Situation, day: dt.date, language: str) -> pd.DataFrame:
    """Return a row per route, by a day: events on it and near it, the last attack on it, the longest gap."""
    counts = counts_per_route(situation, day).rename(
        columns=lambda name: name if name in ("own", "near") else f"category.{name}"
    )
    attacks = attacks_per_route(situation, day).rename(
        columns={"last": "last_attack", "days": "days_since", "exact": "exact_day"}
    )
    sums = counts[["own", "near"]].rename(columns={"own": "on_it", "near": "near_it"})
    sums.insert(0, "route", localized(situation.routes, "short", language))
    return pd.concat([sums, attacks, counts.drop(columns=["own", "near"])], axis="columns")


def spells(table: pd.DataFrame, language: str) -> list[str]:
    """Return the states of a route over days in words, from the columns `state`, `lapsed` and `basis`."""
    columns = zip(table["state"], table["lapsed"], table["basis"], strict=True)
    return [spell_words(State(state, basis=basis), language, lapsed=lapsed) for state, lapsed, basis in columns]


def states(table: pd.DataFrame, language: str) -> list[str]:
    """Return the states of routes in words, from the columns `state`, `age` and `basis`."""
    columns = zip(table["state"], table["age"], table["basis"], strict=True)
    return [state_words("route", State(state, age, basis=basis), language) for state, age, basis in columns]
