"""The style table: one JSON file that the page, the legend, the charts and the printed sheet draw from.

Lengths are CSS pixels, dashes lengths of ink and gap in turn, shapes and marks corners about the origin of a sign of
radius 1, y growing downwards. The `layers` stand as they lie over each other, from the lowest, with any that is not
named on top; the states in order of severity, the categories and places in the order in which they are listed. What
only the page draws stands under `page`, and is not read here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from layers.escape.json_text import JsonObject

STYLE = Path(__file__).parent / "static" / "style.json"

THEMES = ("light", "dark")

Cap = Literal["butt", "round"]
Numbers = tuple[float, ...]
Point = tuple[float, float]


@dataclass(frozen=True)
class StateStyle:
    """A state of a road or a crossing; a road that is not `cased` has no casing of the land's colour.

    `road_dash` is that of a real road where its edge would close the gaps of the other.
    """

    color: str
    width: float
    dash: Numbers
    mark: str
    cap: Cap = "butt"
    cased: bool = True
    road_dash: Numbers = ()


@dataclass(frozen=True)
class CategoryStyle:
    """A category of events: its sign, with a pictogram in it; one without a colour of its own has that of all signs."""

    color: str
    shape: str
    icon: str = ""


@dataclass(frozen=True)
class PlaceStyle:
    """A kind of place: radius of its sign, zoom levels from which sign and name are there, weight of the name.

    `ink` is the base colour of its sign.
    """

    shape: str
    size: float
    zoom: float
    label: float
    weight: int
    in_legend: bool = False
    ink: str = "dot"


@dataclass(frozen=True)
class LabelStyle:
    """A name on the map: its size on the page and in print, and a base colour."""

    px: float
    points: float
    face: str
    color: str
    font: str = ""
    spacing: float = 0.0
    min_zoom: float = 0.0


@dataclass(frozen=True)
class LetteringKind:
    """Where a thing of a kind may stand: how far from its mark, beyond the gap, and whether on a road if need be."""

    distances: Numbers
    over_roads: bool = False


@dataclass(frozen=True)
class NewsSignStyle:
    """The sign of the day's news: its radius for an attack, for other news, and its casing within."""

    radius: float
    small: float
    casing: float


@dataclass(frozen=True)
class CalloutStyle:
    """What is said beside such a sign: type, most width and lines, weights of the first lines and of the rest."""

    px: float
    line_height: float
    pad: float
    width: float
    lines: int
    main: int
    rest: int
    radius: float
    opacity: float


@dataclass(frozen=True)
class LeaderStyle:
    """The line between a place and what is said of it far off."""

    width: float
    cased: float


@dataclass(frozen=True)
class LetteringStyle:
    """The rules by which names, signs of the news and callouts find a place; the `order` is that of names by rank.

    What belongs to no mark keeps `apart` from all else. A mark nearer than `same` is taken for the same place; `road`
    is kept clear beyond the widest road. Any other mark is at least `clearer` times as far from a name as its own. From
    `leader_from` on a line leads to the mark. Active places are there `nearer_zoom` levels earlier, quiet crossings are
    named from `quiet_zoom` on; a place is in the news within `news_km` of it.
    """

    gap: float
    apart: float
    same: float
    clearer: float
    line_height: float
    road: float
    leader_from: float
    kinds: Mapping[str, LetteringKind]
    order: tuple[str, ...]
    nearer_zoom: float
    quiet_zoom: float
    news_km: float
    most_news: int
    most_callouts: int
    sign: NewsSignStyle
    callout: CalloutStyle
    leader: LeaderStyle


@dataclass(frozen=True)
class RoadStyle:
    """How much wider than the line are its casing and the edge of a real road; the share that a claim's core takes.

    The edge is so much paler than the line; a road far off is only a share `far` as wide.
    """

    casing: float
    core: float
    edge: float
    edge_opacity: float
    far: float


@dataclass(frozen=True)
class CrossingStyle:
    """The sign of a crossing: the rim lies around its radius, the ring within."""

    radius: float
    rim: float
    inset: float
    width: float
    claim_dash: Numbers


@dataclass(frozen=True)
class MarkStyle:
    """The mark inside the sign of a crossing: strokes, and a disc of that share of the radius."""

    lines: tuple[tuple[Point, ...], ...] = ()
    disc: float = 0.0


@dataclass(frozen=True)
class SymbolStyle:
    """The sign of an event or a place: its shape takes the share `fill` of the radius, of that a pictogram `icon`."""

    fill: float
    icon: float
    halo: float
    vague_scale: float
    vague_opacity: float
    claim_width: float
    claim_dash: Numbers


@dataclass(frozen=True)
class AreaStyle:
    """What is known only roughly: radii in `km`, full to the share `core`; a band where a stretch of road is known."""

    opacity: float
    core: float
    smallest: float
    band: float
    km: Mapping[str, float]


@dataclass(frozen=True)
class UploadStyle:
    """A reader's layer: colours offered in turn, outline and opacity of its areas."""

    colors: tuple[str, ...]
    width: float
    opacity: float


