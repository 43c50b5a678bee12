"""Reading a sheet back as it was set: every text with the room it takes, every line of the map with its colour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text

from geodata import Situation
from layers.share.state import ShareState, default_state
from layers.sheet.context import sheet_context
from layers.sheet.drawing.paper import Paper, print_settings
from layers.sheet.page import draw_pages

MM_PER_INCH = 25.4
MAP_FRAME = 1  # the page itself is the first


@dataclass(frozen=True)
class Piece:
    """A text and its ink, in millimetres from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def state_of(situation: Situation, day: str, **more: Any) -> ShareState:
    return replace(default_state(situation), day=dt.date.fromisoformat(day), **more)


def drawn(situation: Situation, day: str, **more: Any) -> Paper:
    with print_settings():
        return draw_pages(sheet_context(situation, state_of(situation, day, **more)))[0]


def pieces(figure: Figure, frame: int | None = None) -> list[Piece]:
    """Return the texts of a sheet, or of one frame of it, in the order in which they were set."""
    axes = figure.axes if frame is None else [figure.axes[frame]]
    with print_settings():
        renderer = FigureCanvasAgg(figure).get_renderer()
        return [measured(figure, text, renderer) for each in axes for text in each.findobj(Text) if text.get_text()]


def measured(figure: Figure, text: Text, renderer: RendererAgg) -> Piece:
    box = text.get_window_extent(renderer)
    mm, height = MM_PER_INCH / figure.dpi, figure.bbox.height
    return Piece(text.get_text(), box.x0 * mm, (height - box.y1) * mm, box.x1 * mm, (height - box.y0) * mm)


def overlapping(found: list[Piece], slack: float = 0.05) -> Iterator[tuple[str, str]]:
    """Yield the texts that lie on each other by more than the softness of their edges."""
    boxes = [shapely.box(p.left + slack, p.top + slack * 3, p.right - slack, p.bottom - slack * 3) for p in found]
    tree = shapely.STRtree(boxes)
    for a, b in np.transpose(tree.query(boxes, predicate="intersects")).tolist():
        if a < b:
            yield found[a].text, found[b].text


def line_colours(figure: Figure, frame: int = MAP_FRAME) -> set[str]:
    """Return the colours of the lines of a frame."""
    return {to_hex(line.get_color()) for line in figure.axes[frame].lines}


def row_beside(found: list[Piece], start: str) -> list[str]:
    """Return the texts on the line of the one that begins so, from there to the right."""
    first = next(piece for piece in found if piece.text.startswith(start))
    base = (first.top + first.bottom) / 2
    same = [piece for piece in found if piece.top < base < piece.bottom and piece.left >= first.left]
    return [piece.text for piece in sorted(same, key=lambda piece: piece.left)]
