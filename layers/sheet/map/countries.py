"""The names of the countries on the printed map, and of the towns of its background."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely

from geodata import background
from layers.sheet.context import SheetContext
from layers.sheet.drawing.projection import Projection
from layers.sheet.drawing.text import clean, text_width
from layers.sheet.map.basemap import TOWN_MM, towns_shown
from layers.sheet.map.labels import Label, label_of
from layers.text.locales import country_name


def ground_labels(projection: Projection, sheet: SheetContext) -> list[Label]:
    """Return the names of the countries, each inside the part of it that is shown, where it fits in, and of towns."""
    countries = background(projection.box).grounds[-1].countries
    parts = shapely.clip_by_rect(countries.geometry.to_numpy(), *projection.box)
    names = countries[f"name_{sheet.language}"] if f"name_{sheet.language}" in countries else countries["name_en"]
    found = [
        country_label((name or country_name(sheet.language, code)).upper(), part, projection)
        for name, code, part in zip(names, countries["code"], parts, strict=True)
        if (name or code) and not shapely.is_empty(part)
    ]
    return [*(label for label in found if label), *town_labels(projection, sheet)]


def country_label(text: str, part: shapely.Geometry, projection: Projection) -> Label | None:
    largest = max(shapely.get_parts(part), key=shapely.area)
    place = shapely.maximum_inscribed_circle(largest).coords[0] if largest.area else largest.bounds[:2]
    x, y = projection.point(*place)
    west, _, east, _ = largest.bounds
    room = projection.point(east, 0)[0] - projection.point(west, 0)[0]
    label = replace(label_of("country", text, x, y), centred=True)
    return None if text_width(clean(text), label.size) > room else label


def town_labels(projection: Projection, sheet: SheetContext) -> list[Label]:
    towns = towns_shown(projection, sheet)
    places = projection.coordinates(shapely.get_coordinates(towns.geometry.to_numpy()))
    return [
        replace(label_of("town", name, float(x), float(y)), radius=TOWN_MM)
        for name, (x, y) in zip(towns["name"], np.asarray(places), strict=True)
        if projection.holds(float(x), float(y))
    ]
