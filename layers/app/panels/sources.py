"""Every source, or publisher, what rests on the one that is chosen, and what rests on undated ones alone."""

from __future__ import annotations

import streamlit as st

from layers.app.context import PanelContext
from layers.app.session import widget_key
from layers.app.table_widgets import choose_row, row_selection, save_table, show_table
from layers.escape.markdown import plain
from layers.tables.as_of import as_of, published_as_of
from layers.tables.sources import cited_by_table, publishers_table, sources_table, undated_table

VIEW = widget_key("sources", "view")
TABLES = {column: widget_key("sources", column) for column in ("id", "publisher")}
CHOICES = {VIEW: "id"} | {key: row_selection() for key in TABLES.values()}


def draw(ctx: PanelContext) -> None:
    view = st.segmented_control(
        ctx.say("sources.views"),
        [*TABLES, "undated"],
        required=True,
        key=VIEW,
        format_func=lambda name: ctx.say(f"sources.{name}"),
        label_visibility="collapsed",
    )
    if view == "undated":
        resting = ctx.once(undated_table, ctx.language)
        st.caption(ctx.say("sources.undated.note", n=len(resting)))
        show_table(ctx, as_of(resting, ctx.day, ctx.language), "undated")
    else:
        draw_sources(ctx, view or "id")


def draw_sources(ctx: PanelContext, column: str) -> None:
    """Draw the sources, or their publishers, and what rests on the row that is chosen."""
    sources = ctx.situation.sources
    table = ctx.once(publishers_table) if column == "publisher" else ctx.once(sources_table, ctx.language)
    shown = published_as_of(table, ctx.day, ctx.language) if "published" in table else table
    chosen = choose_row(ctx, shown, TABLES[column])
    save_table(ctx, shown, f"sources-by-{column}")
    if chosen is None:
        st.caption(ctx.say("sources.choose"))
        return
    row = table.iloc[chosen]
    name = row["publisher"] if column == "publisher" else sources.at[row.name, "title"]
    st.markdown(f"**{plain(ctx.say('sources.resting', name=name))}**")
    ids = tuple(sources.index[sources[column] == row.name])
    resting = ctx.once(cited_by_table, ids, ctx.language)
    show_table(ctx, as_of(resting, ctx.day, ctx.language), "resting")
