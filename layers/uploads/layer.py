"""Layers that a reader brings, as additions to the payload.

Rows with a point or no place at all are events, lines and areas are shapes of their layer.

The page joins them to the situation (`added-layers.mjs`). A text is a plain list, since nobody knows its language: it
is shown as it stands in any language. A row whose own word for its category is none of ours is `other`, and its word
stands in the popup.
"""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import Situation, table_about
from geodata.dates import ONE_DAY, day_number
from geodata.vocabulary import EVENT_CATEGORIES, OTHER_CATEGORY
from layers.escape.json_text import JsonObject, safe_json
from layers.payload.encoding import coded, days
from layers.payload.events import DIGITS
from layers.payload.layer_registry import layer_ids
from layers.share.search import fold
from layers.style import palette
from layers.text.locales import languages, say
from layers.uploads.rows import AddedSources, Slugs, facts, title_of
from layers.uploads.shapes import shapes_payload

if TYPE_CHECKING:
    from geodata.imports import ImportedLayer  # it loads all readers of files

POINTS = 0  # dimension of a point, and of several
COLOR = re.compile(r"#[0-9a-fA-F]{6}")
LONGEST_NAME = 80  # characters
LONGEST_ID = 40  # characters of a layer's id, which begins the ids of its rows


@dataclass(frozen=True, eq=False)
class Upload:
    """A layer under the name, colour and id it has on the map."""

    id: str
    name: str
    color: str
    layer: ImportedLayer

    @property
    def timeless(self) -> bool:
        """Tell whether no row has anything that could be a date: then they are places, shown on every day."""
        frame, headers = self.layer.frame, self.layer.columns.get("start", "").split(", ")
        return not frame["start"].notna().any() and not any(
            row.get(header) for row in frame["original"] for header in headers
        )


def make_upload(
    layer: ImportedLayer, situation: Situation, others: Sequence[Upload], *, name: str = "", color: str = ""
) -> Upload:
    """Return a layer under an id of its own, beside those already added."""
    slugs = Slugs(situation.ids | {*layer_ids(), *(other.id for other in others)})
    name = (" ".join((name or layer.name).split()) or layer.path.name)[:LONGEST_NAME]
    shown = color if COLOR.fullmatch(color) else next_color({other.color for other in others})
    return Upload(slugs(name, "layer", LONGEST_ID), name, shown, layer)


def next_color(used: Collection[str]) -> str:
    """Return the first colour that is not used, or any when all are."""
    offered = palette("light").upload.colors
    return next((color for color in offered if color not in used), offered[len(used) % len(offered)])


def added_payload(uploads: Sequence[Upload], situation: Situation) -> JsonObject | None:
    """Return what the page adds to a situation's payload, or None for nothing; no id is one of the situation's."""
    if not uploads:
        return None
    slugs = Slugs(situation.ids | {upload.id for upload in uploads})
    tables = [table_about(upload_table(upload, slugs), situation.settings.box) for upload in uploads]
    sources = AddedSources()
    return {
        "layers": [layer_payload(upload, table) for upload, table in zip(uploads, tables, strict=True)],
        "events": events_columns(pd.concat([table[~table["shaped"]] for table in tables]), sources),
        "sources": sources.columns(),
        "span": [day_number(day) for day in widened(situation.span, uploads)],
        "extent": extent(tables),
    }


def extent(tables: Iterable[gpd.GeoDataFrame]) -> list[float] | None:
    """Return the box of everything in tables that has a place: west, south, east, north in degrees."""
    bounds = np.array([table.total_bounds for table in tables])
    placed = bounds[~np.isnan(bounds).any(axis=1)]
    if not len(placed):
        return None
    corners = np.concatenate([placed[:, :2].min(axis=0), placed[:, 2:].max(axis=0)])
    return [round(float(degrees), DIGITS) for degrees in corners]


def packed(added: JsonObject | None) -> str:
    """Return additions as text that no template, script or markup takes for its own.

    It is base64 of gzip; nothing is the empty text.
    """
    return (
        "" if added is None else base64.b64encode(gzip.compress(safe_json(added).encode(), 6, mtime=0)).decode("ascii")
    )


def widened(span: tuple[dt.date, dt.date], uploads: Iterable[Upload]) -> tuple[dt.date, dt.date]:
    """Return a half-open span of days with every dated row of the layers in it."""
    frames = [upload.layer.frame for upload in uploads]
    firsts = [frame["start"].min() for frame in frames]
    ends = [end for frame in frames for end in (frame["start"].max() + ONE_DAY, frame["end"].max())]
    return min([span[0], *dates(firsts)]), max([span[1], *dates(ends)])


def dates(days: Iterable[pd.Timestamp]) -> list[dt.date]:
    return [day.date() for day in days if not pd.isna(day)]


def upload_table(upload: Upload, slugs: Slugs) -> gpd.GeoDataFrame:
    """Return the rows of a layer with what the page is told of each; several points of one row become several rows."""
    frame = upload.layer.frame.copy()
    several = (shapely.get_dimensions(frame.geometry) == POINTS) & (frame.geometry.geom_type != "Point")
    frame = gpd.GeoDataFrame(pd.concat([frame[~several], frame[several].explode()]), crs=frame.crs).reset_index(
        drop=True
    )
    frame["original"] = facts(upload.layer, frame)
    frame["title"] = [title_of(record) for record in frame.drop(columns="geometry").to_dict("records")]
    frame["id"] = [slugs(f"{upload.id}-{identifier}", "row") for identifier in frame["id"]]
    frame["layer"] = upload.id
    frame["shaped"] = (shapely.get_dimensions(frame.geometry) > POINTS) & ~frame.geometry.is_empty
    return frame


def layer_payload(upload: Upload, table: gpd.GeoDataFrame) -> JsonObject:
    return {
        "id": upload.id,
        "name": upload.name,
        "color": upload.color,
        "licence": upload.layer.licence,
        "timeless": upload.timeless,
        "shapes": shapes_payload(table[table["shaped"]]),
    }


def events_columns(table: pd.DataFrame, sources: AddedSources) -> JsonObject:
    """Return rows as the columns that the page's events have, sorted by start and id, undated last."""
    table = table.sort_values(["start", "id"], na_position="last")
    points = [None if shape is None or shape.is_empty else shape for shape in table["geometry"]]
    return {
        "n": len(table),
        "id": list(table["id"]),
        "start": days(table["start"]),
        "end": days(table["end"].where(table["start"].notna())),
        "lat": [None if point is None else round(point.y, DIGITS) for point in points],
        "lon": [None if point is None else round(point.x, DIGITS) for point in points],
        "category": coded(map(category_code, table["category"])),
        **{
            name: coded(table[name])
            for name in ("date_precision", "location_precision", "corroboration", "country", "layer")
        },
        **{name: list(table[name]) for name in ("summary", "place")},
        "title": list(table["title"]),
        "own_category": [text if category_code(text) == OTHER_CATEGORY else "" for text in table["category"]],
        "sublayer": coded(table["sublayer"]),
        "original": list(table["original"]),
        "sources": [sources(text) for text in table["source"]],
    }


def category_code(text: str) -> str:
    """Return our category that a word names in any language, otherwise `other`."""
    return categories_by_word().get(fold(text), OTHER_CATEGORY)


@cache
def categories_by_word() -> dict[str, str]:
    """Return our categories by their folded codes and names in every language."""
    return {
        fold(name): code
        for code in EVENT_CATEGORIES
        for name in (code, *(say(language, f"category.{code}") for language in languages()))
    }
