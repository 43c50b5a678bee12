"""The list: the map in words, for the moment shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from command_line import Run
from on_map import chosen_box, chosen_middle
from page_parts import PHONE, Open, events, ids_between, open_list, shown_events

BY_ID = {event["id"]: event for event in events()}


def row_ids(panel: Locator, section: str) -> list[str]:
    return (
        panel.locator(".list-section", has=panel.page.get_by_role("heading", name=section))
        .locator("[data-id]")
        .evaluate_all("rows => rows.map(row => row.dataset.id)")
    )


def test_the_headline_counts_the_routes_of_the_day(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    expect(page.locator(".headline")).to_have_text(
        "31 October 2025: of 8 routes into Bamako, 1 attacked 3 days ago, 4 restricted, 3 escorted; "
        "none known to be open."
    )


def test_every_route_and_crossing_is_listed_with_its_state(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    panel = open_list(page.page, "routes")
    states = page.call("states")
    row_texts = dict(
        panel.locator("[data-id]").evaluate_all("rows => rows.map(row => [row.dataset.id, row.children[1].innerText])")
    )
    assert set(row_texts) == set(states)
    assert row_texts["abidjan-bamako-nigoun"].startswith(
        "Escorted · since 30 Oct 2025 · last report 30 Oct 2025 · later reports: until 1 Nov 2025 · Kakolé – Bamako"
    )
    assert row_texts["nigoun"].startswith("Open")
    assert row_texts["tema-ouagadougou"] == "Unknown · no source speaks of this day"
    assert all(row_texts[key].startswith("Unknown") == (state["state"] == "unknown") for key, state in states.items())


def test_every_known_state_links_to_its_sources(exported: Path, open_page: Open) -> None:
    panel = open_list(open_page(exported).page, "routes")
    row = panel.locator("[data-id=abidjan-bamako-nigoun]")
    expect(row.locator("a")).to_have_count(4)  # route_status.csv, from 30 October
    assert all(re.match("https?://", link.get_attribute("href") or "") for link in row.locator("a").all())


def test_events_are_newest_first_with_all_their_marks(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&m=window&d=7")
    panel = open_list(page.page, "events")
    placed, unplaced = row_ids(panel, "Events shown, newest first"), row_ids(panel, "Nationwide or without a place")
    assert set(placed) | set(unplaced) == ids_between("2025-10-25", "2025-10-31")
    assert [BY_ID[key]["start"] for key in placed] == sorted((BY_ID[key]["start"] for key in placed), reverse=True)
    row = panel.locator("[data-id='2025-10-30-siradje-convoy-gao']")
    for part in ["30 October 2025", "Convoy", "Gao", "known to the town", "claim of one party"]:
        expect(row).to_contain_text(part)
    assert row.locator("a").count() > 0


def test_what_has_no_place_is_only_in_the_list(exported: Path, open_page: Open) -> None:
    panel = open_list(open_page(exported, share="t=2025-10-26").page, "events")
    assert row_ids(panel, "Nationwide or without a place") == ["2025-10-26-schools-suspended"]
    panel.get_by_role("button", name="Schools and universities closed").click()
    expect(panel.get_by_role("button", name="Show on the map")).to_have_count(0)


def test_a_day_without_events_has_a_sentence_for_it(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-07-20&f=category:withdrawal").page
    page.locator("#tab-events").click()
    expect(page.locator("#panel-events")).to_contain_text("No event matches at this moment.")


def test_what_has_no_date_is_in_the_list_on_every_day(run: Run, open_page: Open, tmp_path: Path) -> None:
    rows, path = tmp_path / "depots.csv", tmp_path / "page.html"
    rows.write_text(
        "id,title,date,lat,lon,category\n"
        "fire,Fire at a depot,2025-10-31,12.6,-8,attack\n"
        "queue,Queue at a depot,,12.6,-7.9,shortage\n",
        encoding="utf-8",
    )
    assert run("export", path, "--add", rows).returncode == 0
    page = open_page(path, share="t=2025-10-31")
    panel = open_list(page.page, "events")
    for day in ["2025-10-31", "2026-03-01"]:
        page.call("setTime", day)
        section = panel.locator(".list-section", has=page.page.get_by_role("heading", name="Without a date"))
        expect(section.locator(".row")).to_have_count(1)
        expect(section).to_contain_text("Queue at a depot")
        expect(section).to_contain_text("no date")
    section.get_by_role("button", name="Queue at a depot").click()
    expect(panel.locator("[aria-current=true]")).to_contain_text("Queue at a depot")


def test_capitals_and_places_unfold_from_their_number_and_by_key(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="l=capitals,places")
    panel = open_list(page.page, "routes")
    summary = panel.get_by_text(re.compile(r"^Capitals and places"))
    places = page.call("visible")
    expect(summary).to_have_text(f"Capitals and places ({len(places)})")
    expect(panel.locator("[data-id=ml-bamako]")).to_have_count(0)
    summary.press("Enter")
    expect(panel.locator(".places [data-id]")).to_have_count(len(places))
    listed = panel.locator(".places [data-id]").evaluate_all("rows => rows.map(row => row.dataset.id)")
    assert sorted(listed) == sorted(places)
    bamako = panel.locator("[data-id=ml-bamako]")
    expect(bamako).to_contain_text("Capital · Mali")
    bamako.get_by_role("button").first.press("Enter")
    expect(bamako).to_contain_text("4,227,569")
    expect(bamako.get_by_role("button").first).to_be_focused()
    expect(page.page.locator(".leaflet-popup")).to_contain_text("Bamako")


@pytest.mark.parametrize("size", [{}, PHONE], ids=["wide", "phone"])
def test_a_place_outside_the_map_still_has_its_details(exported: Path, open_page: Open, size: dict[str, Any]) -> None:
    page = open_page(exported, **size, share="s=dz-algiers").page
    details = page.locator(".drawer" if size else ".list [data-id=dz-algiers]")
    expect(details).to_contain_text("Algeria")
    expect(details.get_by_role("button", name="Copy citation")).to_be_visible()
    expect(details).to_be_in_viewport()


def test_an_event_neither_on_the_map_nor_in_the_list_opens_a_drawer(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-12-20&s=2025-10-26-schools-suspended").page
    expect(page.locator(".list")).to_be_visible()
    expect(page.locator(".drawer")).to_contain_text("Schools and universities closed")


def test_a_list_that_was_scrolled_stays_there_when_the_map_moves(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2026-06-01&m=sum&s=2026-02-20-us-lifts-sanctions").page
    panel = open_list(page, "events")
    panel.locator(".row").first.get_by_role("button").first.click()
    expect(panel.locator(".row").first).to_have_attribute("aria-current", "true")
    panel.evaluate("panel => { panel.scrollTop = panel.scrollHeight; }")
    there = panel.evaluate("panel => panel.scrollTop")
    assert there > 1000
    page.locator(".map").press("ArrowRight")
    page.wait_for_function("() => location.hash.includes('c=')")
    assert panel.evaluate("panel => panel.scrollTop") == there


def test_what_is_open_follows_the_theme_of_the_system(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="s=nigoun").page
    drawn = "() => document.querySelector('.leaflet-popup .kicker canvas').toDataURL()"
    light = page.evaluate(drawn)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"light => ({drawn})() !== light", arg=light)


def test_who_is_offered_several_has_chosen_none_of_them(exported: Path, open_page: Open) -> None:
    page = open_page(
        exported,
        share="t=2026-06-01&m=sum&l=events&z=12&c=12.609,-7.975&s=2025-10-30-big-night-convoy-bamako",
        reduced_motion="reduce",
    )
    sign = chosen_middle(page)
    page.page.locator(".map").press("Escape")
    page.call("select", "2025-10-26-schools-suspended")
    page.page.mouse.click(*sign)
    expect(page.page.get_by_role("heading", name="Several things lie here")).to_be_visible()
    assert page.call("state")["selected"] is None


HIT = """([pointer, x, y]) => {
    const map = document.querySelector(".map"), at = { clientX: x, clientY: y, bubbles: true };
    map.dispatchEvent(new PointerEvent("pointerdown", { ...at, pointerType: pointer }));
    map.dispatchEvent(new MouseEvent("click", at));
}"""  # a browser moves the taps it is told of towards what it takes for their target


def test_a_finger_need_not_be_as_precise_as_a_mouse(exported: Path, open_page: Open) -> None:
    lakamane = "2025-09-14-lakamane-convoy-destroyed"
    page = open_page(
        exported, share=f"t=2025-09-15&m=window&d=2&l=events&f=category:attack&s={lakamane}", reduced_motion="reduce"
    )
    page.page.locator(".map").press("Escape")
    page.call("select", lakamane)
    box = chosen_box(page)
    x, y = box["x"] + box["width"], box["y"] + box["height"] / 2
    page.page.locator(".map").press("Escape")
    for pointer, found in [("mouse", None), ("touch", lakamane)]:
        page.page.evaluate(HIT, [pointer, x + 6.3, y])
        assert page.call("state")["selected"] == found


@pytest.mark.parametrize("size", [{}, PHONE], ids=["wide", "phone"])
def test_the_whole_area_is_what_the_page_was_opened_with(exported: Path, open_page: Open, size: dict[str, Any]) -> None:
    page = open_page(exported, **size, reduced_motion="reduce")
    opened = page.call("state")
    page.page.get_by_role("button", name="Zoom in").click()
    page.page.locator(".map").press("ArrowRight")
    assert page.call("state")["zoom"] == opened["zoom"] + 1
    page.page.get_by_role("button", name="Whole area").click()
    now = page.call("state")
    assert (now["zoom"], now["center"]) == (opened["zoom"], opened["center"])


def test_the_search_knows_no_accents_and_the_spellings_of_a_place(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2026-06-01&m=sum")
    open_list(page.page, "events")
    search = page.page.get_by_role("searchbox", name="Search events")
    found = {}
    for word in ["nigoun", "Nigouni", "NIOUGONI", "tengrela", "Tengréla", "sevare", "Sévaré"]:
        search.fill(word)
        page.page.wait_for_function("word => window.situationMap.state().filters.q === word", arg=word)
        found[word] = shown_events(page)
    assert "2025-10-31-nigoun-tengrela-trucks" in found["nigoun"]
    assert found["nigoun"] == found["Nigouni"] == found["NIOUGONI"]
    assert found["tengrela"] == found["Tengréla"] != set()
    assert found["sevare"] == found["Sévaré"] != set()


def test_filters_narrow_by_category_corroboration_and_route(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2026-06-01&m=sum")
    panel = open_list(page.page, "events")
    panel.get_by_text("Filters", exact=True).click()
    panel.get_by_role("checkbox", name="Convoy").check()
    convoys = {key for key, event in BY_ID.items() if event["category"] == "convoy"}
    assert shown_events(page) == convoys
    panel.get_by_role("checkbox", name="claim of one party").check()
    assert shown_events(page) == {key for key in convoys if BY_ID[key]["corroboration"] == "claim"}
    expect(panel.locator(".badge")).to_have_text("2 filters on")
    panel.get_by_role("button", name="Clear filters").click()
    assert len(shown_events(page)) == len(BY_ID)
    expect(page.page.get_by_role("searchbox")).to_be_focused()
    panel.locator("fieldset", has_text="Route").get_by_role("checkbox").first.check()
    assert 0 < len(shown_events(page)) < len(BY_ID)


def test_each_choice_of_a_filter_shows_its_number_of_events_now(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31")
    panel = open_list(page.page, "events")
    panel.get_by_text("Filters", exact=True).click()
    count = panel.locator("label", has_text=re.compile("^Convoy")).locator(".count")
    at_moment = [BY_ID[key]["category"] for key in ids_between("2025-10-31", "2025-10-31")]
    expect(count).to_have_text(str(at_moment.count("convoy")))
    panel.get_by_role("checkbox", name="Shortage").check()
    expect(count).to_have_text(str(at_moment.count("convoy")))
    page.call("setMode", "sum")
    begun = ids_between("2000-01-01", "2025-10-31")
    expect(count).to_have_text(str(sum(BY_ID[key]["category"] == "convoy" for key in begun)))


def test_a_choice_in_the_list_opens_on_the_map_and_the_other_way_round(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    panel = open_list(page.page, "events")
    title = "Malian lorries queue at Nigoun, on the border"
    panel.get_by_role("button", name=title).click()
    popup = page.page.locator(".leaflet-popup")
    expect(popup.get_by_role("heading", name=title)).to_be_visible()
    popup.get_by_role("button", name="Close").click()
    expect(panel.locator("[aria-current=true]")).to_have_count(0)
    page.call("select", "nigoun")
    chosen = page.page.locator("#panel-routes [aria-current=true]")
    expect(chosen).to_have_attribute("data-id", "nigoun")
    expect(chosen).to_be_in_viewport()


def test_a_click_on_a_sign_of_the_map_chooses_it(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-09-15&m=window&d=2&l=events", reduced_motion="reduce")
    page.call("select", "2025-09-14-lakamane-convoy-destroyed")
    sign = chosen_middle(page)
    page.call("select", None)
    page.page.mouse.click(*sign)
    page.page.wait_for_function("() => window.situationMap.state().selected === '2025-09-14-lakamane-convoy-destroyed'")


def test_focus_and_scrolling_survive_while_time_passes(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    panel = open_list(page.page, "routes")
    row = panel.locator("[data-id=abidjan-bamako-nigoun]")
    row.get_by_role("button").first.click()
    row.get_by_text("What the sources say, by date").click()
    there = row.get_by_role("button", name="17 October 2025", exact=True)
    there.click()
    expect(row.locator(".row-state")).to_contain_text("Attacked")
    expect(there).to_be_focused()


def test_on_a_phone_the_list_covers_the_map_and_gives_it_back(exported: Path, open_page: Open) -> None:
    page = open_page(exported, **PHONE).page
    panel = open_list(page, "events")
    panel.get_by_role("button", name="Malian lorries queue at Nigoun, on the border").click()
    panel.get_by_role("button", name="Show on the map").click()
    expect(page.locator("#situation-list")).to_be_hidden()
    expect(page.locator(".drawer")).to_be_focused()
    expect(page.locator(".drawer")).to_contain_text("Malian lorries queue at Nigoun, on the border")
