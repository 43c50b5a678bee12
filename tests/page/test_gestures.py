"""Who gets the wheel and the finger: the article around an embedded map, or the map in its own window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from fingers import AT_REST, drag_fingers
from page_parts import Open
from watched import PATIENCE

Article = Callable[..., tuple[Page, Frame]]
NOTCH = 120.0  # what a notch of a wheel scrolls
MOVED = "before => JSON.stringify([situationMap.state().center, situationMap.state().zoom]) !== before"


@pytest.fixture
def article(browser: Browser, exported: Path, tmp_path: Path) -> Iterator[Article]:
    """Open a long page with the exported file in a frame 400 pixels high, below some text."""
    contexts = []

    def call(width: int, **options: Any) -> tuple[Page, Frame]:
        path = tmp_path / "article.html"
        frame = f'<iframe src="{exported.as_uri()}" width="{width}" height="400" style="border: 0" allowfullscreen>'
        path.write_text(
            '<meta name="viewport" content="width=device-width"><body style="margin: 0">'
            f'<p style="height: 200px">Before</p>{frame}</iframe><p style="height: 3000px">After</p>',
            encoding="utf-8",
        )
        context = browser.new_context(viewport={"width": max(width, 400), "height": 740}, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        (inner,) = page.main_frame.child_frames
        inner.evaluate("() => window.situationMap.ready.then(() => true)")
        return page, inner

    yield call
    for context in contexts:
        context.close()


def place(frame: Frame) -> str:
    """Return where the map is, as text."""
    return str(frame.evaluate("() => JSON.stringify([situationMap.state().center, situationMap.state().zoom])"))


def middle_of_map(frame: Frame) -> tuple[float, float]:
    box = frame.locator(".map").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def scrolled(page: Page) -> float:
    return float(page.evaluate(f"() => ({AT_REST})(document.scrollingElement)"))


def wait_until_scrolled(page: Page, pixels: float) -> None:
    page.wait_for_function("pixels => scrollY >= pixels", arg=pixels)


@pytest.mark.parametrize("width", [400, 700])
def test_the_wheel_scrolls_the_article_and_with_ctrl_zooms_the_map(article: Article, width: int) -> None:
    page, frame = article(width)
    before = place(frame)
    page.mouse.move(*middle_of_map(frame))
    page.mouse.wheel(0, NOTCH)
    wait_until_scrolled(page, NOTCH / 2)
    expect(frame.locator(".map-hint")).to_have_text("Hold Ctrl while you scroll to zoom the map")
    assert place(frame) == before
    rest = scrolled(page)
    page.mouse.move(*middle_of_map(frame))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -NOTCH)
    page.keyboard.up("Control")
    frame.wait_for_function(MOVED, arg=before)
    assert scrolled(page) == rest


@pytest.mark.parametrize("width", [400, 700])
def test_one_finger_scrolls_the_article_and_two_move_the_map(article: Article, width: int) -> None:
    page, frame = article(width, has_touch=True)
    before = place(frame)
    x, y = middle_of_map(frame)
    drag_fingers(page, [(x, y)], [(x, y - 60)])
    wait_until_scrolled(page, 30)
    expect(frame.locator(".map-hint")).to_have_text("Move the map with two fingers")
    assert place(frame) == before
    rest = scrolled(page)
    x, y = middle_of_map(frame)
    drag_fingers(page, [(x - 30, y), (x + 30, y)], [(x - 30, y - 40), (x + 30, y - 40)])
    frame.wait_for_function(MOVED, arg=before)
    assert scrolled(page) == rest
    zoom = frame.evaluate("() => situationMap.state().zoom")
    drag_fingers(page, [(x - 20, y), (x + 20, y)], [(x - 90, y), (x + 90, y)])
    frame.wait_for_function("zoom => situationMap.state().zoom > zoom", arg=zoom)
    assert scrolled(page) == rest


def test_the_mouse_and_the_keys_move_an_embedded_map(article: Article) -> None:
    page, frame = article(700)
    before = place(frame)
    x, y = middle_of_map(frame)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y, steps=5)
    page.mouse.up()
    frame.wait_for_function(MOVED, arg=before)
    before = place(frame)
    frame.locator(".map").press("+")
    frame.wait_for_function(MOVED, arg=before)


def test_the_hint_takes_no_clicks_and_goes(article: Article) -> None:
    page, frame = article(700)
    page.mouse.move(*middle_of_map(frame))
    page.mouse.wheel(0, NOTCH)
    hint = frame.locator(".map-hint")
    expect(hint).to_be_visible()
    expect(hint).to_have_attribute("aria-hidden", "true")
    expect(hint).to_have_css("pointer-events", "none")
    expect(hint).to_be_hidden()


def test_a_swipe_on_the_timeline_still_moves_the_day(article: Article) -> None:
    page, frame = article(400, has_touch=True)
    before = frame.evaluate("() => situationMap.time()")
    box = frame.get_by_role("slider").last.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    drag_fingers(page, [(x, y)], [(x + 60, y)])
    frame.wait_for_function("before => situationMap.time() > before", arg=before)
    assert scrolled(page) == 0


def test_a_map_in_full_screen_takes_the_wheel(article: Article) -> None:
    page, frame = article(700)
    before = place(frame)
    page.mouse.click(20, 20)
    page.evaluate("() => document.querySelector('iframe').requestFullscreen()")
    frame.wait_for_function("() => innerHeight > 700")
    frame.locator(".map:not(.shares-gestures)").wait_for()
    fitted = place(frame)
    page.mouse.move(*middle_of_map(frame))
    page.mouse.wheel(0, -NOTCH)
    frame.wait_for_function(MOVED, arg=fitted)
    assert before != fitted


def test_in_its_own_window_the_map_takes_wheel_and_finger(exported: Path, open_page: Open) -> None:
    page = open_page(exported, width=400, height=740, has_touch=True).page
    before = place(page.main_frame)
    x, y = middle_of_map(page.main_frame)
    drag_fingers(page, [(x, y)], [(x, y - 60)])
    page.wait_for_function(MOVED, arg=before)
    before = place(page.main_frame)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -NOTCH)
    page.wait_for_function(MOVED, arg=before)
    expect(page.locator(".map-hint")).to_be_hidden()
