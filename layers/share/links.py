"""A state to hand on: its link, the snippet that embeds it, and the file that holds it."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from geodata import Situation
from layers.payload.layer_registry import layer_ids
from layers.share.link_codec import format_share
from layers.share.state import ShareState

EMBEDDED_HEIGHT = 900  # pixels


def link(address: str, situation: Situation, state: ShareState, defaults: ShareState) -> str:
    """Return the address of the app, whatever it says now, with a state and the version of the data.

    `defaults` is what an empty link stands for there.
    """
    versioned = replace(shareable_state(situation, state), version=situation.settings.version)
    return f"{address.split('?')[0].rstrip('/')}/?{format_share(versioned, shareable_state(situation, defaults))}"


def embedding(address: str) -> str:
    """Return the HTML that shows a link within a page."""
    return f'<iframe src="{escape(f"{address}&embed=true")}" width="100%" height="{EMBEDDED_HEIGHT}"></iframe>'


def shareable_state(situation: Situation, state: ShareState) -> ShareState:
    """Return the state without what only this session has."""
    return replace(
        state,
        layers=tuple(layer for layer in state.layers if layer in layer_ids()),
        selected=state.selected if state.selected in situation.ids else None,
    )
