"""The room that names, signs and callouts have on the printed map: clear of roads and of the marks of places.

Each stands nearer to its own mark than to any other. `layers/static/map/lettering/room.mjs` answers the same for the
page; `tests/cases/lettering.json` holds both to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Generic, Self, TypeVar, cast

import numpy as np
import shapely

from layers.style import LetteringStyle

DIRECTIONS = 16
LEAST_STEP = 0.1  # a direction that is nearly straight

Point = tuple[float, float]
Rect = tuple[float, float, float, float]  # left, top, right, bottom
Piece = tuple[Point, Point]  # a straight line, from and to


@dataclass(frozen=True)
class Road:
    """What no name may lie across, nor nearer to than its clearance."""

    points: Sequence[Point]
    clearance: float


@dataclass(frozen=True)
class PlaceMark:
    """The sign of a place."""

    x: float
    y: float
    radius: float

    @property
    def box(self) -> Rect:
        return around(self.x, self.y, self.radius)


@dataclass(frozen=True, kw_only=True)
class Item:
    """What wants a place, of a kind that the rules name: beside a mark, or with its middle on one of its `spots`.

    `instead` is tried where there is no room for it.
    """

    kind: str
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0
    radius: float = 0.0
    spots: Sequence[Point] = ()
    instead: Self | None = None


@dataclass(frozen=True)
class Place:
    """A place to stand, with the room that it keeps free; from far off a line leads there from its mark."""

    box: Rect
    room: Rect
    leader: Piece | None = None


AnyItem = TypeVar("AnyItem", bound=Item)


@dataclass(frozen=True)
class Placed(Generic[AnyItem]):
    """An item with its place."""

    item: AnyItem
    box: Rect
    leader: Piece | None = None


@dataclass(frozen=True, eq=False)
class Room:
    """The places where something may stand in a frame; lengths of the rules are pixels, of which each is a `unit`."""

    frame: Rect
    roads: Sequence[Road]
    marks: Sequence[PlaceMark]
    rules: LetteringStyle
    unit: float = 1.0

    @cached_property
    def mark_tree(self) -> shapely.STRtree:
        return tree_of(mark.box for mark in self.marks)

    @cached_property
    def pieces(self) -> list[tuple[Piece, float]]:
        return [(piece, road.clearance) for road in self.roads for piece in pairwise(road.points)]

    @cached_property
    def piece_tree(self) -> shapely.STRtree:
        return tree_of(grown(box_of_piece(piece), clearance) for piece, clearance in self.pieces)

    def places_for(self, item: Item) -> list[Place]:
        """Return the places where an item may stand, the best first."""
        inside = [place for place in self.candidates(item) if self.is_free(item, place)]
        on_road = [self.is_on_road(place.room) for place in inside]
        clear = [place for place, is_on in zip(inside, on_road, strict=True) if not is_on]
        if not self.rules.kinds[item.kind].over_roads:
            return clear
        return [*clear, *(place for place, is_on in zip(inside, on_road, strict=True) if is_on)]

    def candidates(self, item: Item) -> Iterator[Place]:
        width, height = item.width, item.height
        if item.spots:
            for x, y in item.spots:  # more than its box, lest it be taken for the name of a mark
                box = box_of(x - width / 2, y - height / 2, width, height)
                yield Place(box, grown(box, self.rules.apart * self.unit))
            return
        reach = max(math.hypot(mark.x - item.x, mark.y - item.y) + mark.radius for mark in self.own_marks(item))
        for distance in self.rules.kinds[item.kind].distances:
            off = reach + (self.rules.gap + distance) * self.unit
            if distance < self.rules.leader_from:
                yield from (Place(box, box) for box in boxes_beside(item, off))
                continue
            for box in boxes_around(item, off):
                yield Place(box, box, ((item.x, item.y), nearest_point(box, item.x, item.y)))

    def is_free(self, item: Item, place: Place) -> bool:
        box, leader = place.box, place.leader
        if not is_inside(box, self.frame):
            return False
        if any(overlap(mark.box, place.room) for mark in self.others(item, place.room)):
            return False
        if leader:
            return not any(crosses(leader, mark.box) for mark in self.others(item, box_of_piece(leader)))
        if item.spots:
            return True
        least = min(gap(box, mark) for mark in self.own_marks(item)) * self.rules.clearer
        return not any(gap(box, mark) < least for mark in self.others(item, grown(box, least)))

    def own_marks(self, item: Item) -> list[PlaceMark]:
        """Return the marks of one place: a town may have its crossing."""
        same = self.rules.same * self.unit
        near = (self.marks[k] for k in self.mark_tree.query(shapely.box(*around(item.x, item.y, same))))
        own = (mark for mark in near if math.hypot(mark.x - item.x, mark.y - item.y) <= same)
        return [PlaceMark(item.x, item.y, item.radius), *own]

    def others(self, item: Item, box: Rect) -> Iterator[PlaceMark]:
        """Yield the marks about a box that are not the item's own; one on spots has none."""
        same = self.rules.same * self.unit
        for number in self.mark_tree.query(shapely.box(*box)):
            mark = self.marks[number]
            if item.spots or math.hypot(mark.x - item.x, mark.y - item.y) > same:
                yield mark

    def is_on_road(self, box: Rect) -> bool:
        near = (self.pieces[number] for number in self.piece_tree.query(shapely.box(*box)))
        return any(crosses(piece, grown(box, clearance)) for piece, clearance in near)


