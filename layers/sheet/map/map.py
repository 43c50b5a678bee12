"""The map of the printed sheet: background, layers, names, scale and north."""

from __future__ import annotations

from matplotlib.axes import Axes

from layers.payload.layer_registry import registered_layers
from layers.sheet.drawing.painter import PALETTE
from layers.sheet.map.basemap import draw_basemap
from layers.sheet.map.countries import ground_labels
from layers.sheet.map.labels import FreeSpace, Rect, draw_labels
from layers.sheet.map.parts import MapContext, Part, SheetLayer, sheet_layer
from layers.sheet.map.scale import draw_scale, scale_corner


def draw_map(axes: Axes, context: MapContext) -> None:
    """Draw the map of a state into its frame."""
    projection, language = context.projection, context.sheet.language
    parts = map_parts(context)
    draw_basemap(axes, projection, context.sheet)
    for part in parts:
        part.draw_beneath(axes)
    for part in parts:
        part.draw(axes)
    lines = [line for part in parts for line in part.lines]
    signs = [box for part in parts for box in part.signs]
    corner = scale_corner(projection, signs, lines)
    dots = [box for part in parts for box in part.dots]
    space = FreeSpace(projection.width, projection.height, [*signs, *dots, corner], lines)
    labels = [*(label for part in parts for label in part.labels), *ground_labels(projection, context.sheet)]
    draw_labels(axes, space.place(sorted(labels, key=lambda label: label.rank)))
    draw_scale(axes, projection, corner, language)


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
