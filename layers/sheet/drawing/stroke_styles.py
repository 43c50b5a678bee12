"""What is drawn for a road, a crossing, an event or a place: strokes in pixels, the lowest first, from the style alone.

`layers/static/map/stroke-styles.mjs` answers the same for the page; `tests/cases/strokes.json` holds both to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from geodata.vocabulary import UNKNOWN
from layers.style import Cap, Numbers, Palette, Point


@dataclass(frozen=True)
class DrawnState:
    """What decides how a piece of road or a crossing is drawn."""

    state: str = UNKNOWN
    faded: float = 0.0  # how far a state that is only the last known has faded, up to 1
    claim: bool = False
    road: bool = False  # it follows a real road; else it is schematic
    far: bool = False  # from what the situation is about


@dataclass(frozen=True)
class Stroke:
    """A `shape` of the style table at a radius about the origin, or a `line` there, or with neither the road itself."""

    shape: str = ""
    radius: float = 0.0
    line: tuple[Point, ...] = ()
    fill: str = "none"
    color: str = "none"
    width: float = 0.0
    dash: Numbers = ()
    cap: Cap = "butt"
    opacity: float = 1.0


def road_strokes(palette: Palette, state: DrawnState, *, factor: float = 1.0, cased: bool = True) -> list[Stroke]:
    """Return a casing of the land's colour, the state's colour and dash, and a pale core for a claim.

    A claim is hollow, faded or not. A real road has a fine edge beneath, in the same dash; one far off is thinner.
    """
    style, base, road = palette.state(state.state), palette.base, palette.road
    width = style.width * factor * (road.far if state.far else 1)
    opacity = age_opacity(palette, state)
    dash = (style.road_dash if state.road else ()) or style.dash
    line = Stroke(color=style.color, width=width, dash=dash, cap=style.cap, opacity=opacity)
    strokes = [line]
    if state.road:
        edge = replace(line, color=base["text"], width=width + road.edge, opacity=opacity * road.edge_opacity)
        cleared = replace(line, color=base["land"], opacity=1.0)  # so that the edge does not darken a pale line
        strokes = [edge, cleared, line]
    if style.cased and cased:
        strokes.insert(0, Stroke(color=base["land"], width=width + road.casing, cap="round"))
    if state.claim:
        strokes.append(Stroke(color=base["halo"], width=width * road.core))
    return strokes


def age_opacity(palette: Palette, state: DrawnState) -> float:
    return palette.fading.opacity(state.state, state.faded)


def crossing_strokes(palette: Palette, state: DrawnState) -> list[Stroke]:
    """Return a round sign whose colour and mark tell the state.

    It is the paler the older, ringed in dashes and not filled for a claim.
    """
    sign, style, opacity = palette.crossing, palette.state(state.state), age_opacity(palette, state)
    radius, color, mark = sign.radius, style.color, palette.marks[style.mark]
    dash = sign.claim_dash if state.claim else ()
    strokes = [
        Stroke("circle", radius + sign.rim, fill=palette.base["halo"]),
        Stroke("circle", radius - sign.inset, color=color, width=sign.width, dash=dash, opacity=opacity),
    ]
    if mark.disc and not state.claim:
        strokes.append(Stroke("circle", radius * mark.disc, fill=color, opacity=opacity))
    for corners in mark.lines:
        line = tuple((x * radius, y * radius) for x, y in corners)
        strokes.append(Stroke(line=line, color=color, width=sign.width, cap="round", opacity=opacity))
    return strokes


def event_strokes(palette: Palette, category: str, *, claim: bool, vague: bool) -> list[Stroke]:
    """Return the sign of an event: shape, pictogram and colour of its category; hollow for a claim, faint if vague."""
    style, paper = palette.category(category), palette.base["paper"]
    outline = (style.shape, palette.event_radius)
    strokes = symbol_strokes(palette, outline, (style.color, paper), claim=claim, vague=vague)
    if style.icon:
        plate = strokes[-1]
        radius, fill = plate.radius * palette.symbol.icon, style.color if claim else paper
        strokes.append(Stroke(style.icon, radius, fill=fill, opacity=plate.opacity))
    return strokes


def place_strokes(palette: Palette, kind: str, *, approximate: bool) -> list[Stroke]:
    style, base = palette.place(kind), palette.base
    return symbol_strokes(
        palette, (style.shape, style.size), (base[style.ink], base["halo"]), claim=False, vague=approximate
    )


def symbol_strokes(
    palette: Palette, outline: tuple[str, float], colors: tuple[str, str], *, claim: bool, vague: bool
) -> list[Stroke]:
    """Return a shape of a radius in its colour, on a halo of the paper's colour unless it is vague."""
    symbol, (shape, full), (color, paper) = palette.symbol, outline, colors
    radius = full * symbol.fill * (symbol.vague_scale if vague else 1)
    opacity = symbol.vague_opacity if vague else 1.0
    strokes = [Stroke(shape, radius, fill=paper if claim else color, opacity=opacity)]
    if not vague:
        strokes.insert(0, Stroke(shape, radius, color=paper, width=symbol.halo * 2))
    if claim:
        edge = Stroke(shape, radius, color=color, width=symbol.claim_width, dash=symbol.claim_dash, opacity=opacity)
        strokes.append(edge)
    return strokes
