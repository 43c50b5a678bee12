"""The second clock: what had been published by a day."""

from __future__ import annotations

import streamlit as st

from geodata import known_on
from layers.app.context import PanelContext
from layers.app.session import widget_key
from layers.app.table_widgets import show_table
from layers.app.widgets import day_input
from layers.escape.markdown import plain
from layers.share.known import known_words
from layers.share.visible import visible_events
from layers.tables import common as tables
from layers.tables.as_of import as_of
from layers.text.headline import headline

DAY, UNDATED = widget_key("known", "day"), widget_key("known", "undated")
CHOICES = {DAY: None, UNDATED: False}


def draw(ctx: PanelContext) -> None:
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        day = day_input(ctx, ctx.say("known.day"), DAY, ctx.day)
    undated = right.toggle(ctx.say("known.undated"), key=UNDATED)
    known = ctx.once(known_on, day, undated="show" if undated else "hide")
    st.markdown(f"**{plain(headline(known.situation, ctx.day, ctx.language))}**")
    st.caption(known_words(ctx.situation, known, ctx.state, ctx.language))
    show_table(ctx, tables.ledger_table(known.situation, ctx.day, ctx.language), "known-states")
    events = visible_events(known.situation, ctx.state)
    show_table(
        ctx,
        as_of(tables.short_events_table(known.situation, events, ctx.language), ctx.day, ctx.language),
        "known-events",
        placeholder=ctx.say("ongoing"),
    )
    st.caption(ctx.say("known.note"))
