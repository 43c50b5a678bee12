"""The app: the page on a Streamlit canvas, and panels that follow its time.

    streamlit run map_app.py -- --situation DIR

The page owns the state; a report of the page reruns one fragment, and only the open panel is computed and sent.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import Any, get_args
from urllib.parse import quote

import pandas as pd
import streamlit as st
import streamlit.components.v1 as components
from streamlit.runtime.uploaded_file_manager import UploadedFile
from streamlit_folium import st_folium

from geodata import DataError, Situation, read_situation, vocabulary
from geodata.alternatives import alternatives
from geodata.attacks import attack_gaps, attacks_on_route, last_attack
from geodata.changes import changes
from geodata.history import days_per_state, events_of_route, route_history
from geodata.imports import FileReport, ImportedLayer, Question
from geodata.imports.dates import Order
from geodata.known import known_on
from geodata.problems import errors
from layers import charts, downloads, tables
from layers.basemaps import EMBEDDED, TILES
from layers.bundle import STATIC
from layers.change_words import change_sentence, change_table
from layers.cli import FLAGSHIP
from layers.component import Assets, Command, page_map, write_assets
from layers.conversation import Memory, Step, apply, wish
from layers.export import export_html
from layers.headline import headline
from layers.known_words import known_words
from layers.languages import DEFAULT_LANGUAGE, languages, long_date, say
from layers.markdown import plain
from layers.moment import visible_events
from layers.payload import LAYERS, situation_payload
from layers.readings import Readings
from layers.sheet import sheet_bytes
from layers.source_tables import publishers_table, sources_table
from layers.upload_files import read_bytes, safe_name, sort_out
from layers.upload_view import in_sight
from layers.uploads import Upload, added_payload, make_upload, next_color, packed, situation_ids, widened
from layers.view import NAMES, Limits, State, default_state, format_share, parse_share, share_items, situation_limits

MAP_HEIGHT = 860  # pixels
FOREIGN = ("embed", "embed_options")  # parameters of the address that are Streamlit's own
ICON = STATIC / "icon.svg"
MOST_LAYERS = 20  # of a session at a time
NOTHING = "–"  # shown where a table has nothing to say
PREVIEW_ROWS = 8
# Streamlit's own download of a table writes cells that a spreadsheet runs as formulas; ours does not.
STYLE = """
.stMainBlockContainer { padding-top: 3.75rem; padding-bottom: 2rem; }
[data-testid="stElementToolbarButton"] button[aria-label="Download as CSV"] { display: none; }
"""
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Loaded:
    """A situation and the files its page loads; shared by all sessions and never changed."""

    situation: Situation
    limits: Limits
    defaults: State
    assets: Assets
    base: str
    uploads: tuple[Upload, ...] = ()  # of one session, as are limits and defaults then: see `with_uploads`
    added: str = ""  # the same, packed for the page

    @property
    def map_key(self) -> str:
        """Return the component's key; without underscores, which st_folium would take for its own names."""
        own = hashlib.sha256(self.added.encode()).hexdigest()[:16] if self.added else "alone"
        return f"situation-{self.assets.fingerprint}-{own}"


@dataclass(frozen=True)
class View:
    """What a panel draws from: the situation and the state of this session."""

    loaded: Loaded
    state: State

    @property
    def situation(self) -> Situation:
        return self.loaded.situation

    @property
    def language(self) -> str:
        return str(self.state["lang"])

    @property
    def day(self) -> dt.date:
        day: dt.date = self.state["day"]
        return day

    @property
    def title(self) -> str:
        titles = self.situation.settings.title
        return titles.get(self.language) or titles[DEFAULT_LANGUAGE]

    @property
    def theme(self) -> str:
        return st.context.theme.type or "light"

    def say(self, key: str, /, **values: object) -> str:
        """Return a text of the app in the session's language."""
        return say(self.language, f"app.{key}", **values)

    def headings(self, *names: str) -> dict[str, str]:
        """Return the headings of columns."""
        return {name: self.say(f"column.{name}") for name in names}

    def dates(self, *names: str) -> dict[str, Any]:
        """Return the configuration of columns that hold days."""
        return {name: st.column_config.DateColumn(self.say(f"column.{name}")) for name in names}

    def name(self, table: pd.DataFrame, identifier: str) -> str:
        return str(tables.localized(table, "name", self.language)[identifier])


