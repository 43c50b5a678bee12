"""Names on the printed map: how they look, how large they are, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from layers.sheet.drawing.painter import PALETTE, POINTS_PER_PX, Mark, add_marks, base_colour, draw_line
from layers.sheet.drawing.paper import set_text
from layers.sheet.drawing.text import FACES, MM_PER_POINT, clean, text_width
from layers.sheet.map.room import Item, Piece, Placed

DESTINATION, NEWS = "destination", "news"  # ranks of names that are always there
NEEDED = "needed"  # the kind of such a name
OVER_ROADS = "first-callout"  # a kind that rather lies on a road than is missing
BASE = 0.36  # of the size of the type, from the middle of a line down to its base
HALO_POINTS = PALETTE.label_halo * POINTS_PER_PX


@dataclass(frozen=True, kw_only=True)
class Label(Item):
    """A name, on lines that are set in the middle, of a rank of the style table."""

    lines: tuple[str, ...]
    size: float
    colour: str
    face: str
    rank: str
    id: str = ""


def label_of(look: str, text: str, *, face: str = "") -> Label:
    """Return a name, still without a place, in the look of a kind of label in the style table."""
    style = PALETTE.labels[look]
    return lettered(text, style.points, base_colour(style.color), face=face or style.face, rank=look)


def needed(label: Label, rank: str) -> Label:
    """Return a name as one that is always there: far off if need be, and on a road rather than not at all."""
    return replace(label, kind=NEEDED, rank=rank, instead=replace(label, kind=OVER_ROADS, rank=rank))


def lettered(text: str, size: float, colour: str, *, face: str, rank: str) -> Label:
    """Return a name in type of a size in points, as wide and high as it will be."""
    lines = tuple(clean(line, face) for line in text.split("\n"))
    return Label(
        kind="name",
        lines=lines,
        size=size,
        colour=colour,
        face=face,
        rank=rank,
        width=max(text_width(line, size, face) for line in lines),
        height=len(lines) * size * MM_PER_POINT * PALETTE.lettering.line_height,
    )


def draw_labels(axes: Axes, placed: Iterable[Placed[Label]]) -> None:
    """Write the names, each on a halo of the land's colour; the halo is an outline, so that the name stays text."""
    for each in placed:
        label, (left, top, right, bottom) = each.item, each.box
        pitch = (bottom - top) / len(label.lines)
        for number, line in enumerate(label.lines):
            start = (left + right - text_width(line, label.size, label.face)) / 2
            base = top + (number + 0.5) * pitch + label.size * BASE * MM_PER_POINT
            halo = Mark(outline(line, label, start, base), "none", 1.0, base_colour("halo"), HALO_POINTS)
            add_marks(axes, [halo])
            axes.add_artist(set_text(start, base, line, label.size, face=label.face, colour=label.colour, zorder=2))


def draw_leaders(axes: Axes, leaders: Iterable[tuple[Piece | None, str]]) -> None:
    """Draw thin lines, each in its colour, between a place and what is said of it far off."""
    style = PALETTE.lettering.leader
    for leader, colour in leaders:
        if leader:
            draw_line(axes, leader, base_colour("halo"), style.cased, cap="round")
            draw_line(axes, leader, colour, style.width, cap="round")


def outline(text: str, label: Label, left: float, base: float) -> Path:
    path = TextPath((0, 0), text, prop=FontProperties(fname=str(FACES[label.face]), size=label.size))
    return Path(np.asarray(path.vertices) * (MM_PER_POINT, -MM_PER_POINT) + (left, base), path.codes)
