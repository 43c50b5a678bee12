"""The app in a browser: one state in page, address bar and widgets, and a link that opens it anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from app_page import AppPage

Open = Callable[..., AppPage]

DECEMBER = {
    "day": "2025-12-06",
    "mode": "window",
    "days": 30,
    "center": [12.65, -8],
    "zoom": 8,
    "selected": "nigoun",
    "lang": "fr",
}
DECEMBER_LINK = "/?t=2025-12-06&m=window&d=30&c=12.65,-8&z=8&s=nigoun&lang=fr"


def known(app: AppPage, names: dict[str, object]) -> dict[str, object]:
    state = app.call("state")
    return {name: state[name] for name in names}


def test_back_and_forward_go_through_the_days_that_were_seen(open_tab: Open) -> None:
    app = open_tab()
    app.press("ArrowRight")
    app.wait_for_headline("1 November 2025")
    app.press("PageDown")
    app.wait_for_headline("25 October 2025")
    app.page.go_back()
    app.wait_for_headline("1 November 2025")
    expect(app.slider).to_have_attribute("aria-valuetext", "Sat, 1 November 2025")
    app.page.go_back()
    app.wait_for_headline("31 October 2025")
    app.page.go_forward()
    app.wait_for_headline("1 November 2025")
    assert app.call("time") == "2025-11-01"


def test_a_link_opens_the_state_it_holds(open_tab: Open) -> None:
    app = open_tab(DECEMBER_LINK.replace("&s=nigoun", ""))
    app.wait_for_headline("6 décembre 2025")
    assert known(app, DECEMBER) == DECEMBER | {"selected": None}


def test_what_a_link_selects_is_wholly_in_view_and_the_link_stays(open_tab: Open) -> None:
    app = open_tab(DECEMBER_LINK)  # Nigoun lies below the map's edge
    app.wait_for_headline("6 décembre 2025")
    popup = app.frame.locator(".leaflet-popup")
    expect(popup).to_contain_text("Nigoun")
    assert "c=12.65,-8&z=8&s=nigoun" in app.page.url
    area, box = app.frame.locator(".leaflet-container").bounding_box(), popup.bounding_box()
    assert area
    assert box
    assert area["y"] <= box["y"]
    assert box["y"] + box["height"] <= area["y"] + area["height"]


def test_a_visit_is_in_its_address_and_the_tab_named_in_its_language(open_tab: Open) -> None:
    app = open_tab()
    expect(app.page).to_have_title("The fuel blockade of Bamako")
    with app.run():
        app.frame.get_by_role("button", name="Français").click()
    expect(app.page).to_have_title("Le blocus du carburant de Bamako")
    with app.run():
        app.frame.evaluate("() => { situationMap.setMode('window', { days: 30 }); situationMap.setTime('2025-12-06') }")
    app.frame.locator(".map").press("ArrowDown")
    app.page.wait_for_url("**&c=**")
    before = app.page.url.partition("&c=")[2].partition("&")[0]
    app.call("select", "nigoun")
    app.page.wait_for_url(lambda url: "s=nigoun" in url and before not in url)  # the map made room for the details
    app.wait_until_idle()
    left = app.call("state")
    other = open_tab("/?" + app.page.url.split("?")[1])
    other.wait_for_headline("6 décembre 2025")
    assert other.call("state") == left


def test_a_link_made_with_older_data_shows_the_states_of_now_and_a_note(open_tab: Open) -> None:
    app = open_tab("/?t=2025-09-14&v=2025-01-01")
    app.wait_for_headline("14 September 2025")
    expect(app.page.get_by_test_id("stAlert")).to_contain_text("1 January 2025")
    shown = {key: state["state"] for key, state in app.call("states").items()}
    assert shown["dakar-bamako-north"] == "blocked"
    assert shown["bobo-koury-segou-bamako"] == "restricted"
    assert shown["conakry-bamako"] == "unknown"
    assert shown["nigoun"] == "restricted"


def test_nonsense_in_a_link_gives_a_note_and_defaults(open_tab: Open) -> None:
    app = open_tab("/?t=tomorrow&z=deep&c=north,west&m=always&s=%3Cscript%3E&l=nothing&f=category:none&rabbit=hole")
    app.wait_for_headline("31 October 2025")
    expect(app.page.get_by_test_id("stAlert")).to_have_count(1)
    left_out = "rabbit=hole; t=tomorrow; m=always; c=north,west; z=deep; l=nothing; f=category:none; s=<script>"
    expect(app.page.get_by_test_id("stAlert")).to_contain_text(left_out)
    usual = {"day": "2025-10-31", "mode": "asof", "selected": None}
    assert known(app, usual) == usual


def test_a_french_browser_gets_french(open_tab: Open) -> None:
    open_tab(locale="fr-FR").wait_for_headline("31 octobre 2025")


def test_a_route_selected_on_the_map_is_the_one_in_the_panel(open_tab: Open) -> None:
    app = open_tab()
    with app.run():
        app.page.get_by_role("radio", name="One route").click()
    with app.run():
        app.call("select", "lome-bobo-sikasso-bamako")
    box = app.page.get_by_role("combobox", name="Route")
    expect(box).to_have_value(re.compile("^Lomé – Ouagadougou"))
    with app.run():
        box.click()
        app.page.get_by_role("option", name="Abidjan – Boundiali").click()
    assert app.call("state")["selected"] == "abidjan-bamako-nigoun"


def test_embedded_it_has_no_header_and_stays_embedded(open_tab: Open) -> None:
    app = open_tab("/?embed=true&t=2025-12-06")
    app.wait_for_headline("6 December 2025")
    expect(app.page.get_by_test_id("stMainMenu")).to_have_count(0)
    with app.run():
        app.press("ArrowRight")
    assert "embed=true" in app.page.url
    assert "t=2025-12-07" in app.page.url


def test_the_snippet_that_it_offers_embeds_it(open_tab: Open) -> None:
    app = open_tab("/?t=2025-12-06")
    app.open_panel("Share and export")
    snippet = app.page.get_by_test_id("stCode").nth(1).inner_text()
    app.page.set_content(snippet)
    inside = app.page.frame_locator("iframe")
    expect(inside.locator("h4")).to_contain_text("6 December 2025")
    expect(inside.frame_locator("iframe").get_by_role("slider").last).to_have_attribute(
        "aria-valuetext", "Sat, 6 December 2025"
    )
