"""The border crossings layer: each post with its two sides and its dated states."""

from __future__ import annotations

from geodata import Situation
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex, note_told, texts
from layers.payload.network import permit_payload, row_payload
from layers.text.labels import Record


def crossings_payload(situation: Situation, sources: SourceIndex) -> list[JsonObject]:
    """Return the crossings with their histories."""
    return [
        {
            "id": record["id"],
            "name": texts(record, "name"),
            "lat": record["geometry"].y,
            "lon": record["geometry"].x,
            "country": record["country"],
            "sides": [side_payload(side) for side in record["sides"] or []],
            "location_precision": record["location_precision"],
            "note": texts(record, "note"),
            "told": note_told(record),
            "coord_source": texts(record, "coord_source"),
            "sources": sources(record["sources"]),
            "rows": [row_payload(situation, row, sources) for row in situation.crossing_rows[record["id"]]],
            "permits": [
                permit_payload(situation, permit, sources) for permit in situation.crossing_permits[record["id"]]
            ],
        }
        for record in situation.crossings.to_dict("records")
    ]


def side_payload(side: Record) -> JsonObject:
    """Return one side of a crossing."""
    return {"name": texts(side, "name"), "country": side.get("country", "")}
