"""Nonsense from outside: a note for the reader, never a blank page and never an exception."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from page_parts import Open

PAYLOAD = re.compile(r'(<script type="application/json" id="situation-payload">)(.*?)(</script>)', re.DOTALL)
Change = Callable[[dict[str, Any]], Any]


def works(page: Page) -> None:
    expect(page.locator(".stage canvas").first).to_be_visible()
    expect(page.locator(".headline")).to_contain_text("of 8 routes into Bamako")
    expect(page.get_by_role("slider", name="Day shown")).to_be_visible()


@pytest.mark.parametrize(
    ("share", "note"),
    [
        ("t=tomorrow", "The address holds something this page does not know, and it was left out: t=tomorrow."),
        ("t=1999-01-01", "1 January 1999 lies outside the days this page knows of"),
        ("t=2025-02-30", "left out: t=2025-02-30"),
        ("m=sideways&d=-4&z=-9&c=north&bb=5,12,4,9", "left out: m=sideways; d=-4; c=north; z=-9; bb=5,12,4,9"),
        ("l=atlantis", "left out: l=atlantis"),
        ("s=nobody", "left out: s=nobody"),
        ("f=category:gossip;q:ok", "left out: f=category:gossip"),
        ("lang=xx&b=moon", "left out: b=moon; lang=xx"),
        ("%E0%A4%A&&&==&<script>", "left out"),
    ],
)
def test_nonsense_in_the_address_is_noted_and_left_out(exported: Path, open_page: Open, share: str, note: str) -> None:
    page = open_page(exported, share=share).page
    expect(page.get_by_role("status")).to_contain_text(note)
    works(page)


def test_calls_with_nonsense_are_noted_and_change_nothing(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="c=12.65,-8&z=7")  # home would be fitted to the room that notes leave
    before = page.call("state")
    for call in [
        ("setTime", "the day after"),
        ("setTime", None),
        ("setTime", 7),
        ("setMode", "sideways"),
        ("setMode", None),
        ("setMode", "asof", {"days": "many"}),
        ("setMode", "asof", None),
        ("select", "nobody"),
        ("select", 7),
    ]:
        page.call(*call)
    assert page.call("state") == before
    notes = page.page.locator(".note")
    for text in [
        "“the day after” is not a date.",
        "“null” is not a date.",
        "“sideways” is not a way to show time; the ways are asof, window, sum.",
        "“many” is not a number of days from 1 to 3650.",
        "Nothing here is called “nobody”.",
    ]:
        expect(notes.filter(has_text=text)).to_have_count(1)


def test_a_call_for_a_day_outside_shows_the_nearest_with_a_note(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    page.call("setTime", "3000-01-01")
    assert page.call("time") < "3000-01-01"
    expect(page.page.get_by_role("status")).to_contain_text("1 January 3000 lies outside the days this page knows of")


@pytest.fixture
def page_with(exported: Path, tmp_path: Path) -> Callable[[Change], Path]:
    """Write the page with its payload changed; the payload is no script, so the page's policy still holds."""

    def write(change: Change) -> Path:
        before, text, after = PAYLOAD.search(exported.read_text(encoding="utf-8")).groups()  # type: ignore[union-attr]
        payload = json.loads(text)
        change(payload)
        changed = before + json.dumps(payload).replace("<", "\\u003c") + after
        path = tmp_path / "changed.html"
        path.write_text(PAYLOAD.sub(lambda _: changed, exported.read_text(encoding="utf-8"), count=1), encoding="utf-8")
        return path

    return write


