"""The places layer: towns, regional capitals, ports, airports and depots."""

from __future__ import annotations

from typing import Any

from geodata import Situation
from layers.payload.encoding import SourceIndex, numbers, texts


def places_payload(situation: Situation, sources: SourceIndex) -> list[dict[str, Any]]:
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


def place_payload(record: dict[Any, Any]) -> dict[str, Any]:
    """Return what every named point has."""
    (population,) = numbers([record["population"]])
    return {
        "id": record["id"],
        "name": texts(record, "name"),
        "country": record["country"],
        "lat": record["geometry"].y,
        "lon": record["geometry"].x,
        "population": population,
        "coord_source": record["coord_source"],
        "note": texts(record, "note"),
    }
