"""The names of the countries on the printed map."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geodata import DEFAULT_LANGUAGE
from layers.sheet.drawing.painter import PALETTE
from layers.sheet.drawing.projection import Projection
from layers.sheet.drawing.text import clean, text_width
from layers.sheet.map.basemap import basemap_part
from layers.sheet.map.labels import Label, label_of

# Of a country with a boundary not agreed, that must be seen: its name in a corner would take sides.
DISPUTED_SHARE = 0.25


def country_labels(projection: Projection, language: str) -> list[Label]:
    """Return the names of the countries, each in the middle of the part of it that is shown, where it fits in."""
    if projection.zoom > PALETTE.labels["country"].max_zoom:
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


def cut_off(countries: gpd.GeoDataFrame) -> npt.NDArray[np.bool_]:
    """Tell which countries go on beyond the edge of the basemap."""
    bounds, edge = countries.bounds.to_numpy(), countries.total_bounds
    beyond: npt.NDArray[np.bool_] = (bounds == edge).any(axis=1)
    return beyond


def country_label(text: str, part: shapely.Geometry, projection: Projection) -> Label | None:
    largest = max(getattr(part, "geoms", [part]), key=lambda piece: piece.area)
    place = shapely.maximum_inscribed_circle(largest).coords[0] if largest.area else largest.bounds[:2]
    x, y = projection.point(*place)
    west, _, east, _ = largest.bounds
    room = projection.point(east, 0)[0] - projection.point(west, 0)[0]
    label = replace(label_of("country", text, x, y), centred=True)
    return None if text_width(clean(text), label.size) > room else label
