"""The border crossings layer: each post with its two sides and its dated states."""

from __future__ import annotations

from geodata import Situation
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex, texts
from layers.payload.routes import row_payload
from layers.text.labels import Record
from layers.text.locales import languages


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
            "routes": record["routes"] or [],
            "location_precision": record["location_precision"],
            "note": texts(record, "note"),
            "coord_source": record["coord_source"],
            "sources": sources(record["sources"]),
            "rows": [
                row_payload(row, situation.settings.fade_days, sources) for row in situation.crossing_rows[record["id"]]
            ],
        }
        for record in situation.crossings.to_dict("records")
    ]


def side_payload(side: Record) -> JsonObject:
    """Return one side of a crossing; a name that is given once is the same in every language."""
    names = {language: side.get(f"name_{language}") or side["name"] for language in languages()}
    return {"name": names, "country": side.get("country", "")}
