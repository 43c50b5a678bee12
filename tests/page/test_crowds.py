"""Many events at once: signs that stand for several with their number, and attacks along the roads."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import expect

from geodata import Situation, read_situation
from on_map import CROSSING_PX, OnMap, faults, on_map
from page_parts import Open, events
from paths import MALI
from watched import Watched

LAST = "2026-06-01"
ALL = f"t={LAST}&m=sum"
ROUTE = "abidjan-bamako-pogo"


@pytest.fixture(scope="module")
def mali() -> Situation:
    return read_situation(MALI)


def views(watched: Watched) -> list[OnMap]:
    found = [on_map(watched, LAST)]
    for zoom in range(5, 11):
        watched.page.evaluate("share => { location.hash = share; }", f"{ALL}&z={zoom}&c=12.2,-7.4")
        found.append(on_map(watched, LAST, zoom))
    return found


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)])
def test_of_all_events_no_sign_covers_another_or_a_crossing(
    exported: Path, open_page: Open, mali: Situation, size: tuple[int, int]
) -> None:
    watched = open_page(exported, width=size[0], height=size[1], share=ALL)
    crossings = [(shape.x, shape.y) for shape in mali.crossings.geometry]
    wrong: list[str] = []
    drawn: list[int] = []
    for found in views(watched):
        signs = [shapely.box(*box) for box in found.told["events"]]
        states = [shapely.Point(found.at(*place)).buffer(CROSSING_PX) for place in crossings]
        covered = [pair for pair in itertools.combinations(signs, 2) if pair[0].intersection(pair[1]).area > 0.01]
        hidden = [sign for sign, state in itertools.product(signs, states) if sign.intersection(state).area > 1]
        where = f"zoom {found.told['zoom']}"
        wrong += [f"{where}: {len(covered)} signs cover others"] * bool(covered)
        wrong += [f"{where}: {len(hidden)} signs cover a crossing"] * bool(hidden)
        wrong += [f"{where}: {fault}" for fault in faults(found, mali)]
        drawn.append(len(signs))
    assert wrong == []
    assert max(drawn) > 10


def test_a_large_number_that_is_clicked_leads_nearer(exported: Path, open_page: Open) -> None:
    watched = open_page(exported, share=f"{ALL}&z=6&c=12.6,-8")
    box = max(on_map(watched, LAST, 6).told["events"], key=lambda each: each[2] - each[0])
    frame = watched.page.locator(".map").bounding_box()
    assert frame
    watched.page.mouse.click(frame["x"] + (box[0] + box[2]) / 2, frame["y"] + (box[1] + box[3]) / 2)
    watched.page.wait_for_function("() => situationMap.state().zoom > 6")
    assert watched.call("state")["selected"] is None


def test_the_legend_says_what_a_number_and_a_red_band_stand_for(exported: Path, open_page: Open) -> None:
    page = open_page(exported, width=1920, height=1080, share=ALL).page
    legend = page.locator(".legend-box")
    expect(legend).to_contain_text("A number of events; red: the share of attacks")
    expect(legend).to_contain_text("Attacks per 10 km of road")
    page.evaluate("() => situationMap.setMode('asof')")
    expect(legend).not_to_contain_text("Attacks per 10 km of road")


def test_a_route_tells_how_many_attacks_there_were_along_it(exported: Path, open_page: Open) -> None:
    along = [each for each in events() if each["category"] == "attack" and ROUTE in each["routes"].split()]
    assert len(along) > 3
    watched = open_page(exported, share=f"{ALL}&s={ROUTE}")
    expect(watched.page.locator(".leaflet-popup")).to_contain_text(f"{len(along)} attacks along it in the days shown")


def test_of_a_hundred_thousand_events_all_are_counted_and_none_is_hidden(
    exported: Path, open_page: Open, tmp_path: Path
) -> None:
    page = exported.read_text(encoding="utf-8")
    start = page.index('id="situation-payload">') + len('id="situation-payload">')
    end = page.index("</script>", start)
    payload = json.loads(page[start:end])
    own, n = payload["events"], 100_000
    payload["events"] = {
        "n": n,
        "id": [f"e{k}" for k in range(n)],
        "start": sorted(own["start"][k % own["n"]] for k in range(n)),
        "lat": [9 + (k * 7919 % 1000) / 100 for k in range(n)],
        "lon": [-13 + (k * 104729 % 1500) / 100 for k in range(n)],
        "category": {"codes": ["attack", "convoy"], "at": [k % 4 // 3 for k in range(n)]},
        "location_precision": {"codes": ["town"], "at": [0] * n},
    }
    path = tmp_path / "many.html"
    path.write_text(page[:start] + json.dumps(payload).replace("<", "\\u003c") + page[end:], encoding="utf-8")
    watched = open_page(path, share=f"{ALL}&z=6&c=13,-5")
    found = on_map(watched, LAST, 6)
    signs = [shapely.box(*box) for box in found.told["events"]]
    assert len(signs) > 100
    assert not [pair for pair in itertools.combinations(signs, 2) if pair[0].intersection(pair[1]).area > 0.01]
    assert not [fault for fault in faults(found, read_situation(MALI)) if "road" not in fault]
