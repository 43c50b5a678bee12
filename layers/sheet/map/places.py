"""Capitals, towns, ports, airports and depots of the printed map, as many kinds as its scale has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import geopandas as gpd
from matplotlib.axes import Axes

from layers.sheet.drawing.painter import PALETTE, add_marks, place_marks, place_radius
from layers.sheet.drawing.projection import Projection
from layers.sheet.map.labels import Label, Rect, around, label_of
from layers.sheet.map.parts import Draw, Entry, MapContext, Painter, Part, SheetLayer
from layers.text.labels import localized
from layers.text.locales import say

CAPITAL = "capital"
KINDS = tuple(kind for kind in PALETTE.places if kind != CAPITAL)  # the most important first


def is_shown(kind: str, projection: Projection) -> bool:
    """Tell whether places of a kind are large enough for the scale of the view."""
    return projection.detail_zoom >= PALETTE.places[kind].label


def capitals_part(context: MapContext, _: Sequence[Rect]) -> Part:
    if not is_shown(CAPITAL, context.projection):
        return Part()
    table = context.sheet.situation.capitals.assign(kind=CAPITAL, approximate=False)
    boxes, labels, draw = drawn(table, context)
    return Part(draw=draw, signs=boxes, labels=labels)


def places_part(context: MapContext, _: Sequence[Rect]) -> Part:
    """Return the places in the frame, the most important named first."""
    table = context.sheet.situation.places
    table = table[table["kind"].isin([kind for kind in KINDS if is_shown(kind, context.projection)])]
    table = table.assign(order=table["kind"].map(KINDS.index), people=table["population"].astype(float).fillna(0))
    table = table.sort_values(["order", "people"], ascending=[True, False], kind="stable")
    boxes, labels, draw = drawn(table, context)
    return Part(draw=draw, dots=boxes, labels=labels)


def drawn(table: gpd.GeoDataFrame, context: MapContext) -> tuple[list[Rect], list[Label], Draw]:
    """Return the room that the signs of places in the frame take, their names, and how to draw them."""
    x, y = context.projection.at(table.geometry.x, table.geometry.y)
    names = localized(table, "name", context.sheet.language)
    columns = zip(table["kind"], names, map(float, x), map(float, y), table["approximate"], strict=True)
    shown = [each for each in columns if context.projection.holds(each[2], each[3])]

    def draw(axes: Axes) -> None:
        marks = [place_marks(x, y, kind, approximate=approximate is True) for kind, _, x, y, approximate in shown]
        add_marks(axes, [mark for each in marks for mark in each])

    boxes = [around(x, y, place_radius(kind)) for kind, _, x, y, _ in shown]
    return boxes, [label(kind, name, x, y) for kind, name, x, y, _ in shown], draw


def label(kind: str, name: str, x: float, y: float) -> Label:
    capital = kind == CAPITAL
    found = label_of(CAPITAL if capital else "place", name, x, y)
    return replace(found, radius=place_radius(kind), plain_to_see=capital)


def capitals_legend(context: MapContext) -> Mapping[str, Sequence[Entry]]:
    return entries("capitals", [CAPITAL], context)


def places_legend(context: MapContext) -> Mapping[str, Sequence[Entry]]:
    return entries("places", KINDS, context)


def entries(layer: str, kinds: Sequence[str], context: MapContext) -> Mapping[str, Sequence[Entry]]:
    is_on = layer in context.sheet.state.layers
    shown = [kind for kind in kinds if is_on and PALETTE.places[kind].in_legend and is_shown(kind, context.projection)]
    return {"legend.places": [(say(context.sheet.language, f"kind.{kind}"), painter(kind)) for kind in shown]}


def painter(kind: str) -> Painter:
    return lambda axes, x, y: add_marks(axes, place_marks(x, y, kind))


CAPITALS = SheetLayer(capitals_part, capitals_legend)
PLACES = SheetLayer(places_part, places_legend)
