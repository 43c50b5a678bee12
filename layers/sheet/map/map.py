"""The map of the printed sheet: background, layers, what is written, scale and north."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matplotlib.axes import Axes

from layers.payload.layer_registry import registered_layers
from layers.sheet.drawing.painter import PALETTE
from layers.sheet.map.basemap import draw_basemap
from layers.sheet.map.lettering import Written, composed, draw_written
from layers.sheet.map.news import news_signs
from layers.sheet.map.parts import MapContext, Part, SheetLayer, sheet_layer
from layers.sheet.map.room import Rect
from layers.sheet.map.scale import draw_scale, scale_corner


def draw_map(axes: Axes, context: MapContext) -> None:
    """Draw the map of a state into its frame."""
    parts, corner, lettering = settled(context)
    draw_basemap(axes, context.projection, context.sheet)
    for part in parts:
        part.draw_beneath(axes)
    for part in parts:
        part.draw(axes)
    draw_written(axes, lettering)
    draw_scale(axes, context.projection, corner, context.sheet.language)


def written(context: MapContext) -> Written:
    """Return what is written on the map of a state, and where."""
    return settled(context)[-1]


def settled(context: MapContext) -> tuple[list[Part], Rect, Written]:
    """Return the parts of a map, the place of its scale, and what is written.

    News whose sign finds no room has a symbol among those of the other events, so that none is missing.
    """
    parts = map_parts(context)
    corner = corner_of(context, parts)
    found = composed(context, parts, corner)
    placed = {sign.item.event for sign in found.signs}
    crowded = context.crowded | {sign.event for sign in news_signs(context) if sign.event not in placed}
    return settled(replace(context, crowded=crowded)) if crowded > context.crowded else (parts, corner, found)


def corner_of(context: MapContext, parts: Sequence[Part]) -> Rect:
    """Return where the scale stands."""
    signs = [box for part in parts for box in part.signs]
    return scale_corner(context.projection, signs, [line for part in parts for line in part.lines])


def map_parts(context: MapContext) -> list[Part]:
    """Return what the layers that are on add to the map, from the lowest up."""
    parts: list[Part] = []
    signs: list[Rect] = []
    for layer in layers_on(context):
        parts.append(layer.part(context, tuple(signs)))
        signs += parts[-1].signs
    return parts


def layers_on(context: MapContext) -> list[SheetLayer]:
    on = [layer for layer in registered_layers() if layer.id in context.sheet.state.layers]
    return [sheet_layer(layer) for layer in sorted(on, key=lambda layer: PALETTE.level(layer.id))]
