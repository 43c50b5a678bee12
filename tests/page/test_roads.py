"""What is unknown never looks like a road that somebody knows: counted in pixels, at every zoom, in both themes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from command_line import Run
from page_parts import Open
from paths import DARFUR, ROOT
from road_files import BRIDGE, NETWORK, OWED, example, geojson

INK = (ROOT / "tests" / "helpers" / "ink.js").read_text(encoding="utf-8")
STYLE = json.loads((ROOT / "layers" / "static" / "style.json").read_text(encoding="utf-8"))
UNKNOWN = STYLE["states"]["unknown"]
ZOOMS = range(5, 13)
MOVED = range(8, 13)  # where the map is not held in its box, so that it shows the place that was asked for
SILENT = "2026-08-01"  # no source speaks of this day in any situation
ROUNDING_PX = 1.0  # both ends of a run fall on whole pixels
LEAST_SEEN_PX = 40  # of the roads on the screen: the small situation's route at the lowest zoom level
THEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def two_dashes(zoom: int, *, road: bool = False) -> float:
    """Return how long two dashes of an unknown road are at a zoom level, with their round ends."""
    factor = next(factor for up_to, factor in STYLE["page"]["road_zoom"] if zoom <= up_to)
    ends = UNKNOWN["width"] * factor + (STYLE["road"]["edge"] if road else 0)
    return float(2 * (UNKNOWN["dash"][0] + ends))


def longest_runs(watched: Any, zoom: int, centre: tuple[float, float], day: str) -> dict[str, list[float]]:
    """Return for each route its longest run of ink in pixels, and how many pixels of it were looked at."""
    page = watched.page
    wanted = [zoom, *centre]
    page.evaluate("hash => { location.hash = hash; }", f"t={day}&l=routes&z={zoom}&c={centre[0]},{centre[1]}")
    page.wait_for_function("zoom => window.situationMap.state().zoom === zoom", arg=zoom)
    watched.settled()
    if zoom not in MOVED:
        wanted = [zoom, *page.evaluate("() => window.situationMap.state().center")]
    found: dict[str, list[float]] = page.evaluate(INK, wanted)
    return found


def check_ink(watched: Any, centre: tuple[float, float], day: str, *, road: bool = False) -> None:
    for zoom in ZOOMS:
        found = longest_runs(watched, zoom, centre, day)
        assert sum(seen for _, seen in found.values()) > LEAST_SEEN_PX
        most = two_dashes(zoom, road=road) + ROUNDING_PX
        assert {route: run for route, (run, _) in found.items() if run > most} == {}, f"zoom {zoom}, at most {most:.1f}"


@pytest.fixture(scope="module")
def page_of_darfur(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "darfur.html"
    assert run("export", path, "--situation", DARFUR).returncode == 0
    return path


@pytest.fixture(scope="module")
def page_with_roads(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One leg along a road, through a corner, and one that is schematic."""
    folder = tmp_path_factory.mktemp("roads")
    own = example(folder / "own")
    assert run("roads", own, geojson(folder / "roads.geojson", NETWORK[:1]), *OWED).returncode == 0
    assert run("export", folder / "page.html", "--situation", own).returncode == 0
    return folder / "page.html"


@THEMES
@pytest.mark.parametrize("centre", [(13.0, -6.0), (12.6, -8.0), (11.3, -5.6)])
def test_the_unknown_roads_of_the_flagship_never_look_solid(
    exported: Path, open_page: Open, centre: tuple[float, float], dark: bool
) -> None:
    check_ink(open_page(exported, width=1600, height=1100, dark=dark, share=f"t={SILENT}&l=routes"), centre, SILENT)


@THEMES
def test_the_unknown_roads_of_the_other_situation_never_look_solid(
    page_of_darfur: Path, open_page: Open, dark: bool
) -> None:
    watched = open_page(page_of_darfur, width=1600, height=1100, dark=dark, share="t=2024-01-01&l=routes")
    states = watched.call("states").values()
    assert {state["state"] for state in states} == {"unknown"}
    check_ink(watched, (13.4, 22.5), "2024-01-01")


@THEMES
def test_an_unknown_road_with_an_edge_never_looks_solid(page_with_roads: Path, open_page: Open, dark: bool) -> None:
    silent = "2024-03-31"
    watched = open_page(page_with_roads, width=1600, height=1100, dark=dark, share=f"t={silent}&l=routes")
    assert {state["state"] for state in watched.call("states").values()} == {"unknown"}
    check_ink(watched, (BRIDGE[1], BRIDGE[0]), silent, road=True)  # where the road meets the schematic line


def test_legs_drawn_twice_out_of_step_would_be_noticed(exported: Path, open_page: Open, tmp_path: Path) -> None:
    text = exported.read_text(encoding="utf-8")
    assert "drawn.has(leg)" in text
    assert "run.along * view.scale" in text
    broken = tmp_path / "broken.html"
    twice = text.replace("drawn.has(leg)", "false").replace("run.along * view.scale", "run.id.length * 1.7")
    broken.write_text(twice, encoding="utf-8")
    watched = open_page(broken, width=1600, height=1100, share=f"t={SILENT}&l=routes", bypass_csp=True)
    found = longest_runs(watched, 9, (12.6, -8.0), SILENT)
    assert max(run for run, _ in found.values()) > 3 * two_dashes(9)


def test_legend_and_details_tell_a_road_from_a_schematic_line(page_with_roads: Path, open_page: Open) -> None:
    page = open_page(page_with_roads, share="s=port-example-sampleton").page
    expect(page.get_by_text("101 km follow the road, 105 km are schematic").first).to_be_visible()
    page.evaluate("() => window.situationMap.select(null)")
    page.get_by_role("button", name="Show the whole legend").click()
    legend = page.locator(".legend-box")
    for text in ("How a line runs", "Fine edge: follows the road", "No edge: schematic"):
        expect(legend.get_by_text(text).first).to_be_visible()
    assert "Sampleton survey (CC0)" in page.content()


def test_where_all_is_schematic_there_is_no_edge_to_explain(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    page.get_by_role("button", name="Show the whole legend").click()
    expect(page.locator(".legend-box").get_by_text("Routes are schematic").first).to_be_visible()
    expect(page.locator(".legend-box").get_by_text("How a line runs")).to_have_count(0)
