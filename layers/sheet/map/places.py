"""Capitals, towns, ports, airports and depots of the printed map, as many as its scale has room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
from matplotlib.axes import Axes

from layers.sheet.context import SheetContext
from layers.sheet.drawing.painter import PALETTE, add_marks, place_marks, place_radius
from layers.sheet.map.labels import DESTINATION, NEWS, Label, label_of, needed
from layers.sheet.map.parts import Entry, MapContext, Painter, Part, SheetLayer
from layers.sheet.map.room import PlaceMark, Rect
from layers.text.labels import localized
from layers.text.locales import say

CAPITAL, PLACE, ACTIVE = "capital", "place", "active"
KINDS = tuple(kind for kind in PALETTE.places if kind != CAPITAL)  # the most important first
BOLD_WEIGHT = 600
ALWAYS = (DESTINATION, NEWS)  # ranks of places that are there at every scale


@dataclass(frozen=True)
class DrawnPlace:
    """A place of the map, with what decides whether it is there and named, and how early."""

    id: str
    name: str
    kind: str
    approximate: bool
    lon: float
    lat: float
    rank: str  # of its name


def capitals_part(context: MapContext, _: Sequence[Rect]) -> Part:
    part = drawn(shown_places(capitals(context.sheet), context), context)
    return replace(part, signs=[mark.box for mark in part.marks])


def places_part(context: MapContext, _: Sequence[Rect]) -> Part:
    """Return the places in the frame, the most important named first."""
    return drawn(shown_places(places(context.sheet), context), context)


def capitals(sheet: SheetContext) -> Iterator[DrawnPlace]:
    return drawn_places(sheet.situation.capitals.assign(kind=CAPITAL, approximate=False), sheet, CAPITAL)


def places(sheet: SheetContext) -> Iterator[DrawnPlace]:
    table = sheet.situation.places
    table = table[table["kind"].isin(KINDS)]
    table = table.assign(order=table["kind"].map(KINDS.index), people=table["population"].astype(float).fillna(0))
    table = table.sort_values(["order", "people"], ascending=[True, False], kind="stable")
    return drawn_places(table, sheet, PLACE)


def drawn_places(table: gpd.GeoDataFrame, sheet: SheetContext, usual: str) -> Iterator[DrawnPlace]:
    names = localized(table, "name", sheet.language)
    columns = zip(table.index, names, table["kind"], table["approximate"], table.geometry, strict=True)
    for id_, name, kind, approximate, point in columns:
        yield DrawnPlace(id_, name, kind, approximate is True, point.x, point.y, rank_of(id_, sheet, usual))


def rank_of(place: str, sheet: SheetContext, usual: str) -> str:
    """Return the rank of the name of a place: what all is about, what is in the news, capitals, what is known of."""
    ranks = (
        (DESTINATION, place in sheet.situation.settings.destinations),
        (NEWS, place in sheet.notable.places),
        (CAPITAL, usual == CAPITAL),
        (ACTIVE, place in sheet.notable.active),
    )
    return next((rank for rank, holds in ranks if holds), usual)


def shown_places(found: Iterator[DrawnPlace], context: MapContext) -> list[DrawnPlace]:
    return [place for place in found if is_there(place, PALETTE.places[place.kind].zoom, context)]


def is_there(place: DrawnPlace, zoom: float, context: MapContext) -> bool:
    """Tell whether what is there from a zoom level on is there; what the day is about is there earlier, or always."""
    earlier = PALETTE.lettering.nearer_zoom if place.id in context.sheet.notable.active else 0
    return place.rank in ALWAYS or context.projection.detail_zoom >= zoom - earlier


def drawn(shown: Sequence[DrawnPlace], context: MapContext) -> Part:
    """Return the places that lie in the frame: how to draw them, their marks, and the names of those that are named."""
    at = [(place, context.projection.point(place.lon, place.lat)) for place in shown]
    inside = [
        (place, PlaceMark(x, y, place_radius(place.kind))) for place, (x, y) in at if context.projection.holds(x, y)
    ]

    def draw(axes: Axes) -> None:
        for place, mark in inside:
            add_marks(axes, place_marks(mark.x, mark.y, place.kind, approximate=place.approximate))

    labels = [
        label(place, mark) for place, mark in inside if is_there(place, PALETTE.places[place.kind].label, context)
    ]
    return Part(draw=draw, marks=[mark for _, mark in inside], labels=labels)


def label(place: DrawnPlace, mark: PlaceMark) -> Label:
    """Return the name of a place; what all is about looks like a capital."""
    look = CAPITAL if place.kind == CAPITAL or place.rank == DESTINATION else PLACE
    face = "bold" if PALETTE.places[place.kind].weight >= BOLD_WEIGHT else ""
    named = label_of(look, place.name, face=face)
    found = replace(named, id=place.id, rank=place.rank, x=mark.x, y=mark.y, radius=mark.radius)
    return needed(found, place.rank) if place.rank in ALWAYS else found


def capitals_legend(context: MapContext) -> Mapping[str, Sequence[Entry]]:
    return entries("capitals", capitals(context.sheet), context)


def places_legend(context: MapContext) -> Mapping[str, Sequence[Entry]]:
    return entries("places", places(context.sheet), context)


def entries(layer: str, found: Iterator[DrawnPlace], context: MapContext) -> Mapping[str, Sequence[Entry]]:
    """Return the kinds of the places that are shown, if their layer is."""
    is_on = layer in context.sheet.state.layers
    shown = {place.kind for place in shown_places(found, context)} if is_on else set()
    listed = [kind for kind, style in PALETTE.places.items() if style.in_legend and kind in shown]
    return {"legend.places": [(say(context.sheet.language, f"kind.{kind}"), painter(kind)) for kind in listed]}


def painter(kind: str) -> Painter:
    return lambda axes, x, y: add_marks(axes, place_marks(x, y, kind))


CAPITALS = SheetLayer(capitals_part, capitals_legend)
PLACES = SheetLayer(places_part, places_legend)
