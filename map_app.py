"""The app: the page on a Streamlit canvas, and panels that follow its time.

    streamlit run map_app.py -- --situation DIR

The page owns the state; a report of the page reruns one fragment, and only the open panel is computed and sent.
"""

from __future__ import annotations

import argparse
import atexit
import datetime as dt
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath
from typing import Any, get_args

import pandas as pd
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

from geodata import (
    FLAGSHIP,
    DataError,
    alternatives,
    attacks_on_route,
    changes,
    errors,
    events_on_routes,
    known_on,
    read_situation,
    vocabulary,
)
from geodata.dates import ONE_DAY
from geodata.imports import FileReport, ImportedLayer, Question
from geodata.imports.values.dates import Order
from layers.app.context import Loaded, View
from layers.escape.markdown import plain
from layers.page.bundle import SHELL
from layers.page.export import state_html
from layers.page.folium_map import Command, page_map, write_assets
from layers.payload.basemaps import EMBEDDED, TILES
from layers.payload.payload import situation_payload
from layers.share.codec import share_values
from layers.share.known import known_words
from layers.share.links import embedding, link
from layers.share.notes import share_notes
from layers.share.state import Filters, StateChange, allowed_values, default_state
from layers.share.sync import Synced, SyncState, sync
from layers.share.visible import visible_events
from layers.sheet import STEPS, sheet_bytes
from layers.tables import (
    charts,
    downloads,
)
from layers.tables import (
    common as tables,
)
from layers.tables import (
    routes as route_tables,
)
from layers.tables import (
    sources as source_tables,
)
from layers.tables import (
    uploads as upload_tables,
)
from layers.tables.changes import change_table
from layers.text.attacks import attack_words
from layers.text.changes import change_sentence
from layers.text.headline import headline
from layers.text.labels import localized
from layers.text.languages import DEFAULT_LANGUAGE, languages, long_date, say, say_count
from layers.uploads.cache import Readings
from layers.uploads.dropped_file import NewFile
from layers.uploads.files import safe_name, sort_out
from layers.uploads.layer import Upload, added_payload, make_upload, next_color, packed
from layers.uploads.zoom_to import in_sight

MAP_HEIGHT = 860  # pixels
ICON = SHELL / "icon.svg"
MOST_LAYERS = 20  # of a session at a time
NOTHING = "–"  # shown where a table has nothing to say
ROAD_WIDTH = 220  # pixels of a table; the names of roads would fill it, and a phone shows no state then
DOMAIN = r"^https?://(?:www\.)?([^/]+)"  # the part of an address that a table has room for
# Streamlit's own download of a table writes cells that a spreadsheet runs as formulas; ours does not. Of the buttons
# over a table or chart, which Streamlit names in English in every language, only those stay that do no such thing.
HARMLESS = (
    "Search",
    "Show/hide columns",
    "Clear selection",
    "Fullscreen",
    "Close fullscreen",
    "Show data",
    "Show chart",
    "Download as PNG",
)
NAMED_HARMLESS = ", ".join(f'[aria-label="{name}"]' for name in HARMLESS)
STYLE = f"""
.stMainBlockContainer {{ padding-top: 3.75rem; padding-bottom: 2rem; }}
[data-testid="stElementToolbarButton"] button:not({NAMED_HARMLESS}) {{ display: none; }}
"""
WEEK = dt.timedelta(days=7)
MIME_TYPES = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "html": "text/html",
    "pdf": "application/pdf",
    "png": "image/png",
}
EVENT_DOWNLOADS = {
    "csv": downloads.events_csv,
    "geojson": downloads.events_geojson,
    "gpkg": downloads.events_geopackage,
}
NO_ROW: dict[str, Any] = {"selection": {"rows": [], "columns": [], "cells": []}}
CHOICES = {  # of panels, by key, as they are at first
    "panel": "routes",
    "routes-view": "today",
    "route": None,
    "route-near": False,
    "since": None,
    "known-day": None,
    "known-undated": False,
    "sources-by": False,
    "sources-id": NO_ROW,
    "sources-publisher": NO_ROW,
}


