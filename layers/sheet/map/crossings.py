"""The crossings of the printed map, each drawn as the sign of its state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from matplotlib.axes import Axes

from layers.sheet.drawing.painter import CROSSING_MM, PALETTE, draw_crossing
from layers.sheet.drawing.stroke_styles import DrawnState
from layers.sheet.map.labels import Rect, around, label_of
from layers.sheet.map.parts import Entry, MapContext, Painter, Part, SheetLayer
from layers.sheet.map.routes import drawn_state, rank, state_names
from layers.tables.status import CROSSING
from layers.text.labels import localized
from layers.text.locales import say


def part(context: MapContext, _: Sequence[Rect]) -> Part:
    """Return the crossings in the frame, the most severe on top."""
    sheet, projection = context.sheet, context.projection
    table = sheet.situation.crossings
    names = localized(table, "name", sheet.language).str.split(" (", regex=False).str[0]
    found = []
    for status in sheet.statuses_of(CROSSING):
        shape = table.geometry[status.id]
        x, y = projection.point(shape.x, shape.y)
        if projection.holds(x, y):
            found.append((x, y, drawn_state(status.state), names[status.id]))

    def draw(axes: Axes) -> None:
        for x, y, state, _ in sorted(found, key=lambda each: rank(each[2])):
            draw_crossing(axes, x, y, state)

    named = found if projection.detail_zoom >= PALETTE.labels["crossing"].min_zoom else []
    labels = [replace(label_of("crossing", name, x, y), radius=CROSSING_MM) for x, y, _, name in named]
    signs = [around(x, y, CROSSING_MM) for x, y, _, _ in found]
    return Part(draw=draw, signs=signs, labels=labels)


def legend(context: MapContext) -> Mapping[str, Sequence[Entry]]:
    """Return the states that crossings are in, and unknown."""
    sheet = context.sheet
    states = {drawn_state(status.state) for status in sheet.statuses_of(CROSSING)}
    names = state_names(states | {DrawnState()}) if len(sheet.situation.crossings) else []
    entries = [(say(sheet.language, f"crossingstate.{name}"), painter(state)) for name, state in names]
    return {"legend.crossings": entries}


def painter(state: DrawnState) -> Painter:
    return lambda axes, x, y: draw_crossing(axes, x, y, state)


LAYER = SheetLayer(part, legend)