@st.cache_resource(show_spinner=False)
def load(folder: str) -> Loaded:
    """Read a situation once and write the files of its page."""
    situation = read_situation(folder)
    assets_folder = Path(tempfile.mkdtemp(prefix="situation-map-"))
    assets = write_assets(assets_folder, situation_payload(situation, tiles=tuple(TILES)))
    served = components.declare_component("situation_assets", path=str(assets_folder))
    limits = situation_limits(situation, basemaps=(EMBEDDED, *TILES))
    return Loaded(situation, limits, default_state(situation), assets, f"../{served.name}")


def with_uploads(loaded: Loaded) -> Loaded:
    """Return the situation with the layers that this session has added; what is shared between sessions stays as it is."""
    uploads: tuple[Upload, ...] = st.session_state.get("uploads", ())
    if not uploads:
        return loaded
    situation, ids = loaded.situation, [upload.id for upload in uploads]
    limits = situation_limits(situation, basemaps=loaded.limits.basemaps, layers=ids, span=widened(situation.span, uploads))
    return replace(loaded, limits=limits, defaults=default_state(situation, layers=ids), uploads=uploads, added=st.session_state["added"])


def situation_folder() -> str:
    """Return the folder from the command line, else from the environment, else the flagship."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--situation", default=os.environ.get("SITUATION_MAP_FOLDER", str(FLAGSHIP)))
    return str(parser.parse_known_args()[0].situation)


# One state in page, address bar and widgets


def address_text() -> str:
    """Return our part of the address bar as share text."""
    ours = [key for key in st.query_params if key not in FOREIGN]
    return "&".join(f"{quote(key, safe='')}={quote(st.query_params[key], safe='-._~,:;')}" for key in ours)


def converse(loaded: Loaded) -> tuple[State, list[tuple[str, str]], Memory]:
    """Hear the page, the address bar and the widgets, and keep them at one state."""
    memory: Memory = st.session_state.setdefault("memory", Memory())
    report = (st.session_state.get(loaded.map_key) or {}).get("timeline")
    asked, problems = parse_share(address_text(), loaded.limits)
    step = apply(report, format_share(asked, loaded.defaults), memory)
    wished = st.session_state.pop("wish", {})
    if memory.written is None and "lang" not in asked and reader_language() != DEFAULT_LANGUAGE:
        wished = {"lang": reader_language()} | wished
    if wished:
        problems = [(key, value) for key, value in problems if NAMES.get(key) not in wished]
        current, _ = parse_share(step.share, loaded.limits)
        step = wish(step, format_share(current | wished | {"version": loaded.limits.version}, loaded.defaults))
    return settle(loaded, step, problems)


def settle(loaded: Loaded, step: Step, problems: list[tuple[str, str]]) -> tuple[State, list[tuple[str, str]], Memory]:
    """Write the address bar where the step says so, in one history entry."""
    st.session_state["memory"] = step.memory
    state, _ = parse_share(step.share, loaded.limits)
    if step.query is not None:
        kept = {key: st.query_params[key] for key in FOREIGN if key in st.query_params}
        st.query_params.from_dict(kept | share_items(state, loaded.defaults))
    return loaded.defaults | state, problems, step.memory


def reader_language() -> str:
    """Return the language of the reader's browser if there is a translation."""
    code = (st.context.locale or DEFAULT_LANGUAGE)[:2]
    return code if code in languages() else DEFAULT_LANGUAGE


def ask(**values: Any) -> None:
    """Ask for another state; the next run tells it to the page and the address bar."""
    st.session_state["wish"] = st.session_state.get("wish", {}) | values


