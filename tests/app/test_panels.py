"""The panels of the app in a browser: each draws, wide and narrow, in both languages; table and map choose together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from app_page import AppPage

Open = Callable[..., AppPage]

MOST_BYTES_OF_A_COMMAND = 8000
ROW = 35  # pixels, height of a row of the event table
MOST_PX_OF_AN_ICON = 50


# The language with the longer texts is tried where there is less room.
@pytest.mark.parametrize(("width", "height", "lang"), [(1280, 1000, "en"), (360, 760, "fr")])
def test_every_panel_draws_without_errors_or_sideways_scrolling(
    open_tab: Open, width: int, height: int, lang: str
) -> None:
    app = open_tab(f"/?t=2025-10-31&lang={lang}", width=width, height=height)
    panels = app.page.get_by_role("radiogroup").first.get_by_role("radio")
    for name in panels.all_inner_texts():
        if panels.filter(has_text=name).get_attribute("aria-checked") == "false":
            app.open_panel(name)
        assert app.page.get_by_test_id("stException").count() == 0, name
        assert app.page.get_by_test_id("stMain").evaluate("main => main.scrollWidth <= main.clientWidth"), name


def test_on_a_phone_the_map_is_narrow_and_repeats_nothing_of_the_app(open_tab: Open) -> None:
    app = open_tab("/?t=2025-10-31", width=360, height=760)
    frame = app.frame
    for part in [".headline", ".time-settings", ".strip", ".list", ".time-grid .chart"]:
        expect(frame.locator(part).first).to_be_hidden()
    for name in ["Copy link", "Show the list", "Layers"]:
        button = frame.get_by_role("button", name=name)
        box = button.bounding_box()
        assert box
        assert box["width"] < MOST_PX_OF_AN_ICON, name
    assert frame.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    frame.get_by_role("button", name="Show charts").click()
    expect(frame.locator(".time-settings")).to_be_visible()


def choose_row(app: AppPage, text: str) -> None:
    """Click the mark at the left of a row of the table of events, which is drawn on a canvas."""
    table = app.page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    number = int(table.locator("tr", has_text=text).get_attribute("aria-rowindex") or "")  # the head is the first
    table.click(position={"x": 15, "y": ROW * (number - 0.5)})


def chosen_rows(app: AppPage) -> Locator:
    """Return the chosen rows, as the table tells them to a screen reader."""
    return app.page.locator("[data-testid='stDataFrame'] tr[aria-selected='true']")


def test_a_row_of_the_table_is_chosen_on_the_map_and_the_other_way_round(open_tab: Open) -> None:
    app = open_tab("/?t=2025-11-06&m=window&d=30")
    app.open_panel("Events")
    app.traffic.reset()
    with app.run():
        choose_row(app, "MSC suspends Mali bookings")
    assert app.call("state")["selected"] == "2025-11-06-msc-suspends-mali"
    expect(chosen_rows(app)).to_contain_text("MSC suspends Mali bookings")
    assert app.traffic.elements["component_instance"] <= MOST_BYTES_OF_A_COMMAND
    with app.run():
        app.call("select", "2025-11-04-cma-cgm-pauses-road")
    expect(chosen_rows(app)).to_contain_text("CMA CGM pauses overland service")
    assert app.traffic.runs == 2


def test_what_is_chosen_stays_chosen_when_rows_move_and_until_it_is_let_go(open_tab: Open) -> None:
    app = open_tab("/?t=2025-11-06&m=window&d=30&s=2025-11-06-msc-suspends-mali")
    app.open_panel("Events")
    expect(chosen_rows(app)).to_contain_text("MSC suspends Mali bookings")
    with app.run():
        app.press("ArrowRight")  # its row moves down, and is still in view
    expect(chosen_rows(app)).to_contain_text("MSC suspends Mali bookings")
    with app.run():
        app.call("select", None)
    expect(chosen_rows(app)).to_have_count(0)
    assert "s=" not in app.page.url
