"""The page for every reader: by keyboard, by ear, with large text, without motion; axe-core judges every state of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from page_parts import LARGE_TEXT, PHONE, Open, ids_between, open_list, slider
from watched import Watched

AXE = Path(sys.prefix) / "npm" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"wide": {"width": 1280, "height": 800}, "phone": PHONE}
EVENT = "2025-10-31-nigoun-tengrela-trucks"


def violations(page: Watched) -> list[str]:
    """Return what axe-core finds; its script is given to the page by the debugger, past the page's policy."""
    page.settled()
    page.page.evaluate(f"() => {{ if (!window.axe) {{ {AXE.read_text(encoding='utf-8')} }} }}")
    found = page.page.evaluate("tags => axe.run(document, { runOnly: tags })", TAGS)
    return [f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]]


def open_panel(page: Page) -> None:
    page.locator(".panel-button").click()
    page.locator(".legend").wait_for()


def open_charts(page: Page) -> None:
    if page.locator(".fold").get_attribute("aria-expanded") == "false":
        page.locator(".fold").click()


STATES: dict[str, Callable[[Watched], object]] = {
    "opened": lambda page: None,
    "an event": lambda page: page.call("select", EVENT),
    "a crossing": lambda page: page.call("select", "nigoun"),
    "the routes": lambda page: (page.call("select", None), open_list(page.page, "routes")),
    "the events and filters": lambda page: (open_list(page.page, "events"), page.page.locator(".filters summary").click()),
    "an event in the list": lambda page: page.call("select", EVENT),
    "legend and layers": lambda page: (page.page.locator(".list-close").click(), page.call("select", None), open_panel(page.page)),
    "a window, its charts and a note": lambda page: (
        page.page.keyboard.press("Escape"), open_charts(page.page), page.call("setMode", "window", {"days": 30}), page.call("setTime", "x")
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_any_state(exported: Path, open_page: Open, size: str, dark: bool, lang: str) -> None:
    page = open_page(exported, **SIZES[size], dark=dark, share=f"lang={lang}", reduced_motion="reduce")
    found = {}
    for state, reach in STATES.items():
        reach(page)
        found[state] = violations(page)
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
    const visible = shown(node) || (node.nextElementSibling && shown(node.nextElementSibling)); // a radio's text has its ring
    return { again, visible: Boolean(visible && inside), what: node.outerHTML.slice(0, 90) };
}"""


@pytest.mark.parametrize("size", SIZES)
def test_every_stop_of_the_tab_key_is_seen_and_all_controls_are_among_them(exported: Path, open_page: Open, size: str) -> None:
    page = open_page(exported, **SIZES[size], share="t=2025-10-31&m=window&d=14&s=nigoun").page
    open_charts(page)
    stops = []
    for _ in range(120):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop and stop["again"]:
            break
        stops += [stop] if stop else []
    assert [stop["what"] for stop in stops if not stop["visible"]] == []
    reached = " ".join(stop["what"] for stop in stops)
    for control in ["Copy link", "Zoom in", "Whole area", "panel-button", "slider-start", "slider-end", "strip", "Play", "Next event",
                    "Next day", 'type="date"', "time-mode", "Speed", "fold", "EN", "Copy citation"]:  # fmt: skip
        assert control in reached or page.get_by_role("button", name=control).count() > 0


def test_the_moment_is_announced_politely_once_the_reader_has_settled(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    live = page.page.locator("[aria-live=polite]")
    page.page.evaluate("""() => {
        window.said = [];
        new MutationObserver(() => said.push(document.querySelector("[aria-live=polite]").textContent))
            .observe(document.querySelector("[aria-live=polite]"), { childList: true, subtree: true, characterData: true });
    }""")
    for _ in range(5):
        slider(page.page).press("ArrowRight")
    expect(live).to_contain_text("5 November 2025: of 8 routes into Bamako, ")
    expect(live).to_contain_text(f" {len(ids_between('2025-11-05', '2025-11-05'))} of 183 events.")
    assert len(page.page.evaluate("() => window.said")) == 1


def test_nothing_moves_by_itself_for_a_reader_who_prefers_stillness(exported: Path, open_page: Open) -> None:
    page = open_page(exported, reduced_motion="reduce").page
    moving = """() => [...document.querySelectorAll("*")].filter(node => {
        const style = getComputedStyle(node);
        return (parseFloat(style.transitionDuration) > 0 && style.transitionProperty !== "none") || style.animationName !== "none";
    }).map(node => node.className)"""
    assert page.evaluate(moving) == []
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator(".leaflet-zoom-anim").count() == 0


CLIPPED = """() => [...document.querySelectorAll("button, h1, h2, p, label, legend, summary, option, th, dt, dd, li")].filter(node => {
    if (!node.checkVisibility() || node.closest(".hidden-label, .chart-tip, .strip-names")) return false;
    const style = getComputedStyle(node);
    const cut = style.overflowX !== "visible" || style.overflowY !== "visible";
    return cut && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1);
}).map(node => node.outerHTML.slice(0, 90))"""
WIDER = "() => [document.documentElement, ...document.querySelectorAll('.upper, .list-panel, .slot-time, .drawer-content, .panel')]" \
    ".filter(node => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1).map(node => node.className)"


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES)
def test_text_of_twice_the_size_needs_no_sideways_scrolling_and_is_not_cut(exported: Path, open_page: Open, size: str, lang: str) -> None:
    page = open_page(exported, **SIZES[size], share=f"lang={lang}&s=nigoun")
    page.page.add_init_script(LARGE_TEXT)
    page.page.reload()
    assert page.page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
    for reach in [lambda: open_charts(page.page), lambda: open_list(page.page, "events"), lambda: page.page.locator(".list-close").click(),
                  lambda: page.page.keyboard.press("Escape"), lambda: open_panel(page.page)]:  # fmt: skip
        reach()
        page.settled()
        assert page.page.evaluate(WIDER) == []
        assert page.page.evaluate(CLIPPED) == []
