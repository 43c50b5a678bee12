"""The day's news on the map: signs beside their places, callouts with their figure, and what a click on them does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from on_map import on_map
from page_parts import Open, events
from watched import Watched

AMBUSH = "2025-12-06-bougouni-convoy"
THREE_ATTACKS = "2025-11-07"
OUTSIDE = """boxes => {
  const canvas = document.querySelector(".leaflet-names-pane canvas");
  const map = document.querySelector(".map").getBoundingClientRect();
  const place = canvas.getBoundingClientRect();
  const ratio = canvas.width / place.width;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const found = [];
  for (let p = 3, n = 0; p < data.length; p += 4, n += 1) {
    if (data[p] < 60) continue;
    const x = (n % canvas.width) / ratio + place.left - map.left;
    const y = Math.floor(n / canvas.width) / ratio + place.top - map.top;
    if (!boxes.some(([x0, y0, x1, y1]) => x >= x0 && x <= x1 && y >= y0 && y <= y1)) found.push([x, y]);
  }
  return found;
}"""
HALO_PX = 3


def event(key: str) -> dict[str, Any]:
    return next(each for each in events() if each["id"] == key)


def middle_of(watched: Watched, box: list[float]) -> tuple[float, float]:
    """Return the middle of a box of the map, in pixels of the window."""
    frame = watched.page.locator(".map").bounding_box()
    assert frame
    return frame["x"] + (box[0] + box[2]) / 2, frame["y"] + (box[1] + box[3]) / 2


@pytest.mark.parametrize("size", [(360, 740), (1280, 800), (1920, 1080)])
def test_an_attack_has_a_large_sign_and_a_callout_with_its_figure(
    exported: Path, open_page: Open, size: tuple[int, int]
) -> None:
    found = on_map(open_page(exported, width=size[0], height=size[1], share="t=2025-12-06"), "2025-12-06")
    [sign] = found.told["signs"]
    [callout] = found.told["callouts"]
    assert (sign["id"], callout["id"]) == (AMBUSH, AMBUSH)
    assert sign["box"][2] - sign["box"][0] >= 22
    assert sign["far"]  # beside the place, with a line to it
    ambush = event(AMBUSH)
    assert callout["text"].startswith(f"{ambush['destroyed']} tankers reported destroyed")
    assert ambush["place_en"] in callout["text"]


def test_a_callout_speaks_the_readers_language(exported: Path, open_page: Open) -> None:
    found = on_map(open_page(exported, share="t=2025-12-06&lang=fr"), "2025-12-06")
    assert found.told["callouts"][0]["text"].startswith("Destruction\u00a0: 15 camions-citernes")


def test_the_weightiest_attacks_have_the_callouts(exported: Path, open_page: Open) -> None:
    found = on_map(open_page(exported, share=f"t={THREE_ATTACKS}&z=6&c=15,-4"), THREE_ATTACKS)
    attacks = [each for each in events() if each["start"] == THREE_ATTACKS and each["category"] == "attack"]
    weights = {each["id"]: (each.get("fatalities") or 0) + (each.get("destroyed") or 0) for each in attacks}
    heaviest = sorted(weights, key=lambda key: -weights[key])
    assert [each["id"] for each in found.told["signs"]][: len(heaviest)] == heaviest
    assert found.told["callouts"][0]["id"] == heaviest[0]
    assert 1 <= len(found.told["callouts"]) <= 3


def test_a_day_on_which_nothing_begins_has_neither_signs_nor_callouts(exported: Path, open_page: Open) -> None:
    assert not [each for each in events() if each["start"] == "2025-12-27"]
    found = on_map(open_page(exported, share="t=2025-12-27"), "2025-12-27")
    assert (found.told["signs"], found.told["callouts"]) == ([], [])


@pytest.mark.parametrize("part", ["signs", "callouts"])
def test_a_click_on_the_news_selects_its_event(exported: Path, open_page: Open, part: str) -> None:
    watched = open_page(exported, share="t=2025-12-06")
    [told] = on_map(watched, "2025-12-06").told[part]
    watched.page.mouse.click(*middle_of(watched, told["box"]))
    expect(watched.page.locator(".leaflet-popup")).to_contain_text(event(AMBUSH)["title_en"])
    assert watched.call("state")["selected"] == AMBUSH


def test_a_filter_that_leaves_an_attack_out_takes_its_sign_away(exported: Path, open_page: Open) -> None:
    watched = open_page(exported, share="t=2025-12-06&f=category:convoy")
    assert on_map(watched, "2025-12-06").told["signs"] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_written_beyond_what_the_page_says_of_it(exported: Path, open_page: Open, theme: str) -> None:
    watched = open_page(exported, share="t=2025-12-27", dark=theme == "dark")
    found = on_map(watched, "2025-12-27")
    names = [name for name in found.told["names"] if not name["far"]]
    lines = [grown(name["box"], 140) for name in found.told["names"] if name["far"]]
    boxes = [grown(name["box"], HALO_PX) for name in names] + lines
    assert len(names) > 10
    seen = watched.page.evaluate(OUTSIDE, boxes)
    assert [place for place in seen if found.sees(place)] == []


def grown(box: list[float], by: float) -> list[float]:
    return [box[0] - by, box[1] - by, box[2] + by, box[3] + by]


def test_a_hostile_title_is_written_as_the_text_it_is(exported: Path, open_page: Open, tmp_path: Path) -> None:
    page = exported.read_text(encoding="utf-8")
    start = page.index('id="situation-payload">') + len('id="situation-payload">')
    payload = json.loads(page[start : page.index("</script>", start)])
    number = payload["events"]["id"].index(AMBUSH)
    hostile = "<img src=x onerror=alert(1)>\u202e" + "Ω" * 4000
    payload["events"]["title"]["en"][number] = hostile
    payload["events"]["destroyed"][number] = None
    payload["events"]["place"]["en"][number] = "{{7*7}}\n\n" + "a" * 4000
    path = tmp_path / "hostile.html"
    text = json.dumps(payload).replace("<", "\\u003c")
    path.write_text(page[:start] + text + page[page.index("</script>", start) :], encoding="utf-8")
    watched = open_page(path, share="t=2025-12-06")
    [callout] = on_map(watched, "2025-12-06").told["callouts"]
    assert callout["text"].startswith("<img")
    assert callout["box"][2] - callout["box"][0] < 220
    assert watched.page.locator("img[src=x]").count() == 0
