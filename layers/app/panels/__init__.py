"""The panels below the map, by id; a module each, and only the one that is open is drawn."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from layers.app.context import PanelContext
from layers.app.panels import about, changes, deliveries, events, known, routes, share, sources
from layers.app.panels.uploads import panel as uploads
from layers.app.session import widget_key

PANELS: dict[str, Callable[[PanelContext], None]] = {
    "routes": routes.draw,
    "events": events.draw,
    "deliveries": deliveries.draw,
    "changes": changes.draw,
    "known": known.draw,
    "sources": sources.draw,
    "layers": uploads.draw,
    "share": share.draw,
    "about": about.draw,
}
PANEL = widget_key("panel")
FIRST = "routes"
CHOICES = {PANEL: FIRST} | routes.CHOICES | changes.CHOICES | known.CHOICES | sources.CHOICES


def choose_panel(ctx: PanelContext) -> str:
    """Draw the line of panels and return the one that is open."""
    panel = st.segmented_control(
        ctx.say("panels"),
        list(PANELS),
        required=True,
        key=PANEL,
        label_visibility="collapsed",
        format_func=lambda name: ctx.say(f"panel.{name}"),
    )
    return panel or FIRST