@st.cache_resource(show_spinner=False)
def load(folder: str) -> Loaded:
    """Read a situation once and write the files of its page."""
    situation = read_situation(folder)
    assets_folder = Path(tempfile.mkdtemp(prefix="situation-map-"))
    atexit.register(shutil.rmtree, assets_folder, ignore_errors=True)
    assets = write_assets(assets_folder, situation_payload(situation, tiles=tuple(TILES)))
    served = components.declare_component("situation_assets", path=str(assets_folder))
    allowed = allowed_values(situation, basemaps=(EMBEDDED, *TILES))
    return Loaded(situation, allowed, default_state(situation), assets, f"../{served.name}")


def situation_folder() -> str:
    """Return the folder from the command line, else from the environment, else the flagship."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--situation", default=os.environ.get("SITUATION_MAP_FOLDER", str(FLAGSHIP)))
    return str(parser.parse_known_args()[0].situation)


# One state in page, address bar and widgets


def synced_state(loaded: Loaded) -> Synced:
    """Bring page, address bar and widgets to one state, and write a new address in one history entry."""
    synced = sync(
        (st.session_state.get(loaded.map_key) or {}).get("timeline"),
        st.query_params.to_dict(),
        st.session_state.pop("pending", {}),
        st.session_state.get("memory", SyncState()),
        allowed=loaded.allowed,
        defaults=loaded.defaults,
        language=reader_language(),
    )
    st.session_state["memory"] = synced.step.memory
    if synced.step.query is not None:
        st.query_params.from_dict(share_values(synced.state, loaded.defaults))
    return synced


def reader_language() -> str:
    """Return the language of the reader's browser if there is a translation."""
    code = (st.context.locale or DEFAULT_LANGUAGE)[:2]
    return code if code in languages() else DEFAULT_LANGUAGE


def ask(change: StateChange) -> None:
    """Ask for another state; the next run sends it to the page and the address bar."""
    st.session_state["pending"] = st.session_state.get("pending", {}) | change


def show_map(view: View, memory: SyncState) -> None:
    """Draw the map; only the command changes between runs, so the map is never made anew."""
    message = {
        "seq": memory.counter,
        "after": memory.after,
        "share": memory.command,
        "theme": st.context.theme.type or "auto",
    }
    loaded = view.loaded
    st_folium(
        page_map(loaded.situation.settings.home, loaded.assets, loaded.base, loaded.added),
        key=loaded.map_key,
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=["timeline"],
        feature_group_to_add=Command(message),
    )


# Tables


def draw_table(view: View, table: pd.DataFrame, **options: Any) -> Any:
    """Draw a table under headings in the reader's language, and return what is chosen of it."""
    usual: dict[str, Any] = {"hide_index": True, "placeholder": NOTHING, "column_config": columns_of(view, table)}
    return st.dataframe(tables.light(table), **(usual | options))


def show_table(view: View, table: pd.DataFrame, name: str, **options: Any) -> Any:
    """Draw a table that can be taken away as it is shown, under a name of its own among those of the app."""
    chosen = draw_table(view, table, **options)
    save(view, "table", partial(downloads.table_csv, tables.headed(table, view.language)), f"{name}.csv", view.day)
    return chosen


def columns_of(view: View, table: pd.DataFrame) -> dict[str, Any]:
    """Return how the columns of a table are shown: what is a day or an address by its type and name."""
    headings = tables.headings(table, view.language)
    days = {name: st.column_config.DateColumn(headings[name]) for name in table.select_dtypes("datetime")}
    links = {
        name: st.column_config.LinkColumn(headings[name], display_text=DOMAIN)
        for name in ("link", "url")
        if name in headings
    }
    roads = {
        name: st.column_config.TextColumn(headings[name], width=ROAD_WIDTH)
        for name in ("name", "route")
        if name in headings
    }
    return headings | days | links | roads


def save(
    view: View, what: str, make: Callable[[], bytes], file: str, day: dt.date | None = None, **values: str
) -> None:
    """Draw a button that downloads a file, made when it is asked for; `day` goes into the name it is saved under."""
    stem, _, form = file.partition(".")
    st.download_button(
        view.say(f"download.{what}", **values),
        make,
        f"{stem}-{day}.{form}" if day else file,
        MIME_TYPES[form],
        key=f"save-{file}",
        on_click="ignore",
        type="tertiary" if what == "table" else "secondary",
        icon=":material/download:",
    )


# Panels


def keep_choices() -> None:
    """Remember what was chosen in panels: Streamlit forgets the value of a widget that a run does not draw."""
    for key, at_first in CHOICES.items():
        st.session_state[key] = st.session_state.get(key, at_first)


