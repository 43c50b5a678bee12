"""The capitals layer: which is the political capital and which the seat of government where they differ."""

from __future__ import annotations

from geodata import Situation
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex, as_columns
from layers.payload.places import place_payload


def capitals_payload(situation: Situation, _: SourceIndex) -> JsonObject:
    """Return the capitals as columns; `role` is capital, political or government."""
    return as_columns(
        [
            place_payload(record) | {"role": record["role"], "seat": record["seat_of_government"]}
            for record in situation.capitals.to_dict("records")
        ]
    )