@dataclass(frozen=True)
class ChartStyle:
    """A chart: outline of a bar, width of the line at the day shown, opacity of the foot of a row of bars."""

    outline: float
    day: float
    shelf_opacity: float


@dataclass(frozen=True)
class BasemapStyle:
    """Widths of the lines of the basemap; a border that is only held, not agreed, is wiped out and dashed.

    Rivers up to a rank of Natural Earth are wide, beyond `near_zoom` wider; small lakes are there from a zoom level on.
    What is under the scale bar shines through it. Towns of a kind are there from a zoom level on.
    """

    border: float
    held_border: float
    held_dash: Numbers
    region: float
    region_dash: Numbers
    river: float
    wide_river: float
    wide_river_near: float
    near_zoom: float
    wide_river_rank: int
    small_lake_km2: float
    small_lake_zoom: float
    scale_opacity: float
    town_radius: float
    town_zoom: Mapping[str, float]


@dataclass(frozen=True)
class FadingStyle:
    """How opaque a last known state is, on its first day and on its last; `floors` by state, below which none falls."""

    first: float
    last: float
    floors: Mapping[str, float]

    def opacity(self, state: str, faded: float) -> float:
        """Return the opacity of a state of whose fading a part has passed, from 0, still holding, to 1."""
        if not faded:
            return 1.0
        return max(self.first + (self.last - self.first) * faded, self.floors.get(state, 0.0))


@dataclass(frozen=True)
class Palette:
    """The table in one theme; what stands for a code that is not listed is named by `unlisted`."""

    base: Mapping[str, str]
    layers: tuple[str, ...]
    states: Mapping[str, StateStyle]
    categories: Mapping[str, CategoryStyle]
    places: Mapping[str, PlaceStyle]
    unlisted: Mapping[str, str]
    labels: Mapping[str, LabelStyle]
    label_halo: float
    lettering: LetteringStyle
    shapes: Mapping[str, tuple[tuple[Point, ...], ...] | None]
    marks: Mapping[str, MarkStyle]
    road: RoadStyle
    crossing: CrossingStyle
    symbol: SymbolStyle
    area: AreaStyle
    upload: UploadStyle
    chart: ChartStyle
    basemap: BasemapStyle
    fading: FadingStyle
    event_radius: float

    def level(self, layer: str) -> int:
        """Return how high a layer lies over the others."""
        return self.layers.index(layer) if layer in self.layers else len(self.layers)

    def state(self, code: str) -> StateStyle:
        return self.states.get(code, self.states[self.unlisted["state"]])

    def category(self, code: str) -> CategoryStyle:
        return self.categories.get(code, self.categories[self.unlisted["category"]])

    def place(self, kind: str) -> PlaceStyle:
        return self.places.get(kind, self.places[self.unlisted["place"]])


@cache
def style_table() -> JsonObject:
    """Return the table as the page gets it."""
    table: JsonObject = json.loads(STYLE.read_text(encoding="utf-8"))
    return table


@cache
def palette(theme: str) -> Palette:
    """Return the table in the theme "light" or "dark"."""
    return read_palette(style_table(), theme)


def read_palette(table: Any, theme: str) -> Palette:
    """Read a parsed style table; a member that is missing or not known is a TypeError."""
    base, table = table["base"][theme], frozen(table, theme)
    return Palette(
        base=base,
        layers=table["layers"],
        states={code: StateStyle(**entry) for code, entry in table["states"].items()},
        categories={
            code: CategoryStyle(**{"color": base["sign"]} | entry) for code, entry in table["categories"].items()
        },
        places={kind: PlaceStyle(**entry) for kind, entry in table["places"].items()},
        unlisted=table["unlisted"],
        labels={kind: LabelStyle(**entry) for kind, entry in table["labels"].items()},
        label_halo=table["label_halo"],
        lettering=read_lettering(**table["lettering"]),
        shapes=table["shapes"],
        marks={name: MarkStyle(**entry) for name, entry in table["marks"].items()},
        road=RoadStyle(**table["road"]),
        crossing=CrossingStyle(**table["crossing"]),
        symbol=SymbolStyle(**table["symbol"]),
        area=AreaStyle(**table["area"]),
        upload=UploadStyle(**table["upload"]),
        chart=ChartStyle(**table["chart"]),
        basemap=BasemapStyle(**table["basemap"]),
        fading=FadingStyle(**table["fading"]),
        event_radius=table["event"]["radius"],
    )


def read_lettering(*, kinds: Any, sign: Any, callout: Any, leader: Any, **rules: Any) -> LetteringStyle:
    return LetteringStyle(
        kinds={kind: LetteringKind(**entry) for kind, entry in kinds.items()},
        sign=NewsSignStyle(**sign),
        callout=CalloutStyle(**callout),
        leader=LeaderStyle(**leader),
        **rules,
    )


def frozen(value: Any, theme: str) -> Any:
    """Return a parsed JSON value with its lists as tuples, and colours by theme as one `color`."""
    if isinstance(value, dict):
        members = {name: frozen(each, theme) for name, each in value.items() if name not in THEMES}
        return members | {"color": value[theme]} if theme in value else members
    return tuple(frozen(each, theme) for each in value) if isinstance(value, list) else value
