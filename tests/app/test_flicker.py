"""The app never flickers: what a move through time or of the map, or a command, costs in runs, bytes and time."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

import pytest
from playwright.sync_api import expect

from app_page import AppPage

Open = Callable[..., AppPage]

KB = 1000
MOST_BYTES = {"Routes": 20 * KB, "Events": 60 * KB}  # received for a release with a panel open
MOST_MILLISECONDS = 500  # from a release until all is up to date, median
RELEASES = 4
FIRST_PANEL = "Routes"
MOST_BYTES_OF_A_COMMAND = 8 * KB
MOST_SECONDS_TO_THE_ADDRESS = 1.0


def drag(app: AppPage, pixels: int) -> None:
    """Drag the handle of the timeline and hold it."""
    x, y = app.grab()
    app.page.mouse.move(x + pixels, y, steps=8)


def centre_of_map(app: AppPage) -> tuple[float, float]:
    box = app.frame.locator(".leaflet-container").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_scrubbing_is_the_browsers_work_alone_and_a_release_is_one_run(open_tab: Open) -> None:
    app = open_tab()
    app.traffic.reset()
    drag(app, 80)
    assert app.call("time") != "2025-10-31"
    assert (app.traffic.runs, app.traffic.bytes) == (0, 0)
    with app.run():
        app.page.mouse.up()
    assert f"t={app.call('time')}" in app.page.url
    assert (app.traffic.runs, app.traffic.fragment_runs) == (1, 1)


def test_playing_is_the_browsers_work_alone_and_a_pause_is_one_run(open_tab: Open) -> None:
    app = open_tab()
    app.traffic.reset()
    app.press(" ")
    app.frame.wait_for_function("() => window.situationMap.time() >= '2025-11-05'")
    assert (app.traffic.runs, app.traffic.bytes) == (0, 0)
    with app.run():
        app.press(" ")
    app.wait_for_headline(str(int(app.call("time")[-2:])))
    assert app.traffic.runs == 1


@pytest.mark.alone
def test_a_release_is_light_and_quick(open_tab: Open) -> None:
    app = open_tab()
    for panel, most_bytes in MOST_BYTES.items():
        if panel != FIRST_PANEL:
            app.open_panel(panel)
        weights, waits = [], []
        for number in range(RELEASES):
            drag(app, -40 if number % 2 else 60)
            app.traffic.reset()
            with app.run():
                app.page.mouse.up()
            weights.append(app.traffic.bytes)
            waits.append(app.milliseconds())
            assert app.traffic.runs == 1
        assert max(weights) <= most_bytes, panel
        assert median(waits) <= MOST_MILLISECONDS, panel


def test_even_the_whole_list_of_events_is_light(open_tab: Open) -> None:
    app = open_tab("/?m=sum&t=2026-06-01")
    app.open_panel("Events")
    app.traffic.reset()
    with app.run():
        app.press("ArrowLeft")
    assert app.traffic.bytes <= MOST_BYTES["Events"]


def test_a_release_leaves_the_map_its_zoom_and_an_open_popup(open_tab: Open) -> None:
    app = open_tab("/?c=12.65,-8&z=8&s=nigoun")
    popup = app.frame.locator(".leaflet-popup").element_handle()
    app.frame.evaluate("() => { window.mark = 'still here' }")
    for key in ("ArrowRight", "PageUp"):
        with app.run():
            app.press(key)
    assert app.frame.evaluate("() => window.mark") == "still here"
    assert popup.evaluate("popup => popup.isConnected")
    state = app.call("state")
    assert (state["day"], state["zoom"], state["selected"]) == ("2025-11-08", 8, "nigoun")


def drag_the_map(app: AppPage) -> None:
    x, y = centre_of_map(app)
    app.page.mouse.move(x, y)
    app.page.mouse.down()
    app.page.mouse.move(x + 60, y + 30, steps=10)
    app.page.mouse.up()


def turn_the_wheel(app: AppPage) -> None:
    app.page.mouse.move(*centre_of_map(app))
    app.page.keyboard.down("Control")
    app.page.mouse.wheel(0, -200)
    app.page.keyboard.up("Control")


@pytest.mark.alone
def test_the_address_follows_the_map_and_nothing_else_changes(open_tab: Open) -> None:
    app = open_tab()
    around = app.page.get_by_test_id("stElementContainer").element_handles()
    app.page.evaluate("() => watchFading()")
    text = app.page.get_by_test_id("stMain").inner_text()
    for move in (drag_the_map, turn_the_wheel):
        before = app.page.url
        app.traffic.reset()
        with app.run():
            move(app)
            app.page.wait_for_url(lambda url, before=before: url != before, timeout=MOST_SECONDS_TO_THE_ADDRESS * 1000)
        assert "c=" in app.page.url
        assert (app.traffic.runs, app.traffic.fragment_runs) == (1, 1)
    assert all(element.evaluate("element => element.isConnected") for element in around)
    assert app.page.evaluate("() => window.faintest") == 1
    assert app.page.get_by_test_id("stMain").inner_text() == text


def weight_of_command(app: AppPage) -> int:
    """Return the bytes sent to the map's component; all its arguments travel when one of them changes."""
    return app.traffic.elements["component_instance"]


def test_back_sends_the_map_little(open_tab: Open) -> None:
    app = open_tab()
    with app.run():
        app.press("PageUp")
    app.traffic.reset()
    with app.run():
        app.page.go_back()
    expect(app.slider).to_have_attribute("aria-valuetext", "Fri, 31 October 2025")
    assert 0 < weight_of_command(app) <= MOST_BYTES_OF_A_COMMAND


def test_a_filter_sends_the_map_little_and_leaves_time_and_view(open_tab: Open) -> None:
    app = open_tab("/?t=2025-12-06&m=sum&c=12.65,-8&z=8")
    app.open_panel("Events")
    app.traffic.reset()
    with app.run():
        app.page.get_by_role("textbox", name="Search").fill("kolondiéba")
        app.page.keyboard.press("Enter")
    state = app.call("state")
    assert state["filters"]["q"] == "kolondiéba"
    assert (state["day"], state["mode"], state["zoom"], state["center"]) == ("2025-12-06", "sum", 8, [12.65, -8])
    assert 0 < weight_of_command(app) <= MOST_BYTES_OF_A_COMMAND


def test_language_and_theme_leave_time_and_view(open_tab: Open) -> None:
    app = open_tab("/?t=2025-12-06&m=window&d=30&c=12.65,-8&z=8")
    app.frame.evaluate("() => { window.mark = 'still here' }")
    before = app.call("state") | {"lang": "fr"}
    with app.run():
        app.frame.get_by_role("button", name="Français").click()
    app.wait_for_headline("6 décembre 2025")
    with app.run():
        app.page.emulate_media(color_scheme="dark")
    expect(app.frame.locator(".situation")).to_have_attribute("data-theme", "dark")
    after = app.call("state")
    assert {name: after[name] for name in before if name != "share"} == {
        name: before[name] for name in before if name != "share"
    }
    assert app.frame.evaluate("() => window.mark") == "still here"
