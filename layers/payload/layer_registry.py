"""The layers of the map: what the page is given of each, how the printed sheet draws it, and what it brings along.

The page has the same registry (`static/layers/layer-registry.mjs`), where the other half of every layer stands. A layer
that is not of this package is added by `register` and goes the same ways as those that are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from pkgutil import resolve_name

from geodata import Situation
from geodata.json_types import Json
from layers.payload.capitals import capitals_payload
from layers.payload.crossings import crossings_payload
from layers.payload.encoding import SourceIndex
from layers.payload.events import events_payload
from layers.payload.places import places_payload
from layers.payload.routes import routes_payload
from layers.text.locales import add_words

__all__ = ["Layer", "register"]

ID = re.compile(r"[a-z0-9-]{1,40}")
OTHER_PARTS = (  # of the payload, beside the layers
    "added",
    "basemap",
    "deliveries",
    "layers",
    "network",
    "situation",
    "sources",
    "style",
    "tiles",
    "view",
    "words",
)


@dataclass(frozen=True)
class Layer:
    """A layer under the id that it has in the payload, in links, and in the texts as `layer.<id>`."""

    id: str
    payload: Callable[[Situation, SourceIndex], Json]
    sheet: object  # a SheetLayer (layers/sheet/map/parts.py), or "module:name" of one, loaded when it is used
    script: Path | None = None  # an ES module that exports `layer`, for a layer that is not of this package
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # its texts: key to text, by language

    def sheet_layer(self) -> object:
        """Return what draws the layer on the printed sheet; matplotlib is needed from here on, and not before."""
        return resolve_name(self.sheet) if isinstance(self.sheet, str) else self.sheet


_LAYERS = [
    Layer("routes", routes_payload, "layers.sheet.map.routes:LAYER"),
    Layer("crossings", crossings_payload, "layers.sheet.map.crossings:LAYER"),
    Layer("events", events_payload, "layers.sheet.map.events:LAYER"),
    Layer("capitals", capitals_payload, "layers.sheet.map.places:CAPITALS"),
    Layer("places", places_payload, "layers.sheet.map.places:PLACES"),
]


def register(layer: Layer) -> None:
    """Add a layer; it is drawn over those that were there before.

    Raises ValueError if its id is no word of a–z, 0–9 and -, or taken by a layer or another part of the payload.
    """
    if not ID.fullmatch(layer.id):
        raise ValueError(f"expected a layer id of the characters a–z, 0–9 and -, found {layer.id!r}.")
    if layer.id in (*layer_ids(), *OTHER_PARTS):
        raise ValueError(f"expected a new layer id, found {layer.id!r}, which is taken.")
    _LAYERS.append(layer)
    add_words(layer.words)


def unregister(layer_id: str) -> None:
    """Take a layer out again."""
    _LAYERS[:] = [layer for layer in _LAYERS if layer.id != layer_id]


def registered_layers() -> tuple[Layer, ...]:
    """Return the layers in the order in which they are listed and drawn."""
    return tuple(_LAYERS)


def layer_ids() -> tuple[str, ...]:
    """Return the ids of the layers in their order."""
    return tuple(layer.id for layer in _LAYERS)
