"""The events layer: sourced events as compact columns, sorted by their first day."""

from __future__ import annotations

import geopandas as gpd
import shapely

from geodata import Situation, event_stretches
from layers.escape.json_text import JsonObject
from layers.payload.encoding import SourceIndex, coded, days, numbers, text_columns

DIGITS = 5  # of a degree: about a metre
LAYER = "events"


def events_payload(situation: Situation, sources: SourceIndex) -> JsonObject:
    """Return the events of a situation as columns of one length, sorted by start and id."""
    table = situation.events.sort_values(["start", "id"])
    routes = {route: index for index, route in enumerate(situation.routes.index)}
    roads = event_stretches(situation)
    return event_columns(table) | {
        "layer": coded([LAYER] * len(table)),
        "route": [routes.get(route, -1) for route in table["route"]],
        "sources": [sources(ids) for ids in table["sources"]],
        "stretch": [positions(roads.get(event)) for event in table.index],
    }


def event_columns(table: gpd.GeoDataFrame) -> JsonObject:
    """Return the columns that any table of events has, sourced or uploaded."""
    points = [None if shape is None or shape.is_empty else shape.representative_point() for shape in table.geometry]
    coded_columns = ("category", "date_precision", "location_precision", "corroboration", "country")
    text_names = ("title", "summary", "disputed", "place", "note", "actors")
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
        "tankers_destroyed": numbers(table["tankers_destroyed"]),
        "coord_source": list(table["coord_source"]),
    }


def positions(line: shapely.LineString | None) -> list[list[float]] | None:
    """Return a line as [latitude, longitude] positions, the order Leaflet takes."""
    return None if line is None else [[round(y, DIGITS), round(x, DIGITS)] for x, y in line.coords]
