"""Charts of the app as Altair specifications, coloured from the style table."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from geodata.attacks import attacks_by_kilometre
from geodata.deliveries import delivery_claims
from geodata.runs import state_runs
from geodata.situation import Situation
from geodata.vocabulary import BASES, ROUTE_STATES
from layers.languages import say
from layers.style import style_table
from layers.tables import localized

MONTHS = alt.Axis(format="%Y-%m", labelOverlap=True, tickCount="month")  # reads alike in every language


def states_chart(situation: Situation, language: str, theme: str) -> alt.Chart:
    """Return the state of every route over the focus of the timeline, a bar per run; stale runs are faded."""
    runs = state_runs(situation, situation.settings.focus)
    known = runs[runs["state"] != "unknown"]
    names = localized(situation.routes, "name", language)
    table = pd.DataFrame(
        {
            "route": [names[route] for route in known["route"]],
            "start": pd.to_datetime(known["start"]),
            "end": pd.to_datetime(known["end"]),
            "state": [say(language, f"state.{state}") for state in known["state"]],
            "opacity": known["stale"].map({True: style_table()["stale"]["opacity"], False: 1.0}),
        }
    )
    labels = [say(language, f"state.{state}") for state in ROUTE_STATES]
    colours = [style_table()["states"][state][theme] for state in ROUTE_STATES]
    chart: alt.Chart = (
        alt.Chart(table)
        .mark_bar(height=12)
        .encode(
            x=alt.X("start:T", title=None, axis=MONTHS),
            x2="end:T",
            y=alt.Y("route:N", title=None, sort=list(names), axis=alt.Axis(labelLimit=260)),
            color=alt.Color("state:N", title=None, scale=alt.Scale(domain=labels, range=colours), legend=alt.Legend(orient="top")),
            opacity=alt.Opacity("opacity:Q", scale=None),
            tooltip=[alt.Tooltip("route:N"), alt.Tooltip("state:N"), alt.Tooltip("start:T"), alt.Tooltip("end:T")],
        )
        .properties(height=26 * len(names))
    )
    return chart


def deliveries_chart(situation: Situation, language: str, theme: str) -> alt.Chart:
    """Return the counts of tankers as bars over the days they speak of; claims are hollow, nothing is added up."""
    claims = delivery_claims(situation)
    counted = claims[claims["tankers"].notna()]
    labels = {basis: say(language, f"basis.{basis}") for basis in BASES}
    table = pd.DataFrame(
        {
            "start": counted["start"],
            "end": counted["end"],
            "tankers": counted["tankers"].astype(float),
            "place": counted["place"],
            "basis": counted["basis"].map(labels),
            "fill": counted["basis"].map({"reported": 0.8, "claim": 0.0}),
            "why": localized(counted, "why", language),
        }
    )
    ink = style_table()["categories"]["convoy"][theme]
    chart: alt.Chart = (
        alt.Chart(table)
        .mark_bar(stroke=ink, strokeWidth=1.5, color=ink)
        .encode(
            x=alt.X("start:T", title=None, axis=MONTHS),
            x2="end:T",
            y=alt.Y("tankers:Q", title=say(language, "app.column.tankers")),
            y2=alt.Y2Datum(0),
            fillOpacity=alt.FillOpacity("fill:Q", scale=None),
            tooltip=[alt.Tooltip(name) for name in ("place:N", "tankers:Q", "basis:N", "why:N", "start:T")],
        )
        .properties(height=300)
    )
    return chart


def kilometre_chart(situation: Situation, route: str, language: str, theme: str) -> alt.Chart:
    """Return the attacks on a route by kilometre from its origin."""
    table: Any = attacks_by_kilometre(situation, route)
    chart: alt.Chart = (
        alt.Chart(table.reset_index(drop=True))
        .mark_bar(color=style_table()["categories"]["attack"][theme])
        .encode(
            x=alt.X("from_km:Q", title=say(language, "app.column.km"), bin="binned"),
            x2="to_km:Q",
            y=alt.Y("attacks:Q", title=say(language, "app.column.attacks"), axis=alt.Axis(tickMinStep=1)),
        )
        .properties(height=200)
    )
    return chart
