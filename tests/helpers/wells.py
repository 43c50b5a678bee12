"""A layer that is not of the package: this file, `tests/fixtures/layers/wells.mjs`, and a few texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from geodata import Situation
from layers.payload.encoding import SourceIndex
from layers.payload.layer_registry import Layer
from layers.sheet.map.parts import Entry, MapContext, Part, SheetLayer
from layers.sheet.map.room import Rect, around
from layers.text.locales import say
from paths import ROOT

COLOUR = "#00a2ff"
RADIUS_MM = 1.5
WELL = {"id": "well-1", "name": {"en": "Old well", "fr": "Vieux puits"}, "lat": 16.2, "lon": -1.4, "depth": 48}


def payload(_: Situation, __: SourceIndex) -> list[dict[str, Any]]:
    return [WELL]


def paint(axes: Axes, x: float, y: float) -> None:
    axes.add_patch(Circle((x, y), RADIUS_MM, color=COLOUR, zorder=3))


def part(context: MapContext, _: Sequence[Rect]) -> Part:
    x, y = map(float, context.projection.at(WELL["lon"], WELL["lat"]))
    return Part(draw=lambda axes: paint(axes, x, y), signs=[around(x, y, RADIUS_MM)])


def legend(context: MapContext) -> Mapping[str, Sequence[Entry]]:
    return {"layer.wells": [(say(context.sheet.language, "kind.well"), paint)]}


WELLS = Layer(
    id="wells",
    payload=payload,
    sheet=SheetLayer(part, legend),
    script=ROOT / "tests" / "fixtures" / "layers" / "wells.mjs",
    words={
        "en": {"layer.wells": "Wells", "kind.well": "Well"},
        "fr": {"layer.wells": "Puits", "kind.well": "Puits creusé"},
    },
)
