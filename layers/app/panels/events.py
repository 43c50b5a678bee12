"""The events of the moment, filtered; a row that is chosen is chosen on the map, and the other way round."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from geodata import vocabulary
from layers.app.context import PanelContext
from layers.app.download_buttons import save
from layers.app.session import Session, widget_key
from layers.app.table_widgets import choose_row, row_selection
from layers.escape.markdown import plain
from layers.share.state import Filters
from layers.share.visible import visible_events
from layers.tables import common as tables
from layers.tables import download_files
from layers.tables.as_of import as_of
from layers.text.labels import localized
from layers.text.locales import long_date, say
from layers.text.sources import cited_name
from layers.text.told import record_told
from layers.text.versions import versions_text

TABLE = widget_key("events", "table")
LISTS = ("category", "corroboration", "route")  # filters
SEARCH = widget_key("filter", "q")
DOWNLOADS = {
    "csv": download_files.events_csv,
    "geojson": download_files.events_geojson,
    "gpkg": download_files.events_geopackage,
}


def draw(ctx: PanelContext) -> None:
    draw_filters(ctx)
    draw_selected(ctx)
    if "events" not in ctx.state.layers:
        st.markdown(ctx.say("events.off"))
        st.button(ctx.say("events.on"), on_click=partial(ctx.session.ask, {"layers": ctx.with_layer("events")}))
    events = visible_events(ctx.situation, ctx.state)
    st.caption(ctx.say("events.count", shown=len(events), total=len(ctx.situation.events)))
    st.session_state[TABLE] = row_selection(*selected_rows(ctx.selected, events))
    choose_row(
        ctx,
        as_of(tables.events_table(ctx.situation, events, ctx.language), ctx.day, ctx.language),
        TABLE,
        placeholder=ctx.say("ongoing"),
        on_select=partial(event_chosen, ctx.session, list(events.index)),
    )
    with st.container(horizontal=True):
        for form, make in DOWNLOADS.items():
            save(ctx, form, partial(make, ctx.situation, events), f"events.{form}", ctx.day)


def selected_rows(selected: str | None, events: pd.DataFrame) -> list[int]:
    """Return the number of the row that is selected on the map, if any; rows are numbered anew on every day."""
    return [int(row) for row in events.index.get_indexer_for([selected]) if row >= 0]


def event_chosen(session: Session, ids: list[str]) -> None:
    rows = st.session_state[TABLE].selection.rows
    session.ask({"selected": ids[rows[0]] if rows else None})


def draw_filters(ctx: PanelContext) -> None:
    """Draw the filters as the state has them; they are the page's own."""
    filters = ctx.state.filters
    options = {
        "category": (ctx.loaded.allowed.categories, lambda code: say(ctx.language, f"category.{code}")),
        "corroboration": (vocabulary.CORROBORATIONS, lambda code: say(ctx.language, f"corroboration.{code}")),
        "route": (tuple(ctx.situation.routes.index), ctx.route_name),
    }
    filters_chosen = partial(ask_for_filters, ctx.session)
    columns = st.columns(4)
    for column, (name, (choices, words)) in zip(columns, options.items(), strict=False):
        key = widget_key("filter", name)
        st.session_state[key] = list(getattr(filters, name))
        column.multiselect(
            ctx.say(f"filter.{name}"),
            choices,
            key=key,
            format_func=words,
            on_change=filters_chosen,
            placeholder=ctx.say("filter.any"),
        )
    st.session_state[SEARCH] = filters.q
    columns[-1].text_input(ctx.say("filter.q"), key=SEARCH, on_change=filters_chosen, max_chars=100)


def ask_for_filters(session: Session) -> None:
    lists = {name: tuple(st.session_state[widget_key("filter", name)]) for name in LISTS}
    session.ask({"filters": Filters(**lists, q=st.session_state[SEARCH])})


def draw_selected(ctx: PanelContext) -> None:
    """Draw what is selected on the map, if it is an event: versions that compete, and every source as a link."""
    if ctx.selected not in ctx.situation.events.index:
        return
    event = ctx.situation.events.loc[[ctx.selected]]
    title, summary = (localized(event, name, ctx.language).iloc[0] for name in ("title", "summary"))
    with st.container(border=True):
        st.markdown(f"**{plain(title)}**\n\n{plain(summary)}")
        if later := told_note(ctx, event):
            st.caption(later)
        if versions := versions_text(event.iloc[0].to_dict(), ctx.language):
            st.warning(plain(versions))
        for source in event["sources"].iloc[0].split():
            draw_source(ctx, source)


def told_note(ctx: PanelContext, event: pd.DataFrame) -> str:
    """Return, as Markdown, that the texts of an event speak of days after the one shown; nothing where they do not."""
    told = record_told(ctx.situation, event.iloc[0].to_dict(), "title", "summary", "versions", "kept_why")
    return plain(say(ctx.language, "later.told", date=long_date(told, ctx.language))) if told and told > ctx.day else ""


def draw_source(ctx: PanelContext, source: str) -> None:
    """Draw a source as a link, or as text where a reader must not be sent to its address."""
    row = ctx.situation.sources.loc[source]
    text = plain(f"{cited_name(row['publisher'], row['kind'], ctx.language)}: {row['title']}")
    if source in ctx.situation.followable:
        st.link_button(text, row["url"], type="tertiary")
    else:
        st.markdown(f"{text} · {plain(say(ctx.language, 'source.nolink', address=row['url']))}")