def show_map(view: View, memory: Memory) -> None:
    """Draw the map; only the command changes between runs, so the map is never made anew."""
    message = {"seq": memory.counter, "heard": memory.heard, "share": memory.command, "theme": st.context.theme.type or "auto"}
    loaded = view.loaded
    st_folium(
        page_map(loaded.situation.settings.home, loaded.assets, loaded.base, loaded.added),
        key=loaded.map_key,
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=["timeline"],
        feature_group_to_add=Command(message),
    )


# Panels


def routes_panel(view: View) -> None:
    """The roads and crossings: on the day, over time, which remain, one by one."""
    shown = st.segmented_control(
        view.say("routes.views"), list(ROUTE_VIEWS), default="today", required=True, key="routes-view",
        format_func=lambda name: view.say(f"routes.{name}"), label_visibility="collapsed",
    )  # fmt: skip
    ROUTE_VIEWS[shown or "today"](view)


def ledger_view(view: View) -> None:
    st.dataframe(
        tables.ledger_table(view.situation, view.day, view.language),
        hide_index=True,
        placeholder=NOTHING,
        column_config=view.headings("name", "state", "stretch", "basis", "sources") | view.dates("since", "confirmed"),
    )
    st.download_button(
        view.say("download.ledger"), partial(downloads.ledger_csv, view.situation, None, view.language), "ledger.csv", "text/csv",
        on_click="ignore",
    )  # fmt: skip


def time_view(view: View) -> None:
    st.altair_chart(charts.states_chart(view.situation, view.day, view.language, view.theme))
    st.caption(view.say("routes.time.note"))


def remaining_view(view: View) -> None:
    table = alternatives(view.situation, view.day)
    names = tables.localized(view.situation.routes, "name", view.language)
    shown = pd.DataFrame(
        {
            "name": names[table.index],
            "state": [say(view.language, f"app.heading.{heading}") for heading in table["heading"]],
            **{name: table[name] for name in ("length_km", "line_km", "added_km")},
        }
    )
    st.markdown(plain(view.say("routes.remaining.sentence", remain=int(table["remains"].sum()), total=len(table))))
    st.dataframe(shown, hide_index=True, placeholder=NOTHING, column_config=view.headings(*shown.columns))
    st.caption(view.say("routes.remaining.note"))


def route_view(view: View) -> None:
    """One route: its history, days per state, the events on it, the days since the last attack."""
    situation, routes = view.situation, view.situation.routes
    selected = view.state.get("selected")
    chosen = st.selectbox(
        view.say("routes.which"), list(routes.index), key="route", format_func=lambda route: view.name(routes, route),
        index=list(routes.index).index(selected) if selected in routes.index else 0,
    )  # fmt: skip
    attacks = attacks_on_route(situation, chosen)
    last = last_attack(attacks, view.day)
    st.markdown(plain(view.say("routes.last.none") if last is None else view.say("routes.last", days=last.days, date=long_date(last.day, view.language))))
    history = route_history(situation, chosen)
    history["state"] = [say(view.language, f"state.{state}") for state in history["state"]]
    history["basis"] = [say(view.language, f"basis.{basis}") if basis else "" for basis in history["basis"]]
    history["why"] = tables.localized(history, "why", view.language)
    history["sources"] = [tables.publishers(situation, ids.split()) for ids in history["sources"]]
    history["end"] -= pd.Timedelta(days=1)
    st.dataframe(
        history[["start", "end", "state", "stretch", "basis", "why", "sources"]],
        hide_index=True,
        placeholder=NOTHING,
        column_config=view.dates("start", "end") | view.headings("state", "stretch", "basis", "why", "sources"),
    )
    left, right = st.columns(2)
    with left:
        spent = days_per_state(situation, chosen)
        spent["state"] = [say(view.language, f"state.{state}") for state in spent["state"]]
        st.dataframe(spent, hide_index=True, placeholder=NOTHING, column_config=view.headings("state", "stale", "days"))
        gaps = attack_gaps(attacks)
        st.caption(view.say("routes.gaps", count=len(gaps), longest=int(gaps["days"].max()) if len(gaps) else 0))
    with right:
        st.altair_chart(charts.kilometre_chart(situation, chosen, view.language, view.theme))
        st.caption(view.say("routes.km.note"))
    on_route = events_of_route(situation, chosen)
    table = tables.events_table(situation, on_route, view.language)[["start", "title", "place", "corroboration"]]
    table[["distance_km", "km"]] = on_route[["distance_km", "km"]]
    st.dataframe(
        table, hide_index=True, placeholder=NOTHING, column_config=view.dates("start") | view.headings("title", "place", "corroboration", "distance_km", "km")
    )


