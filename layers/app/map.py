"""The map of the app: a component that stays as it is while commands tell it what to show."""

from __future__ import annotations

import streamlit as st
from streamlit_folium import st_folium

from layers.app.context import PanelContext
from layers.escape.json_text import JsonObject
from layers.page.folium_map import Command, page_map

HEIGHT = 860  # pixels


def draw_map(ctx: PanelContext) -> None:
    """Draw the map; only the command changes between runs, so the map is never made anew."""
    loaded, memory = ctx.loaded, ctx.session.sync
    message: JsonObject = {
        "visit": ctx.session.visit,
        "seq": memory.counter,
        "after": memory.after,
        "share": memory.command,
        "theme": st.context.theme.type or "auto",
    }
    ctx.session.map_key = loaded.map_key
    st_folium(
        page_map(loaded.defaults.center, loaded.defaults.zoom, loaded.assets, loaded.base, loaded.added),
        key=loaded.map_key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["timeline"],
        feature_group_to_add=Command(message),
    )
