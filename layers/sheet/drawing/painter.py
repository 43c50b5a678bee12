"""Draws the strokes of roads, crossings, events and places on paper, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.path import Path

from layers.sheet.drawing.projection import MM_PER_PX
from layers.sheet.drawing.stroke_styles import (
    DrawnState,
    Stroke,
    crossing_strokes,
    event_strokes,
    place_strokes,
    road_strokes,
)
from layers.sheet.drawing.text import MM_PER_POINT
from layers.style import palette

PALETTE = palette("light")  # of paper
POINTS_PER_PX = MM_PER_PX / MM_PER_POINT
EVENT_MM = PALETTE.event_radius * MM_PER_PX
CROSSING_MM = PALETTE.crossing.radius * MM_PER_PX


@dataclass(frozen=True)
class Mark:
    """A filled outline in millimetres."""

    path: Path
    fill: str
    opacity: float = 1.0
    edge: str = "none"
    points: float = 0.0
    dash: Sequence[float] = ()


def base_colour(name: str) -> str:
    """Return a base colour of the style table: of the basemap, of text or of paper."""
    return PALETTE.base[name]


def dashes(pattern: Sequence[float], along: float = 0.0) -> Literal["solid"] | tuple[float, list[float]]:
    """Return a dash for a line that begins so many millimetres down its road."""
    return (along / MM_PER_POINT, [length * POINTS_PER_PX for length in pattern]) if pattern else "solid"


def draw_line(
    axes: Axes,
    xy: npt.ArrayLike,
    colour: str,
    px: float,
    *,
    dash: Sequence[float] = (),
    cap: Literal["butt", "round"] = "butt",
    opacity: float = 1.0,
    along: float = 0.0,
) -> None:
    """Draw a line through rows of millimetres; its dash is counted from `along` millimetres before."""
    x, y = np.asarray(xy, dtype=float).T
    axes.add_line(
        Line2D(
            x,
            y,
            color=colour,
            linewidth=px * POINTS_PER_PX,
            linestyle=dashes(dash, along),
            alpha=opacity,
            solid_capstyle=cap,
            dash_capstyle=cap,
            solid_joinstyle="round",
            dash_joinstyle="round",
        )
    )


def draw_road(axes: Axes, xy: npt.ArrayLike, state: DrawnState, *, cased: bool = True, along: float = 0.0) -> None:
    """Draw a road through rows of millimetres; on paper beside the map it needs no casing."""
    for each in road_strokes(PALETTE, state, cased=cased):
        draw_line(axes, xy, each.color, each.width, dash=each.dash, cap=each.cap, opacity=each.opacity, along=along)


def draw_crossing(axes: Axes, x: float, y: float, state: DrawnState) -> None:
    for each in crossing_strokes(PALETTE, state):
        if each.shape:
            add_marks(axes, shape_marks(x, y, [each]))
        else:
            line = np.asarray(each.line) * MM_PER_PX + (x, y)
            draw_line(axes, line, each.color, each.width, cap=each.cap, opacity=each.opacity)


def event_marks(x: float, y: float, category: str, *, claim: bool, vague: bool) -> list[Mark]:
    """Return the sign of an event."""
    return shape_marks(x, y, event_strokes(PALETTE, category, claim=claim, vague=vague))


def place_marks(x: float, y: float, kind: str, *, approximate: bool = False) -> list[Mark]:
    """Return the sign of a place."""
    return shape_marks(x, y, place_strokes(PALETTE, kind, approximate=approximate))


def place_radius(kind: str) -> float:
    """Return how far the sign of a place reaches, in millimetres."""
    return PALETTE.place(kind).size * MM_PER_PX


def shape_marks(x: float, y: float, strokes: Iterable[Stroke]) -> list[Mark]:
    return [
        Mark(
            placed(shape_path(each.shape), x, y, each.radius * MM_PER_PX),
            each.fill,
            each.opacity,
            each.color,
            each.width * POINTS_PER_PX,
            each.dash,
        )
        for each in strokes
    ]


def circle() -> Path:
    return Path.unit_circle()


def shape_path(shape: str) -> Path:
    rings = PALETTE.shapes.get(shape)
    return Path.make_compound_path(*(Path([*ring, ring[0]], closed=True) for ring in rings)) if rings else circle()


def placed(path: Path, x: float, y: float, radius: float) -> Path:
    return Path(np.asarray(path.vertices) * radius + (x, y), path.codes)


def soft_disc(x: float, y: float, radius: float, colour: str, rings: int = 7) -> list[Mark]:
    """Return a disc that fades towards its rim: for something that lies somewhere in a region."""
    core, opacity = PALETTE.area.core, PALETTE.area.opacity
    share = 1 - (1 - opacity) ** (1 / rings)  # so that all rings together are as dense as wanted
    return [
        Mark(placed(circle(), x, y, radius * (core + (1 - core) * ring / (rings - 1))), colour, share)
        for ring in range(rings)
    ]


def add_marks(axes: Axes, marks: Iterable[Mark]) -> None:
    """Draw marks, the last on top."""
    each = list(marks)
    if not each:
        return
    collection = PathCollection(
        [mark.path for mark in each],
        facecolors=[faded(mark.fill, mark.opacity) for mark in each],
        edgecolors=[faded(mark.edge, mark.opacity) for mark in each],
        linewidths=[mark.points for mark in each],
        linestyles=[dashes(mark.dash) for mark in each],
        joinstyle="round",
        zorder=2,  # as lines, so that what is drawn later lies on top
    )
    axes.add_collection(collection, autolim=False)


def faded(colour: str, opacity: float) -> str | tuple[str, float]:
    return "none" if colour == "none" else (colour, opacity)
