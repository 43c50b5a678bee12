"""The map, and the one state that it shares with the address bar and the widgets."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit_folium import st_folium

from geodata import DEFAULT_LANGUAGE
from layers.app.context import PanelContext
from layers.app.session import Session
from layers.app.situation import Loaded
from layers.escape.json_text import JsonObject
from layers.page.folium_map import Command, page_map
from layers.share.codec import share_values
from layers.share.sync import Synced, sync
from layers.text.languages import languages

HEIGHT = 860  # pixels


def synchronize(loaded: Loaded, session: Session) -> Synced:
    """Bring page, address bar and widgets to one state, and write a new address in one history entry."""
    synced = sync(
        reported(session),
        st.query_params.to_dict(),
        session.take_pending(),
        session.sync,
        allowed=loaded.allowed,
        defaults=loaded.defaults,
        language=reader_language(),
    )
    session.sync = synced.step.memory
    if synced.step.query is not None:
        st.query_params.from_dict(share_values(synced.state, loaded.defaults))
    return synced


def reported(session: Session) -> Mapping[str, object] | None:
    """Return the last report of the map that was drawn last; a run may draw another, of edited data or other layers."""
    component = st.session_state.get(session.map_key) if session.map_key else None
    return component.get("timeline") if component else None


def reader_language() -> str:
    """Return the language of the reader's browser if there is a translation."""
    code = (st.context.locale or DEFAULT_LANGUAGE)[:2]
    return code if code in languages() else DEFAULT_LANGUAGE


def draw_map(ctx: PanelContext) -> None:
    """Draw the map; only the command changes between runs, so the map is never made anew."""
    loaded, memory = ctx.loaded, ctx.session.sync
    message: JsonObject = {
        "seq": memory.counter,
        "after": memory.after,
        "share": memory.command,
        "theme": st.context.theme.type or "auto",
    }
    ctx.session.map_key = loaded.map_key
    st_folium(
        page_map(loaded.situation.settings.home, loaded.assets, loaded.base, loaded.added),
        key=loaded.map_key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["timeline"],
        feature_group_to_add=Command(message),
    )