ROUTE_VIEWS: dict[str, Callable[[View], None]] = {
    "today": ledger_view,
    "time": time_view,
    "remaining": remaining_view,
    "one": route_view,
}


def events_panel(view: View) -> None:
    """The events of the moment, filtered; a row that is chosen is chosen on the map, and the other way round."""
    show_filters(view)
    show_selected(view)
    events = visible_events(view.situation, view.state)
    st.caption(view.say("events.count", shown=len(events), total=len(view.situation.events)))
    table = tables.events_table(view.situation, events, view.language)
    st.session_state["events-table"] = {"selection": {"rows": chosen_rows(view, events), "columns": [], "cells": []}}
    st.dataframe(
        table,
        hide_index=True,
        placeholder=view.say("ongoing"),
        key="events-table",
        on_select=partial(event_chosen, list(events.index)),
        selection_mode="single-row",
        column_config=view.dates("start", "end")
        | view.headings("title", "place", "category", "corroboration", "location_precision", "date_precision", "sources"),
    )
    with st.container(horizontal=True):
        for form, (make, mime) in EVENT_DOWNLOADS.items():
            st.download_button(
                view.say(f"download.{form}"), partial(make, view.situation, events), f"events-{view.day}.{form}", mime,
                key=f"download-{form}", on_click="ignore",
            )  # fmt: skip


EVENT_DOWNLOADS: dict[str, tuple[Callable[..., bytes], str]] = {
    "csv": (downloads.events_csv, "text/csv"),
    "geojson": (downloads.events_geojson, "application/geo+json"),
    "gpkg": (downloads.events_geopackage, "application/geopackage+sqlite3"),
}


def chosen_rows(view: View, events: pd.DataFrame) -> list[int]:
    """Return the number of the row that is chosen on the map; rows are numbered anew on every day."""
    return [int(row) for row in events.index.get_indexer_for([view.state.get("selected")]) if row >= 0]


def event_chosen(ids: list[str]) -> None:
    rows = st.session_state["events-table"].selection.rows
    ask(selected=ids[rows[0]] if rows else None)


def show_filters(view: View) -> None:
    """Draw the filters as the state has them; they are the page's own."""
    filters = view.state["filters"]
    options = {
        "category": (view.loaded.limits.categories, lambda code: say(view.language, f"category.{code}")),
        "corroboration": (vocabulary.CORROBORATIONS, lambda code: say(view.language, f"corroboration.{code}")),
        "route": (tuple(view.situation.routes.index), lambda route: view.name(view.situation.routes, route)),
    }
    columns = st.columns(4)
    for column, (name, (choices, words)) in zip(columns, options.items(), strict=False):
        st.session_state[f"filter-{name}"] = list(filters[name])
        column.multiselect(
            view.say(f"filter.{name}"), choices, key=f"filter-{name}", format_func=words, on_change=filters_chosen,
            placeholder=view.say("filter.any"),
        )  # fmt: skip
    st.session_state["filter-q"] = filters["q"]
    columns[-1].text_input(view.say("filter.q"), key="filter-q", on_change=filters_chosen, max_chars=100)


