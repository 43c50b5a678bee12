"""A state to hand on: its link, the snippet that embeds it, and the file that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from geodata.situation import Situation
from layers.basemaps import TILES
from layers.export import export_html
from layers.payload import LAYERS
from layers.uploads import Upload, situation_ids
from layers.view import State, default_state, format_share

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
        "selected": selected if selected in situation_ids(situation) else None,
    }


def state_html(situation: Situation, state: State, uploads: Sequence[Upload]) -> bytes:
    """Return the page of a state as a file.

    It holds the layers of the session that may go into it, and the basemap of the state if that is one of tiles.
    """
    shown = state | {"selected": for_others(situation, state)["selected"]}
    return export_html(
        situation, shown, tiles=tuple(name for name in TILES if name == state["basemap"]), uploads=uploads
    ).encode()
