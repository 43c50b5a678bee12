"""The events of the printed map, as precisely as known: a symbol, a soft disc for a region, a band along a road."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import shapely
from matplotlib.axes import Axes

from layers.sheet.drawing.projection import MM_PER_PX, Projection
from layers.sheet.drawing.symbols import EVENT_MM, INK, Mark, add_marks, event_marks, ground, soft_disc, stroke
from layers.sheet.map.labels import Label, Rect, around, overlap

NOWHERE = "country"  # nationwide: in the list, not on the map
NEWEST_DRAWN = 1500  # events; more than that is a fog that tells nothing
SIDE_BY_SIDE = 4  # events of one place that stand beside each other; older ones lie beneath
STEP = 2.1 * EVENT_MM  # from one of them to the next
NUMBER_POINTS = 5.5

Places = Mapping[str, tuple[float, float]]


def drawable(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the events, newest first, that have a place on the map."""
    return events[events.geometry.notna() & (events["location_precision"] != NOWHERE)].iloc[:NEWEST_DRAWN]


def point(shape: Any) -> tuple[float, float]:
    middle = shape.representative_point()
    return middle.x, middle.y


def draw_areas(
    axes: Axes, projection: Projection, events: gpd.GeoDataFrame, roads: Mapping[str, shapely.LineString]
) -> None:
    """Draw what is known only to the region or the road, the newest on top."""
    columns = (events.index, events["category"], events["location_precision"], events.geometry)
    for event, category, precision, shape in reversed(list(zip(*columns, strict=True))):
        colour = INK.category(category).color
        if precision == "road" and event in roads:
            line = projection.coordinates(shapely.get_coordinates(roads[event]))
            stroke(axes, line, colour, INK.area.band, cap="round", opacity=INK.area.opacity)
        elif precision in INK.area.km:
            x, y = map(float, projection.at(*point(shape)))
            radius = max(INK.area.km[precision] * projection.mm_per_km, INK.area.smallest * MM_PER_PX)
            add_marks(axes, soft_disc(x, y, radius, colour))


def event_places(
    events: gpd.GeoDataFrame, projection: Projection, signs: Sequence[Rect]
) -> dict[str, tuple[float, float]]:
    """Return where on paper the symbols stand: in a row for each place, beside the sign of a crossing or capital."""
    at = {event: tuple(map(float, projection.at(*point(shape)))) for event, shape in events.geometry.items()}
    together: dict[tuple[float, ...], list[str]] = {}
    for event, xy in at.items():
        if projection.holds(*xy):
            together.setdefault(tuple(round(length) for length in xy), []).append(event)
    places = {}
    for row in together.values():
        count = min(len(row), SIDE_BY_SIDE)
        middle, y = free_middle(at[row[0]], (count - 1) / 2 * STEP + EVENT_MM, signs)
        for number, event in enumerate(row):
            places[event] = (middle + (min(number, count - 1) - (count - 1) / 2) * STEP, y)
    return places


def free_middle(xy: tuple[float, ...], half: float, signs: Sequence[Rect]) -> tuple[float, float]:
    """Return where the middle of a row of symbols goes so that it covers no sign.

    That is its place, or beside, above or below the sign there.
    """

    def hidden(middle: tuple[float, float]) -> list[Rect]:
        row = (middle[0] - half, middle[1] - EVENT_MM, middle[0] + half, middle[1] + EVENT_MM)
        return [sign for sign in signs if overlap(row, sign)]

    place = (xy[0], xy[1])
    if not hidden(place):
        return place
    left, top, right, bottom = hidden(place)[0]
    x, y = (left + right) / 2, (top + bottom) / 2
    beside = [(right + half, y), (left - half, y), (x, top - EVENT_MM), (x, bottom + EVENT_MM)]
    return min(beside, key=lambda middle: len(hidden(middle)))


def draw_events(axes: Axes, events: gpd.GeoDataFrame, places: Places) -> None:
    """Draw the symbols, the newest on top."""
    shown = events.loc[list(places)].iloc[::-1]
    columns = (shown.index, shown["category"], shown["corroboration"], shown["location_precision"])
    marks: list[Mark] = []
    for event, category, corroboration, precision in zip(*columns, strict=True):
        marks += event_marks(*places[event], category, claim=corroboration == "claim", vague=precision in INK.area.km)
    add_marks(axes, marks)


def number_labels(places: Places, numbers: Mapping[str, int]) -> list[Label]:
    """Return the numbers that the events have in the list, to stand beside their symbols."""
    return [
        Label(str(numbers[event]), x, y, NUMBER_POINTS, ground("text"), "bold", EVENT_MM - 0.1)
        for event, (x, y) in places.items()
        if event in numbers
    ]


def symbol_boxes(places: Places) -> Iterable[Rect]:
    """Return the room that the symbols take."""
    return [around(x, y, EVENT_MM) for x, y in places.values()]
