"""A file that a reader has dropped: what was read of it, and the way onto the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

import streamlit as st

from geodata import DataError
from geodata.imports import FileReport, ImportedLayer, first_to_mend
from layers.app.context import PanelContext
from layers.app.panels.uploads.reader_questions import ask_and_read
from layers.app.session import widget_key
from layers.app.table_widgets import draw_table
from layers.escape.markdown import plain
from layers.tables.download_files import reports_json
from layers.tables.uploads import preview_table, problems_table, reports_table
from layers.uploads.dropped_file import DroppedFile
from layers.uploads.files import safe_name
from layers.uploads.layer import make_upload, next_color
from layers.uploads.zoom_to import zoomed_to

FILES = widget_key("files")
MOST_LAYERS = 20  # of a session at a time


def draw_file(ctx: PanelContext, file: DroppedFile) -> None:
    st.markdown(f"**{plain(file.name)}**")
    try:
        layer = ask_and_read(ctx, file)
    except DataError as error:
        st.error(ctx.say("layers.refused"))
        draw_report(ctx, file, [FileReport(path=file.name, problems=error.problems)], expanded=True)
        return
    draw_counts(ctx, layer)
    draw_report(ctx, file, layer.reports)
    draw_preview(ctx, layer)
    shown = ctx.session.shown.get(file.id)
    name = next((upload.name for upload in ctx.loaded.uploads if upload.id == shown), None)
    if name is None:
        draw_form(ctx, file, layer)
    else:
        st.success(plain(ctx.say("layers.added", name=name)))


def draw_counts(ctx: PanelContext, layer: ImportedLayer) -> None:
    """How many rows there are, how many of them have what a map needs, and what is worth mending first."""
    counts = {name: sum(getattr(report, name) for report in layer.reports) for name in ("read", "kept", "rejected")}
    undated, unplaced = int(layer.frame["start"].isna().sum()), int(layer.frame.geometry.isna().sum())
    st.markdown(plain(ctx.say("layers.rows", **counts)))
    rows = counts["kept"]
    marks = {"placed": rows - unplaced, "dated": rows - undated, "undated": undated, "unplaced": unplaced}
    st.caption(ctx.say("layers.glance", **marks))
    found = [problem for report in layer.reports for problem in report.problems]
    if first := first_to_mend(found):
        told = (str(replace(problem, file="")) for problem in first)  # the file is named above
        lines = "\n".join(f"{number}. {plain(text)}" for number, text in enumerate(told, start=1))
        st.markdown(f"{ctx.say('layers.first')}\n\n{lines}")
    if layer.licence:
        st.caption(plain(ctx.say("layers.licence", licence=layer.licence)))


def draw_report(ctx: PanelContext, file: DroppedFile, reports: Sequence[FileReport], *, expanded: bool = False) -> None:
    """Every layer of the file, every problem, and both to take away."""
    problems = [problem for report in reports for problem in report.problems]
    with st.expander(ctx.say("layers.problems", count=len(problems)), expanded=expanded):
        draw_table(ctx, reports_table(reports))
        if problems:
            draw_table(ctx, problems_table(problems, ctx.language))
        st.download_button(
            ctx.say("download.report"),
            reports_json(reports),
            f"{PurePath(safe_name(file.name)).stem}-report.json",
            "application/json",
            key=widget_key("report", file.id),
            on_click="ignore",
        )


def draw_preview(ctx: PanelContext, layer: ImportedLayer) -> None:
    rows = preview_table(layer)
    st.caption(ctx.say("layers.preview", count=len(rows)))
    draw_table(ctx, rows)


def draw_form(ctx: PanelContext, file: DroppedFile, layer: ImportedLayer) -> None:
    name, color, add = st.columns([6, 1, 3], vertical_alignment="bottom")
    name.text_input(ctx.say("layers.name"), PurePath(file.name).stem, key=widget_key("name", file.id), max_chars=80)
    offer_color(ctx, file)
    color.color_picker(ctx.say("layers.color"), key=widget_key("color", file.id))
    full = len(ctx.loaded.uploads) >= MOST_LAYERS
    add.button(
        ctx.say("layers.add"),
        type="primary",
        key=widget_key("add", file.id),
        on_click=add_layer,
        args=(ctx, file, layer),
        disabled=full,
    )
    if full:
        st.warning(ctx.say("layers.full", count=MOST_LAYERS))


def offer_color(ctx: PanelContext, file: DroppedFile) -> None:
    """Let the picker of a file begin with a colour that no other file or layer has."""
    key = widget_key("color", file.id)
    if key not in st.session_state:
        others = [widget_key("color", other.file_id) for other in st.session_state[FILES]]
        chosen = {st.session_state[other] for other in others if other in st.session_state}
        st.session_state[key] = next_color(chosen | {upload.color for upload in ctx.loaded.uploads})


def add_layer(ctx: PanelContext, file: DroppedFile, layer: ImportedLayer) -> None:
    """Put a layer on the map, and look where something of it is seen."""
    name, color = (st.session_state[widget_key(part, file.id)] for part in ("name", "color"))
    upload = make_upload(layer, ctx.situation, ctx.loaded.uploads, name=name, color=color)
    ctx.session.shown[file.id] = upload.id
    ctx.session.uploads = (*ctx.loaded.uploads, upload)
    ctx.session.ask(zoomed_to(ctx.situation, ctx.state, upload))
