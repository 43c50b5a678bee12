"""The places layer: towns, regional capitals, ports, airports and depots."""

from __future__ import annotations

from geodata import Situation
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex, note_told, numbers, texts
from layers.text.labels import Record


def places_payload(situation: Situation, sources: SourceIndex) -> list[JsonObject]:
    """Return the places."""
    return [
        place_payload(record)
        | {
            "kind": record["kind"],
            "approximate": record["approximate"] is True,
            "sources": sources(record["sources"]),
        }
        for record in situation.places.to_dict("records")
    ]


def place_payload(record: Record) -> JsonObject:
    """Return what every named point has."""
    (population,) = numbers([record["population"]])
    return {
        "id": record["id"],
        "name": texts(record, "name"),
        "country": record["country"],
        "lat": record["geometry"].y,
        "lon": record["geometry"].x,
        "population": population,
        "coord_source": texts(record, "coord_source"),
        "note": texts(record, "note"),
        "told": note_told(record),
    }