def held_day(view: View, label: str, key: str, at_first: dt.date) -> dt.date:
    """Ask for a day that stays where it is put while the map moves through time, within the days that are known."""
    first, end = view.loaded.allowed.span
    st.session_state[key] = min(max(st.session_state[key] or at_first, first), end - ONE_DAY)
    day: dt.date = st.date_input(label, min_value=first, max_value=end - ONE_DAY, format="YYYY-MM-DD", key=key)
    return day


def routes_panel(view: View) -> None:
    """The roads and crossings: on the day, over time, which remain, beside each other, one by one."""
    views = list(ROUTE_VIEWS) if len(view.situation.routes) else ["today"]  # there are crossings at any rate
    shown = st.segmented_control(
        view.say("routes.views"),
        views,
        required=True,
        key="routes-view",
        format_func=lambda name: view.say(f"routes.{name}"),
        label_visibility="collapsed",
    )
    ROUTE_VIEWS[shown or "today"](view)


def ledger_view(view: View) -> None:
    show_table(view, tables.ledger_table(view.situation, view.day, view.language), "states")
    save(view, "ledger", partial(downloads.ledger_csv, view.situation, None, view.language), "ledger.csv")


def time_view(view: View) -> None:
    st.altair_chart(charts.states_chart(view.situation, view.day, view.language, view.theme))
    st.caption(view.say("routes.time.note"))


def remaining_view(view: View) -> None:
    remains = alternatives(view.situation, view.day)["remains"]
    st.markdown(
        plain(say_count(view.language, "app.routes.remaining.sentence", int(remains.sum()), total=len(remains)))
    )
    show_table(view, route_tables.remaining_table(view.situation, view.day, view.language), "remaining")
    st.caption(view.say("routes.remaining.note"))


def counts_view(view: View) -> None:
    show_table(view, route_tables.counts_table(view.situation, view.day, view.language), "routes")
    st.caption(view.say("routes.by.note"))


def route_view(view: View) -> None:
    """One route: days since the last attack, its history, days per state, attacks by kilometre, its events."""
    situation, language, chosen = view.situation, view.language, chosen_route(view)
    near = events_on_routes(situation)
    st.markdown(plain(attack_words(attacks_on_route(situation, chosen, near), view.day, language)))
    st.markdown(f"**{view.say('routes.history')}**")
    show_table(view, route_tables.history_table(situation, chosen, language), "history")
    left, right = st.columns(2)
    with left:
        st.markdown(f"**{view.say('routes.spent')}**")
        show_table(view, route_tables.days_table(situation, chosen, language), "days")
    with right:
        st.markdown(f"**{view.say('routes.attacks')}**")
        st.altair_chart(charts.kilometre_chart(situation, chosen, language, view.theme, near))
        st.caption(view.say("routes.km.note"))
    st.markdown(f"**{view.say('routes.happened')}**")
    near_too = st.toggle(view.say("routes.near"), key="route-near")
    show_table(
        view, route_tables.route_events_table(situation, chosen, language, near, near_too=near_too), "route-events"
    )


def chosen_route(view: View) -> str:
    """Ask for a route; the one that is selected on the map is the one that is chosen here, and the other way round."""
    routes, selected = view.situation.routes, view.state.selected
    wanted = [route for route in (selected, st.session_state["route"], *routes.index) if route in routes.index]
    st.session_state["route"] = wanted[0]
    chosen: str = st.selectbox(
        view.say("routes.which"),
        list(routes.index),
        key="route",
        format_func=partial(view.name, routes),
        on_change=route_chosen,
    )
    return chosen


def route_chosen() -> None:
    ask({"selected": st.session_state["route"]})


ROUTE_VIEWS: dict[str, Callable[[View], None]] = {
    "today": ledger_view,
    "time": time_view,
    "remaining": remaining_view,
    "by": counts_view,
    "one": route_view,
}


