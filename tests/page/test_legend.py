"""The legend lists what is on the screen, in a line that is always there, and as a whole that stays within the map."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from command_line import Run
from geodata import Situation, home_box
from page_parts import Open, in_view

SIZES = [(360, 740), (400, 300), (700, 450), (1280, 800)]
SOUTH = "c=10.6,-6.3&z=9"  # the Ivorian border, where escorts went on 31 October 2025
WEST = "c=12.95,-8.8&z=10"  # Négala, where the Dakar road had been attacked
# Entries that a reader sees in the line, whole, and those that are cut.
LINE = """box => {
  const { left, top, right, bottom } = box.querySelector(".legend").getBoundingClientRect();
  const items = [...box.querySelectorAll("li")].map(item => item.getBoundingClientRect())
    .filter(({ top: at }) => at < bottom - 1);
  const cut = items.filter(item => item.left < left - 1 || item.right > right + 1
    || item.top < top - 1 || item.bottom > bottom + 1);
  return [items.length, cut.length];
}"""
WITHIN = """([inner, outer]) => {
  const [a, b] = [inner, outer].map(name => document.querySelector(name).getBoundingClientRect());
  return a.left >= b.left && a.top >= b.top && a.right <= b.right && a.bottom <= b.bottom;
}"""
NUMBER = "A number of events; red: the share of attacks"


def section(page: Page, title: str) -> Locator:
    return page.locator(".legend-box section", has=page.locator("h2", has_text=title)).locator("li")


def test_the_legend_lists_the_states_of_the_roads_in_view(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share=f"t=2025-10-31&{SOUTH}").page
    expect(section(page, "State of a road")).to_have_text(["Escorted", "Open", "Unknown"])
    page.evaluate(f"() => {{ location.hash = 't=2025-10-31&{WEST}' }}")
    expect(section(page, "State of a road")).to_have_text(["Attacked", "Unknown"])
    page.evaluate("() => situationMap.setTime('2026-08-01')")
    expect(section(page, "State of a road")).to_have_text(["Unknown"])


def test_it_lists_the_events_that_pass_the_filters_and_are_in_view(exported: Path, open_page: Open) -> None:
    everywhere = "t=2025-12-06&m=sum&bb=-18,3,12,28"
    page = open_page(exported, share=everywhere).page
    assert section(page, "Events").count() > 8
    page.evaluate(f"() => {{ location.hash = '{everywhere}&f=category:convoy,kidnapping' }}")
    expect(section(page, "Events")).to_have_text(["Convoy", "Kidnapping", NUMBER])
    page.evaluate("() => { location.hash = 't=2025-12-06&m=sum&c=25,-5&z=9' }")  # the Sahara
    expect(section(page, "Events")).to_have_count(0)


def test_it_leaves_out_layers_that_are_off_and_places_too_small_to_draw(exported: Path, open_page: Open) -> None:
    unknown = "t=2026-06-01"  # a day on which no road has a state: those on such roads are named earlier
    page = open_page(exported, share=f"{unknown}&c=12.65,-8&z=8").page
    expect(section(page, "Places")).to_contain_text(["Capital", "Depot"])
    page.evaluate(f"() => {{ location.hash = '{unknown}&c=12.65,-8&z=5' }}")
    expect(section(page, "Places")).to_have_text(["Capital"])
    page.evaluate(f"() => {{ location.hash = '{unknown}&c=12.65,-8&z=5&l=routes' }}")
    expect(section(page, "Places")).to_have_count(0)
    expect(section(page, "State of a crossing")).to_have_count(0)


def test_a_layer_of_the_readers_own_is_listed_by_its_name(run: Run, tmp_path: Path, open_page: Open) -> None:
    (tmp_path / "wells.csv").write_text("title,lat,lon\nOld well,13,-8\n", encoding="utf-8")
    assert run("export", tmp_path / "own.html", "--add", tmp_path / "wells.csv").returncode == 0
    page = open_page(tmp_path / "own.html").page
    expect(section(page, "Your layers")).to_have_text(["wells"])
    page.evaluate("() => { location.hash = 'c=20,-3&z=9' }")
    expect(section(page, "Your layers")).to_have_count(0)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_line_of_whole_entries_is_always_in_view(
    exported: Path, open_page: Open, size: tuple[int, int], lang: str
) -> None:
    page = open_page(exported, width=size[0], height=size[1], share=f"lang={lang}").page
    box = page.locator(".legend-box.line")
    expect(box.locator("li").first).to_be_visible()
    shown, cut = box.evaluate(LINE)
    assert shown >= 2
    assert cut == 0
    assert in_view(page.locator(".legend-more"))
    height = box.bounding_box()
    assert height
    assert height["height"] < 32


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_whole_legend_scrolls_within_itself_and_stays_within_the_map(
    exported: Path, open_page: Open, size: tuple[int, int]
) -> None:
    page = open_page(exported, width=size[0], height=size[1], share="m=sum").page
    page.get_by_role("button", name="Show the whole legend").click()
    legend = page.locator(".legend-box.open .legend")
    expect(legend).to_be_visible()
    assert page.evaluate(WITHIN, [".legend-card", ".stage"])
    assert in_view(page.get_by_role("button", name="Close the legend"))
    assert legend.evaluate("node => node.scrollWidth <= node.clientWidth")
    notes = legend.locator("p").last
    legend.focus()
    page.keyboard.press("End")
    page.wait_for_function(
        "node => { const box = node.closest('.legend').getBoundingClientRect();"
        " return node.getBoundingClientRect().bottom <= box.bottom + 1; }",
        arg=notes.element_handle(),
    )
    page.get_by_role("button", name="Close the legend").click()
    expect(page.locator(".legend-box.line")).to_be_visible()


def test_more_below_casts_a_shadow(exported: Path, open_page: Open) -> None:
    page = open_page(exported, width=400, height=300).page
    page.get_by_role("button", name="Show the whole legend").click()
    legend = page.locator(".legend-box.open .legend")
    assert legend.evaluate("node => node.scrollHeight > node.clientHeight + 20")
    assert legend.evaluate("node => getComputedStyle(node).backgroundAttachment") == "local, local, scroll, scroll"


def test_on_a_wide_screen_it_stands_beside_what_the_map_has_to_show(
    exported: Path, mali: Situation, open_page: Open
) -> None:
    page = open_page(exported, width=1920, height=1080)
    card = page.page.locator(".legend-box.beside .legend-card").bounding_box()
    assert card
    east = home_box(mali)[2]
    edge = page.page.evaluate(
        "east => { const { center, zoom } = situationMap.state(); const map = document.querySelector('.map');"
        " return (east - center[1]) / 360 * 256 * 2 ** zoom + map.clientWidth / 2; }",
        east,
    )
    assert edge < card["x"]
    page.page.get_by_role("button", name="Close the legend").click()
    expect(page.page.locator(".legend-box.line")).to_be_visible()
    page.page.get_by_role("button", name="Show the whole legend").click()
    expect(page.page.locator(".legend-box.beside")).to_be_visible()