def filters_chosen() -> None:
    ask(filters={name: st.session_state[f"filter-{name}"] for name in ("category", "corroboration", "route", "q")})


def show_selected(view: View) -> None:
    """Draw what is selected on the map, if it is an event: versions that compete, and every source as a link."""
    selected = view.state.get("selected")
    if selected not in view.situation.events.index:
        return
    event = view.situation.events.loc[[selected]]
    title, summary, disputed = (tables.localized(event, name, view.language).iloc[0] for name in ("title", "summary", "disputed"))
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
    table = tables.deliveries_table(view.situation, view.language)
    st.dataframe(
        table, hide_index=True, placeholder=NOTHING, column_config=view.dates("start", "end") | view.headings("place", "tankers", "litres", "basis", "why", "sources")
    )
    st.download_button(
        view.say("download.csv"), partial(downloads.deliveries_csv, view.situation), "deliveries.csv", "text/csv",
        key="download-deliveries", on_click="ignore",
    )  # fmt: skip


def changes_panel(view: View) -> None:
    """What changed between a day and the day of the map."""
    first, _ = view.loaded.limits.span
    before = st.date_input(
        view.say("changes.since"), value=max(first, view.day - WEEK), min_value=first, max_value=view.day, key=f"since-{view.day}"
    )
    found = changes(view.situation, before, view.day)
    st.markdown(plain(change_sentence(found, view.language)))
    st.dataframe(
        change_table(view.situation, found, view.language),
        hide_index=True,
        placeholder=NOTHING,
        column_config=view.headings("kind", "name", "before", "after", "course", "basis", "sources") | view.dates("since", "confirmed"),
    )
    st.dataframe(
        tables.events_table(view.situation, found.events, view.language)[["start", "title", "place", "corroboration", "sources"]],
        hide_index=True,
        placeholder=NOTHING,
        column_config=view.dates("start") | view.headings("title", "place", "corroboration", "sources"),
    )


def known_panel(view: View) -> None:
    """The second clock: what had been published by a day."""
    first, end = view.loaded.limits.span
    left, right = st.columns(2)
    known_day = left.date_input(view.say("known.day"), value=view.day, min_value=first, max_value=end - dt.timedelta(days=1), key=f"known-{view.day}")
    undated = right.toggle(view.say("known.undated"), key="known-undated")
    known = known_on(view.situation, known_day, undated="show" if undated else "hide")
    st.markdown(f"**{plain(headline(known.situation, view.day, view.language))}**")
    st.caption(known_words(view.situation, known, view.state, view.language))
    st.dataframe(
        tables.ledger_table(known.situation, view.day, view.language),
        hide_index=True,
        placeholder=NOTHING,
        column_config=view.headings("name", "state", "stretch", "basis", "sources") | view.dates("since", "confirmed"),
    )
    events = visible_events(known.situation, view.state)
    st.dataframe(
        tables.events_table(known.situation, events, view.language)[["start", "title", "place", "corroboration", "sources"]],
        hide_index=True,
        placeholder=NOTHING,
        column_config=view.dates("start") | view.headings("title", "place", "corroboration", "sources"),
    )
    st.caption(view.say("known.note"))


def sources_panel(view: View) -> None:
    """Every source, what rests on it, and the publishers."""
    by_publisher = st.toggle(view.say("sources.by"), key="sources-by")
    table = publishers_table(view.situation) if by_publisher else sources_table(view.situation, view.language)
    st.dataframe(
        table,
        hide_index=True,
        placeholder=NOTHING,
        column_config=view.headings("publisher", "title", "published", "events", "states", "count")
        | {"url": st.column_config.LinkColumn(view.say("column.url"))},
    )


