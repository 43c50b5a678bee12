"""Which places stand on the printed map and which names are asked for, the most important first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geodata import Situation
from layers.share.state import ShareState
from layers.sheet.drawing.projection import MM_PER_PX, View
from layers.sheet.drawing.symbols import CROSSING_PX, ground, place_radius
from layers.sheet.drawing.text import clean, text_width
from layers.sheet.map.basemap import basemap_part
from layers.sheet.map.labels import Label
from layers.style import style_table
from layers.text.labels import localized
from layers.text.languages import DEFAULT_LANGUAGE

KIND_ORDER = ("capital", "regional-capital", "port", "city", "depot", "airport", "town", "village")
PRINT_ZOOM = 1.0  # print shows what the page shows at a closer zoom level
CAPITAL_POINTS, CROSSING_POINTS, PLACE_POINTS, COUNTRY_POINTS = 7.5, 5.6, 5.6, 6.4
COUNTRY_MAX_ZOOM = 8  # closer, the name of a country says nothing
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


def kinds_shown(state: ShareState, view: View) -> tuple[str, ...]:
    """Return the kinds of places that are large enough for the scale of the view."""
    places = style_table()["places"]
    layers = {"capital": "capitals"}
    return tuple(
        kind
        for kind in KIND_ORDER
        if layers.get(kind, "places") in state.layers and view.zoom + PRINT_ZOOM >= places[kind]["label"]
    )


def map_labels(situation: Situation, state: ShareState, view: View, language: str) -> tuple[list[Spot], list[Label]]:
    """Return the places in the frame, and the names of places, crossings and countries in order of importance."""
    spots = shown_spots(situation, state, view, language)
    capitals = [spot_label(spot) for spot in spots if spot.kind == "capital"]
    others = [spot_label(spot) for spot in spots if spot.kind != "capital"]
    crossings = crossing_labels(situation, view, language) if "crossings" in state.layers else []
    return spots, [*capitals, *crossings, *country_labels(view, language), *others]


def shown_spots(situation: Situation, state: ShareState, view: View, language: str) -> list[Spot]:
    capitals = situation.capitals.assign(kind="capital", approximate=False)
    columns = [
        "kind",
        "approximate",
        "population",
        "geometry",
        *(name for name in capitals.columns if name.startswith("name_")),
    ]
    table = gpd.GeoDataFrame(pd.concat([capitals[columns], situation.places[columns]]))
    kinds = kinds_shown(state, view)
    table = table[table["kind"].isin(kinds)]
    table = table.assign(order=table["kind"].map(KIND_ORDER.index), people=table["population"].astype(float).fillna(0))
    table = table.sort_values(["order", "people"], ascending=[True, False], kind="stable")
    x, y = view.at(table.geometry.x, table.geometry.y)
    return [
        Spot(kind, name, float(left), float(top), approximate is True)
        for kind, name, left, top, approximate in zip(
            table["kind"], localized(table, "name", language), x, y, table["approximate"], strict=True
        )
        if view.holds(left, top)
    ]


def spot_label(spot: Spot) -> Label:
    capital = spot.kind == "capital"
    radius = place_radius(spot.kind)
    return Label(
        spot.name,
        spot.x,
        spot.y,
        CAPITAL_POINTS if capital else PLACE_POINTS,
        ground("text" if capital else "place"),
        "bold" if capital else "plain",
        radius,
        plain_to_see=capital,
    )


def crossing_labels(situation: Situation, view: View, language: str) -> list[Label]:
    names = localized(situation.crossings, "name", language).str.split(" (", regex=False).str[0]
    at = [view.at(shape.x, shape.y) for shape in situation.crossings.geometry]
    radius = CROSSING_PX * MM_PER_PX
    return [
        Label(name, float(x), float(y), CROSSING_POINTS, ground("text"), "bold-italic", radius)
        for name, (x, y) in zip(names, at, strict=True)
        if view.holds(x, y)
    ]


def country_labels(view: View, language: str) -> list[Label]:
    """Return the names of the countries, each in the middle of the part of it that is shown, where it fits in."""
    if view.zoom > COUNTRY_MAX_ZOOM:
        return []
    countries = basemap_part("countries")
    names = countries[f"name_{language}"] if f"name_{language}" in countries else countries[f"name_{DEFAULT_LANGUAGE}"]
    shapes = countries.geometry.to_numpy()
    parts = shapely.clip_by_rect(shapes, *view.box)
    disputed = shapely.intersects(shapes, shapely.union_all(shapes[countries["boundary"].notna()]))
    mostly = ~cut_off(countries) & (shapely.area(parts) >= DISPUTED_SHARE * shapely.area(shapes))
    shown = ~shapely.is_empty(parts) & (~disputed | mostly)
    labels = [country_label(name.upper(), part, view) for name, part in zip(names[shown], parts[shown], strict=True)]
    return [label for label in labels if label]


def cut_off(countries: gpd.GeoDataFrame) -> Any:
    """Tell which countries go on beyond the edge of the basemap."""
    bounds, edge = countries.bounds.to_numpy(), countries.total_bounds
    return (bounds == edge).any(axis=1)


def country_label(text: str, part: Any, view: View) -> Label | None:
    largest = max(getattr(part, "geoms", [part]), key=lambda piece: piece.area)
    place = shapely.maximum_inscribed_circle(largest).coords[0] if largest.area else largest.bounds[:2]
    x, y = map(float, view.at(*place))
    west, _, east, _ = largest.bounds
    room = view.at(east, 0)[0] - view.at(west, 0)[0]
    if text_width(clean(text), COUNTRY_POINTS) > room:
        return None
    return Label(text, x, y, COUNTRY_POINTS, ground("country"), centred=True)