LAST_DAY = 2932896  # 9999-12-31
NOTHING = "This page holds no events."
BROKEN: dict[str, tuple[Change, str]] = {
    "without events": (lambda payload: payload.pop("events"), NOTHING),
    "with an empty table": (lambda payload: payload.update(events={"n": 0}), NOTHING),
    "with a column cut short": (lambda payload: payload["events"].update(start=[1]), "left out: events"),
    "with ends cut short": (lambda payload: payload["events"].update(end=[1]), "left out: events"),
    "with events in no order": (lambda payload: payload["events"]["start"].reverse(), "left out: events"),
    "with a route that is none": (lambda payload: payload["routes"].append({"id": 7}), "left out: routes"),
    "with crossings that are a text": (lambda payload: payload.update(crossings="none"), "left out: crossings"),
    "with a place that is nowhere": (
        lambda payload: payload["places"]["lat"].__setitem__(0, "north"),
        "left out: places",
    ),
    "with an empty layer": (lambda payload: payload["layers"].append(None), "left out: layers"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_payload_is_shown_without_its_broken_part(
    page_with: Callable[[Change], Path], open_page: Open, case: str
) -> None:
    change, note = BROKEN[case]
    page = open_page(page_with(change))
    expect(page.page.get_by_role("status")).to_contain_text(note)
    works(page.page)
    page.call("setMode", "sum")
    page.page.locator("#tab-events").click()
    page.page.locator("#tab-routes").click()


def test_a_payload_with_nothing_in_it_still_gives_a_sentence(
    page_with: Callable[[Change], Path], open_page: Open
) -> None:
    page = open_page(
        page_with(lambda payload: [payload.pop(name) for name in list(payload) if name not in {"words", "style"}])
    ).page
    expect(page.get_by_role("status")).to_contain_text("This page holds no events and no routes.")


@pytest.fixture
def tab(browser: Browser) -> Any:
    """A tab that may fail: nobody watches it for errors."""
    opened = []

    def call(path: Path, **options: Any) -> Page:
        context = browser.new_context(**options)
        opened.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield call
    for context in opened:
        context.close()


def test_a_payload_that_cannot_be_drawn_leaves_the_reason(
    page_with: Callable[[Change], Path], tab: Callable[..., Page]
) -> None:
    page = tab(page_with(lambda payload: payload.pop("style")))
    expect(page.get_by_role("alert")).to_contain_text("The map could not be drawn: ")


@pytest.mark.parametrize(
    "change", [lambda payload: payload.pop("words"), lambda payload: payload.update(words={})], ids=["none", "empty"]
)
def test_a_payload_without_words_leaves_the_sentence_that_needs_none(
    page_with: Callable[[Change], Path], tab: Callable[..., Page], change: Change
) -> None:
    page = tab(page_with(change))
    page.wait_for_function("() => window.situationMap?.failed")
    assert (
        page.locator("body")
        .inner_text()
        .strip()
        .startswith("JavaScript draws the map; it is switched off or could not run.")
    )
    assert "page.failed" not in page.content().split("situation-payload")[0]


def test_a_page_without_routes_has_no_strip_to_stop_at(page_with: Callable[[Change], Path], open_page: Open) -> None:
    page = open_page(page_with(lambda payload: payload.update(routes=[]))).page
    expect(page.locator(".strip")).to_have_count(0)
    histogram = page.get_by_role("img", name="Events per day, by category")
    histogram.hover()
    expect(page.locator(".chart-tip")).to_contain_text("2025: ")


def test_dates_up_to_the_last_that_can_be_written_are_drawn(
    page_with: Callable[[Change], Path], open_page: Open
) -> None:
    page = open_page(page_with(lambda payload: payload["situation"]["span"].__setitem__(1, LAST_DAY + 1))).page
    page.get_by_role("button", name="All dates").click()
    expect(page.locator(".chart-label span").first).to_have_text("Events per month")
    page.get_by_role("slider", name="Day shown").press("End")
    expect(page.locator(".time-date")).to_have_text("31 December 9999")


def test_without_javascript_there_is_a_sentence_in_both_languages(exported: Path, tab: Callable[..., Page]) -> None:
    page = tab(exported, java_script_enabled=False)
    assert page.locator("body").inner_text().strip() == (
        "JavaScript draws the map; it is switched off or could not run. "
        "La carte est dessinée par JavaScript, qui est désactivé ou n’a pas pu s’exécuter."
    )


@pytest.mark.parametrize("broken", ["window.openSituation = $page.openSituation;", '"use strict";', " * Leaflet 1."])
def test_a_script_that_does_not_run_leaves_the_sentence(
    exported: Path, tmp_path: Path, tab: Callable[..., Page], broken: str
) -> None:
    text = exported.read_text(encoding="utf-8")
    assert broken in text
    path = tmp_path / "broken.html"
    path.write_text(text.replace(broken, broken + " ", 1), encoding="utf-8")  # its hash is no longer that of the policy
    expect(tab(path).locator("body")).to_contain_text("JavaScript")
