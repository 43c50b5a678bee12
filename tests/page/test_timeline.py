"""The timeline: three ways to read it, and every way to move it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from page_parts import FOCUS, PHONE, Open, ids_between, middle, shown_events, slider, wait_for_day, wait_for_hash

LONG_AGO = "2000-01-01"
WHEEL = """([turns, ctrlKey]) => turns.map(([deltaY, deltaMode]) => {
    const event = new WheelEvent("wheel", { deltaY, deltaMode, ctrlKey, bubbles: true, cancelable: true });
    document.querySelector(".slider").dispatchEvent(event);
    return event.defaultPrevented;
})"""


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    page.mouse.up()


def day_px(page: Page) -> float:
    """Return how wide a day is on the slider."""
    box = page.locator(".slider").bounding_box()
    assert box
    return box["width"] / ((FOCUS[1] - FOCUS[0]).days + 1)


def test_each_mode_is_a_visible_switch_and_shows_the_events_of_its_days(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    switch = page.page.get_by_role("group", name="Show", exact=True)
    expect(switch).to_be_visible()
    for mode, first in [("Last days", "2025-10-18"), ("All so far", LONG_AGO), ("This day", "2025-10-31")]:
        switch.get_by_role("radio", name=mode).check()
        expected = ids_between(first, "2025-10-31")
        expect(page.page.locator(".time-count")).to_have_text(f"{len(expected)} of 188 events")
        assert shown_events(page) == expected


def test_window_mode_alone_has_a_second_handle_and_it_moves_the_start(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&m=window&d=14")
    start = slider(page.page, "Start of the window")
    expect(start).to_have_attribute("aria-valuetext", re.compile("18 October 2025"))
    start.focus()
    page.page.keyboard.press("ArrowLeft")
    expect(start).to_have_attribute("aria-valuetext", re.compile("17 October 2025"))
    assert page.call("state")["days"] == 15
    assert shown_events(page) == ids_between("2025-10-17", "2025-10-31")
    page.call("setMode", "asof")
    expect(start).to_be_hidden()


def test_the_handle_of_the_start_is_dragged_by_the_pointer(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&m=window&d=14")
    x, y = middle(slider(page.page, "Start of the window"))
    drag(page.page, (x + 5, y), (x - 95, y))  # it stays as far beside the pointer as it was
    days = page.call("state")["days"]
    assert days == pytest.approx(14 + 100 / day_px(page.page), abs=1)
    assert page.call("time") == "2025-10-31"
    wait_for_hash(page.page, f"d={days}&")
    expect(slider(page.page, "Start of the window")).to_be_focused()


def test_of_overlapping_handles_the_side_clicked_decides(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&m=window&d=1")
    x, y = middle(slider(page.page))
    drag(page.page, (x - 8, y), (x - 58, y))
    days = page.call("state")["days"]
    assert (page.call("time"), days) == ("2025-10-31", pytest.approx(1 + 50 / day_px(page.page), abs=1))
    page.call("setMode", "window", {"days": 1})
    page.settled()
    drag(page.page, (x + 8, y), (x + 58, y))
    assert page.call("time") > "2025-11-10"
    assert page.call("state")["days"] == 1


def test_a_drag_that_is_broken_off_leaves_all_as_it_was(exported: Path, open_page: Open) -> None:
    page = open_page(exported, **PHONE, share="t=2025-10-31&m=window&d=30")
    touch = page.page.context.new_cdp_session(page.page)
    for name in ["Start of the window", "Day shown"]:
        x, y = middle(slider(page.page, name))
        for kind, points in [
            ("touchStart", [x]),
            ("touchMove", [x - 20]),
            ("touchMove", [x - 40]),
            ("touchCancel", []),
        ]:
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": at, "y": y} for at in points]})
        page.settled()
        assert (page.call("time"), page.call("state")["days"]) == ("2025-10-31", 30)


def test_the_start_of_the_window_stays_within_what_a_link_can_hold(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2026-01-31&m=window&d=14")
    page.page.get_by_role("button", name="All dates").click()
    slider(page.page, "Start of the window").press("Home")
    wait_for_hash(page.page, "d=3650&")
    page.page.reload()
    expect(page.page.locator(".note")).to_have_count(0)
    assert page.call("state")["days"] == 3650


def test_a_window_of_too_many_days_is_refused_in_words(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="m=window&d=14").page
    field = page.get_by_role("spinbutton", name="Days")
    field.fill("5000")
    field.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("“5000” is not a number of days from 1 to 3650.")
    expect(field).to_have_value("14")


def test_the_start_of_the_window_never_passes_its_end(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&m=window&d=14")
    slider(page.page, "Start of the window").press("End")
    wait_for_hash(page.page, "d=1&")
    assert shown_events(page) == ids_between("2025-10-31", "2025-10-31")


KEYS = {
    "ArrowRight": "2025-11-01",
    "ArrowUp": "2025-11-01",
    "ArrowLeft": "2025-10-30",
    "ArrowDown": "2025-10-30",
    "PageUp": "2025-11-07",
    "PageDown": "2025-10-24",
    "Home": "2025-07-01",
    "End": "2026-06-01",
}


def test_every_key_of_a_slider_moves_the_day(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    reached = {}
    for key in KEYS:
        page.call("setTime", "2025-10-31")
        slider(page.page).press(key)
        reached[key] = page.call("time")
    assert reached == KEYS
    expect(slider(page.page)).to_have_attribute("aria-valuetext", re.compile("1 June 2026"))


def test_space_on_the_slider_plays_and_pauses(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    slider(page.page).press(" ")
    page.page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.page.wait_for_function("() => window.situationMap.time() > '2025-11-02'")
    slider(page.page).press(" ")
    page.page.get_by_role("button", name="Play", exact=True).wait_for()
    wait_for_hash(page.page, f"t={page.call('time')}")


def stop_clock(page: Page) -> None:
    """Let no time pass in the page but what is run; a clock that is only installed goes on ticking."""
    page.clock.install(time=dt.datetime(2026, 1, 1, 11, tzinfo=dt.UTC))
    page.clock.pause_at(dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC))


def test_there_are_four_speeds_each_twice_the_one_before(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    stop_clock(page.page)
    play = page.page.locator(".play")
    for speed, days in {"slow": 2, "normal": 4, "fast": 8, "very fast": 16}.items():
        page.call("setTime", "2025-10-31")
        page.page.get_by_label("Speed").select_option(label=speed)
        play.click()
        page.page.clock.run_for(5000)
        play.click()
        walked = (dt.date.fromisoformat(page.call("time")) - dt.date(2025, 10, 31)).days
        assert walked == pytest.approx(5 * days, abs=2)


def test_playing_ends_at_the_last_day_and_does_not_begin_again_by_itself(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2026-05-28")
    stop_clock(page.page)
    page.page.get_by_role("button", name="Play", exact=True).click()
    page.page.clock.run_for(60_000)
    expect(page.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert page.call("time") == "2026-06-01"


def test_a_day_chosen_while_playing_stops_the_play(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    page.page.get_by_role("button", name="Play", exact=True).click()
    x, y = middle(page.page.locator(".slider"))
    page.page.mouse.click(x, y)
    expect(page.page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_dragging_the_window_stops_the_play_and_is_written_once(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&m=window&d=14")
    entries = page.page.evaluate("history.length")
    page.page.get_by_role("button", name="Play", exact=True).click()
    page.page.wait_for_function("() => window.situationMap.time() > '2025-11-02'")
    x, y = middle(slider(page.page, "Start of the window"))
    drag(page.page, (x, y), (x - 60, y))
    expect(page.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    reached = page.call("time")
    wait_for_hash(page.page, f"t={reached}")
    page.page.wait_for_timeout(600)
    assert page.call("time") == reached
    assert page.page.evaluate("history.length") == entries + 1


def test_buttons_step_by_a_day_and_jump_to_events(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    buttons = {
        "Next day": "2025-12-02",
        "Previous day": "2025-11-30",
        "Next event": "2025-12-03",
        "Previous event": "2025-11-29",
    }
    for button, day in buttons.items():
        page.call("setTime", "2025-12-01")
        page.page.get_by_role("button", name=button, exact=True).click()
        assert page.call("time") == day


def test_jumps_go_to_events_that_pass_the_filters_only(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&f=category:siege")
    page.page.get_by_role("button", name="Previous event", exact=True).click()
    assert page.call("time") == "2025-10-27"


def test_dragging_moves_through_time_and_writes_the_address_once(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    entries = page.page.evaluate("history.length")
    x, y = middle(slider(page.page))
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    for step in range(1, 11):
        page.page.mouse.move(x + 10 * step, y)
    dragged = page.call("time")
    assert dragged > "2025-11-15"
    assert "t=" not in page.page.evaluate("location.hash")
    page.page.mouse.up()
    wait_for_hash(page.page, f"t={dragged}")
    assert page.page.evaluate("history.length") == entries + 1


def test_a_press_on_the_track_goes_there(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    box = page.page.locator(".slider").bounding_box()
    assert box
    page.page.mouse.click(box["x"] + 1, box["y"] + box["height"] / 2)
    assert page.call("time") == "2025-07-01"


def test_a_press_on_a_handle_beside_its_middle_moves_nothing(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    x, y = middle(slider(page.page))
    for aside in (-9, 9):
        page.page.mouse.click(x + aside, y)
        assert page.call("time") == "2025-10-31"
    drag(page.page, (x + 9, y), (x + 9 + 10 * day_px(page.page), y))
    assert page.call("time") == "2025-11-10"


@pytest.mark.parametrize(
    ("turns", "day"),
    [
        ([[120, 0]], "2025-11-01"),
        ([[53, 0]], "2025-11-01"),
        ([[3, 1]], "2025-11-01"),
        ([[-1, 2]], "2025-10-30"),
        ([[4, 0]] * 10, "2025-10-31"),
        ([[4, 0]] * 15, "2025-11-01"),
        ([[120, 0]] * 3, "2025-11-03"),
    ],
    ids=["notch", "small notch", "lines", "page back", "touch", "swipe", "three notches"],
)
def test_a_notch_of_the_wheel_is_a_day_and_small_turns_add_up(
    exported: Path, open_page: Open, turns: list[list[int]], day: str
) -> None:
    page = open_page(exported)
    assert all(page.page.evaluate(WHEEL, [turns, False]))
    assert page.call("time") == day


def test_the_wheel_with_the_control_key_is_left_to_the_browser(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    assert page.page.evaluate(WHEEL, [[[120, 0]], True]) == [False]
    assert page.call("time") == "2025-10-31"


def test_the_wheel_moves_day_by_day(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    page.page.mouse.move(*middle(page.page.locator(".slider")))
    page.page.mouse.wheel(0, 120)
    wait_for_day(page.page, "2025-11-01")
    page.page.mouse.wheel(0, -120)
    wait_for_day(page.page, "2025-10-31")


def test_a_finger_drags_the_handle(exported: Path, open_page: Open) -> None:
    page = open_page(exported, **PHONE)
    x, y = middle(slider(page.page))
    touch = page.page.context.new_cdp_session(page.page)
    for kind, points in [("touchStart", [x]), ("touchMove", [x + 30]), ("touchMove", [x + 60]), ("touchEnd", [])]:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": at, "y": y} for at in points]})
    page.page.wait_for_function("() => window.situationMap.time() > '2025-12-15'")
    wait_for_hash(page.page, f"t={page.call('time')}")


def test_a_tap_on_the_track_goes_there(exported: Path, open_page: Open) -> None:
    page = open_page(exported, **PHONE)
    box = page.page.locator(".slider").bounding_box()
    assert box
    page.page.touchscreen.tap(box["x"] + 1, box["y"] + box["height"] / 2)
    page.page.wait_for_function("() => window.situationMap.time() < '2025-07-05'")


def test_older_days_are_reached_by_showing_all_dates(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2022-08-15")
    expect(page.page.locator(".time-beyond")).to_have_text("The day shown lies before this period.")
    page.page.get_by_role("button", name="All dates").click()
    expect(page.page.locator(".time-beyond")).to_be_hidden()
    slider(page.page).press("Home")
    assert page.call("time") < "2022-08-15"


def test_a_date_can_be_typed(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    page.page.get_by_label("Go to date").fill("2025-09-14")
    wait_for_day(page.page, "2025-09-14")
    expect(page.page.locator(".time-date")).to_have_text("14 September 2025")


def test_a_date_that_is_typed_digit_by_digit_is_taken_when_it_is_whole(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    seen = page.page.evaluate_handle(
        "() => { const seen = []; window.situationMap.on('change', ({ day }) => seen.push(day)); return seen; }"
    )
    page.page.get_by_label("Go to date").press_sequentially("09142025", delay=60)
    wait_for_day(page.page, "2025-09-14")
    assert set(seen.json_value()) == {"2025-09-14"}
    expect(page.page.locator(".note")).to_have_count(0)


@pytest.mark.parametrize("done", [lambda field: field.press("Enter"), Locator.blur], ids=["Enter", "leaving"])
def test_a_typed_date_is_taken_at_once_when_the_reader_is_done(
    exported: Path, open_page: Open, done: Callable[[Locator], None]
) -> None:
    page = open_page(exported)
    stop_clock(page.page)
    field = page.page.get_by_label("Go to date")
    field.fill("2025-09-14")
    assert page.call("time") == "2025-10-31"
    done(field)
    assert page.call("time") == "2025-09-14"
