"""Writing the page of a situation as one HTML file that needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geodata import Situation
from geodata.files.writing import write_atomically
from layers.page.html import page_html
from layers.payload.basemaps import TILES
from layers.payload.payload import situation_payload
from layers.share.codec import State, default_state, fit_view, format_share
from layers.share.links import for_others
from layers.uploads.layer import Upload, added_payload


def export_html(
    situation: Situation, view: State, *, tiles: tuple[str, ...] = (), uploads: Sequence[Upload] = ()
) -> str:
    """Return the page that opens in the given view, with the layers a reader has added.

    A `#hash` in its address goes before the view.
    """
    payload = situation_payload(situation, tiles=tiles)
    defaults = default_state(situation, layers=[upload.id for upload in uploads])
    held = {"layers": [layer for layer in view["layers"] if layer in defaults["layers"]]} if "layers" in view else {}
    added = {"added": added_payload(uploads, situation)} if uploads else {}
    return page_html(payload | added | {"view": start_view(view | held, defaults)})


def start_view(view: State, defaults: State) -> dict[str, Any]:
    """Return the view as the page reads it: a share text, and the language for what is written before scripts run."""
    fitted = view | fit_view(view["fit"]) if "fit" in view else view
    return {"share": format_share(fitted, defaults), "lang": view.get("lang", defaults["lang"])}


def write_export(
    path: Path, situation: Situation, view: State, *, tiles: tuple[str, ...] = (), uploads: Sequence[Upload] = ()
) -> int:
    """Write the page in one step and return its size in bytes."""
    data = export_html(situation, view, tiles=tiles, uploads=uploads).encode("utf-8")
    write_atomically(path, data)
    return len(data)


def state_html(situation: Situation, state: State, uploads: Sequence[Upload]) -> bytes:
    """Return the page of a state as a file.

    It holds the layers of the session that may go into it, and the basemap of the state if that is one of tiles.
    """
    shown = state | {"selected": for_others(situation, state)["selected"]}
    return export_html(
        situation, shown, tiles=tuple(name for name in TILES if name == state["basemap"]), uploads=uploads
    ).encode()
