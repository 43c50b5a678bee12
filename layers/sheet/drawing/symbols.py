"""The signs of the printed sheet, from the style table: roads, crossings, events and places, sized as on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.path import Path

from geodata.vocabulary import UNKNOWN
from layers.sheet.drawing.projection import MM_PER_PX
from layers.sheet.drawing.text import MM_PER_POINT
from layers.style import style_table

THEME = "light"  # the one for paper
POINTS_PER_PX = MM_PER_PX / MM_PER_POINT
EVENT_PX = 6.5  # radius
CROSSING_PX = 7  # radius
FILL = 0.94  # of the radius, that a shape takes
VAGUE_SCALE, VAGUE_OPACITY = 0.72, 0.75  # an event whose place is known only to the road or the region
HALO_PX = 1.2
CLAIM_DASH = [3, 1.6]
CLAIM_RING = [2.5, 2]
# Strokes inside a circle of radius 1; "disc" is filled, and unknown shows nothing, since nothing is known.
CROSSING_MARKS: dict[str, list[list[tuple[float, float]]]] = {
    "cross": [[(-0.5, -0.5), (0.5, 0.5)], [(-0.5, 0.5), (0.5, -0.5)]],
    "bar": [[(-0.6, 0), (0.6, 0)]],
    "bolt": [[(0.2, -0.6), (-0.25, 0.1), (0.25, -0.1), (-0.2, 0.6)]],
    "half": [[(0, -0.6), (0, 0.6)]],
    "chevron": [[(-0.3, -0.5), (0.25, 0), (-0.3, 0.5)]],
    "disc": [],
    "none": [],
}


@dataclass(frozen=True)
class Look:
    """What decides how a piece of road or a crossing is drawn."""

    state: str = UNKNOWN
    stale: bool = False
    claim: bool = False


@dataclass(frozen=True)
class Mark:
    """A filled outline in millimetres."""

    path: Path
    fill: str
    opacity: float = 1.0
    edge: str = "none"
    points: float = 0.0
    dash: Sequence[float] = ()


def ground(name: str) -> str:
    """Return a colour of the basemap or of text."""
    return str(style_table()["basemap"][THEME][name])


def state_colour(state: str) -> str:
    return str(style_table()["states"][state][THEME])


def category_style(category: str) -> dict[str, Any]:
    """Return colour and shape of a category; an unlisted one is a grey circle."""
    usual = {THEME: state_colour(UNKNOWN), "shape": "circle"}
    return dict(style_table()["categories"].get(category, usual))


def dashes(pattern: Sequence[float]) -> Any:
    return (0, [length * POINTS_PER_PX for length in pattern]) if pattern else "solid"


def stroke(
    axes: Axes,
    xy: npt.ArrayLike,
    colour: str,
    px: float,
    *,
    dash: Sequence[float] = (),
    cap: Literal["butt", "round"] = "butt",
    opacity: float = 1.0,
) -> None:
    """Draw a line through rows of millimetres."""
    x, y = np.asarray(xy, dtype=float).T
    axes.add_line(
        Line2D(
            x,
            y,
            color=colour,
            linewidth=px * POINTS_PER_PX,
            linestyle=dashes(dash),
            alpha=opacity,
            solid_capstyle=cap,
            dash_capstyle=cap,
            solid_joinstyle="round",
            dash_joinstyle="round",
        )
    )


def draw_road(axes: Axes, xy: npt.ArrayLike, look: Look) -> None:
    """Draw a line of a state: a casing of the ground's colour, the state's colour and dash, a pale core for a claim."""
    style = style_table()
    state = style["states"][look.state]
    unknown = look.state == UNKNOWN
    if not unknown:
        stroke(axes, xy, ground("land"), state["width"] + style["casing"]["width"], cap="round")
    opacity = style["stale"]["opacity"] if look.stale else 1.0
    stroke(
        axes, xy, state[THEME], state["width"], dash=state["dash"], cap="round" if unknown else "butt", opacity=opacity
    )
    if look.claim:
        stroke(axes, xy, ground("halo"), state["width"] * style["claim"]["core"], opacity=opacity)


def draw_crossing(axes: Axes, x: float, y: float, look: Look) -> None:
    """Draw a round sign whose colour and mark tell the state; pale when stale, ringed in dashes for a claim."""
    style = style_table()
    state = style["states"][look.state]
    colour, mark, radius = state[THEME], state["mark"], CROSSING_PX * MM_PER_PX
    opacity = style["stale"]["opacity"] if look.stale else 1.0
    add_marks(axes, [Mark(placed(circle(), x, y, radius + 1.5 * MM_PER_PX), ground("halo"))])
    ring = placed(circle(), x, y, radius - MM_PER_PX)
    add_marks(axes, [Mark(ring, "none", opacity, colour, 2 * POINTS_PER_PX, CLAIM_RING if look.claim else ())])
    if mark == "disc" and not look.claim:
        add_marks(axes, [Mark(placed(circle(), x, y, radius * 0.45), colour, opacity)])
    for line in CROSSING_MARKS[mark]:
        stroke(axes, [(x + dx * radius, y + dy * radius) for dx, dy in line], colour, 2, cap="round", opacity=opacity)


def event_marks(x: float, y: float, category: str, *, claim: bool, vague: bool) -> list[Mark]:
    """Return the symbol of an event: its category's colour and shape, hollow for a claim, smaller if vague in place."""
    style = category_style(category)
    return symbol_marks(x, y, EVENT_PX, style["shape"], style[THEME], ground("paper"), claim=claim, vague=vague)


def place_marks(x: float, y: float, kind: str, *, approximate: bool = False) -> list[Mark]:
    """Return the symbol of a place."""
    style = style_table()["places"][kind]
    return symbol_marks(
        x, y, style["size"], style["shape"], ground("place"), ground("halo"), claim=False, vague=approximate
    )


def place_radius(kind: str) -> float:
    """Return how far the symbol of a place reaches, in millimetres."""
    return float(style_table()["places"][kind]["size"]) * MM_PER_PX


def symbol_marks(
    x: float, y: float, px: float, shape: str, colour: str, paper: str, *, claim: bool, vague: bool
) -> list[Mark]:
    outline = placed(shape_path(shape), x, y, px * FILL * MM_PER_PX * (VAGUE_SCALE if vague else 1))
    opacity = VAGUE_OPACITY if vague else 1.0
    halo = [] if vague else [Mark(outline, paper, 1.0, paper, 2 * HALO_PX * POINTS_PER_PX)]
    if claim:
        return [*halo, Mark(outline, paper, opacity, colour, 1.7 * POINTS_PER_PX, CLAIM_DASH)]
    return [*halo, Mark(outline, colour, opacity)]


def circle() -> Path:
    return Path.unit_circle()


def shape_path(shape: str) -> Path:
    corners = style_table()["shapes"].get(shape)
    return Path([*corners, corners[0]], closed=True) if corners else circle()


def placed(path: Path, x: float, y: float, radius: float) -> Path:
    return Path(np.asarray(path.vertices) * radius + (x, y), path.codes)


def soft_disc(x: float, y: float, radius: float, colour: str, opacity: float, rings: int = 7) -> list[Mark]:
    """Return a disc that fades towards its rim: for something that lies somewhere in a region."""
    share = 1 - (1 - opacity) ** (1 / rings)  # so that all rings together are as dense as wanted
    return [
        Mark(placed(circle(), x, y, radius * (0.55 + 0.45 * ring / (rings - 1))), colour, share)
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


def faded(colour: str, opacity: float) -> Any:
    return "none" if colour == "none" else (colour, opacity)
