"""The state of the page in its address: written, read again, and gone back to."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from command_line import Run
from page_parts import KEEP_COPIES, PHONE, Open, open_list, slider, wait_for_day, wait_for_hash

EVERYTHING = (
    "t=2025-09-14&m=window&d=30&c=12.5,-6&z=7&l=routes,events&f=category:attack,convoy;q:tanker"
    "&s=abidjan-bamako-nigoun&lang=fr"
)


def test_an_address_holds_every_part_of_the_state(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share=EVERYTHING)
    state = page.call("state")
    assert (page.call("time"), state["mode"], state["days"], state["zoom"], state["lang"]) == (
        "2025-09-14",
        "window",
        30,
        7,
        "fr",
    )
    assert state["layers"] == ["routes", "events"]
    assert state["filters"] == {"category": ["attack", "convoy"], "corroboration": [], "route": [], "q": "tanker"}
    assert state["selected"] == "abidjan-bamako-nigoun"
    expect(page.page.locator(".note")).to_have_count(0)


def test_the_middle_of_the_map_is_the_one_of_the_address(exported: Path, open_page: Open) -> None:
    assert open_page(exported, share="c=12.5,-6&z=7").call("state")["center"] == [12.5, -6]


def test_back_undoes_what_the_reader_did_and_forward_redoes_it(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-09-14&z=7")
    slider(page.page).press("ArrowRight")
    wait_for_hash(page.page, "t=2025-09-15")
    page.call("select", "nigoun")
    wait_for_hash(page.page, "s=nigoun")
    page.page.go_back()
    expect(page.page.locator(".leaflet-popup")).to_have_count(0)
    assert page.call("time") == "2025-09-15"
    page.page.go_back()
    wait_for_day(page.page, "2025-09-14")
    page.page.go_forward()
    wait_for_day(page.page, "2025-09-15")
    page.page.go_forward()
    expect(page.page.locator(".leaflet-popup")).to_contain_text("Nigoun")
    assert page.call("state")["zoom"] == 7


def test_back_leaves_the_language_of_the_browser(exported: Path, open_page: Open) -> None:
    page = open_page(exported, lang="fr-FR", share="t=2025-09-14")
    slider(page.page, "Jour affiché").press("ArrowRight")
    wait_for_hash(page.page, "t=2025-09-15")
    page.page.go_back()
    wait_for_day(page.page, "2025-09-14")
    expect(page.page.locator("html")).to_have_attribute("lang", "fr")


def test_back_leaves_the_language_that_was_chosen(exported: Path, open_page: Open) -> None:
    page = open_page(exported, lang="fr-FR", share="t=2025-09-14")
    page.page.get_by_role("button", name="EN English").click()
    wait_for_hash(page.page, "lang=en")
    slider(page.page).press("ArrowRight")
    wait_for_hash(page.page, "t=2025-09-15")
    page.page.go_back()
    wait_for_day(page.page, "2025-09-14")
    expect(page.page.locator("html")).to_have_attribute("lang", "en")


def test_back_on_a_phone_leaves_the_view(exported: Path, open_page: Open) -> None:
    page = open_page(exported, **PHONE, share="t=2025-09-14")
    zoom = page.call("state")["zoom"]
    slider(page.page).press("ArrowRight")
    wait_for_hash(page.page, "t=2025-09-15")
    page.page.go_back()
    wait_for_day(page.page, "2025-09-14")
    assert page.call("state")["zoom"] == zoom


def test_back_returns_to_the_view_that_the_page_was_made_with(run: Run, tmp_path: Path, open_page: Open) -> None:
    made = tmp_path / "made.html"
    assert run("export", made, "--date", "2025-09-14", "--mode", "sum").returncode == 0
    page = open_page(made)
    slider(page.page).press("ArrowRight")
    wait_for_hash(page.page, "t=2025-09-15&m=sum")
    page.page.go_back()
    wait_for_day(page.page, "2025-09-14")
    assert page.call("state")["mode"] == "sum"


def test_back_while_playing_stops_at_the_day_of_the_address(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-09-14")
    slider(page.page).press("ArrowRight")
    wait_for_hash(page.page, "t=2025-09-15")
    entries = page.page.evaluate("() => history.length")
    page.page.get_by_role("button", name="Play", exact=True).click()
    page.page.wait_for_function("() => window.situationMap.time() > '2025-09-17'")
    page.page.go_back()
    wait_for_day(page.page, "2025-09-14")
    page.page.wait_for_timeout(600)
    assert page.call("time") == "2025-09-14"
    assert page.page.evaluate("() => [location.hash, history.length]") == ["#t=2025-09-14", entries]
    page.page.go_forward()
    wait_for_day(page.page, "2025-09-15")


def test_a_pan_replaces_and_a_day_adds_an_entry_to_go_back_to(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    entries = page.page.evaluate("() => history.length")
    page.page.get_by_role("button", name="Zoom in").click()
    wait_for_hash(page.page, "z=7")
    assert page.page.evaluate("() => history.length") == entries
    slider(page.page).press("ArrowRight")
    wait_for_hash(page.page, "t=2025-11-01")
    assert page.page.evaluate("() => history.length") == entries + 1


def test_a_view_that_makes_room_for_a_popup_is_nobodys_doing(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-09-14&s=2025-09-14-lakamane-convoy-destroyed")
    entries = page.page.evaluate("() => history.length")
    slider(page.page).press("ArrowRight")
    wait_for_hash(page.page, "t=2025-09-15")
    assert page.page.evaluate("() => history.length") == entries + 1
    page.page.go_back()
    wait_for_day(page.page, "2025-09-14")
    assert page.page.evaluate("() => location.hash") == "#t=2025-09-14&s=2025-09-14-lakamane-convoy-destroyed"


def test_defaults_are_left_out_and_the_data_version_is_always_there(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    assert page.call("state")["share"] == "v=2026-11-26"


def test_the_copied_link_is_the_address_of_what_is_shown(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    page.page.evaluate(KEEP_COPIES)
    page.call("setMode", "sum")
    page.page.get_by_role("button", name="Copy link").click()
    expect(page.page.get_by_role("status")).to_contain_text("Link copied.")
    assert page.page.evaluate("() => window.copied") == f"{exported.as_uri()}#m=sum&v=2026-11-26"


def test_a_link_made_with_older_data_shows_a_note(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-09-14&v=2026-01-01").page
    expect(page.get_by_role("status")).to_contain_text(
        "This link was made with the data of 1 January 2026; the page holds the data of 26 November 2026."
    )
    page.get_by_role("button", name="Dismiss this note").click()
    expect(page.locator(".note")).to_have_count(0)


def test_a_link_made_for_another_situation_shows_a_note_and_no_other_does(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="situation=mali&t=2025-09-14").page
    expect(page.locator(".note")).to_have_count(0)
    slider(page).press("ArrowRight")
    wait_for_hash(page, "#t=2025-09-15&")
    page.evaluate("() => { location.hash = 'situation=<b>darfur</b>&t=2025-10-31' }")
    expect(page.get_by_role("status")).to_contain_text("This link was made for another situation, “<b>darfur</b>”; ")
    wait_for_day(page, "2025-10-31")


def test_filters_and_layers_are_written_as_they_change(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    open_list(page, "events").get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name="Convoy").check()
    wait_for_hash(page, "f=category:convoy")
    page.get_by_role("button", name="Layers").click()
    page.get_by_role("checkbox", name="Towns, ports, depots").uncheck()
    wait_for_hash(page, "l=routes,crossings,events,capitals")
