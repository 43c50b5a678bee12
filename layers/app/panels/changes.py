"""What changed between a day, before or after, and the day of the map."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from geodata import changes
from layers.app.context import PanelContext
from layers.app.session import widget_key
from layers.app.table_widgets import show_table
from layers.app.widgets import day_input
from layers.escape.markdown import plain
from layers.tables import common as tables
from layers.tables.as_of import as_of
from layers.tables.changes import change_table
from layers.text.changes import change_sentence

WEEK = dt.timedelta(days=7)
SINCE = widget_key("since")
CHOICES = {SINCE: None}


def draw(ctx: PanelContext) -> None:
    other = day_input(ctx, ctx.say("changes.since"), SINCE, ctx.day - WEEK)
    before, after = sorted((other, ctx.day))
    found = changes(ctx.situation, before, after)
    st.markdown(plain(change_sentence(found, ctx.language)))
    show_table(ctx, change_table(ctx.situation, found, ctx.language), "changed-states")
    show_table(
        ctx,
        as_of(tables.short_events_table(ctx.situation, found.events, ctx.language), after, ctx.language),
        "changed-events",
        placeholder=ctx.say("ongoing"),
    )
