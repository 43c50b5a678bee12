"""Files to take away: what is shown as CSV, GeoJSON and GeoPackage; the ledger and the deliveries as CSV.

CSV is UTF-8 with a byte order mark, which spreadsheets need, and no cell runs as a formula. In every file days are ISO
8601 and `end` is inclusive, as in the files of a situation. Geometry is EPSG:4326, lon/lat order; an event without a
place is kept, without a geometry.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from typing import cast

import geopandas as gpd
import numpy as np
import pandas as pd
from pyogrio import write_dataframe
from shapely.geometry import mapping

from geodata import DEFAULT_LANGUAGE, Settings, Situation, as_written, delivery_claims
from geodata.dates import last_days
from geodata.imports import FileReport
from geodata.json_types import Json
from layers.escape.json_text import JsonObject
from layers.escape.spreadsheet import plain_cell
from layers.tables.status_formats import status_csv
from layers.text.labels import Record

BYTE_ORDER_MARK = "\ufeff"
LAYER = "events"
NULL_SHOWN = "\ufffd"
JSON_FG = "http://www.opengis.net/spec/json-fg-1/1.0/conf/core"


def table_csv(table: pd.DataFrame) -> bytes:
    """Return a table exactly as shown, without its index; days are written as such."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(plain_cell(name) for name in table.columns)
    writer.writerows(
        [plain_cell(flat(plain_value(value))) for value in row] for row in table.itertuples(index=False, name=None)
    )
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def events_csv(situation: Situation, events: gpd.GeoDataFrame) -> bytes:
    """Return events with all their columns, their coordinates, and the publishers and addresses of their sources."""
    table = event_columns(situation, events)
    places = pd.DataFrame({"lon": table.geometry.x, "lat": table.geometry.y}, index=events.index)
    return table_csv(pd.concat([pd.DataFrame(table.drop(columns="geometry")), places], axis="columns"))


def events_geojson(situation: Situation, events: gpd.GeoDataFrame) -> bytes:
    """Return events as a GeoJSON FeatureCollection (RFC 7946) with JSON-FG's `time` and the licence of the data."""
    table = event_columns(situation, events)
    features = [feature(record) for record in table.to_dict("records")]
    document = {
        "type": "FeatureCollection",
        "conformsTo": [JSON_FG],
        **credits_of(situation.settings),
        "features": features,
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1).encode()


def events_geopackage(situation: Situation, events: gpd.GeoDataFrame) -> bytes:
    """Return events as a GeoPackage with one layer of points, `events`, and the licence of the data in its metadata."""
    table = event_columns(situation, events)
    fields = {name: field(table[name]) for name in table.columns if name != "geometry"}
    out = io.BytesIO()
    write_dataframe(
        gpd.GeoDataFrame(fields, geometry=table.geometry, crs=table.crs),
        out,
        driver="GPKG",
        layer=LAYER,
        geometry_type="Point",
        use_arrow=True,
        layer_metadata=credits_of(situation.settings),
    )
    return out.getvalue()


def field(column: pd.Series) -> pd.Series:
    """Return a column as one type that a GeoPackage has: date, boolean, whole number or text; absent is null."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.date.astype(object).where(column.notna(), None)
    if pd.api.types.is_numeric_dtype(column):
        return column.astype("Int64")
    values = column.map(plain_value).astype(object)
    given = values[values.notna()]
    if len(given) and given.map(lambda value: isinstance(value, bool)).all():
        return values.astype("boolean")
    # a database would end the text at the null character
    return values.map(flat, na_action="ignore").astype("string").str.replace("\0", NULL_SHOWN)


def ledger_csv(situation: Situation, day: dt.date | None, language: str) -> bytes:
    """Return the ledger as a row per route and crossing on a day, or on every day of the focus."""
    return (BYTE_ORDER_MARK + status_csv(situation, day, language)).encode()


def deliveries_csv(situation: Situation) -> bytes:
    """Return the counts of what arrived, each with the ids of the counts it overlaps and must not be added to."""
    claims = inclusive(delivery_claims(situation).drop(columns="lane"))
    claims.insert(0, "id", claims.index)
    return table_csv(with_sources(situation, claims))


def credits_of(settings: Settings) -> dict[str, str]:
    """Return whose data it is, under which licence and of which version."""
    return {
        "title": settings.title[DEFAULT_LANGUAGE],
        "version": settings.version.isoformat(),
        "licence": settings.licence,
        "attribution": settings.attribution,
    }


def event_columns(situation: Situation, events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return events with inclusive ends and their sources spelt out."""
    shapes = gpd.GeoSeries(as_written(events.geometry.to_numpy()), index=events.index, crs=events.crs)
    return with_sources(situation, inclusive(events.set_geometry(shapes)))


def inclusive(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with `end` as the last day, not the day after it."""
    return table.assign(end=last_days(table["end"]))


def with_sources(situation: Situation, table: pd.DataFrame) -> pd.DataFrame:
    """Add `publishers` and `urls`, in the order of the source ids."""
    ids = table["sources"].str.split()
    sources = situation.sources
    return table.assign(
        publishers=[", ".join(dict.fromkeys(sources["publisher"][source] for source in row)) for row in ids],
        urls=[" ".join(sources["url"][source] for source in row) for row in ids],
    )


def feature(record: Record) -> JsonObject:
    geometry = record["geometry"]
    return {
        "type": "Feature",
        "id": record["id"],
        "time": time_member(record["start"], record["end"]),
        "place": None,  # JSON-FG: the geometry says it all
        "geometry": None if geometry is None else mapping(geometry),
        "properties": {name: plain_value(value) for name, value in record.items() if name != "geometry"},
    }


def time_member(start: pd.Timestamp, end: pd.Timestamp) -> JsonObject | None:
    """Return the days from `start` to `end`, both inclusive, as JSON-FG writes them; an unknown day is open."""
    if pd.isna(start) and pd.isna(end):
        return None
    if start == end:
        return {"date": plain_value(start)}
    return {"interval": [plain_value(day) or ".." for day in (start, end)]}


def plain_value(value: object) -> Json:
    """Return a cell as JSON has it: days as ISO 8601 text, whole numbers as such, what is absent as None."""
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    if value is None or value is pd.NaT or pd.isna(value) or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    plain = value.item() if isinstance(value, np.generic) else value
    return int(plain) if isinstance(plain, float) and plain.is_integer() else cast("Json", plain)


def flat(value: Json) -> Json:
    """Return a value for a cell that holds no list; a list of objects becomes its JSON text."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, list):
        return value
    objects = any(isinstance(item, dict) for item in value)
    return json.dumps(value, ensure_ascii=False) if objects else ", ".join(map(str, value))


def reports_json(reports: Sequence[FileReport]) -> bytes:
    """Return what `situation-map validate --json` says of a file."""
    document = {"files": [report.as_json() for report in reports]}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
