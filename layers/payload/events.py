"""The events layer: sourced events as compact columns, sorted by their first day."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from geodata import Situation, event_stretches
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex, coded, day_or_none, days, numbers, text_columns, texts
from layers.text.labels import Record
from layers.text.told import record_told

DIGITS = 5  # of a degree: about a metre
LAYER = "events"
TOLD = ("summary", "note", "versions", "kept_why")  # texts that may speak of days after the event


def events_payload(situation: Situation, sources: SourceIndex) -> JsonObject:
    """Return the events of a situation as columns of one length, sorted by start and id."""
    table = situation.events.sort_values(["start", "id"])
    routes = {route: index for index, route in enumerate(situation.routes.index)}
    roads = event_stretches(situation)
    records = table.to_dict("records")
    return event_columns(table) | {
        "told": [day_or_none(record_told(situation, record, *TOLD)) for record in records],
        "titled": [day_or_none(record_told(situation, record, "title")) for record in records],
        "layer": coded([LAYER] * len(table)),
        "routes": [[routes[route] for route in ids.split() if route in routes] for ids in table["routes"]],
        "versions": [versions_payload(record, sources) for record in records],
        "sources": [sources(ids) for ids in table["sources"]],
        "stretch": [positions(roads.get(event)) for event in table.index],
    }


def event_columns(table: gpd.GeoDataFrame) -> JsonObject:
    """Return the columns that any table of events has, sourced or uploaded."""
    points = [None if shape is None or shape.is_empty else shape.representative_point() for shape in table.geometry]
    coded_columns = ("category", "date_precision", "location_precision", "corroboration", "country")
    text_names = ("title", "summary", "place", "note", "actors", "coord_source")
    return {
        "n": len(table),
        "id": list(table["id"]),
        "start": days(table["start"]),
        "end": days(table["end"]),
        "lat": [None if point is None else round(point.y, DIGITS) for point in points],
        "lon": [None if point is None else round(point.x, DIGITS) for point in points],
        **{name: coded(table[name]) for name in coded_columns},
        **{name: text_columns(table, name) for name in text_names},
        "fatalities": numbers(table["fatalities"]),
        "destroyed": numbers(table["destroyed"]),
        "unit": coded(table["unit"]),
    }


def versions_payload(event: Record, sources: SourceIndex) -> JsonObject | None:
    """Return the competing accounts of an event, the place of the one that is kept, and why; None where all agree."""
    if not event["versions"]:
        return None
    return {
        "accounts": [
            {"text": texts(account, "text"), "sources": sources(account.get("sources") or "")}
            for account in event["versions"]
        ],
        "kept": None if pd.isna(event["kept"]) else int(event["kept"]) - 1,
        "why": texts(event, "kept_why"),
    }


def positions(line: shapely.LineString | None) -> list[list[float]] | None:
    """Return a line as [latitude, longitude] positions, the order Leaflet takes."""
    return None if line is None else [[round(y, DIGITS), round(x, DIGITS)] for x, y in line.coords]
