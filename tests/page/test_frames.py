"""Which part of the world the page shows: home and boxes at any width, clear of the controls, and how far it zooms."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from command_line import Run
from geodata import Situation, home_box
from layers.page.export import write_export
from layers.share.state import default_state
from page_parts import PHONE, Open, wait_for_hash
from paths import DARFUR
from watched import Watched

Box = tuple[float, float, float, float]
ASKED: Box = (-8.5, 9.0, -4.0, 12.8)
SIZES = [(360, 740), (400, 300), (700, 450), (768, 1024), (1280, 800), (1920, 1080)]
# Where the corners of a box lie in pixels of the map, by its centre and zoom, and what lies over the box.
LAID_OUT = """([west, south, east, north]) => {
  const frame = document.querySelector(".map").getBoundingClientRect();
  const { center, zoom } = situationMap.state();
  const y = degrees => -Math.log(Math.tan(Math.PI / 4 + degrees * Math.PI / 360)) * 180 / Math.PI;
  const px = 256 * 2 ** zoom / 360;
  const [left, right] = [west, east].map(degrees => (degrees - center[1]) * px + frame.width / 2);
  const [top, bottom] = [north, south].map(degrees => (y(degrees) - y(center[0])) * px + frame.height / 2);
  const over = [...document.querySelectorAll(".leaflet-control, .panel-button, .credits")]
    .map(node => node.getBoundingClientRect()).filter(box => box.width
      && box.left - frame.left < right && box.right - frame.left > left
      && box.top - frame.top < bottom && box.bottom - frame.top > top);
  return { left, top, right, bottom, width: frame.width, height: frame.height, covered: over.length };
}"""
IS_WHOLE = f"""box => {{
  const {{ left, top, right, bottom, width, height, covered }} = ({LAID_OUT})(box);
  const share = Math.max((right - left) / width, (bottom - top) / height);
  return !covered && left >= 0 && top >= 0 && right <= width && bottom <= height && share > 0.5;
}}"""


def laid_out(watched: Watched, box: Box) -> dict[str, float]:
    found: dict[str, float] = watched.page.evaluate(LAID_OUT, list(box))
    return found


def shows_whole(watched: Watched, box: Box) -> None:
    """Wait until a box is in view, clear of the controls, and larger than half of the map in one direction."""
    try:
        watched.page.wait_for_function(IS_WHOLE, arg=list(box), timeout=5000)
    except TooLate:
        raise AssertionError(f"the box is not whole: {laid_out(watched, box)}") from None


@pytest.fixture(scope="module")
def asked(run_as_user: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flagship, exported with a box."""
    path = tmp_path_factory.mktemp("asked") / "asked.html"
    assert run_as_user("export", path, "--bbox", ",".join(map(str, ASKED))).returncode == 0
    return path


