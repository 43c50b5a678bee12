"""What a layer adds to the printed map and to its legend; the registry of layers names one `SheetLayer` for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import shapely
from matplotlib.axes import Axes

from layers.payload.layer_registry import Layer
from layers.sheet.context import SheetContext
from layers.sheet.drawing.projection import Projection
from layers.sheet.map.labels import Label
from layers.sheet.map.room import PlaceMark, Rect

Draw = Callable[[Axes], None]
Painter = Callable[[Axes, float, float], None]  # draws a sign about the point given, in millimetres

Entry = tuple[str, Painter]  # of the legend: a text and its sign


@dataclass(frozen=True)
class MapContext:
    """A sheet's context with its map frame.

    `numbers` are those of the events in the list beside it, `crowded` the events of the news whose signs have no room.
    """

    sheet: SheetContext
    projection: Projection
    numbers: Mapping[str, int] = field(default_factory=dict)
    crowded: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """A layer on the map. Lengths are millimetres from the frame's upper left corner."""

    draw: Draw = lambda axes: None
    draw_beneath: Draw = lambda axes: None  # lines and areas, under the signs of every layer
    signs: Sequence[Rect] = ()  # room that signs take: later layers, names and the scale keep clear
    marks: Sequence[PlaceMark] = ()  # signs of places: a name keeps clear, and stands nearest to its own
    lines: Sequence[shapely.LineString] = ()  # roads, which no name crosses
    labels: Sequence[Label] = ()
    events: Mapping[str, Rect] = field(default_factory=dict)  # the room that symbols of events take, by event


@dataclass(frozen=True)
class SheetLayer:
    """The two halves of a layer on paper.

    `part` is given the signs of the layers beneath it, which it may stand clear of; `legend` returns entries
    by the key of the heading that they stand under.
    """

    part: Callable[[MapContext, Sequence[Rect]], Part]
    legend: Callable[[MapContext], Mapping[str, Sequence[Entry]]]


def sheet_layer(layer: Layer) -> SheetLayer:
    """Return the half of a registered layer that is drawn on paper."""
    return cast("SheetLayer", layer.sheet_layer())