def events_panel(view: View) -> None:
    """The events of the moment, filtered; a row that is chosen is chosen on the map, and the other way round."""
    show_filters(view)
    show_selected(view)
    if "events" not in view.state.layers:
        st.markdown(view.say("events.off"))
        st.button(view.say("events.on"), on_click=partial(ask, {"layers": view.with_layer("events")}))
    events = visible_events(view.situation, view.state)
    st.caption(view.say("events.count", shown=len(events), total=len(view.situation.events)))
    st.session_state["events-table"] = {"selection": {"rows": chosen_rows(view, events), "columns": [], "cells": []}}
    draw_table(
        view,
        tables.events_table(view.situation, events, view.language),
        placeholder=view.say("ongoing"),
        key="events-table",
        on_select=partial(event_chosen, list(events.index)),
        selection_mode="single-row",
    )
    with st.container(horizontal=True):
        for form, make in EVENT_DOWNLOADS.items():
            save(view, form, partial(make, view.situation, events), f"events.{form}", view.day)


def chosen_rows(view: View, events: pd.DataFrame) -> list[int]:
    """Return the number of the row that is chosen on the map; rows are numbered anew on every day."""
    return [int(row) for row in events.index.get_indexer_for([view.state.selected]) if row >= 0]


def event_chosen(ids: list[str]) -> None:
    rows = st.session_state["events-table"].selection.rows
    ask({"selected": ids[rows[0]] if rows else None})


def show_filters(view: View) -> None:
    """Draw the filters as the state has them; they are the page's own."""
    filters = view.state.filters
    options = {
        "category": (view.loaded.allowed.categories, lambda code: say(view.language, f"category.{code}")),
        "corroboration": (vocabulary.CORROBORATIONS, lambda code: say(view.language, f"corroboration.{code}")),
        "route": (tuple(view.situation.routes.index), lambda route: view.name(view.situation.routes, route)),
    }
    columns = st.columns(4)
    for column, (name, (choices, words)) in zip(columns, options.items(), strict=False):
        st.session_state[f"filter-{name}"] = list(getattr(filters, name))
        column.multiselect(
            view.say(f"filter.{name}"),
            choices,
            key=f"filter-{name}",
            format_func=words,
            on_change=filters_chosen,
            placeholder=view.say("filter.any"),
        )
    st.session_state["filter-q"] = filters.q
    columns[-1].text_input(view.say("filter.q"), key="filter-q", on_change=filters_chosen, max_chars=100)


def filters_chosen() -> None:
    chosen = {name: tuple(st.session_state[f"filter-{name}"]) for name in ("category", "corroboration", "route")}
    ask({"filters": Filters(**chosen, q=st.session_state["filter-q"])})


def show_selected(view: View) -> None:
    """Draw what is selected on the map, if it is an event: versions that compete, and every source as a link."""
    selected = view.state.selected
    if selected not in view.situation.events.index:
        return
    event = view.situation.events.loc[[selected]]
    title, summary, disputed = (
        localized(event, name, view.language).iloc[0] for name in ("title", "summary", "disputed")
    )
    with st.container(border=True):
        st.markdown(f"**{plain(title)}**\n\n{plain(summary)}")
        if disputed:
            st.warning(plain(disputed))
        for source in event["sources"].iloc[0].split():
            row = view.situation.sources.loc[source]
            st.link_button(plain(f"{row['publisher']}: {row['title']}"), row["url"], type="tertiary")


def deliveries_panel(view: View) -> None:
    """Counts of tankers, side by side as they were claimed."""
    st.altair_chart(charts.deliveries_chart(view.situation, view.day, view.language, view.theme))
    st.caption(view.say("deliveries.note"))
    show_table(view, tables.deliveries_table(view.situation, view.language), "counts")
    save(view, "deliveries", partial(downloads.deliveries_csv, view.situation), "deliveries.csv")


def changes_panel(view: View) -> None:
    """What changed between a day, before or after, and the day of the map."""
    other = held_day(view, view.say("changes.since"), "since", view.day - WEEK)
    found = changes(view.situation, *sorted((other, view.day)))
    st.markdown(plain(change_sentence(found, view.language)))
    show_table(view, change_table(view.situation, found, view.language), "changed-states")
    show_table(
        view,
        tables.short_events_table(view.situation, found.events, view.language),
        "changed-events",
        placeholder=view.say("ongoing"),
    )


