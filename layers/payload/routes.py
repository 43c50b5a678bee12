"""The fuel routes layer: each road with its waypoints and the rows of its ledger."""

from __future__ import annotations

from geodata import Row, Situation, Waypoint
from geodata.dates import day_number
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex, numbers, texts
from layers.text.labels import Record
from layers.text.locales import languages


def routes_payload(situation: Situation, sources: SourceIndex) -> list[JsonObject]:
    """Return the routes with their ledgers, days as numbers, intervals half-open."""
    return [route_payload(record, situation, sources) for record in situation.routes.to_dict("records")]


def route_payload(record: Record, situation: Situation, sources: SourceIndex) -> JsonObject:
    route, fade_days = record["id"], situation.settings.fade_days
    (length,) = numbers([record["length_km"]])
    return {
        "id": route,
        "name": texts(record, "name"),
        "origin": record["origin"],
        "destination": record["destination"],
        "crossing": record["crossing"] or None,
        "countries": record["countries"] or [],
        "road_numbers": record["road_numbers"] or [],
        "length_km": length,
        "length_note": texts(record, "length_note"),
        "waypoints": [waypoint_payload(waypoint) for waypoint in situation.waypoints[route]],
        "sources": sources(record["sources"]),
        "rows": [row_payload(row, fade_days, sources) for row in situation.route_rows[route]],
    }


def waypoint_payload(waypoint: Waypoint) -> JsonObject:
    note = dict(waypoint.note)
    return {
        "name": waypoint.name,
        "lat": waypoint.latitude,
        "lon": waypoint.longitude,
        "country": waypoint.country,
        "coord_source": waypoint.coord_source,
        "note": {language: note.get(language, "") for language in languages()},
    }


def row_payload(row: Row, fade_days: int, sources: SourceIndex) -> JsonObject:
    """Return a row of the ledger, half-open: it holds on [start, end), and is stale on [end, stale_until)."""
    return {
        "from": row.legs.start,
        "to": row.legs.stop,
        "segment": list(row.segment) if row.segment else None,
        "start": day_number(row.start),
        "end": day_number(row.end),
        "stale_until": day_number(row.stale_until(fade_days)),
        "state": row.state,
        "basis": row.basis,
        "confirmed": None if row.confirmed is None else day_number(row.confirmed),
        "why": dict(row.why),
        "sources": sources(" ".join(row.sources)),
    }