def share_panel(view: View) -> None:
    """The link, the embedding, and everything to carry away."""
    share = format_share(for_others(view) | {"version": view.loaded.limits.version}, default_state(view.situation))
    address = f"{(st.context.url or '').split('?')[0].rstrip('/')}/?{share}"
    st.caption(view.say("share.link"))
    st.code(address, language=None, wrap_lines=True)
    st.caption(view.say("share.embed"))
    st.code(f'<iframe src="{address.replace("&", "&amp;")}&amp;embed=true" width="100%" height="900"></iframe>', language="html", wrap_lines=True)
    st.download_button(
        view.say("download.html"), partial(html_bytes, view, exported_layers(view)), f"situation-{view.day}.html", "text/html", on_click="ignore"
    )
    for form, mime in (("pdf", "application/pdf"), ("png", "image/png")):
        if st.button(view.say(f"make.{form}"), key=f"make-{form}"):
            progress = st.progress(0.1, view.say("make.progress"))
            data = sheet_bytes(view.situation, view.state, form)
            progress.progress(1.0, view.say("make.done"))
            st.download_button(view.say(f"download.{form}"), data, f"situation-{view.day}.{form}", mime, on_click="ignore")


def for_others(view: View) -> State:
    """Return the state without what only this session has."""
    selected = view.state.get("selected")
    return view.state | {
        "layers": [layer for layer in view.state["layers"] if layer in LAYERS],
        "selected": selected if selected in situation_ids(view.situation) else None,
    }


def exported_layers(view: View) -> list[Upload]:
    """Return the layers of the session that go into the exported file; the reader answers for those whose licence asks for it."""
    restricted = [upload.name for upload in view.loaded.uploads if not upload.layer.may_export]
    names = ", ".join(restricted)
    may_share = bool(restricted) and st.checkbox(plain(view.say("share.restricted", names=names)), key="share-restricted")
    return [upload for upload in view.loaded.uploads if upload.layer.may_export or may_share]


def html_bytes(view: View, uploads: list[Upload]) -> bytes:
    return export_html(view.situation, view.state, uploads=uploads).encode("utf-8")


def about_panel(view: View) -> None:
    """The method, what is not claimed, licences, corrections."""
    settings = view.situation.settings
    for text in (settings.description, settings.method):
        st.markdown(plain(text.get(view.language) or text.get(DEFAULT_LANGUAGE, "")))
    st.markdown(plain(view.say("about.boundaries")))
    st.markdown(plain(view.say("about.licence", licence=settings.licence, attribution=settings.attribution, version=settings.version)))
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
            file_form(view, NewFile(files[place], [files[part] for part in beside]))
    if len(groups) > MOST_LAYERS:
        st.warning(view.say("layers.full", count=MOST_LAYERS))
    readings.drop_unused()


@dataclass(frozen=True)
class NewFile:
    """A file that was dropped, with those that belong to it."""

    file: UploadedFile
    beside: list[UploadedFile]

    def key(self, name: str) -> str:
        """Return the key of a widget of this file."""
        return f"{name}-{self.file.file_id}"

    def read(self, box: Sequence[float], dates: Order | None = None, columns: Mapping[str, str] | None = None) -> ImportedLayer:
        """Read the file, once for every answer; the readings belong to the session."""
        readings: Readings = st.session_state["readings"]
        answers = (self.file.file_id, dates, *sorted((columns or {}).items()))
        added: tuple[Upload, ...] = st.session_state.get("uploads", ())

        def read() -> ImportedLayer:
            beside = {part.name: part.getvalue() for part in self.beside}
            return read_bytes(self.file.name, self.file.getvalue(), beside=beside, dates=dates, columns=columns, box=box)

        return readings.read(answers, read, [upload.layer for upload in added])


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
    shown = next((upload for upload in view.loaded.uploads if upload.id == st.session_state.get(new.key("shown"))), None)
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
    add.button(view.say("layers.add"), type="primary", key=new.key("add"), on_click=add_layer, args=(view, new, layer), disabled=full)
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
                view.say(f"layers.column.{question.field}"), ["", *question.choices], key=new.key(f"column-{question.field}"),
                format_func=lambda header: header or view.say("layers.column.none"),
            )
            for place, question in zip(places, questions, strict=True)
        }  # fmt: skip
    return {field: header for field, header in answers.items() if header}


