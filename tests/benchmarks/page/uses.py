"""Everything else a reader does with very many events: each is done as a reader would, and must show its effect."""

from __future__ import annotations

import statistics

from playwright.sync_api import Page

REPEATS = 5
BETWEEN_MS = 1000  # the list and the address follow a change after a pause

# name: [before, what the reader does, what is then seen, after]
USES = {
    "click on a number → nearer": [
        "zoom = situationMap.state().zoom",
        "clickMap()",
        "situationMap.state().zoom > zoom",
        "page('.home-control a').click()",
    ],
    "open the list → its first hundred events": [
        "page('.list').hidden || page('.list-toggle').click()",
        "page('.list-toggle').click(); page('#tab-events').click()",
        "document.querySelectorAll('#panel-events .row').length >= 100",
        "",
    ],
    "histogram of all dates": ["", "wipeHistogram(); switchDates()", "histogramIsDrawn()", "switchDates()"],
    "filter by category": [
        "count = shown()",
        "page('#panel-events .filters input[type=checkbox]').click()",
        "shown() !== count",
        "clearFilters()",
    ],
    "search for a word, typing paused": ["count = shown()", "search('bamako')", "shown() !== count", "search('')"],
}
HELPERS = """() => {
    window.page = (selector) => document.querySelector(selector);
    window.shown = () => page(".time-count").textContent;
    window.count = "";
    window.zoom = 0;
    const { en } = JSON.parse(page("#situation-payload").textContent).words;
    const dates = [en["timeline.all"], en["timeline.focus"]];
    window.switchDates = () => [...document.querySelectorAll(".timeline button")]\
.find((button) => dates.includes(button.textContent)).click();
    window.clearFilters = () => page("#panel-events .filters input:checked").click();
    window.search = (text) => {
        const field = page("#panel-events input[type=search]");
        field.focus();
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const bars = () => [page(".chart-canvas").getContext("2d"), 0, 0, \
page(".chart-canvas").width, page(".chart-canvas").height];
    window.wipeHistogram = () => { const [ctx, ...box] = bars(); ctx.clearRect(...box); };
    window.histogramIsDrawn = () => { const [ctx, ...box] = bars(); \
return ctx.getImageData(...box).data.some(Boolean); };
    window.clickMap = () => {
        const map = page(".leaflet-container");
        const box = map.getBoundingClientRect();
        const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, \
bubbles: true, view: window };
        for (const name of ["mousedown", "mouseup", "click"]) map.dispatchEvent(new MouseEvent(name, at));
    };
}"""


def time_uses(page: Page) -> dict[str, list[float]]:
    """Return the milliseconds from each act until its effect is shown; one that shows none raises."""
    page.evaluate(HELPERS)
    return {name: [time_use(page, *use) for _ in range(REPEATS)] for name, use in USES.items()}


def time_use(page: Page, before: str, act: str, seen: str, after: str) -> float:
    page.evaluate(f"async () => {{ {before}; await benchmark.nothing(); }}")
    took = float(page.evaluate(f"benchmark.until(() => {{ {act} }}, () => {seen})"))
    page.evaluate(f"async () => {{ {after}; await benchmark.nothing(); }}")
    page.wait_for_timeout(BETWEEN_MS)
    return took


def use_lines(uses: dict[str, list[float]]) -> list[str]:
    return [
        f"{name}: {statistics.median(times):.0f} ms ({min(times):.0f}–{max(times):.0f})" for name, times in uses.items()
    ]
