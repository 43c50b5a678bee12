"""The names of the countries on the printed map, and of the towns of its background."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import shapely

from geodata import background
from layers.payload.basemaps import focus_countries
from layers.sheet.context import SheetContext
from layers.sheet.drawing.projection import MM_PER_PX, Projection
from layers.sheet.map.basemap import TOWN_MM, towns_shown
from layers.sheet.map.labels import Label, label_of
from layers.sheet.map.parts import Part
from layers.sheet.map.room import PlaceMark, Point, Rect
from layers.text.locales import country_name

ROW_SHARE = 0.75  # of a name's height, from one row of a country to the next: a name needs three of them
EDGE_MM = 4 * MM_PER_PX  # that a name keeps off the edge of its country
MOST_SPOTS = 60
ASIDE = (0.5, 0.25, 0.75, 0.0, 1.0)  # of the room in a row: the middle first

Spans = list[tuple[float, float]]  # from left to right, in one row
Segments = npt.NDArray[np.float64]  # rows of x0, y0, x1, y1


def ground_part(projection: Projection, sheet: SheetContext, frame: Rect) -> Part:
    """Return what the background has names of: countries, and towns as far as there is room."""
    towns = town_labels(projection, sheet)
    marks = [PlaceMark(town.x, town.y, town.radius) for town in towns]
    return Part(labels=[*country_labels(projection, sheet, frame), *towns], marks=marks)


def country_labels(projection: Projection, sheet: SheetContext, frame: Rect) -> list[Label]:
    """Return the names of the countries that have room for them, in one line, or else in two."""
    countries = background(projection.box).grounds[-1].countries
    names = countries[f"name_{sheet.language}"] if f"name_{sheet.language}" in countries else countries["name_en"]
    focus = focus_countries(sheet.situation)
    labels: list[Label] = []
    for name, code, shape in zip(names, countries["code"], countries.geometry, strict=True):
        text = (name or country_name(sheet.language, code) if name or code else "").upper()
        segments = segments_of(shape, projection)
        found = [label for lines in in_lines(text) if (label := country_label(lines, code in focus, segments, frame))]
        if found:
            labels.append(replace(found[0], instead=next(iter(found[1:]), None)))
    return labels


def in_lines(text: str) -> Iterator[str]:
    """Yield a name in one line, and in two: broken at the space after which they are the most alike."""
    if text:
        yield text
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if spaces:
        middle = min(spaces, key=lambda place: abs(2 * place - len(text)))
        yield f"{text[:middle]}\n{text[middle + 1 :]}"


def country_label(text: str, is_focus: bool, segments: Segments, frame: Rect) -> Label | None:
    label = replace(label_of("focus" if is_focus else "neighbour", text), kind="area")
    spots = spots_within(segments, frame, label.width, label.height)
    return replace(label, spots=spots) if spots else None


def segments_of(shape: shapely.Geometry, projection: Projection) -> Segments:
    """Return the sides of an area on paper, those of its holes too."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    lines = [projection.coordinates(shapely.get_coordinates(ring)) for ring in rings]
    return np.vstack([np.hstack([line[:-1], line[1:]]) for line in lines]) if lines else np.empty((0, 4))


def spots_within(segments: Segments, frame: Rect, width: float, height: float) -> list[Point]:
    """Return middles of places where a name stands wholly inside an area, the roomiest and most central first."""
    step = height * ROW_SHARE
    rows = [spans(segments, y, frame) for y in np.arange(frame[1], frame[3], step)]
    filled = [number for number, row in enumerate(rows) if row] or [0]
    first, last = filled[0], filled[-1]
    spots: list[tuple[float, Point]] = []
    for number in range(first + 1, last):
        y, central = frame[1] + number * step, abs(number - (first + last) / 2) * step
        for left, right in shared(rows[number], shared(rows[number - 1], rows[number + 1])):
            room = right - left - width - 2 * EDGE_MM
            for share in ASIDE if room >= 0 else ():
                worth = right - left - 2 * central - abs(share - 0.5) * room
                spots.append((worth, (left + EDGE_MM + width / 2 + share * room, y)))
    return [spot for _, spot in sorted(spots, key=lambda each: -each[0])[:MOST_SPOTS]]


def spans(segments: Segments, y: float, frame: Rect) -> Spans:
    """Return what of a row lies inside an area: where it crosses the sides, in and out in turn."""
    x0, y0, x1, y1 = segments.T
    crossed = (np.minimum(y0, y1) <= y) & (y < np.maximum(y0, y1))
    x0, y0, x1, y1 = segments[crossed].T
    at = np.sort(x0 + (x1 - x0) * (y - y0) / (y1 - y0)).clip(frame[0], frame[2]).tolist()
    return [(left, right) for left, right in zip(at[::2], at[1::2], strict=True) if right > left]


def shared(some: Spans, others: Sequence[tuple[float, float]]) -> Spans:
    both = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return [(left, right) for left, right in both if right > left]


def town_labels(projection: Projection, sheet: SheetContext) -> list[Label]:
    """Return the names of the towns of the background, the weightiest first."""
    towns = towns_shown(projection, sheet)
    places = projection.coordinates(shapely.get_coordinates(towns.geometry.to_numpy()))
    return [
        replace(label_of("town", name), x=float(x), y=float(y), radius=TOWN_MM)
        for name, (x, y) in zip(towns["name"], places, strict=True)
        if projection.holds(float(x), float(y))
    ]
