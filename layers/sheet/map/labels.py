"""Names on the printed map: the most important first, each where it covers no other, or not at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from layers.sheet.drawing.painter import PALETTE, POINTS_PER_PX, Mark, add_marks, base_colour
from layers.sheet.drawing.paper import set_text
from layers.sheet.drawing.text import FACES, MM_PER_POINT, clean, line_height, text_width

GAP_MM = 0.5
SAME_SIGN_MM = 1.0  # signs closer than that are taken for one
DISTANCES = (0.0, 1.2)  # beyond the gap, in millimetres
FARTHER = (2.5, 4.0, 5.5)  # for a name that is plain to see and has no room nearer
BASE = 0.36  # of the size of the type, from the middle of a line down to its base
LAST_RANK = len(PALETTE.labels)
HALO_POINTS = PALETTE.label_halo * POINTS_PER_PX

Rect = tuple[float, float, float, float]  # left, top, right, bottom in millimetres


@dataclass(frozen=True)
class Label:
    """A name that belongs to a place on paper; a centred one stands on it, another beside it."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    face: str = "plain"
    radius: float = 0.0  # of the sign beside which it stands
    centred: bool = False
    rank: int = LAST_RANK  # the lowest is placed first
    plain_to_see: bool = False  # so large that nobody takes it for the name of another sign


def around(x: float, y: float, radius: float) -> Rect:
    return x - radius, y - radius, x + radius, y + radius


def overlap(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def candidate_boxes(label: Label, distances: Sequence[float]) -> Iterator[Rect]:
    """Yield the boxes where a label may stand, the best first: close to its sign, then a little farther off."""
    width, half = text_width(clean(label.text, label.face), label.size, label.face), line_height(label.size) / 2
    if label.centred:
        yield label.x - width / 2, label.y - half, label.x + width / 2, label.y + half
        return
    for distance in distances:
        yield from boxes_beside(label, label.radius + GAP_MM + distance, width, half)


def boxes_beside(label: Label, off: float, width: float, half: float) -> Iterator[Rect]:
    x, y = label.x, label.y
    aside, above = (x + off, x - off - width), (y - half - off * 0.7, y + half + off * 0.7)
    for left in aside:
        yield left, y - half, left + width, y + half
    for middle in (y - off - half, y + off + half):
        yield x - width / 2, middle - half, x + width / 2, middle + half
    for left in aside:
        for middle in above:
            yield left, middle - half, left + width, middle + half


@dataclass
class FreeSpace:
    """What is free of a frame: `taken` are boxes to keep clear of, `lines` what is better not covered."""

    width: float
    height: float
    taken: list[Rect]
    lines: Sequence[shapely.LineString]

    def place(self, labels: Iterable[Label]) -> list[tuple[Label, Rect]]:
        """Choose a place for each label that finds a free one, where it covers the least of the lines."""
        every = [label for label in labels if clean(label.text, label.face).strip()]
        drawn, chosen = shapely.STRtree(list(self.lines)), []
        for label in every:
            free = self.free_boxes(label, every, DISTANCES)
            if not free and label.plain_to_see:
                free = self.free_boxes(label, every, FARTHER)
            if free:
                best = min(free, key=lambda box: covered(drawn, box))
                self.taken.append(best)
                chosen.append((label, best))
        return chosen

    def free_boxes(self, label: Label, every: Sequence[Label], distances: Sequence[float]) -> list[Rect]:
        boxes = candidate_boxes(label, distances)
        return [box for box in boxes if self.is_free(box) and not misleading(label, box, every)]

    def is_free(self, box: Rect) -> bool:
        inside = (
            box[0] >= GAP_MM and box[1] >= GAP_MM and box[2] <= self.width - GAP_MM and box[3] <= self.height - GAP_MM
        )
        return inside and not any(overlap(box, other) for other in self.taken)


def misleading(label: Label, box: Rect, labels: Iterable[Label]) -> bool:
    """Tell whether a label would stand nearer to the sign of another one than to its own."""
    if label.centred or label.plain_to_see:
        return False
    own = distance(box, label.x, label.y)
    elsewhere = (
        other
        for other in labels
        if not other.centred and math.dist((other.x, other.y), (label.x, label.y)) > SAME_SIGN_MM
    )
    return any(distance(box, other.x, other.y) < own for other in elsewhere)


def distance(box: Rect, x: float, y: float) -> float:
    return math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))


def covered(lines: shapely.STRtree, box: Rect) -> int:
    """Return the millimetres of line in a box, rounded, so that of near equals the first is taken."""
    area = shapely.box(*box)
    hits = lines.geometries.take(lines.query(area))
    return round(float(shapely.length(shapely.intersection(hits, area)).sum()))


def draw_labels(axes: Axes, placed: Iterable[tuple[Label, Rect]]) -> None:
    """Write the names, each on a halo of the land's colour; the halo is an outline, so that the name stays text."""
    for label, (left, top, _, bottom) in placed:
        text = clean(label.text, label.face)
        base = (top + bottom) / 2 + label.size * BASE * MM_PER_POINT
        add_marks(axes, [Mark(outline(text, label, left, base), "none", 1.0, base_colour("halo"), HALO_POINTS)])
        axes.add_artist(set_text(left, base, text, label.size, face=label.face, colour=label.colour, zorder=2))


def outline(text: str, label: Label, left: float, base: float) -> Path:
    path = TextPath((0, 0), text, prop=FontProperties(fname=str(FACES[label.face]), size=label.size))
    return Path(np.asarray(path.vertices) * (MM_PER_POINT, -MM_PER_POINT) + (left, base), path.codes)


def label_of(kind: str, text: str, x: float, y: float) -> Label:
    """Return a label as the style table has its kind."""
    style = PALETTE.labels[kind]
    return Label(text, x, y, style.points, base_colour(style.color), style.face, rank=PALETTE.label_rank(kind))