def chosen_order(view: View, new: NewFile, question: Question) -> Order | None:
    examples = ", ".join(question.examples)
    return st.radio(
        plain(view.say("layers.dates", column=question.column, examples=examples)), get_args(Order), index=None, horizontal=True,
        key=new.key("dates"), format_func=lambda choice: view.say(f"layers.dates.{choice}"),
    )  # fmt: skip


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
        names = ("layer", "format", "schema", "read", "kept", "rejected")
        table = pd.DataFrame([[getattr(report, name) for name in names] for report in reports], columns=list(names))
        st.dataframe(table, hide_index=True, placeholder=NOTHING, column_config=view.headings(*names))
        if problems:
            parts = ("severity", "row", "field", "value", "message", "fix")
            found = pd.DataFrame([problem.as_json() for problem in problems])[list(parts)].astype({"row": "Int64"})
            found["severity"] = [view.say(f"layers.severity.{severity}") for severity in found["severity"]]
            st.dataframe(found, hide_index=True, placeholder=NOTHING, column_config=view.headings(*parts))
        st.download_button(
            view.say("download.report"), json.dumps({"files": [report.as_json() for report in reports]}, ensure_ascii=False, indent=1),
            f"{PurePath(safe_name(new.file.name)).stem}-report.json", "application/json", key=new.key("report"), on_click="ignore",
        )  # fmt: skip


def show_preview(view: View, layer: ImportedLayer) -> None:
    rows = layer.frame.head(PREVIEW_ROWS)
    table = pd.DataFrame(rows[["title", "start", "end", "category", "place", "source"]])
    table["end"] -= pd.Timedelta(days=1)
    st.caption(view.say("layers.preview", count=len(rows)))
    st.dataframe(
        table, hide_index=True, placeholder=NOTHING,
        column_config=view.dates("start", "end") | view.headings("title", "category", "place", "source"),
    )  # fmt: skip


def add_layer(view: View, new: NewFile, layer: ImportedLayer) -> None:
    """Put a layer on the map, and look where something of it is seen."""
    name, color = (st.session_state[new.key(part)] for part in ("name", "color"))
    upload = make_upload(layer, view.situation, view.loaded.uploads, name=name, color=color)
    st.session_state[new.key("shown")] = upload.id
    keep_layers(view, (*view.loaded.uploads, upload))
    ask(**in_sight(view.situation, view.state, upload))


def remove_layer(view: View, upload: Upload) -> None:
    keep_layers(view, tuple(other for other in view.loaded.uploads if other is not upload))
    selected = view.state.get("selected")
    ask(
        layers=[layer for layer in view.state["layers"] if layer != upload.id],
        selected=selected if selected in situation_ids(view.situation) else None,
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
    loaded = with_uploads(loaded)
    state, problems, memory = converse(loaded)
    view = View(loaded, state)
    st.markdown(f"### {plain(view.title)}")
    show_map(view, memory)
    st.markdown(f"#### {plain(headline(loaded.situation, view.day, view.language))}")
    for key, value in problems:
        st.warning(plain(note(view, key, value)))
    panel = st.segmented_control(
        view.say("panels"), list(PANELS), default="routes", required=True, key="panel", label_visibility="collapsed",
        format_func=lambda name: view.say(f"panel.{name}"),
    )  # fmt: skip
    if "opened" in st.session_state:
        PANELS[panel or "routes"](view)
    st.session_state["opened"] = True  # the first run leaves the line to the map, whose word that it is open brings the panel


def note(view: View, key: str, value: str) -> str:
    """Return what to say of a part of the address that could not be used."""
    older = key == "v" and value != view.loaded.limits.version
    if older:
        return say(view.language, "note.older", link=value, page=view.loaded.limits.version)
    return view.say("note.share", key=key, value=value)


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
