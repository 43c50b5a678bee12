"""The capitals layer: which is the political capital and which the seat of government where they differ."""

from __future__ import annotations

from geodata import Situation
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex
from layers.payload.places import place_payload


def capitals_payload(situation: Situation, _: SourceIndex) -> list[JsonObject]:
    """Return the capitals; `role` is capital, political or government."""
    return [
        place_payload(record) | {"role": record["role"], "seat": record["seat_of_government"]}
        for record in situation.capitals.to_dict("records")
    ]