def known_panel(view: View) -> None:
    """The second clock: what had been published by a day."""
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        known_day = held_day(view, view.say("known.day"), "known-day", view.day)
    undated = right.toggle(view.say("known.undated"), key="known-undated")
    known = known_on(view.situation, known_day, undated="show" if undated else "hide")
    st.markdown(f"**{plain(headline(known.situation, view.day, view.language))}**")
    st.caption(known_words(view.situation, known, view.state, view.language))
    show_table(view, tables.ledger_table(known.situation, view.day, view.language), "known-states")
    events = visible_events(known.situation, view.state)
    show_table(
        view,
        tables.short_events_table(known.situation, events, view.language),
        "known-events",
        placeholder=view.say("ongoing"),
    )
    st.caption(view.say("known.note"))


def sources_panel(view: View) -> None:
    """Every source, or publisher, and what rests on the one that is chosen."""
    sources = view.situation.sources
    if st.toggle(view.say("sources.by"), key="sources-by"):
        table, of = source_tables.publishers_table(view.situation), "publisher"
    else:
        table, of = source_tables.sources_table(view.situation, view.language), "id"
    chosen = show_table(
        view, table, f"sources-by-{of}", key=f"sources-{of}", on_select="rerun", selection_mode="single-row"
    )
    if not chosen.selection.rows:
        st.caption(view.say("sources.choose"))
        return
    named = table.iloc[chosen.selection.rows[0]]
    st.markdown(f"**{plain(view.say('sources.resting', name=named['publisher' if of == 'publisher' else 'title']))}**")
    show_table(
        view,
        source_tables.resting_table(view.situation, list(sources.index[sources[of] == named.name]), view.language),
        "resting",
    )


def share_panel(view: View) -> None:
    """The link, the embedding, and everything to carry away."""
    address = link(st.context.url or "", view.situation, view.state)
    st.caption(view.say("share.link"))
    st.code(address, language=None, wrap_lines=True)
    st.caption(view.say("share.embed"))
    st.code(embedding(address), language="html", wrap_lines=True)
    save(
        view, "html", partial(state_html, view.situation, view.state, exported_layers(view)), "situation.html", view.day
    )
    for form in ("pdf", "png"):
        make_sheet(view, form)


def make_sheet(view: View, form: str) -> None:
    """Make a situation sheet when asked, telling how far it is, and offer the last one made of this form."""
    made: dict[str, tuple[dt.date, bytes]] = st.session_state.setdefault("sheets", {})
    if st.button(view.say(f"make.{form}"), key=f"make-{form}"):
        bar = st.progress(0.0)

        def tell(step: str) -> None:
            bar.progress(STEPS[step], view.say(f"make.{step}"))

        made[form] = (view.day, sheet_bytes(view.situation, view.state, form, tell=tell))
        bar.empty()
    if form in made:
        day, data = made[form]
        save(view, form, partial(bytes, data), f"situation.{form}", day, date=long_date(day, view.language))


def exported_layers(view: View) -> list[Upload]:
    """Return the layers of the session to export; the reader answers for those whose licence asks for it."""
    restricted = [upload.name for upload in view.loaded.uploads if not upload.layer.may_export]
    names = ", ".join(restricted)
    may_share = bool(restricted) and st.checkbox(
        plain(view.say("share.restricted", names=names)), key="share-restricted"
    )
    return [upload for upload in view.loaded.uploads if upload.layer.may_export or may_share]


def about_panel(view: View) -> None:
    """The method, what is not claimed, licences, corrections."""
    settings = view.situation.settings
    for text in (settings.description, settings.method):
        st.markdown(plain(text.get(view.language) or text.get(DEFAULT_LANGUAGE, "")))
    st.markdown(plain(view.say("about.boundaries")))
    st.markdown(
        plain(
            view.say(
                "about.licence", licence=settings.licence, attribution=settings.attribution, version=settings.version
            )
        )
    )
    if settings.corrections:
        st.link_button(view.say("about.corrections"), settings.corrections)


# Layers of the reader's own


def layers_panel(view: View) -> None:
    """The layers that this session has added, and files to add."""
    for upload in view.loaded.uploads:
        added_layer(view, upload)
    files = st.file_uploader(view.say("layers.drop"), accept_multiple_files=True, key="files")
    st.caption(view.say("layers.private"))
    readings: Readings = st.session_state.setdefault("readings", Readings())
    groups = list(sort_out([file.name for file in files]).items())
    for place, beside in groups[:MOST_LAYERS]:
        with st.container(border=True):
            file_form(view, NewFile(files[place], [files[part] for part in beside], readings, view.loaded.uploads))
    if len(groups) > MOST_LAYERS:
        st.warning(view.say("layers.full", count=MOST_LAYERS))
    readings.drop_unused()


