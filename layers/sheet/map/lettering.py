"""What is written on the printed map: signs of the day's news beside their places, callouts, names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import shapely
from matplotlib.axes import Axes

from layers.sheet.drawing.painter import PALETTE, base_colour
from layers.sheet.drawing.projection import MM_PER_PX
from layers.sheet.map.countries import ground_part
from layers.sheet.map.labels import DESTINATION, NEEDED, Label, draw_labels, draw_leaders
from layers.sheet.map.news import (
    Callout,
    Sign,
    callouts,
    draw_callouts,
    draw_signs,
    news_signs,
    number_labels,
)
from layers.sheet.map.parts import MapContext, Part
from layers.sheet.map.room import Board, Placed, PlaceMark, Point, Rect, Road, Room

RULES = PALETTE.lettering
ROAD_MM = (max(state.width for state in PALETTE.states.values()) / 2 + RULES.road) * MM_PER_PX  # as wide as one may be
RIM_MM = 0.5  # that nothing is written nearer to the edge of the frame


@dataclass(frozen=True)
class Written:
    """What is written, with its places in a room beside what was `taken` before."""

    signs: Sequence[Placed[Sign]]
    callouts: Sequence[Placed[Callout]]
    names: Sequence[Placed[Label]]
    room: Room
    taken: Sequence[Rect]


def composed(context: MapContext, layers: Sequence[Part], corner: Rect) -> Written:
    """Return what is written over the layers of a map and its background, clear of their signs and of a corner.

    First the destination, then the places of the news, its signs, callouts, numbers, and at last the other names.
    """
    parts = [*layers, ground_part(context.projection, context.sheet, frame_of(context))]
    room = room_of(context, parts)
    symbols = [box for part in parts for box in part.signs]
    taken = [*symbols, corner]
    board = Board(room, list(taken))
    ranked = sorted((label for part in parts for label in part.labels if has_ink(label)), key=rank)

    def named(test: Callable[[Label], bool]) -> list[Placed[Label]]:
        return board.place(filter(test, ranked))

    first = [placed for label in ranked if label.rank == DESTINATION if (placed := placed_first(board, label))]
    needed = named(lambda label: label.kind == NEEDED and label.rank != DESTINATION)
    signs = board.place(news_signs(context))
    events = {sign.item.event: sign.box for sign in signs} | {
        event: box for part in parts for event, box in part.events.items()
    }
    said = board.place(callouts(events, context))
    apart = Board(number_room(room, [*symbols, *events.values()]), board.boxes, board.leaders)
    numbers = apart.place(number_labels(events, context.numbers))
    rest = named(lambda label: label.kind != NEEDED)
    return Written(signs, said, [*first, *needed, *numbers, *rest], room, taken)


def placed_first(board: Board, label: Label) -> Placed[Label] | None:
    """Return the name of a destination with its place; where symbols crowd about it the line to it may cross them."""
    if placed := board.placed(label):
        return placed
    places = board.room.places_for(label.instead or label)
    place = next((place for place in places if board.is_clear(replace(place, leader=None))), None)
    if place is None:
        return None
    board.boxes.append(place.box)
    board.leaders += [place.leader] if place.leader else []
    return Placed(label, place.box, place.leader)


def room_of(context: MapContext, parts: Sequence[Part]) -> Room:
    """Return the room of the frame, clear of the roads and the marks of some parts."""
    marks = [mark for part in parts for mark in part.marks]
    roads = [Road(points_of(line), ROAD_MM) for part in parts for line in part.lines]
    return Room(frame_of(context), roads, marks, RULES, MM_PER_PX)


def frame_of(context: MapContext) -> Rect:
    width, height = context.projection.width, context.projection.height
    return RIM_MM, RIM_MM, width - RIM_MM, height - RIM_MM


def points_of(line: shapely.LineString) -> list[Point]:
    return [(float(x), float(y)) for x, y in shapely.get_coordinates(line)]


def has_ink(label: Label) -> bool:
    return any(line.strip() for line in label.lines)


def rank(label: Label) -> int:
    """Return how early a name is placed; one of a rank that the style table does not have is the last."""
    return RULES.order.index(label.rank) if label.rank in RULES.order else len(RULES.order)


def number_room(room: Room, signs: Iterable[Rect]) -> Room:
    """Return the room of numbers, which stand nearest to their own of all signs."""
    symbols = [
        PlaceMark((left + right) / 2, (top + bottom) / 2, (right - left) / 2) for left, top, right, bottom in signs
    ]
    return replace(room, marks=[*room.marks, *symbols])


def draw_written(axes: Axes, written: Written) -> None:
    """Draw signs, callouts and names, and the lines to what those far off belong to."""
    said: list[Placed[Sign] | Placed[Callout]] = [*written.signs, *written.callouts]
    draw_leaders(axes, [(each.leader, each.item.colour) for each in said])
    draw_signs(axes, written.signs)
    draw_callouts(axes, written.callouts)
    draw_leaders(axes, [(name.leader, base_colour("text")) for name in written.names])
    draw_labels(axes, written.names)
