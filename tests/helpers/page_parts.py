"""What a reader meets on the page, and what the tables say of it, for the tests of the page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from playwright.sync_api import Locator, Page

from paths import MALI
from watched import Watched

Open = Callable[..., Watched]
PHONE: dict[str, Any] = {"width": 360, "height": 740, "has_touch": True}
FOCUS = (dt.date(2025, 7, 1), dt.date(2026, 6, 1))  # first and last day of the timeline, situation.toml
KEEP_COPIES = """() => Object.defineProperty(navigator, "clipboard", { value: {
    writeText: async text => { window.copied = text; },
} })"""
LARGE_TEXT = (
    "document.addEventListener('DOMContentLoaded', "
    "() => { document.documentElement.style.fontSize = '200%'; }, { capture: true })"
)


@cache
def events() -> list[dict[str, Any]]:
    """Return the events as they stand in the file, without the page's own reading of them."""
    features = json.loads((MALI / "events.geojson").read_text(encoding="utf-8"))["features"]
    return [{"end": None, "ongoing": False, **feature["properties"]} for feature in features]


def ids_between(first: str, last: str) -> set[str]:
    """Return the events that touch the days from first to last, both included."""
    return {
        event["id"]
        for event in events()
        if event["start"] <= last and (event["ongoing"] or (event["end"] or event["start"]) >= first)
    }


def shown_events(watched: Watched) -> set[str]:
    return set(watched.call("visible")) & {event["id"] for event in events()}


def wait_for_day(page: Page, iso: str) -> None:
    page.wait_for_function("iso => window.situationMap.time() === iso", arg=iso)


def wait_for_hash(page: Page, part: str) -> None:
    page.wait_for_function("part => location.hash.includes(part)", arg=part)


def slider(page: Page, name: str = "Day shown") -> Locator:
    return page.get_by_role("slider", name=name)


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def chart_place(chart: Locator, day: str, row: float = 0.5, rows: int = 1) -> dict[str, float]:
    """Return where in a chart of the main period a day lies, in the middle of one of its rows."""
    box = chart.bounding_box()
    assert box
    days = (FOCUS[1] - FOCUS[0]).days + 1
    return {
        "x": box["width"] * ((dt.date.fromisoformat(day) - FOCUS[0]).days + 0.5) / days,
        "y": box["height"] * row / rows,
    }


def in_view(locator: Locator) -> bool:
    """Tell whether an element lies wholly inside the window and nothing lies over its middle."""
    return bool(
        locator.evaluate("""node => {
        const { left, top, right, bottom } = node.getBoundingClientRect();
        const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return left >= 0 && top >= 0 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5 && node.contains(over);
    }""")
    )


def open_list(page: Page, tab: str) -> Locator:
    """Open a tab of the list and return its panel."""
    if not page.locator("#situation-list").is_visible():
        page.get_by_role("button", name="list").click()
    page.locator(f"#tab-{tab}").click()
    panel = page.locator(f"#panel-{tab}")
    panel.locator(".row").first.wait_for()
    return panel
