"""The histogram and the route strip over the slider, the dates beneath it, and the count that is always there."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from page_parts import LARGE_TEXT, PHONE, Open, chart_place, events, in_view, middle, wait_for_day

NIGOUN_ROW = 3  # of the strip: "Abidjan · Nigoun"
ROUTES = 13


def tip(page: Page) -> str:
    page.locator(".chart-tip").wait_for()
    return page.locator(".chart-tip").inner_text()


def test_the_histogram_counts_the_events_that_begin_on_a_day_by_category(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    histogram = page.get_by_role("img", name="Events per day, by category")
    begun = [event for event in events() if event["start"] == "2025-10-30"]
    histogram.hover(position=chart_place(histogram, "2025-10-30"))
    assert tip(page).startswith("30 October 2025: 7 events (convoy 3, ")
    assert sum(map(int, re.findall(r"\d+", tip(page).split("events")[1]))) == len(begun)
    histogram.hover(position=chart_place(histogram, "2026-03-20"))
    assert tip(page) == "20 March 2026: 0 events"


def test_its_bars_are_days_weeks_or_months_as_room_and_span_allow(exported: Path, open_page: Open) -> None:
    wide, narrow = open_page(exported).page, open_page(exported, **PHONE).page
    unit = wide.locator(".chart-label span").first
    expect(unit).to_have_text("Events per day")
    wide.get_by_role("button", name="All dates").click()
    expect(unit).to_have_text(re.compile("Events per (week|month)"))
    expect(wide.get_by_role("img", name=f"{unit.inner_text()}, by category")).to_be_visible()
    narrow.get_by_role("button", name="Show charts").click()
    expect(narrow.locator(".chart-label span").first).to_have_text("Events per week")


def test_a_click_in_the_histogram_goes_to_the_day(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    histogram = page.get_by_role("img", name="Events per day, by category")
    histogram.click(position=chart_place(histogram, "2025-09-14"))
    wait_for_day(page, "2025-09-14")


def test_the_histogram_follows_the_filters(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="f=category:siege").page
    histogram = page.get_by_role("img", name="Events per day, by category")
    histogram.hover(position=chart_place(histogram, "2025-10-30"))
    assert tip(page).startswith("30 October 2025: 0 events")


def test_the_strip_shows_state_stretch_first_day_and_source(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    strip = page.locator(".strip")
    strip.hover(position=chart_place(strip, "2025-10-31", NIGOUN_ROW + 0.5, ROUTES))
    shown_tip = tip(page)
    for part in ["Tengréla/Nigoun", "Escorted", "since 30 Oct 2025", "Kakolé – Bamako", "last report", "AFP"]:
        assert part in shown_tip


def test_ages_and_claims_are_told_in_the_strip(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    strip = page.locator(".strip")
    strip.hover(position=chart_place(strip, "2025-11-08", NIGOUN_ROW + 0.5, ROUTES))
    assert "Escorted, reported" in tip(page)
    strip.hover(position=chart_place(strip, "2025-09-16", NIGOUN_ROW + 0.5, ROUTES))
    assert "Resumed (claimed)" in tip(page)


def test_a_click_or_a_tap_in_the_strip_goes_to_the_day(exported: Path, open_page: Open) -> None:
    page = open_page(exported, has_touch=True).page
    strip = page.locator(".strip")
    strip.click(position=chart_place(strip, "2025-09-10", NIGOUN_ROW + 0.5, ROUTES))
    wait_for_day(page, "2025-09-10")
    strip.tap(position=chart_place(strip, "2025-10-17", NIGOUN_ROW + 0.5, ROUTES))
    wait_for_day(page, "2025-10-17")
    assert "Attacked" in tip(page)


def test_the_strip_is_walked_by_keys_and_read_aloud(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    strip = page.locator(".strip")
    for key in ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight"]:
        strip.press(key)
    shown_tip = tip(page)
    assert "Tengréla/Nigoun" in shown_tip
    expect(page.locator("[aria-live=polite]")).to_have_text(shown_tip)
    strip.press("Enter")
    wait_for_day(page, "2025-09-08")
    strip.press("Escape")
    expect(page.locator(".chart-tip")).to_be_hidden()


def test_keys_choose_a_period_after_the_timeline_shows_fewer_days(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    page.get_by_role("button", name="All dates").click()
    strip = page.locator(".strip")
    for key in ["ArrowDown", *["ArrowRight"] * 60]:
        strip.press(key)
    page.get_by_role("button", name="Main period").click()
    strip.press("Enter")
    assert tip(page)
    strip.press("ArrowLeft")
    assert tip(page)


def test_a_tip_can_be_reached_by_the_pointer_and_stays_under_it(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    strip = page.locator(".strip")
    place = chart_place(strip, "2025-10-31", NIGOUN_ROW + 0.2, ROUTES)
    strip.hover(position=place)
    shown_tip, (x, y) = tip(page), middle(page.locator(".chart-tip"))
    page.mouse.move(x, y, steps=4)
    page.wait_for_timeout(500)
    assert tip(page) == shown_tip
    page.mouse.move(x + 3, y + 2)
    assert tip(page) == shown_tip
    page.mouse.move(5, 5)
    expect(page.locator(".chart-tip")).to_be_hidden()


def test_every_row_of_the_strip_can_be_read_one_after_the_other(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    strip = page.locator(".strip")
    names = page.locator(".strip-names span")
    box = strip.bounding_box()
    assert box
    for row in (5, 4, 3):
        place = chart_place(strip, "2025-10-31", row + 0.5, ROUTES)
        page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
        expect(page.locator(".chart-tip")).to_contain_text(names.nth(row).get_attribute("title") or "")


def test_escape_puts_a_tip_away_wherever_the_focus_is_and_nothing_else(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="s=nigoun").page
    page.locator(".map").focus()
    strip = page.locator(".strip")
    strip.hover(position=chart_place(strip, "2025-10-31", NIGOUN_ROW + 0.5, ROUTES))
    assert tip(page)
    page.keyboard.press("Escape")
    expect(page.locator(".chart-tip")).to_be_hidden()
    expect(page.locator(".leaflet-popup")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)


@pytest.mark.parametrize(("lang", "months"), [("en-GB", "Sept Oct Nov"), ("fr-FR", "sept. oct. nov.")])
def test_the_dates_beneath_fit_in_either_language(exported: Path, open_page: Open, lang: str, months: str) -> None:
    page = open_page(exported, lang=lang).page
    labels = page.locator(".tick span")
    assert months in " ".join(labels.all_inner_texts()).replace("  ", " ")
    boxes = [box for box in (label.bounding_box() for label in labels.all() if label.inner_text()) if box]
    assert all(a["x"] + a["width"] < b["x"] for a, b in pairwise(sorted(boxes, key=lambda box: box["x"])))
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 1280 for box in boxes)


@pytest.mark.parametrize("size", [{}, PHONE, {"width": 640, "height": 400}], ids=["wide", "phone", "short"])
@pytest.mark.parametrize("large", [False, True], ids=["usual text", "large text"])
def test_the_count_of_events_shown_is_always_in_view(
    exported: Path, open_page: Open, size: dict[str, int], large: bool
) -> None:
    page = open_page(exported, **size).page
    if large:
        page.add_init_script(LARGE_TEXT)
        page.reload()
    count = page.locator(".time-count")
    expect(count).to_have_text("8 of 188 events")
    assert in_view(count)
    page.locator(".fold").click()
    assert in_view(count)


def test_on_a_small_screen_the_charts_are_folded_away_until_asked_for(exported: Path, open_page: Open) -> None:
    page = open_page(exported, **PHONE).page
    charts, switch = page.locator(".chart"), page.get_by_role("group", name="Show", exact=True)
    assert [chart.is_visible() for chart in charts.all()] == [False, False]
    expect(page.locator(".slider")).to_be_visible()
    fold = page.get_by_role("button", name="Show charts")
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()
    assert [chart.is_visible() for chart in charts.all()] == [True, True]
    expect(switch).to_be_visible()
    expect(page.get_by_role("button", name="Hide charts")).to_have_attribute("aria-expanded", "true")