def added_layer(view: View, upload: Upload) -> None:
    """One layer of the session, with its licence and a way to take it off the map."""
    left, middle, right = st.columns([0.5, 8, 2], vertical_alignment="center")
    left.html(f'<div style="width: 1.5rem; height: 1.5rem; border-radius: 0.3rem; background: {upload.color}"></div>')
    middle.markdown(f"**{plain(upload.name)}** · {view.say('layers.count', count=len(upload.layer.frame))}")
    if upload.layer.licence:
        middle.caption(plain(view.say("layers.licence", licence=upload.layer.licence)))
    if not upload.layer.may_export:
        middle.caption(view.say("layers.restricted"))
    right.button(view.say("layers.remove"), key=f"remove-{upload.id}", on_click=remove_layer, args=(view, upload))


def file_form(view: View, new: NewFile) -> None:
    """What was read of a file, what is left to ask, and the way onto the map."""
    st.markdown(f"**{plain(new.file.name)}**")
    try:
        layer = asked_and_read(view, new)
    except DataError as error:
        st.error(view.say("layers.refused"))
        show_problems(view, new, [FileReport(path=new.file.name, problems=error.problems)])
        return
    show_reading(view, layer)
    show_problems(view, new, layer.reports)
    show_preview(view, layer)
    shown = next(
        (upload for upload in view.loaded.uploads if upload.id == st.session_state.get(new.key("shown"))), None
    )
    if shown:
        st.success(plain(view.say("layers.added", name=shown.name)))
    else:
        add_form(view, new, layer)


def add_form(view: View, new: NewFile, layer: ImportedLayer) -> None:
    name, color, add = st.columns([6, 1, 3], vertical_alignment="bottom")
    name.text_input(view.say("layers.name"), PurePath(new.file.name).stem, key=new.key("name"), max_chars=80)
    if new.key("color") not in st.session_state:
        others = [value for key, value in st.session_state.items() if str(key).startswith("color-")]
        st.session_state[new.key("color")] = next_color({*others, *(upload.color for upload in view.loaded.uploads)})
    color.color_picker(view.say("layers.color"), key=new.key("color"))
    full = len(view.loaded.uploads) >= MOST_LAYERS
    add.button(
        view.say("layers.add"),
        type="primary",
        key=new.key("add"),
        on_click=add_layer,
        args=(view, new, layer),
        disabled=full,
    )
    if full:
        st.warning(view.say("layers.full", count=MOST_LAYERS))


def asked_and_read(view: View, new: NewFile) -> ImportedLayer:
    """Ask what the file itself does not say, and read it by the answers."""
    box = view.situation.settings.box
    with st.spinner(view.say("layers.reading")):
        alone = new.read(box)
    columns = chosen_columns(view, new, [question for question in alone.questions if question.kind == "column"])
    told = new.read(box, columns=columns)
    orders = [question for question in told.questions if question.kind == "dates"]
    order = chosen_order(view, new, orders[0]) if orders else None
    return new.read(box, dates=order, columns=columns)


def chosen_columns(view: View, new: NewFile, questions: list[Question]) -> dict[str, str]:
    """Ask for the columns that were not recognised; a choice of none is no answer."""
    if not questions:
        return {}
    with st.expander(view.say("layers.columns"), expanded=any(question.field != "category" for question in questions)):
        places = st.columns(len(questions))
        answers = {
            question.field: place.selectbox(
                view.say(f"layers.column.{question.field}"),
                ["", *question.choices],
                key=new.key(f"column-{question.field}"),
                format_func=lambda header: header or view.say("layers.column.none"),
            )
            for place, question in zip(places, questions, strict=True)
        }
    return {field: header for field, header in answers.items() if header}


def chosen_order(view: View, new: NewFile, question: Question) -> Order | None:
    examples = ", ".join(question.examples)
    return st.radio(
        plain(view.say("layers.dates", column=question.column, examples=examples)),
        get_args(Order),
        index=None,
        horizontal=True,
        key=new.key("dates"),
        format_func=lambda choice: view.say(f"layers.dates.{choice}"),
    )


