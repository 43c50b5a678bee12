"""The wheel and the finger over the map of the app: they scroll the app, on a screen of any width."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app_page import AppPage
from fingers import AT_REST, drag_fingers

Open = Callable[..., AppPage]
MAIN = "document.querySelector('[data-testid=stMain]')"
MOVED = "before => JSON.stringify([situationMap.state().center, situationMap.state().zoom]) !== before"


def place(app: AppPage) -> str:
    return str(app.frame.evaluate("() => JSON.stringify([situationMap.state().center, situationMap.state().zoom])"))


def middle_of_map(app: AppPage) -> tuple[float, float]:
    box = app.frame.locator(".map").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def scrolled(app: AppPage) -> float:
    return float(app.page.evaluate(f"() => ({AT_REST})({MAIN})"))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_wheel_scrolls_the_app_and_with_ctrl_zooms_the_map(open_tab: Open, width: int) -> None:
    app = open_tab(width=width, height=740)
    before, address = place(app), app.page.url
    app.page.mouse.move(*middle_of_map(app))
    app.page.mouse.wheel(0, 120)
    app.page.wait_for_function(f"() => {MAIN}.scrollTop > 60")
    expect(app.frame.locator(".map-hint")).to_have_text("Hold Ctrl while you scroll to zoom the map")
    assert (place(app), app.page.url) == (before, address)
    rest = scrolled(app)
    app.page.mouse.move(*middle_of_map(app))
    app.page.keyboard.down("Control")
    app.page.mouse.wheel(0, -120)
    app.page.keyboard.up("Control")
    app.frame.wait_for_function(MOVED, arg=before)
    assert scrolled(app) == rest


def test_on_a_phone_one_finger_scrolls_the_app_and_two_move_the_map(open_tab: Open) -> None:
    app = open_tab(width=360, height=740, has_touch=True, locale="fr-FR")
    before, address = place(app), app.page.url
    x, y = middle_of_map(app)
    drag_fingers(app.page, [(x, y)], [(x, y - 120)])
    app.page.wait_for_function(f"() => {MAIN}.scrollTop > 60")
    expect(app.frame.locator(".map-hint")).to_have_text("Déplacez la carte avec deux doigts")
    assert (place(app), app.page.url) == (before, address)
    app.wait_until_idle()
    rest = scrolled(app)
    x, y = middle_of_map(app)
    drag_fingers(app.page, [(x - 30, y), (x + 30, y)], [(x - 30, y + 60), (x + 30, y + 60)])
    app.frame.wait_for_function(MOVED, arg=before)
    assert scrolled(app) == rest
