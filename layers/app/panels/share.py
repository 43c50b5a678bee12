"""The link, the embedding, and everything to carry away."""

from __future__ import annotations

from functools import partial

import streamlit as st

from layers.app.context import PanelContext
from layers.app.download_buttons import save
from layers.app.session import widget_key
from layers.escape.markdown import plain
from layers.page.export import state_html
from layers.share.links import embedding, link
from layers.sheet import STEPS, sheet_bytes
from layers.text.locales import long_date
from layers.uploads.layer import Upload


def draw(ctx: PanelContext) -> None:
    address = link(st.context.url or "", ctx.situation, ctx.state, ctx.loaded.defaults)
    st.caption(ctx.say("share.link"))
    st.code(address, language=None, wrap_lines=True)
    st.caption(ctx.say("share.embed"))
    st.code(embedding(address), language="html", wrap_lines=True)
    save(ctx, "html", partial(state_html, ctx.situation, ctx.state, exported_layers(ctx)), "situation.html", ctx.day)
    for form in ("pdf", "png"):
        make_sheet(ctx, form)


def make_sheet(ctx: PanelContext, form: str) -> None:
    """Make a situation sheet when asked, telling how far it is, and offer the last one made of this form."""
    sheets = ctx.session.sheets
    if st.button(ctx.say(f"make.{form}"), key=widget_key("make", form)):
        bar = st.progress(0.0)

        def show_progress(step: str) -> None:
            bar.progress(STEPS[step], ctx.say(f"make.{step}"))

        sheets[form] = (ctx.day, sheet_bytes(ctx.situation, ctx.state, form, progress=show_progress))
        bar.empty()
    if form in sheets:
        day, data = sheets[form]
        save(ctx, form, partial(bytes, data), f"situation.{form}", day, date=long_date(day, ctx.language))


def exported_layers(ctx: PanelContext) -> list[Upload]:
    """Return the layers of the session to export; the reader answers for those whose licence asks for it."""
    uploads = ctx.loaded.uploads
    restricted = [upload.name for upload in uploads if not upload.layer.may_export]
    question = plain(ctx.say("share.restricted", names=", ".join(restricted)))
    may_share = bool(restricted) and st.checkbox(question, key=widget_key("share", "restricted"))
    return [upload for upload in uploads if upload.layer.may_export or may_share]
