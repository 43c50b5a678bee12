"""The routes layer: each road as its way over the network."""

from __future__ import annotations

from geodata import Situation
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex, note_told, numbers, texts
from layers.text.labels import Record


def routes_payload(situation: Situation, sources: SourceIndex) -> list[JsonObject]:
    """Return the routes; waypoints and legs are numbers of the network, from the origin on."""
    number = {waypoint: place for place, waypoint in enumerate(situation.waypoints)}
    return [
        route_payload(record, situation, sources)
        | road_payload(situation, record["id"])
        | {
            "waypoints": [number[waypoint] for waypoint in situation.network.ways[record["id"]]],
            "legs": list(situation.network.route_legs[record["id"]]),
        }
        for record in situation.routes.to_dict("records")
    ]


def road_payload(situation: Situation, route: str) -> JsonObject:
    """Return how many km of a route follow a road and how many are schematic; nothing where all are."""
    road, straight = situation.road_km(route)
    return {"road_km": [round(road), round(straight)]} if road else {}


def route_payload(record: Record, situation: Situation, sources: SourceIndex) -> JsonObject:
    (length,) = numbers([record["length_km"]])
    return {
        "id": record["id"],
        "name": texts(record, "name"),
        "short": texts(record, "short"),
        "bound": record["id"] in situation.destination_routes and bool(situation.settings.destinations),
        "crossing": record["crossing"] or None,
        "countries": record["countries"] or [],
        "road_numbers": record["road_numbers"] or [],
        "length_km": length,
        "length_note": texts(record, "length_note"),
        "told": note_told(record, "length_note"),
        "sources": sources(record["sources"]),
    }
