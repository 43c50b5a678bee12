"""Charts of the app as Vega-Lite specifications made with Altair, coloured from the style table.

Days are written as in ISO 8601, which reads alike in every language. Bars reach to the end of their last day; what is
said of them names that day. A chart is made once for all days: only the table of its line differs from day to day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt
import pandas as pd

from geodata import Situation, State, attacks_by_kilometre, delivery_claims, state_runs
from geodata.dates import last_days
from geodata.vocabulary import STATES
from layers.style import palette
from layers.tables.common import compact
from layers.text.labels import basis_words, localized, spell_words, state_words
from layers.text.locales import say

DAY = "%Y-%m-%d"
MONTHS = alt.Axis(format="%Y-%m", labelOverlap=True, tickCount="month")
CLAIM = "claim"
SOLID = {"reported": 1, CLAIM: 0}  # how full a bar is, by what it rests on
BAR, ROW, FRAME = 12, 34, 130  # pixels: height of a bar, from one route to the next, and of legend and axis
# On a phone there is no room for a name beside a bar, and for no more than two entries of the legend beside each other.
ABOVE_BARS = alt.Axis(
    labelAlign="left", labelPadding=-2, labelOffset=-13, labelLimit=330, labelOverlap=False, ticks=False, domain=False
)
LEGEND = alt.Legend(orient="top", columns=2)
CLEARANCE = 1.25  # of the highest bar: from one shelf of deliveries to the next
SHOWN_DAY = "shown-day"  # table of the line at the day that is shown


@dataclass(frozen=True, eq=False)
class Chart:
    """A specification and the tables that it draws, by name; over `span` (half-open) it can show a day."""

    spec: Mapping[str, object]
    tables: Mapping[str, pd.DataFrame]
    span: tuple[dt.date, dt.date] | None = None

    def on(self, day: dt.date) -> dict[str, object]:
        """Return the specification with its tables, and with a line at the day unless that lies outside the span."""
        shown = [pd.Timestamp(day)] if self.span and self.span[0] <= day < self.span[1] else []
        line = {SHOWN_DAY: pd.DataFrame({"start": shown}, dtype="datetime64[s]")} if self.span else {}
        return {**self.spec, "datasets": {**self.tables, **line}}


def specification(chart: alt.Chart | alt.LayerChart) -> dict[str, object]:
    """Return what Altair says of a chart, without its own look: the app's is Streamlit's."""
    spec: dict[str, object] = chart.to_dict()
    return {name: part for name, part in spec.items() if name != "config"}


def states_chart(situation: Situation, language: str, theme: str) -> Chart:
    """Return the state of every route over the focus of the timeline, a bar per run, with the day that is shown.

    Claims are hollow, what is only the last known is faded; a route of which nothing is known has its line alone.
    """
    names = list(localized(situation.routes, "short", language))
    style = palette(theme)
    colours = {words(State(state), language): style.state(state).color for state in STATES}
    resumed = words(State("open", basis=CLAIM), language)
    lines, fills = (colours | {resumed: colour} for colour in (style.state("open").color, "transparent"))
    bars = (
        alt.Chart(alt.NamedData("runs"))
        .mark_bar(height=BAR, strokeWidth=style.chart.outline)
        .encode(
            x=time_axis(situation.settings.focus),
            x2="end:T",
            y=alt.Y("route:N", title=None, sort=names, scale=alt.Scale(domain=names), axis=ABOVE_BARS),
            fill=alt.Fill("state:N", title=None, scale=colour_scale(fills), legend=LEGEND),
            stroke=alt.Stroke("state:N", title=None, scale=colour_scale(lines), legend=LEGEND),
            fillOpacity=alt.FillOpacity("solid:Q", scale=None),
            opacity=alt.when("datum.lapsed").then(alt.value(style.fading.last)).otherwise(alt.value(1)),
            tooltip=tips(
                language,
                {"route:N": "kind.route", "state_text:N": "app.column.state", "basis:N": "app.column.basis"},
                days=True,
            ),
        )
    )
    chart = alt.LayerChart(layer=[bars, day_rule(language, theme)], height=ROW * len(names) + FRAME)
    return Chart(specification(chart), {"runs": compact(states_data(situation, language))}, situation.settings.focus)


def states_data(situation: Situation, language: str) -> pd.DataFrame:
    """Return the runs with a known state: `end` is half-open, `last` the last day, `state_text` tells what lapsed."""
    runs = state_runs(situation, situation.settings.focus)
    known = runs[runs["state"] != "unknown"]
    names = localized(situation.routes, "short", language)
    columns = zip(known["state"], known["lapsed"], known["basis"], strict=True)
    states = [(State(state, basis=basis), lapsed) for state, lapsed, basis in columns]
    return pd.DataFrame(
        {
            "route": [names[route] for route in known["route"]],
            "start": known["start"],
            "end": known["end"],
            "last": last_days(known["end"]),
            "state": [words(state, language) for state, _ in states],
            "state_text": [spell_words(state, language, lapsed=lapsed) for state, lapsed in states],
            "basis": basis_words(known["basis"], language),
            "solid": known["basis"].map(SOLID).astype("int8"),
            "lapsed": known["lapsed"],
        }
    ).reset_index(drop=True)


def colour_scale(colours: dict[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(colours), range=list(colours.values()))


def words(state: State, language: str) -> str:
    return state_words("route", state, language)


def deliveries_chart(situation: Situation, language: str, theme: str) -> Chart:
    """Return the counts of the first unit as bars over the days they speak of, with the day that is shown.

    Counts that share a day stand on shelves of their own, all to one scale; claims are hollow, nothing is added up.
    """
    table = deliveries_data(situation, language)
    span = (min(table["start"]).date(), max(table["end"]).date()) if len(table) else situation.settings.focus
    style = palette(theme)
    ink = style.base["sign"]
    shelf = alt.Y("base:Q", axis=None, scale=alt.Scale(nice=False))
    place = alt.Chart(alt.NamedData("counts")).encode(x=time_axis(span))
    bars = place.mark_bar(stroke=ink, strokeWidth=style.chart.outline, color=ink).encode(
        x2="end:T",
        y=shelf,
        y2="top:Q",
        fillOpacity=alt.FillOpacity("solid:Q", scale=None),
        tooltip=tips(
            language, {f"{name}:{kind}": f"app.column.{name}" for name, kind in COUNT_FIELDS.items()}, days=True
        ),
    )
    counts = place.mark_text(color=ink, baseline="bottom", align="left", dy=-2).encode(y="top:Q", text="quantity:Q")
    shelves = (
        alt.Chart(alt.NamedData("shelves")).mark_rule(color=ink, opacity=style.chart.shelf_opacity).encode(y=shelf)
    )
    chart = alt.LayerChart(layer=[shelves, bars, counts, day_rule(language, theme)], height=300)
    return Chart(specification(chart), {"counts": table, "shelves": table[["base"]].drop_duplicates()}, span)


# Of a count, with their Vega-Lite types.
COUNT_FIELDS = {"place": "N", "quantity": "Q", "basis": "N", "why": "N"}


def deliveries_data(situation: Situation, language: str) -> pd.DataFrame:
    """Return the counts: `base` and `top` in its unit, above the foot of the lowest shelf; the first is highest."""
    claims = delivery_claims(situation)
    unit = next(iter(situation.settings.units), "")
    counted = claims[claims["quantity"].notna() & (claims["unit"] == unit)]
    quantity = counted["quantity"].astype(float)
    base = (counted["lane"].max() - counted["lane"]) * quantity.max() * CLEARANCE
    return pd.DataFrame(
        {
            "start": counted["start"],
            "end": counted["end"],
            "last": last_days(counted["end"]),
            "base": base,
            "top": base + quantity,
            "quantity": quantity,
            "place": localized(counted, "place", language),
            "basis": basis_words(counted["basis"], language),
            "solid": counted["basis"].map(SOLID),
            "why": localized(counted, "why", language),
        }
    )


def kilometre_chart(situation: Situation, route: str, language: str, theme: str) -> Chart:
    """Return the attacks on a route by kilometre from its origin."""
    table = attacks_by_kilometre(situation, route)
    table["stretch"] = [f"{start:.0f}–{end:.0f}" for start, end in zip(table["from_km"], table["to_km"], strict=True)]
    chart = (
        alt.Chart(alt.NamedData("stretches"))
        .mark_bar(color=palette(theme).category("attack").color)
        .encode(
            x=alt.X("from_km:Q", title=say(language, "app.column.km"), bin="binned"),
            x2="to_km:Q",
            y=alt.Y("attacks:Q", title=say(language, "app.column.attacks"), axis=alt.Axis(tickMinStep=1)),
            tooltip=tips(language, {"stretch:N": "app.column.km", "attacks:Q": "app.column.attacks"}),
        )
        .properties(height=200)
    )
    return Chart(specification(chart), {"stretches": table[["from_km", "to_km", "stretch", "attacks"]]})


def time_axis(span: tuple[dt.date, dt.date]) -> alt.X:
    """Return the axis of days over a half-open span."""
    return alt.X(
        "start:T",
        title=None,
        axis=MONTHS,
        scale=alt.Scale(domain=[alt.DateTime(year=d.year, month=d.month, date=d.day) for d in span]),
    )


def day_rule(language: str, theme: str) -> alt.Chart:
    """Return a line at the day that is shown."""
    style, tooltip = palette(theme), alt.Tooltip("start:T", title=say(language, "timeline.day"), format=DAY)
    chart: alt.Chart = (
        alt.Chart(alt.NamedData(SHOWN_DAY))
        .mark_rule(strokeWidth=style.chart.day, color=style.base["text"])
        .encode(x="start:T", tooltip=[tooltip])
    )
    return chart


def tips(language: str, fields: dict[str, str], *, days: bool = False) -> list[alt.Tooltip]:
    """Return the tooltip of a bar, under headings in words; both days are inclusive."""
    dates = {"start": "app.column.start", "last": "app.column.end"} if days else {}
    return [
        *(alt.Tooltip(field, title=say(language, key)) for field, key in fields.items()),
        *(alt.Tooltip(f"{name}:T", title=say(language, key), format=DAY) for name, key in dates.items()),
    ]