@pytest.fixture(scope="module")
def aid(run_as_user: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("aid") / "darfur.html"
    assert run_as_user("export", path, "--situation", DARFUR).returncode == 0
    return path


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_home_is_whole_and_clear_of_the_controls_at_any_width(
    exported: Path, mali: Situation, open_page: Open, size: tuple[int, int]
) -> None:
    page = open_page(exported, width=size[0], height=size[1])
    shows_whole(page, home_box(mali))
    assert page.call("state")["share"] == "v=2026-11-26"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_home_of_the_other_situation_is_whole_too(aid: Path, open_page: Open, size: tuple[int, int]) -> None:
    page = open_page(aid, width=size[0], height=size[1])
    shows_whole(page, page.call("state")["box"])


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_an_asked_box_is_whole_and_clear_in_a_frame_of_any_size(
    asked: Path, open_page: Open, size: tuple[int, int]
) -> None:
    page = open_page(asked, width=size[0], height=size[1])
    shows_whole(page, ASKED)
    assert page.call("state")["share"] == "bb=-8.5,9,-4,12.8&v=2026-11-26"


def test_a_box_is_fitted_anew_whenever_the_window_changes(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="bb=-8.5,9,-4,12.8")
    for width, height in [(500, 900), (1600, 700), (360, 640), (1280, 800)]:
        page.page.set_viewport_size({"width": width, "height": height})
        page.page.wait_for_function("width => innerWidth === width", arg=width)
        shows_whole(page, ASKED)
    assert page.page.evaluate("() => location.hash") == "#bb=-8.5,9,-4,12.8"


def test_a_box_stays_in_the_link_until_the_reader_moves_the_map(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="bb=-8.5,9,-4,12.8")
    page.call("setTime", "2025-12-06")
    wait_for_hash(page.page, "#t=2025-12-06&bb=-8.5,9,-4,12.8&")
    page.call("select", "nigoun")
    wait_for_hash(page.page, "bb=-8.5,9,-4,12.8&s=nigoun&")
    page.call("select", None)
    page.page.locator(".map").focus()
    page.page.keyboard.press("ArrowRight")
    wait_for_hash(page.page, "&c=")
    assert page.call("state")["box"] is None
    page.page.go_back()
    wait_for_hash(page.page, "&s=nigoun&")
    page.page.go_back()
    wait_for_hash(page.page, "bb=-8.5,9,-4,12.8&v=")
    shows_whole(page, ASKED)


def test_the_home_button_goes_home_and_home_is_never_in_the_address(
    exported: Path, mali: Situation, open_page: Open
) -> None:
    page = open_page(exported, share="c=20,0&z=8", **PHONE)
    page.page.get_by_role("button", name="Whole area").click()
    page.page.wait_for_function("() => location.hash === '#v=2026-11-26'")
    page.page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim .leaflet-pan-anim')")
    page.page.wait_for_function("() => situationMap.state().zoom < 7")
    shows_whole(page, home_box(mali))


@pytest.mark.parametrize("share", ["c=12,-8", "z=7", "bb=1,2", "bb=5,12,4,9", "z=99"])
def test_half_a_place_or_a_broken_one_still_shows_a_map(exported: Path, open_page: Open, share: str) -> None:
    page = open_page(exported, share=share)
    state = page.call("state")
    assert all(abs(degrees) < 30 for degrees in state["center"])
    assert page.page.evaluate("() => situationMap.state().zoom") > 3


def test_a_printed_map_shows_the_box(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&bb=-6.8,9.9,-5.4,11.2", **PHONE)  # the Ivorian border
    before = page.call("state")
    page.page.emulate_media(media="print")
    roads = page.page.locator(".print-sheet .legend section", has_text="State of a road").locator("li")
    expect(roads).to_have_text(["Escorted", "Open", "Unknown"])  # what is in view, and nothing of farther roads
    page.page.emulate_media(media="screen")
    page.settled()
    assert page.call("state") == before


def zoom_until(page: Page, name: str) -> float:
    """Press a zoom button until it is disabled, and return the zoom."""
    button = page.get_by_role("button", name=name)
    while "leaflet-disabled" not in (button.get_attribute("class") or ""):
        before = page.evaluate("() => situationMap.state().zoom")
        button.click()
        page.wait_for_function("before => situationMap.state().zoom !== before", arg=before)
    return float(page.evaluate("() => situationMap.state().zoom"))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_smallest_zoom_shows_all_of_the_situation(
    exported: Path, open_page: Open, mali: Situation, width: int
) -> None:
    page = open_page(exported, width=width, height=740)
    zoom_until(page.page, "Zoom out")
    found = laid_out(page, mali.settings.box)
    assert (
        found["right"] - found["left"] <= found["width"] + 1,
        found["bottom"] - found["top"] <= found["height"] + 1,
    ) == (
        True,
        True,
    )
    assert (
        max((found["right"] - found["left"]) / found["width"], (found["bottom"] - found["top"]) / found["height"]) > 0.4
    )


def test_without_tiles_the_map_says_why_it_goes_no_closer(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="c=12.65,-8&z=11")
    assert zoom_until(page.page, "Zoom in") == 12
    expect(page.page.locator(".map-hint")).to_contain_text("true to about 1 km")
    assert open_page(exported, share="c=12.65,-8&z=18").call("state")["center"] == [12.65, -8]


def test_with_tiles_it_goes_as_far_as_they_do(mali: Situation, tmp_path: Path, open_page: Open) -> None:
    write_export(tmp_path / "tiles.html", mali, default_state(mali), tiles=("osm",))
    page = open_page(tmp_path / "tiles.html", share="c=12.65,-8&z=11.5").page
    assert zoom_until(page, "Zoom in") == 12
    expect(page.locator(".map-hint")).to_contain_text("choose a map from Background")
