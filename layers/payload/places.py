"""The places layer: towns, regional capitals, ports, airports and depots."""

from __future__ import annotations

from geodata import Situation
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex, as_columns, note_told, numbers, texts
from layers.text.labels import Record


def places_payload(situation: Situation, sources: SourceIndex) -> JsonObject:
    """Return the places as columns."""
    records = [
        place_payload(record)
        | {
            "kind": record["kind"],
            "sources": sources(record["sources"]),
        }
        | ({"approximate": True} if record["approximate"] is True else {})
        for record in situation.places.to_dict("records")
    ]
    return as_columns(records)


def place_payload(record: Record) -> JsonObject:
    """Return what every named point has; what is not known is left out."""
    (population,) = numbers([record["population"]])
    maybe: JsonObject = {"population": population, "told": note_told(record)}
    return {
        "id": record["id"],
        "name": texts(record, "name"),
        "country": record["country"],
        "lat": record["geometry"].y,
        "lon": record["geometry"].x,
        "coord_source": texts(record, "coord_source"),
        "note": texts(record, "note"),
    } | {name: value for name, value in maybe.items() if value is not None}
