"""The fuel routes layer: each road with its waypoints and the rows of its ledger."""

from __future__ import annotations

from geodata import Row, Situation
from geodata.dates import day_number
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex, numbers, texts
from layers.text.labels import Record


def routes_payload(situation: Situation, sources: SourceIndex) -> list[JsonObject]:
    """Return the routes with their ledgers, days as numbers, intervals half-open."""
    return [
        route_payload(record, situation.route_rows[record["id"]], situation.settings.fade_days, sources)
        for record in situation.routes.to_dict("records")
    ]


def route_payload(record: Record, rows: tuple[Row, ...], fade_days: int, sources: SourceIndex) -> JsonObject:
    (length,) = numbers([record["length_km"]])
    return {
        "id": record["id"],
        "name": texts(record, "name"),
        "origin": record["origin"],
        "destination": record["destination"],
        "crossing": record["crossing"] or None,
        "countries": record["countries"] or [],
        "road_numbers": record["road_numbers"] or [],
        "length_km": length,
        "length_note": texts(record, "length_note"),
        "waypoints": [
            waypoint_payload(waypoint, position)
            for waypoint, position in zip(record["waypoints"], record["geometry"].coords, strict=True)
        ],
        "sources": sources(record["sources"]),
        "rows": [row_payload(row, fade_days, sources) for row in rows],
    }


def waypoint_payload(waypoint: Record, position: tuple[float, ...]) -> JsonObject:
    return {
        "name": waypoint["name"],
        "lat": position[1],
        "lon": position[0],
        "country": waypoint.get("country", ""),
        "coord_source": waypoint.get("coord_source", ""),
        "note": texts(waypoint, "note"),
    }


def row_payload(row: Row, fade_days: int, sources: SourceIndex) -> JsonObject:
    """Return a row of the ledger; `end` is its first stale day, `gone` the first on which it no longer counts."""
    return {
        "from": row.legs.start,
        "to": row.legs.stop,
        "segment": list(row.segment) if row.segment else None,
        "start": day_number(row.start),
        "end": day_number(row.end),
        "gone": day_number(row.gone(fade_days)),
        "state": row.state,
        "basis": row.basis,
        "confirmed": None if row.confirmed is None else day_number(row.confirmed),
        "why": dict(row.why),
        "sources": sources(" ".join(row.sources)),
    }
