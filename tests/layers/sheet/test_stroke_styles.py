"""Page and paper draw the same: every case has the strokes written with it, and Node reads the same cases."""

from __future__ import annotations

import itertools
import json
from dataclasses import asdict, fields
from typing import Any

import pytest
from matplotlib.colors import to_hex

from layers.sheet.drawing.painter import draw_road
from layers.sheet.drawing.paper import Paper
from layers.sheet.drawing.stroke_styles import (
    DrawnState,
    Stroke,
    crossing_strokes,
    event_strokes,
    place_strokes,
    road_strokes,
)
from layers.style import Palette, palette, read_palette, style_table
from paths import ROOT

CASES = json.loads((ROOT / "tests/cases/strokes.json").read_text(encoding="utf-8"))
BOTH = (False, True)
DRAWN_STATES = [
    {"state": state, "claim": claim, "faded": faded}
    for state, claim, faded in itertools.product(palette("light").states, BOTH, (0, 1))
] + [
    {"state": state, "claim": False, "faded": 0.2} for state in ("restricted", "attacked")
]  # on the way: above its floor, and at it
REAL_ROADS = [
    *({"state": state, "claim": False, "faded": 0, "road": True} for state in palette("light").states),
    {"state": "attacked", "claim": True, "faded": 1, "road": True},
]
FAR_ROADS = [
    {"state": "unknown", "claim": False, "faded": 0, "far": True},
    {"state": "open", "claim": True, "faded": 0, "far": True},
]
EVERY = {
    "roads": DRAWN_STATES + REAL_ROADS + FAR_ROADS,
    "crossings": DRAWN_STATES,
    "events": [
        {"category": category, "claim": claim, "vague": vague}
        for category, claim, vague in itertools.product(palette("light").categories, BOTH, BOTH)
    ],
    "places": [
        {"kind": kind, "approximate": approximate}
        for kind, approximate in itertools.product(palette("light").places, BOTH)
    ],
}
STROKES = {
    "roads": lambda named, case: road_strokes(named, DrawnState(**case)),
    "crossings": lambda named, case: crossing_strokes(named, DrawnState(**case)),
    "events": lambda named, case: event_strokes(named, **case),
    "places": lambda named, case: place_strokes(named, **case),
}
LIGHT = palette("light")


def named_colours() -> Palette:
    """The style table with colours named by what they are for."""
    table: Any = json.loads(json.dumps(style_table()))
    for section, colour in (("states", "state"), ("categories", "category")):
        for entry in table[section].values():
            entry["light"] = colour
    table["base"]["light"] = {name: name for name in table["base"]["light"]}
    return read_palette(table, "light")


def written(stroke: Stroke) -> dict[str, Any]:
    """The members of a stroke as the cases write them: without those that say nothing."""
    usual = {field.name: field.default for field in fields(Stroke)}
    return {name: rounded(value) for name, value in asdict(stroke).items() if value != usual[name]}


def rounded(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [rounded(each) for each in value]
    return round(value, 6) if isinstance(value, float) else value


@pytest.mark.parametrize("what", STROKES)
def test_each_case_has_its_strokes(what: str) -> None:
    every = [{name: value for name, value in case.items() if name != "strokes"} for case in CASES[what]]
    assert every == EVERY[what]
    drawn = [[written(stroke) for stroke in STROKES[what](named_colours(), case)] for case in every]
    assert drawn == [case["strokes"] for case in CASES[what]]


def test_unknown_is_thin_grey_dots_without_a_casing() -> None:
    assert road_strokes(LIGHT, DrawnState()) == [Stroke(color="#88868f", width=2, dash=(1, 5), cap="round")]


def test_no_state_but_open_is_drawn_through() -> None:
    assert [state for state in LIGHT.states if not road_strokes(LIGHT, DrawnState(state))[-1].dash] == ["open"]


@pytest.mark.parametrize("faded", [0.0, 1.0], ids=["holding", "last known"])
def test_a_claim_has_a_core_at_full_strength(faded: float) -> None:
    _, line, core = road_strokes(LIGHT, DrawnState("blocked", faded, claim=True))
    assert (core.color, core.width, core.opacity) == ("#f7f5f1", pytest.approx(0.45 * 6), 1)
    assert (line.color, line.width, line.opacity) == ("#610d1d", 6, 0.8 if faded else 1)


def test_a_claimed_crossing_is_ringed_in_dashes_and_empty() -> None:
    fact, claim = (crossing_strokes(LIGHT, DrawnState("open", claim=claim)) for claim in BOTH)
    assert [stroke.dash for stroke in fact] == [(), (), ()]
    assert [stroke.fill for stroke in fact] == ["#f7f5f1", "none", "#105e5c"]
    assert [(stroke.fill, stroke.dash) for stroke in claim] == [("#f7f5f1", ()), ("none", (2.5, 2))]


def test_a_claimed_event_is_filled_with_paper() -> None:
    assert event_strokes(LIGHT, "attack", claim=False, vague=False)[-1].fill == "#b3120c"
    assert [stroke.fill for stroke in event_strokes(LIGHT, "attack", claim=True, vague=True)] == ["#ffffff", "none"]


def test_an_unlisted_code_is_drawn_as_the_table_defines() -> None:
    assert LIGHT.state("flooded") == LIGHT.states["unknown"]
    assert LIGHT.category("storm") == LIGHT.categories["other"]
    assert LIGHT.place("oasis") == LIGHT.places["town"]


def test_on_paper_a_claim_fades_but_for_its_core() -> None:
    page = Paper().page
    draw_road(page, [(0, 0), (9, 0)], DrawnState("attacked", faded=1.0, claim=True))
    assert [(to_hex(line.get_color()), line.get_alpha()) for line in page.lines] == [
        ("#f7f5f1", 1),
        ("#ad1101", 0.8),
        ("#f7f5f1", 1),
    ]
