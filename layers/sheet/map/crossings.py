"""The crossings of the printed map, each drawn as the sign of its state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from matplotlib.axes import Axes

from geodata.vocabulary import UNKNOWN
from layers.sheet.drawing.painter import CROSSING_MM, PALETTE, draw_crossing
from layers.sheet.drawing.projection import MM_PER_PX
from layers.sheet.drawing.stroke_styles import DrawnState
from layers.sheet.map.labels import NEWS, Label, label_of, needed
from layers.sheet.map.parts import Entry, MapContext, Painter, Part, SheetLayer
from layers.sheet.map.room import PlaceMark, Rect
from layers.sheet.map.routes import drawn_state, rank, state_names
from layers.tables.status import CROSSING, Status
from layers.text.locales import say

MARK_MM = CROSSING_MM + PALETTE.crossing.rim * MM_PER_PX


def part(context: MapContext, _: Sequence[Rect]) -> Part:
    """Return the crossings in the frame, the most severe on top."""
    sheet, projection = context.sheet, context.projection
    table = sheet.situation.crossings
    found = []
    for status in sheet.statuses_of(CROSSING):
        shape = table.geometry[status.id]
        x, y = projection.point(shape.x, shape.y)
        if projection.holds(x, y):
            found.append((PlaceMark(x, y, MARK_MM), status))

    def draw(axes: Axes) -> None:
        for mark, status in sorted(found, key=lambda each: rank(drawn_state(each[1].state))):
            draw_crossing(axes, mark.x, mark.y, drawn_state(status.state))

    marks = [mark for mark, _ in found]
    labels = [label(mark, status, context) for mark, status in found if is_named(status, context)]
    return Part(draw=draw, signs=[mark.box for mark in marks], marks=marks, labels=labels)


def is_named(status: Status, context: MapContext) -> bool:
    """Tell whether a crossing has a name; one of which nothing is known has it where there is room for all."""
    is_quiet = status.state.state == UNKNOWN
    least = PALETTE.lettering.quiet_zoom if is_quiet else PALETTE.labels[CROSSING].min_zoom
    return status.id in context.sheet.notable.places or context.projection.detail_zoom >= least


def label(mark: PlaceMark, status: Status, context: MapContext) -> Label:
    found = replace(
        label_of(CROSSING, status.name.split(" (")[0]), id=status.id, x=mark.x, y=mark.y, radius=mark.radius
    )
    if status.id in context.sheet.notable.places:
        return needed(found, NEWS)
    return replace(found, rank="quiet" if status.state.state == UNKNOWN else CROSSING)


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
