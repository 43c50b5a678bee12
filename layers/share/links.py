"""A state to hand on: its link, the snippet that embeds it, and the file that holds it."""

from __future__ import annotations

from html import escape

from geodata import Situation
from layers.payload.payload import LAYERS
from layers.share.codec import State, default_state, format_share

EMBEDDED_HEIGHT = 900  # pixels


def link(address: str, situation: Situation, state: State) -> str:
    """Return the address of the app, whatever it says now, with a state and the version of the data."""
    shared = format_share(
        for_others(situation, state) | {"version": situation.settings.version.isoformat()}, default_state(situation)
    )
    return f"{address.split('?')[0].rstrip('/')}/?{shared}"


def embedding(address: str) -> str:
    """Return the HTML that shows a link within a page."""
    return f'<iframe src="{escape(f"{address}&embed=true")}" width="100%" height="{EMBEDDED_HEIGHT}"></iframe>'


def for_others(situation: Situation, state: State) -> State:
    """Return the state without what only this session has."""
    selected = state.get("selected")
    return state | {
        "layers": [layer for layer in state["layers"] if layer in LAYERS],
        "selected": selected if selected in situation.ids else None,
    }
