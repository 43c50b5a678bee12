"""The page for every reader: by keyboard, by ear, with large text, without motion; axe-core judges each state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from page_parts import LARGE_TEXT, PHONE, Open, ids_between, in_view, open_list, slider
from watched import Watched

SIZES = {"wide": {"width": 1280, "height": 800}, "phone": PHONE}
EVENT = "2025-10-31-nigoun-tengrela-trucks"


def open_panel(page: Page) -> None:
    page.locator(".panel-button").click()
    page.locator(".legend-more").click()
    page.locator(".legend-box.open").wait_for()


def open_charts(page: Page) -> None:
    if page.locator(".fold").get_attribute("aria-expanded") == "false":
        page.locator(".fold").click()


STATES: dict[str, Callable[[Watched], object]] = {
    "opened": lambda page: None,
    "an event": lambda page: page.call("select", EVENT),
    "a crossing": lambda page: page.call("select", "nigoun"),
    "the routes": lambda page: (page.call("select", None), open_list(page.page, "routes")),
    "the events and filters": lambda page: (
        open_list(page.page, "events"),
        page.page.locator(".filters summary").click(),
    ),
    "an event in the list": lambda page: page.call("select", EVENT),
    "legend and layers": lambda page: (
        page.page.locator(".list-close").click(),
        page.call("select", None),
        open_panel(page.page),
    ),
    "a window, its charts and a note": lambda page: (
        page.page.keyboard.press("Escape"),
        open_charts(page.page),
        page.call("setMode", "window", {"days": 30}),
        page.call("setTime", "x"),
    ),
}


# Every pair of a size, a theme and a language is among them.
@pytest.mark.parametrize(
    ("size", "theme", "lang"),
    [("wide", "light", "en"), ("wide", "dark", "fr"), ("phone", "dark", "en"), ("phone", "light", "fr")],
)
def test_axe_finds_nothing_in_any_state(exported: Path, open_page: Open, size: str, theme: str, lang: str) -> None:
    page = open_page(exported, **SIZES[size], dark=theme == "dark", share=f"lang={lang}", reduced_motion="reduce")
    found = {}
    for state, reach in STATES.items():
        reach(page)
        page.settled()
        found[state] = violations(page.page)
    assert found == {state: [] for state in STATES}


STOP = """() => {
    const node = document.activeElement;
    if (node === document.body || !node) return null;
    const shown = each => {
        const style = getComputedStyle(each);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    };
    const { left, top, right, bottom } = node.getBoundingClientRect();
    const inside = left < innerWidth && right > 0 && top < innerHeight && bottom > 0;
    window.firstStop ??= node;
    const again = node === window.firstStop && Boolean(window.tabbed);
    window.tabbed = true;
    const visible = shown(node) || (node.nextElementSibling && shown(node.nextElementSibling)); \
// a radio's text has its ring
    const name = node.getAttribute("aria-label") ?? (node.labels?.[0] ?? node).textContent;
    return { again, visible: Boolean(visible && inside), name: name.trim(), what: node.outerHTML.slice(0, 90) };
}"""
MOST_STOPS = 400
CONTROLS = [
    *("Go to the timeline", "EN English", "FR français", "Copy link", "Zoom in", "Zoom out", "Whole area", "Close"),
    *("Copy citation", "Layers", "Show the whole legend", "Data and licences", "Previous event", "Play"),
    *("Next event", "Go to date", "Speed", "Last days", "days", "Hide charts", "All dates", "Previous day"),
    *("Next day", "Start of the window", "Day shown"),
]
WIDE_CONTROLS = [
    "Hide the list",
    "Routes",
    "Abidjan – Boundiali – Tengréla/Nigoun – Kolondiéba – Bougouni – Bamako",
    "What arrived, by week or convoy",
]


def tab_stops(page: Page) -> list[dict[str, str]]:
    """Return where the Tab key leads, once round."""
    stops: list[dict[str, str]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop and stop["again"]:
            return stops
        stops += [stop] if stop else []
    raise AssertionError(f"expected the Tab key to come round within {MOST_STOPS} stops, found {stops[-1]}")


@pytest.mark.parametrize("size", SIZES)
def test_every_stop_of_the_tab_key_is_seen_and_all_controls_are_among_them(
    exported: Path, open_page: Open, size: str
) -> None:
    page = open_page(exported, **SIZES[size], share="t=2025-10-31&m=window&d=14&s=nigoun").page
    open_charts(page)
    stops = tab_stops(page)
    assert [stop["what"] for stop in stops if not stop["visible"]] == []
    names = [stop["name"] for stop in stops]
    assert [
        control
        for control in CONTROLS + (WIDE_CONTROLS if size == "wide" else ["Show the list"])
        if control not in names
    ] == []
    assert any(name.startswith("State of each route over time") for name in names)


@pytest.mark.parametrize("size", SIZES)
def test_the_first_stop_leads_to_the_timeline(exported: Path, open_page: Open, size: str) -> None:
    page = open_page(exported, **SIZES[size], share="v=2026-11-26").page
    if size == "phone":
        open_list(page, "routes")
        page.get_by_role("button", name="EN English").press("Shift+Tab")
    else:
        page.keyboard.press("Tab")
    skip = page.get_by_role("button", name="Go to the timeline")
    expect(skip).to_be_focused()
    assert in_view(skip)
    page.keyboard.press("Enter")
    expect(slider(page)).to_be_focused()
    assert page.evaluate("() => location.hash") == "#v=2026-11-26"


@pytest.mark.parametrize("size", SIZES)
def test_opening_the_list_moves_the_focus_and_closing_it_returns_it(exported: Path, open_page: Open, size: str) -> None:
    page = open_page(exported, **SIZES[size]).page
    toggle = page.locator(".list-toggle")
    if size == "wide":
        toggle.click()
    toggle.press("Enter")
    expect(page.locator("#situation-list")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("tab", name="Routes")).to_be_focused()
    page.locator(".list-close").press("Enter")
    expect(toggle).to_be_focused()


def test_beneath_the_sheet_of_a_phone_the_tab_key_reaches_nothing(exported: Path, open_page: Open) -> None:
    page = open_page(exported, **PHONE, share="s=nigoun").page
    open_list(page, "routes")
    beneath = "() => document.activeElement.closest('.slot-map, .slot-time') !== null"
    reached = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(beneath))
        if page.evaluate(STOP) is None:
            break
    assert len(reached) > 20
    assert not any(reached)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Zoom in").focus()
    expect(page.get_by_role("button", name="Zoom in")).to_be_focused()
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_function("() => document.querySelector('.slot-time').inert")
    page.locator(".list-close").click()
    slider(page).focus()
    expect(slider(page)).to_be_focused()


ESCAPES: dict[str, tuple[str, str, str]] = {  # size, where the reader is, where Escape leads
    "the legend": ("phone", ".legend", ".legend-more"),
    "the panel": ("wide", ".panel input", ".panel-button"),
    "a popup": ("wide", ".leaflet-popup .item-actions button", ".map"),
    "a drawer": ("phone", ".drawer button", ".map"),
    "the sheet": ("phone", "#tab-routes", ".list-toggle"),
}


@pytest.mark.parametrize("place", ESCAPES)
def test_escape_leads_out_of_what_it_closes(exported: Path, open_page: Open, place: str) -> None:
    size, inside, back = ESCAPES[place]
    page = open_page(exported, **SIZES[size], share="" if place in ("the panel", "the legend") else "s=nigoun").page
    if place == "the panel":
        page.locator(".panel-button").click()
    if place == "the legend":
        page.locator(".legend-more").click()
        expect(page.locator(".legend-box.open")).to_be_visible()
    if place == "the sheet":
        open_list(page, "routes")
    there = page.locator(inside).first
    there.focus()
    page.keyboard.press("Escape")
    expect(page.locator(back)).to_be_focused()
    expect(page.locator(".legend-box.open") if place == "the legend" else there).to_be_hidden()


def test_a_reader_in_a_popup_stays_there_when_the_window_changes(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="s=nigoun").page
    copy = page.locator(".leaflet-popup").get_by_role("button", name="Copy citation")
    copy.focus()
    page.set_viewport_size({"width": 1200, "height": 700})
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(copy).to_be_focused()


def test_escape_leaves_a_reader_elsewhere_where_they_are(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="s=nigoun").page
    slider(page).press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(slider(page)).to_be_focused()


TAKE_OVER = """() => {
    const payload = JSON.parse(document.getElementById("situation-payload").textContent);
    const [holder, root] = [document.createElement("div"), document.createElement("div")];
    document.body.replaceChildren(holder, root);
    location.hash = "z=6.5";
    const map = L.map(holder, { center: [0, 0], zoom: 3 });
    window.openSituation({ root, payload, map });
    window.taken = map;
    return map.getZoom();
}"""


def test_a_map_taken_over_moves_like_one_made_here(exported: Path, open_page: Open) -> None:
    page = open_page(exported, reduced_motion="reduce").page
    assert page.evaluate(TAKE_OVER) == 6.5
    page.locator(".map").press("ArrowRight")
    assert page.locator(".leaflet-pan-anim").count() == 0
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator(".leaflet-zoom-anim").count() == 0
    assert page.evaluate("() => window.taken.getZoom()") == 7.5
    assert page.evaluate("() => window.taken.options.inertia") is False
    page.evaluate("() => window.situationMap.select('nigoun')")
    assert page.locator(".leaflet-popup").evaluate("popup => getComputedStyle(popup).opacity") == "1"


def test_the_moment_is_announced_politely_once_the_reader_has_settled(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    live = page.page.locator("[aria-live=polite]")
    page.page.evaluate("""() => {
        window.said = [];
        new MutationObserver(() => said.push(document.querySelector("[aria-live=polite]").textContent))
            .observe(document.querySelector("[aria-live=polite]"), \
{ childList: true, subtree: true, characterData: true });
    }""")
    for _ in range(5):
        slider(page.page).press("ArrowRight")
    expect(live).to_contain_text("5 November 2025: of 8 routes into Bamako, ")
    expect(live).to_contain_text(f" {len(ids_between('2025-11-05', '2025-11-05'))} of 188 events.")
    assert len(page.page.evaluate("() => window.said")) == 1


def test_nothing_moves_by_itself_for_a_reader_who_prefers_stillness(exported: Path, open_page: Open) -> None:
    page = open_page(exported, reduced_motion="reduce").page
    moving = """() => [...document.querySelectorAll("*")].filter(node => {
        const style = getComputedStyle(node);
        return (parseFloat(style.transitionDuration) > 0 && style.transitionProperty !== "none") \
|| style.animationName !== "none";
    }).map(node => node.className)"""
    assert page.evaluate(moving) == []
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator(".leaflet-zoom-anim").count() == 0


CLIPPED = """() => \
[...document.querySelectorAll("button, h1, h2, p, label, legend, summary, option, th, dt, dd, li")].filter(node => {
    if (!node.checkVisibility() || \
node.closest(".hidden-label, .skip:not(:focus), .chart-tip, .strip-names")) return false;
    const style = getComputedStyle(node);
    const cut = style.overflowX !== "visible" || style.overflowY !== "visible";
    return cut && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1);
}).map(node => node.outerHTML.slice(0, 90))"""
WIDER = (
    "() => [document.documentElement, "
    "...document.querySelectorAll('.upper, .list-panel, .slot-time, .drawer-content, .panel')]"
    ".filter(node => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1).map(node => node.className)"
)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES)
def test_text_of_twice_the_size_needs_no_sideways_scrolling_and_is_not_cut(
    exported: Path, open_page: Open, size: str, lang: str
) -> None:
    page = open_page(exported, **SIZES[size], share=f"lang={lang}&s=nigoun")
    page.page.add_init_script(LARGE_TEXT)
    page.page.reload()
    assert page.page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
    for reach in [
        lambda: open_charts(page.page),
        lambda: open_list(page.page, "events"),
        lambda: page.page.locator(".list-close").click(),
        lambda: page.page.keyboard.press("Escape"),
        lambda: open_panel(page.page),
    ]:
        reach()
        page.settled()
        assert page.page.evaluate(WIDER) == []
        assert page.page.evaluate(CLIPPED) == []
