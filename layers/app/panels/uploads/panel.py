"""Layers of the reader's own: those that this session has added, and files to add."""

from __future__ import annotations

import streamlit as st

from geodata.imports import warm_up
from layers.app.context import PanelContext
from layers.app.panels.uploads.dropped_file_panel import FILES, MOST_LAYERS, draw_file
from layers.app.session import widget_key
from layers.escape.markdown import plain
from layers.uploads.dropped_file import DroppedFile
from layers.uploads.files import group_companions
from layers.uploads.layer import Upload


def draw(ctx: PanelContext) -> None:
    warm_up()
    for upload in ctx.loaded.uploads:
        draw_layer(ctx, upload)
    files = st.file_uploader(ctx.say("layers.drop"), accept_multiple_files=True, key=FILES)
    st.caption(ctx.say("layers.private"))
    ctx.session.listing |= {file.file_id for file in files}
    cache, held = ctx.session.cache, sum(file.size for file in files)
    groups = list(group_companions([file.name for file in files]).items())
    for place, beside in groups[:MOST_LAYERS]:
        with st.container(border=True):
            draw_file(ctx, DroppedFile(files[place], [files[part] for part in beside], cache, ctx.session.held(), held))
    if len(groups) > MOST_LAYERS:
        st.warning(ctx.say("layers.full", count=MOST_LAYERS))
    cache.drop_unused()


def draw_layer(ctx: PanelContext, upload: Upload) -> None:
    """One layer of the session, with its licence and a way to take it off the map."""
    left, middle, right = st.columns([0.5, 8, 2], vertical_alignment="center")
    left.html(f'<div style="width: 1.5rem; height: 1.5rem; border-radius: 0.3rem; background: {upload.color}"></div>')
    middle.markdown(f"**{plain(upload.name)}** · {ctx.say('layers.count', count=len(upload.layer.frame))}")
    if upload.layer.licence:
        middle.caption(plain(ctx.say("layers.licence", licence=upload.layer.licence)))
    if not upload.layer.may_export:
        middle.caption(ctx.say("layers.restricted"))
    key = widget_key("remove", upload.id)
    right.button(ctx.say("layers.remove"), key=key, on_click=remove_layer, args=(ctx, upload))


def remove_layer(ctx: PanelContext, upload: Upload) -> None:
    ctx.session.uploads = tuple(other for other in ctx.loaded.uploads if other is not upload)
    layers = tuple(layer for layer in ctx.state.layers if layer != upload.id)
    selected = ctx.selected if ctx.selected in ctx.situation.ids else None
    ctx.session.ask({"layers": layers, "selected": selected})
