"""The page of the other situation that comes along keeps what is promised of the flagship's."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from axe import violations
from command_line import Run
from geodata import Situation, read_situation
from layers.text.headline import headline
from page_parts import PHONE, Open, open_list, slider, wait_for_day, wait_for_hash
from paths import DARFUR

READERS = {  # a screen, a theme and a language, each once
    "en": {"width": 1280, "height": 800},
    "fr": PHONE | {"dark": True, "lang": "fr-FR"},
}
LINK = "t=2025-06-03&m=window&d=30&c=14,25&z=7&l=routes,crossings,events&f=corroboration:multiple"


@pytest.fixture(scope="module")
def darfur() -> Situation:
    return read_situation(DARFUR)


@pytest.fixture(scope="module")
def page_of_darfur(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "darfur.html"
    assert run("export", path, "--situation", DARFUR).returncode == 0
    return path


@pytest.mark.parametrize("language", READERS)
def test_it_opens_on_its_day_and_suits_every_reader(
    page_of_darfur: Path, open_page: Open, darfur: Situation, language: str
) -> None:
    page = open_page(page_of_darfur, **READERS[language])
    expect(page.page).to_have_title(darfur.settings.title[language])
    expect(page.page.locator(".headline")).to_have_text(headline(darfur, darfur.settings.day, language))
    assert page.page.locator(".note").count() == 0
    page.settled()
    assert violations(page.page) == []
    page.call("select", "adre")
    expect(page.page.locator(".item-window, .leaflet-popup, .drawer").first).to_contain_text("Adré")
    assert violations(page.page) == []
    open_list(page.page, "routes")
    page.settled()
    assert violations(page.page) == []


def test_every_item_can_be_selected_and_the_sheet_printed(
    page_of_darfur: Path, open_page: Open, darfur: Situation
) -> None:
    page = open_page(page_of_darfur, share=f"m=sum&t={darfur.span[1]:%Y}-01-01")
    items = page.call("visible")
    assert set(items) >= {*darfur.routes.index, *darfur.crossings.index}
    page.page.evaluate("items => items.forEach(item => window.situationMap.select(item))", items)
    page.settled()
    assert page.call("state")["selected"] == items[-1]
    assert page.page.locator(".note").count() == 0
    printed = PdfReader(io.BytesIO(page.page.pdf(format="A4"))).pages[0].extract_text()
    assert "AidroadsintoDarfur" in "".join(printed.split())


def test_a_link_opens_what_it_holds_and_back_leads_there_again(page_of_darfur: Path, open_page: Open) -> None:
    page = open_page(page_of_darfur, share=LINK)
    assert page.call("state")["share"] == f"{LINK}&v=2026-11-26"
    assert page.page.locator(".note").count() == 0
    slider(page.page).press("ArrowRight")
    wait_for_hash(page.page, "t=2025-06-04")
    page.page.go_back()
    wait_for_day(page.page, "2025-06-03")


def test_a_permit_has_its_reason_and_sources_in_details_and_history(page_of_darfur: Path, open_page: Open) -> None:
    page = open_page(page_of_darfur, share="t=2025-12-05&s=adre").page
    details = page.locator(".leaflet-popup")
    permit = details.locator(".permits > ul > li")
    expect(permit).to_have_count(1)
    expect(permit).to_contain_text("allowed by the government of Sudan until 31 Dec 2025")
    expect(permit).to_contain_text("Sudan extends the opening from 1 September to 31 December 2025.")
    expect(permit).to_contain_text("tells of later days, until 31 December 2025")
    expect(permit.locator(".sources a").first).to_have_attribute("href", re.compile("^https://"))
    details.get_by_text("What the sources say, by date").click()
    expect(details.locator("details.history > ol > li").filter(has_text="allowed by")).not_to_have_count(0)
