"""Which places stand on the printed map and which names are asked for, the most important first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geodata import DEFAULT_LANGUAGE
from layers.share.state import ShareState
from layers.sheet.context import SheetContext
from layers.sheet.drawing.projection import Projection
from layers.sheet.drawing.symbols import CROSSING_MM, INK, ground, place_radius
from layers.sheet.drawing.text import clean, text_width
from layers.sheet.map.basemap import basemap_part
from layers.sheet.map.labels import Label
from layers.text.labels import localized

DISPUTED_SHARE = (
    0.25  # of a country with a boundary not agreed, that must be seen: its name in a corner would take sides
)


@dataclass(frozen=True)
class Spot:
    """A place in the frame, in millimetres."""

    kind: str
    name: str
    x: float
    y: float
    approximate: bool = False


def kinds_shown(state: ShareState, projection: Projection) -> tuple[str, ...]:
    """Return the kinds of places that are large enough for the scale of the map."""
    layers = {"capital": "capitals"}
    return tuple(
        kind
        for kind, style in INK.places.items()
        if layers.get(kind, "places") in state.layers and projection.detail_zoom >= style.label
    )


def map_labels(sheet: SheetContext, projection: Projection) -> tuple[list[Spot], list[Label]]:
    """Return the places in the frame, and the names of places, crossings and countries in order of importance."""
    spots = shown_spots(sheet, projection)
    capitals = [spot_label(spot) for spot in spots if spot.kind == "capital"]
    others = [spot_label(spot) for spot in spots if spot.kind != "capital"]
    crossings = crossing_labels(sheet, projection) if "crossings" in sheet.state.layers else []
    return spots, [*capitals, *crossings, *country_labels(projection, sheet.language), *others]


def shown_spots(sheet: SheetContext, projection: Projection) -> list[Spot]:
    capitals = sheet.situation.capitals.assign(kind="capital", approximate=False)
    names = [name for name in capitals.columns if name.startswith("name_")]
    columns = ["kind", "approximate", "population", "geometry", *names]
    table = gpd.GeoDataFrame(pd.concat([capitals[columns], sheet.situation.places[columns]]))
    table = table[table["kind"].isin(kinds_shown(sheet.state, projection))]
    table = table.assign(
        order=table["kind"].map(list(INK.places).index), people=table["population"].astype(float).fillna(0)
    )
    table = table.sort_values(["order", "people"], ascending=[True, False], kind="stable")
    x, y = projection.at(table.geometry.x, table.geometry.y)
    return [
        Spot(kind, name, float(left), float(top), approximate is True)
        for kind, name, left, top, approximate in zip(
            table["kind"], localized(table, "name", sheet.language), x, y, table["approximate"], strict=True
        )
        if projection.holds(left, top)
    ]


def spot_label(spot: Spot) -> Label:
    capital = spot.kind == "capital"
    label = label_of("capital" if capital else "place", spot.name, spot.x, spot.y)
    return replace(label, radius=place_radius(spot.kind), plain_to_see=capital)


def label_of(kind: str, text: str, x: float, y: float) -> Label:
    """Return a label as the style table has its kind."""
    style = INK.labels[kind]
    return Label(text, x, y, style.points, ground(style.color), style.face)


def crossing_labels(sheet: SheetContext, projection: Projection) -> list[Label]:
    crossings = sheet.situation.crossings
    names = localized(crossings, "name", sheet.language).str.split(" (", regex=False).str[0]
    at = [projection.at(shape.x, shape.y) for shape in crossings.geometry]
    if projection.detail_zoom < INK.labels["crossing"].min_zoom:
        return []
    return [
        replace(label_of("crossing", name, float(x), float(y)), radius=CROSSING_MM)
        for name, (x, y) in zip(names, at, strict=True)
        if projection.holds(x, y)
    ]


def country_labels(projection: Projection, language: str) -> list[Label]:
    """Return the names of the countries, each in the middle of the part of it that is shown, where it fits in."""
    if projection.zoom > INK.labels["country"].max_zoom:
        return []  # so close, the name of a country says nothing
    countries = basemap_part("countries")
    names = countries[f"name_{language}"] if f"name_{language}" in countries else countries[f"name_{DEFAULT_LANGUAGE}"]
    shapes = countries.geometry.to_numpy()
    parts = shapely.clip_by_rect(shapes, *projection.box)
    disputed = shapely.intersects(shapes, shapely.union_all(shapes[countries["boundary"].notna()]))
    mostly = ~cut_off(countries) & (shapely.area(parts) >= DISPUTED_SHARE * shapely.area(shapes))
    shown = ~shapely.is_empty(parts) & (~disputed | mostly)
    labels = [
        country_label(name.upper(), part, projection) for name, part in zip(names[shown], parts[shown], strict=True)
    ]
    return [label for label in labels if label]


def cut_off(countries: gpd.GeoDataFrame) -> Any:
    """Tell which countries go on beyond the edge of the basemap."""
    bounds, edge = countries.bounds.to_numpy(), countries.total_bounds
    return (bounds == edge).any(axis=1)


def country_label(text: str, part: Any, projection: Projection) -> Label | None:
    largest = max(getattr(part, "geoms", [part]), key=lambda piece: piece.area)
    place = shapely.maximum_inscribed_circle(largest).coords[0] if largest.area else largest.bounds[:2]
    x, y = map(float, projection.at(*place))
    west, _, east, _ = largest.bounds
    room = projection.at(east, 0)[0] - projection.at(west, 0)[0]
    label = replace(label_of("country", text, x, y), centred=True)
    return None if text_width(clean(text), label.size) > room else label
