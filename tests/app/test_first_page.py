"""The first page of an app of several situations in a browser: choosing, coming back, what links and history keep."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from app_page import AppPage, visit
from app_server import app_server
from axe import violations
from paths import DARFUR, MALI

Visit = Callable[..., AppPage]
BAMAKO, AID = "The fuel blockade of Bamako", "Aid roads into Darfur"
SIDEWAYS = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app of both situations, and of one that cannot be read."""
    broken = tmp_path_factory.mktemp("broken") / "broken"
    shutil.copytree(MALI, broken)
    (broken / "route_status.csv").write_text("<b>nothing</b>\n", encoding="utf-8")
    with app_server(SITUATION_MAP_FOLDER=os.pathsep.join(map(str, (MALI, DARFUR, broken)))) as server:
        yield server.address


@pytest.fixture
def tab(browser: Browser, several: str) -> Iterator[Visit]:
    """Go to the app; any page error or request to elsewhere fails the test."""
    opened: list[AppPage] = []

    def call(path: str = "/", **options: Any) -> AppPage:
        opened.append(visit(browser, several + path, **options))
        return opened[-1]

    yield call
    for app in opened:
        app.page.context.close()
    assert [trouble for app in opened for trouble in app.troubles] == []


def shows(app: AppPage, title: str, headline: str) -> None:
    """Wait until a situation is shown whole: its title, its headline, its map alone."""
    expect(app.page.locator("h3")).to_have_text(title)
    app.wait_for_headline(headline)
    app.page.wait_for_function(
        "headline => { const maps = [...document.querySelectorAll('iframe')]"
        ".map(frame => frame.contentWindow?.situationMap).filter(Boolean);"
        " return maps.length === 1 && headline.split(' ')[0] === String(Number(maps[0].time?.().slice(8))); }",
        arg=headline,
    )
    app.page.get_by_test_id("stDownloadButton").last.wait_for()
    app.wait_until_idle()


def shows_first_page(app: AppPage, title: str = "Choose a situation") -> None:
    expect(app.page.locator("h3")).to_have_text(title)
    expect(app.page.locator("iframe")).to_have_count(0)
    app.wait_until_idle()


def query(app: AppPage) -> str:
    return app.page.url.partition("?")[2]


def test_a_choice_opens_a_situation_and_nothing_of_it_reaches_the_next(tab: Visit) -> None:
    app = tab()
    shows_first_page(app)
    expect(app.page).to_have_title("Choose a situation")
    app.page.get_by_role("button", name=f"Open: {AID}").click()
    shows(app, AID, "5 December 2025")
    expect(app.page).to_have_title(AID)
    assert query(app) == "situation=darfur"
    with app.run():
        app.press("ArrowRight")
    assert query(app) == "situation=darfur&t=2025-12-06&v=2026-11-26"
    app.press("ArrowRight")  # which the page says only after a pause
    app.page.get_by_role("button", name="All situations").click()
    shows_first_page(app)
    assert query(app) == ""
    app.page.get_by_role("button", name=f"Open: {BAMAKO}").click()
    shows(app, BAMAKO, "31 October 2025")
    assert query(app) == "situation=mali"


def test_back_and_forward_go_from_one_situation_to_another(tab: Visit) -> None:
    app = tab("/?situation=darfur&t=2024-08-17")
    shows(app, AID, "17 August 2024")
    with app.run():
        app.press("ArrowRight")
    app.page.get_by_role("button", name="All situations").click()
    shows_first_page(app)
    app.page.get_by_role("button", name=f"Open: {BAMAKO}").click()
    shows(app, BAMAKO, "31 October 2025")
    with app.run():
        app.press("ArrowRight")
    app.wait_for_headline("1 November 2025")
    app.page.evaluate("() => history.go(-3)")  # past the first page
    shows(app, AID, "18 August 2024")
    assert query(app).startswith("situation=darfur&t=2024-08-18&")
    app.page.evaluate("() => history.go(3)")
    shows(app, BAMAKO, "1 November 2025")
    app.page.go_back()
    shows(app, BAMAKO, "31 October 2025")
    app.page.go_back()
    shows_first_page(app)
    app.page.go_forward()
    shows(app, BAMAKO, "31 October 2025")
    assert query(app) == "situation=mali"


def test_a_link_to_an_unknown_situation_shows_its_name_as_text(tab: Visit) -> None:
    app = tab("/?situation=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    shows_first_page(app)
    expect(app.page.get_by_test_id("stAlert").first).to_contain_text("“<img src=x onerror=alert(1)>”")
    expect(app.page.get_by_test_id("stAlert").last).to_contain_text("route_status.csv, row 1")


@pytest.mark.parametrize(("size", "dark", "language"), [("wide", False, "en"), ("phone", True, "fr")])
def test_the_first_page_and_the_way_back_suit_every_reader(tab: Visit, size: str, dark: bool, language: str) -> None:
    screen = {"wide": {"width": 1280}, "phone": {"width": 360, "height": 740}}[size]
    app = tab(dark=dark, locale=f"{language}-{language.upper()}", **screen)
    app.page.get_by_role("button", name="Darf").wait_for()
    app.wait_until_idle()
    assert app.page.evaluate(SIDEWAYS) <= 0
    assert violations(app.page, "[data-testid=stMain]") == []
    app.page.get_by_role("button", name="Darf").click()
    app.wait_for_map()
    app.wait_until_idle()
    assert app.page.evaluate(SIDEWAYS) <= 0
    assert violations(app.page, ".stMain h3, .st-key-way-back") == []