@dataclass
class Board:
    """What has been placed in a room, and the places for more."""

    room: Room
    boxes: list[Rect]
    leaders: list[Piece] = field(default_factory=list)

    def place(self, items: Iterable[AnyItem]) -> list[Placed[AnyItem]]:
        """Give each item, the most important first, a place where it covers nothing that has one; return those."""
        return [placed for item in items if (placed := self.placed(item))]

    def placed(self, item: AnyItem) -> Placed[AnyItem] | None:
        place = next((place for place in self.room.places_for(item) if self.is_clear(place)), None)
        if place is None:
            other = cast("AnyItem | None", item.instead)  # mypy does not see that Self is AnyItem
            return self.placed(other) if other else None
        self.boxes.append(place.box)
        self.leaders += [place.leader] if place.leader else []
        return Placed(item, place.box, place.leader)

    def is_clear(self, place: Place) -> bool:
        room, leader = place.room, place.leader
        if any(overlap(room, other) for other in self.boxes) or any(crosses(other, room) for other in self.leaders):
            return False
        if leader is None:
            return True
        in_the_way = any(crosses(leader, other) and not holds(other, leader[0]) for other in self.boxes)
        return not in_the_way and not any(meet(leader, other) for other in self.leaders)


def tree_of(boxes: Iterable[Rect]) -> shapely.STRtree:
    return shapely.STRtree(shapely.box(*np.reshape(list(boxes), (-1, 4)).T))


def boxes_beside(item: Item, off: float) -> Iterator[Rect]:
    """Yield the eight boxes beside a mark: right and left of it, above and below, and at its corners."""
    x, y, width, half = item.x, item.y, item.width, item.height / 2
    right, left, aside = x + off, x - off - width, off / 2
    yield from (box_of(side, y - half, width, item.height) for side in (right, left))
    yield from (box_of(x - width / 2, middle - half, width, item.height) for middle in (y - off - half, y + off + half))
    for side in (right, left):
        for middle in (y - half - aside, y + half + aside):
            yield box_of(side, middle - half, width, item.height)


def boxes_around(item: Item, off: float) -> Iterator[Rect]:
    """Yield boxes in many directions, from three o'clock on, of which a side or a corner is so far off."""
    for number in range(DIRECTIONS):
        angle = 2 * math.pi * number / DIRECTIONS
        east, south = math.cos(angle), math.sin(angle)
        left = item.x + east * off + moved_by(east, item.width)
        yield box_of(left, item.y + south * off + moved_by(south, item.height), item.width, item.height)


def moved_by(step: float, size: float) -> float:
    """Return where a box of a size begins, from the point that it touches in a direction."""
    if abs(step) < LEAST_STEP:
        return -size / 2
    return -size if step < 0 else 0.0


def box_of(left: float, top: float, width: float, height: float) -> Rect:
    return left, top, left + width, top + height


def around(x: float, y: float, radius: float) -> Rect:
    return x - radius, y - radius, x + radius, y + radius


def grown(box: Rect, by: float) -> Rect:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def overlap(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def is_inside(box: Rect, frame: Rect) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def holds(box: Rect, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def box_of_piece(piece: Piece) -> Rect:
    (x0, y0), (x1, y1) = piece
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def nearest_point(box: Rect, x: float, y: float) -> Point:
    return max(box[0], min(box[2], x)), max(box[1], min(box[3], y))


def far_from(box: Rect, x: float, y: float) -> float:
    near_x, near_y = nearest_point(box, x, y)
    return math.hypot(near_x - x, near_y - y)


def gap(box: Rect, mark: PlaceMark) -> float:
    return far_from(box, mark.x, mark.y) - mark.radius


def meet(one: Piece, other: Piece) -> bool:
    """Tell whether two straight pieces pass over each other; a common end does not count."""
    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def side(start: Point, end: Point, point: Point) -> float:
    """Return on which side of a line a point lies, as the sign of the number."""
    turn = (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
    return math.copysign(1, turn) if turn else 0.0


def crosses(piece: Piece, box: Rect) -> bool:
    """Tell whether a straight piece passes through the inside of a box (Liang and Barsky's clipping)."""
    (x0, y0), (x1, y1) = piece
    left, top, right, bottom = box
    enters, leaves = 0.0, 1.0
    for step, room in ((x0 - x1, x0 - left), (x1 - x0, right - x0), (y0 - y1, y0 - top), (y1 - y0, bottom - y0)):
        if step == 0 and room <= 0:
            return False
        if step < 0:
            enters = max(enters, room / step)
        if step > 0:
            leaves = min(leaves, room / step)
    return enters < leaves or (enters == leaves and (x0, y0) == (x1, y1))