def show_reading(view: View, layer: ImportedLayer) -> None:
    """How many rows there are, and what stands in the list only."""
    counts = {name: sum(getattr(report, name) for report in layer.reports) for name in ("read", "kept", "rejected")}
    undated, unplaced = int(layer.frame["start"].isna().sum()), int(layer.frame.geometry.isna().sum())
    st.markdown(plain(view.say("layers.rows", **counts)))
    if undated or unplaced:
        st.caption(view.say("layers.marks", undated=undated, unplaced=unplaced))
    if layer.licence:
        st.caption(plain(view.say("layers.licence", licence=layer.licence)))


def show_problems(view: View, new: NewFile, reports: list[FileReport]) -> None:
    """The report: every layer of the file, every problem, and both to take away."""
    problems = [problem for report in reports for problem in report.problems]
    with st.expander(view.say("layers.problems", count=len(problems)), expanded=bool(errors(problems))):
        draw_table(view, upload_tables.reports_table(reports))
        if problems:
            draw_table(view, upload_tables.problems_table(problems, view.language))
        st.download_button(
            view.say("download.report"),
            json.dumps({"files": [report.as_json() for report in reports]}, ensure_ascii=False, indent=1),
            f"{PurePath(safe_name(new.file.name)).stem}-report.json",
            "application/json",
            key=new.key("report"),
            on_click="ignore",
        )


def show_preview(view: View, layer: ImportedLayer) -> None:
    rows = upload_tables.preview_table(layer)
    st.caption(view.say("layers.preview", count=len(rows)))
    draw_table(view, rows)


def add_layer(view: View, new: NewFile, layer: ImportedLayer) -> None:
    """Put a layer on the map, and look where something of it is seen."""
    name, color = (st.session_state[new.key(part)] for part in ("name", "color"))
    upload = make_upload(layer, view.situation, view.loaded.uploads, name=name, color=color)
    st.session_state[new.key("shown")] = upload.id
    keep_layers(view, (*view.loaded.uploads, upload))
    ask(in_sight(view.situation, view.state, upload))


def remove_layer(view: View, upload: Upload) -> None:
    keep_layers(view, tuple(other for other in view.loaded.uploads if other is not upload))
    selected = view.state.selected
    ask(
        {
            "layers": tuple(layer for layer in view.state.layers if layer != upload.id),
            "selected": selected if selected in view.situation.ids else None,
        }
    )


def keep_layers(view: View, uploads: tuple[Upload, ...]) -> None:
    """Let the session have these layers; they are kept nowhere else."""
    st.session_state["uploads"] = uploads
    st.session_state["added"] = packed(added_payload(uploads, view.situation))


PANELS: dict[str, Callable[[View], None]] = {
    "routes": routes_panel,
    "events": events_panel,
    "deliveries": deliveries_panel,
    "changes": changes_panel,
    "known": known_panel,
    "sources": sources_panel,
    "layers": layers_panel,
    "share": share_panel,
    "about": about_panel,
}


@st.fragment
def situation_view(loaded: Loaded) -> None:
    """The map and what stands around it; a report of the page reruns this alone."""
    loaded = loaded.with_uploads(st.session_state.get("uploads", ()), st.session_state.get("added", ""))
    synced = synced_state(loaded)
    view = View(loaded, synced.state, st.context.theme.type or "light")
    st.set_page_config(page_title=view.title)
    st.markdown(f"### {plain(view.title)}")
    show_map(view, synced.step.memory)
    st.markdown(f"#### {plain(headline(loaded.situation, view.day, view.language))}")
    for note in share_notes(synced.rejected, loaded.allowed, view.language):
        st.warning(plain(note))
    keep_choices()
    panel = st.segmented_control(
        view.say("panels"),
        list(PANELS),
        required=True,
        key="panel",
        label_visibility="collapsed",
        format_func=lambda name: view.say(f"panel.{name}"),
    )
    if "opened" in st.session_state:
        PANELS[panel or "routes"](view)
    st.session_state["opened"] = (
        True  # the first run leaves the line to the map, whose word that it is open brings the panel
    )


def main() -> None:
    """Draw the app."""
    st.set_page_config(page_title="Situation map", page_icon=str(ICON), layout="wide")
    st.html(f"<style>{STYLE}</style>")
    try:
        loaded = load(situation_folder())
    except DataError as error:
        st.error("\n\n".join(plain(str(problem)) for problem in error.problems))
        return
    situation_view(loaded)


main()
