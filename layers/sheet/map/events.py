"""The events of the printed map, as precisely as known: a symbol, a soft disc for a region, a band along a road."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import geopandas as gpd
import shapely
from matplotlib.axes import Axes

from geodata import event_stretches
from layers.sheet.drawing.painter import (
    EVENT_MM,
    PALETTE,
    Mark,
    add_marks,
    draw_line,
    event_marks,
    soft_disc,
)
from layers.sheet.drawing.projection import MM_PER_PX, Projection
from layers.sheet.drawing.stroke_styles import DrawnState
from layers.sheet.map.parts import Entry, MapContext, Painter, Part, SheetLayer
from layers.sheet.map.room import Rect, around, far_from, overlap
from layers.sheet.map.routes import drawn_state, road_states
from layers.sheet.map.routes import painter as road_painter
from layers.tables.status import CROSSING
from layers.text.locales import say

NATIONWIDE = "country"  # in the list, not on the map
NEWEST_DRAWN = 1500  # events; more than that is a fog that tells nothing
SIDE_BY_SIDE = 4  # events of one place that stand beside each other; older ones lie beneath
STEP = 2.1 * EVENT_MM  # from one of them to the next
CLAIM = "claim"

Places = Mapping[str, tuple[float, float]]


def drawable(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the events, newest first, that have a place on the map."""
    return events[events.geometry.notna() & (events["location_precision"] != NATIONWIDE)].iloc[:NEWEST_DRAWN]


def middle_of(shape: shapely.Geometry) -> tuple[float, float]:
    middle = shape.representative_point()
    return middle.x, middle.y


def draw_areas(
    axes: Axes, projection: Projection, events: gpd.GeoDataFrame, roads: Mapping[str, shapely.LineString]
) -> None:
    """Draw what is known only to the region or the road, the newest on top."""
    columns = (events.index, events["category"], events["location_precision"], events.geometry)
    for event, category, precision, shape in reversed(list(zip(*columns, strict=True))):
        colour = PALETTE.category(category).color
        if precision == "road" and event in roads:
            line = projection.coordinates(shapely.get_coordinates(roads[event]))
            draw_line(axes, line, colour, PALETTE.area.band, cap="round", opacity=PALETTE.area.opacity)
        elif precision in PALETTE.area.km:
            x, y = projection.point(*middle_of(shape))
            radius = max(PALETTE.area.km[precision] * projection.mm_per_km, PALETTE.area.smallest * MM_PER_PX)
            add_marks(axes, soft_disc(x, y, radius, colour))


def event_places(
    events: gpd.GeoDataFrame, projection: Projection, signs: Sequence[Rect]
) -> dict[str, tuple[float, float]]:
    """Return where on paper the symbols stand: in a row for each place, beside the sign of a crossing or capital."""
    at = {event: projection.point(*middle_of(shape)) for event, shape in events.geometry.items()}
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

    That is its place, or beside, above or below the sign there: the nearest that covers the fewest.
    """

    def row(middle: tuple[float, float]) -> Rect:
        return middle[0] - half, middle[1] - EVENT_MM, middle[0] + half, middle[1] + EVENT_MM

    def hidden(middle: tuple[float, float]) -> list[Rect]:
        return [sign for sign in signs if overlap(row(middle), sign)]

    place = (xy[0], xy[1])
    if not hidden(place):
        return place
    left, top, right, bottom = hidden(place)[0]
    x, y = (left + right) / 2, (top + bottom) / 2
    beside = [(right + half, y), (left - half, y), (x, top - EVENT_MM), (x, bottom + EVENT_MM)]
    return min(beside, key=lambda middle: (len(hidden(middle)), round(far_from(row(middle), *place), 1)))


def draw_events(axes: Axes, events: gpd.GeoDataFrame, places: Places) -> None:
    """Draw the symbols, the newest on top."""
    shown = events.loc[list(places)].iloc[::-1]
    columns = (shown.index, shown["category"], shown["corroboration"], shown["location_precision"])
    marks: list[Mark] = []
    for event, category, corroboration, precision in zip(*columns, strict=True):
        marks += event_marks(
            *places[event], category, claim=corroboration == "claim", vague=precision in PALETTE.area.km
        )
    add_marks(axes, marks)


def part(context: MapContext, signs: Sequence[Rect]) -> Part:
    """Return the events: what is vague beneath, the symbols clear of the signs of crossings and capitals.

    The day's news has signs of its own, which stand beside their places where there is room.
    """
    sheet, projection = context.sheet, context.projection
    shown = drawable(sheet.events)
    with_signs = set(sheet.notable.news) - context.crowded
    places = event_places(shown[~shown.index.isin(with_signs)], projection, signs)
    boxes = {event: around(x, y, EVENT_MM) for event, (x, y) in places.items()}

    return Part(
        draw=lambda axes: draw_events(axes, shown, places),
        draw_beneath=lambda axes: draw_areas(axes, projection, shown, event_stretches(sheet.situation)),
        signs=list(boxes.values()),
        events=boxes,
    )


def legend(context: MapContext) -> Mapping[str, Sequence[Entry]]:
    """Return the categories that occur, in the order of the style table, and how doubt is drawn where there is any."""
    sheet = context.sheet
    found = set(sheet.events["category"])
    listed = [category for category in PALETTE.categories if category in found]
    categories = [(say(sheet.language, f"category.{category}"), event_painter(category)) for category in listed]
    return {"legend.events": categories, "legend.certainty": certainty_entries(context)}


def certainty_entries(context: MapContext) -> list[Entry]:
    sheet = context.sheet
    crossings = {drawn_state(status.state) for status in sheet.statuses_of(CROSSING)}
    states = sorted(road_states(sheet) | crossings, key=lambda state: state.state)
    precisions, usual = set(sheet.events["location_precision"]), next(iter(PALETTE.categories))
    colour = PALETTE.category(usual).color
    faded = next((state for state in states if state.faded), None)
    claimed = next((state for state in states if state.claim), None)
    claimed_event = not claimed and CLAIM in set(sheet.events["corroboration"])
    entries: list[tuple[str, Painter | None]] = [
        ("legend.faded", road_painter(replace(faded, claim=False)) if faded else None),
        ("legend.claim", road_painter(DrawnState(claimed.state, claim=True)) if claimed else None),
        ("legend.claim", event_painter(usual, claim=True) if claimed_event else None),
        ("legend.region", region_painter(colour) if "region" in precisions else None),
        ("legend.road", band_painter(colour) if "road" in precisions else None),
    ]
    return [(say(sheet.language, key), painter) for key, painter in entries if painter]


def event_painter(category: str, *, claim: bool = False) -> Painter:
    return lambda axes, x, y: add_marks(axes, event_marks(x, y, category, claim=claim, vague=False))


def region_painter(colour: str) -> Painter:
    return lambda axes, x, y: add_marks(axes, soft_disc(x, y, 1.5, colour))


def band_painter(colour: str) -> Painter:
    ends = ((-2.4, 0.0), (2.4, 0.0))
    return lambda axes, x, y: draw_line(
        axes,
        [(x + dx, y + dy) for dx, dy in ends],
        colour,
        PALETTE.area.band,
        cap="round",
        opacity=PALETTE.area.opacity,
    )


LAYER = SheetLayer(part, legend)
