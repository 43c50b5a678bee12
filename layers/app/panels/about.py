"""The method, what is not claimed, licences, corrections."""

from __future__ import annotations

import streamlit as st

from layers.app.context import PanelContext
from layers.escape.markdown import plain
from layers.text.labels import translation


def draw(ctx: PanelContext) -> None:
    settings = ctx.situation.settings
    for text in (settings.description, settings.method):
        st.markdown(plain(translation(text, ctx.language)))
    st.markdown(plain(ctx.say("about.boundaries")))
    owed = ctx.situation.attribution
    licence = {"licence": settings.licence, "attribution": owed, "version": settings.version}
    st.markdown(plain(ctx.say("about.licence", **licence)))
    if settings.corrections:
        st.link_button(ctx.say("about.corrections"), settings.corrections)
    else:
        st.caption(ctx.say("about.nocorrections"))
