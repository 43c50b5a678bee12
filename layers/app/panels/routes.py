"""The roads and crossings: on the day, over time, which remain, beside each other, one by one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from geodata import alternatives, attacks_on_route
from layers.app.context import PanelContext
from layers.app.download_buttons import save
from layers.app.session import widget_key
from layers.app.table_widgets import show_table
from layers.app.widgets import draw_chart
from layers.escape.markdown import plain
from layers.tables import charts, download_files
from layers.tables import common as tables
from layers.tables import routes as route_tables
from layers.tables.as_of import as_of
from layers.text.attacks import attack_words
from layers.text.locales import say_count

VIEW, ROUTE, NEAR = widget_key("routes", "view"), widget_key("route"), widget_key("route", "near")
CHOICES = {VIEW: "today", ROUTE: None, NEAR: False}


def draw(ctx: PanelContext) -> None:
    views = list(VIEWS) if len(ctx.situation.routes) else ["today"]  # there are crossings at any rate
    if st.session_state[VIEW] not in views:
        st.session_state[VIEW] = views[0]
    shown = st.segmented_control(
        ctx.say("routes.views"),
        views,
        required=True,
        key=VIEW,
        format_func=lambda name: ctx.say(f"routes.{name}"),
        label_visibility="collapsed",
    )
    VIEWS[shown or "today"](ctx)


def draw_today(ctx: PanelContext) -> None:
    show_table(ctx, tables.ledger_table(ctx.situation, ctx.day, ctx.language), "states")
    save(ctx, "ledger", partial(download_files.ledger_csv, ctx.situation, None, ctx.language), "ledger.csv")


def draw_time(ctx: PanelContext) -> None:
    draw_chart(ctx, ctx.once(charts.states_chart, ctx.language, ctx.theme))
    st.caption(ctx.say("routes.time.note"))


def draw_remaining(ctx: PanelContext) -> None:
    found = alternatives(ctx.situation, ctx.day)
    remain = int(found["remains"].sum())
    st.markdown(plain(say_count(ctx.language, "app.routes.remaining.sentence", remain, total=len(found))))
    show_table(ctx, route_tables.remaining_table(ctx.situation, ctx.day, ctx.language), "remaining")
    st.caption(ctx.say("routes.remaining.note"))


def draw_counts(ctx: PanelContext) -> None:
    show_table(ctx, route_tables.counts_table(ctx.situation, ctx.day, ctx.language), "routes")
    st.caption(ctx.say("routes.by.note"))


def draw_one(ctx: PanelContext) -> None:
    """One route: days since the last attack, its history, days per state, attacks by kilometre, its events."""
    language, route = ctx.language, choose_route(ctx)
    st.markdown(plain(attack_words(ctx.once(attacks_on_route, route), ctx.day, language)))
    st.markdown(f"**{ctx.say('routes.history')}**")
    show_table(ctx, as_of(ctx.once(route_tables.history_table, route, language), ctx.day, language), "history")
    left, right = st.columns(2)
    with left:
        st.markdown(f"**{ctx.say('routes.spent')}**")
        show_table(ctx, ctx.once(route_tables.days_table, route, language), "days")
    with right:
        st.markdown(f"**{ctx.say('routes.attacks')}**")
        draw_chart(ctx, ctx.once(charts.kilometre_chart, route, language, ctx.theme))
        st.caption(ctx.say("routes.km.note"))
    st.markdown(f"**{ctx.say('routes.happened')}**")
    near_too = st.toggle(ctx.say("routes.near"), key=NEAR)
    events = ctx.once(route_tables.route_events_table, route, language, near_too=near_too)
    show_table(ctx, as_of(events, ctx.day, language), "route-events")


VIEWS: dict[str, Callable[[PanelContext], None]] = {
    "today": draw_today,
    "time": draw_time,
    "remaining": draw_remaining,
    "by": draw_counts,
    "one": draw_one,
}


def choose_route(ctx: PanelContext) -> str:
    """Ask for a route; the one that is selected on the map is the one that is chosen here, and the other way round."""
    routes = ctx.situation.routes
    st.session_state[ROUTE] = preferred(ctx.selected, st.session_state[ROUTE], list(routes.index))
    chosen: str = st.selectbox(
        ctx.say("routes.which"),
        list(routes.index),
        key=ROUTE,
        format_func=partial(ctx.name, routes),
        on_change=lambda: ctx.session.ask({"selected": st.session_state[ROUTE]}),
    )
    return chosen


def preferred(selected: str | None, chosen: str | None, routes: list[str]) -> str:
    """Return the route to show: what is selected on the map, else what was chosen before, else the first."""
    return next(route for route in (selected, chosen, *routes) if route in routes)
