"""Every source, or publisher, and what rests on the one that is chosen."""

from __future__ import annotations

import streamlit as st

from layers.app.context import PanelContext
from layers.app.session import widget_key
from layers.app.table_widgets import choose_row, row_selection, save_table, show_table
from layers.escape.markdown import plain
from layers.tables.as_of import as_of, published_as_of
from layers.tables.sources import cited_by_table, publishers_table, sources_table

BY_PUBLISHER = widget_key("sources", "by")
TABLES = {column: widget_key("sources", column) for column in ("id", "publisher")}
CHOICES = {BY_PUBLISHER: False} | {key: row_selection() for key in TABLES.values()}


def draw(ctx: PanelContext) -> None:
    sources = ctx.situation.sources
    if st.toggle(ctx.say("sources.by"), key=BY_PUBLISHER):
        table, column, name = ctx.once(publishers_table), "publisher", "publisher"
    else:
        table, column, name = ctx.once(sources_table, ctx.language), "id", "title"
    shown = published_as_of(table, ctx.day, ctx.language) if "published" in table else table
    chosen = choose_row(ctx, shown, TABLES[column])
    save_table(ctx, shown, f"sources-by-{column}")
    if chosen is None:
        st.caption(ctx.say("sources.choose"))
        return
    row = table.iloc[chosen]
    st.markdown(f"**{plain(ctx.say('sources.resting', name=row[name]))}**")
    ids = tuple(sources.index[sources[column] == row.name])
    resting = ctx.once(cited_by_table, ids, ctx.language)
    show_table(ctx, as_of(resting, ctx.day, ctx.language), "resting")
