"""Writing the page of a situation as one HTML file that needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from geodata import Situation
from geodata.files.writing import write_atomically
from layers.escape.json_text import JsonObject
from layers.page.html import page_html
from layers.payload.basemaps import TILES
from layers.payload.payload import situation_payload
from layers.share.link_codec import format_share
from layers.share.links import shareable_state
from layers.share.state import ShareState, default_state
from layers.uploads.layer import Upload, added_payload

__all__ = ["export_html", "write_export"]


def export_html(
    situation: Situation,
    state: ShareState,
    *,
    tiles: tuple[str, ...] = (),
    uploads: Sequence[Upload] = (),
) -> str:
    """Return the page that opens in the given state, with a reader's layers.

    A `#hash` in its address goes before the state.
    """
    payload = situation_payload(situation, tiles=tiles)
    defaults = default_state(situation, layers=[upload.id for upload in uploads])
    held = replace(state, layers=tuple(layer for layer in state.layers if layer in defaults.layers))
    added = {"added": added_payload(uploads, situation)} if uploads else {}
    view: JsonObject = {"share": format_share(held, defaults)}
    return page_html(payload | added | {"view": view}, situation.settings, language=state.lang, tiles=tiles)


def write_export(
    path: str | Path,
    situation: Situation,
    state: ShareState,
    *,
    tiles: tuple[str, ...] = (),
    uploads: Sequence[Upload] = (),
) -> int:
    """Write the page in one step and return its size in bytes.

    Raises FileExistsError if what is there is no plain file that may be written to, else OSError if it cannot be.
    """
    data = export_html(situation, state, tiles=tiles, uploads=uploads).encode("utf-8")
    write_atomically(Path(path), data)
    return len(data)


def state_html(situation: Situation, state: ShareState, uploads: Sequence[Upload]) -> bytes:
    """Return the page of a state as a file.

    It holds the layers of the session that may go into it, and the basemap of the state if that is one of tiles.
    """
    shown = replace(state, selected=shareable_state(situation, state).selected)
    tiles = tuple(name for name in TILES if name == state.basemap)
    return export_html(situation, shown, tiles=tiles, uploads=uploads).encode()
