"""Lines and areas of a layer that a reader brought, as GeoJSON whose dates are day numbers."""

from __future__ import annotations

import geopandas as gpd
import shapely
from shapely.geometry import mapping

from geodata.json_types import Json
from layers.escape.json_text import JsonObject
from layers.payload.encoding import days
from layers.payload.events import DIGITS
from layers.text.labels import Record


def shapes_payload(table: gpd.GeoDataFrame) -> JsonObject | None:
    """Return the rows as a collection; `start` and `end` are half-open, null where they are not known."""
    if table.empty:
        return None
    starts, ends = days(table["start"]), days(table["end"].where(table["start"].notna()))
    shapes = shapely.force_2d(table.geometry.to_numpy())
    records = table.drop(columns="geometry").to_dict("records")
    return {
        "type": "FeatureCollection",
        "features": [feature(*each) for each in zip(records, shapes, starts, ends, strict=True)],
    }


def feature(record: Record, shape: shapely.Geometry, start: int | None, end: int | None) -> JsonObject:
    texts = {
        name: record[name] for name in ("title", "summary", "category", "place", "source", "sublayer") if record[name]
    }
    properties = {"id": record["id"], "start": start, "end": end, **texts, "original": record["original"]}
    return {"type": "Feature", "geometry": rounded(mapping(shape)), "properties": properties}


def rounded(value: Json) -> Json:
    """Return a GeoJSON geometry with its coordinates to about a metre."""
    if isinstance(value, dict):
        return {name: rounded(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(member) for member in value]
    return round(value, DIGITS) if isinstance(value, float) else value
