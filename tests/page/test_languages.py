"""English and French in one page; every key in both is held by tests/js/locales.test.mjs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from page_parts import Open, open_list

ENGLISH_LEFT = """() => {
    const words = JSON.parse(document.getElementById("situation-payload").textContent).words;
    const differs = new Set(Object.keys(words.en).filter(key => \
words.en[key] !== words.fr[key] && !/[{}]/.test(words.en[key]))
        .map(key => words.en[key]));
    const known = new Set(Object.values(words.fr));
    const walk = document.createTreeWalker(document.querySelector(".situation"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) {
        const text = walk.currentNode.textContent.trim();
        if (/[a-z]{2}/i.test(text) && differs.has(text) && !known.has(text) && \
!walk.currentNode.parentElement.closest("[lang=en]")) found.push(text);
    }
    return found;
}"""


def test_the_language_changes_without_reloading_in_the_document_too(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&m=window&d=14&s=nigoun").page
    page.evaluate("() => { window.mark = 1; }")
    page.get_by_role("button", name="FR français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("button", name="FR français")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="FR français")).to_be_focused()
    expect(page.locator(".time-date")).to_have_text("31 octobre 2025")
    expect(page.locator(".leaflet-popup")).to_contain_text("Ouvert")
    expect(page).to_have_title("Le blocus du carburant de Bamako")
    assert page.evaluate("() => window.mark") == 1
    assert "lang=fr" in page.evaluate("() => window.situationMap.state().share")


@pytest.mark.parametrize("lang", ["fr-FR", "fr-CA"])
def test_a_reader_is_met_in_the_language_of_the_browser(exported: Path, open_page: Open, lang: str) -> None:
    page = open_page(exported, lang=lang).page
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator(".headline")).to_have_text(
        "31 octobre 2025\u00a0: sur 8 routes vers Bamako, 1 attaquée il y a 3 jours, 4 restreintes, "
        "3 sous escorte\u00a0; "
        "aucune n’est signalée ouverte."
    )


def test_a_language_without_words_is_answered_in_english(exported: Path, open_page: Open) -> None:
    expect(open_page(exported, lang="bm-ML").page.locator("html")).to_have_attribute("lang", "en")


def test_nothing_english_is_left_in_the_french_page(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="lang=fr&t=2025-09-14&m=window&d=30&s=2025-09-14-lakamane-convoy-destroyed").page
    page.get_by_role("button", name="Couches").click()
    page.get_by_role("button", name="Afficher toute la légende").click()
    open_list(page, "events")
    page.get_by_text("Filtres", exact=True).click()
    assert page.evaluate(ENGLISH_LEFT) == []
    open_list(page, "routes")
    assert page.evaluate(ENGLISH_LEFT) == []


def test_numbers_and_dates_are_written_as_the_language_writes_them(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="s=abidjan-bamako-pogo").page
    popup = page.locator(".leaflet-popup")
    expect(popup).to_contain_text("1,184 km")
    expect(popup).to_contain_text("As of 31 October 2025")
    page.get_by_role("button", name="FR français").click()
    expect(popup).to_contain_text("1\u202f184 km")
    expect(page.locator("#panel-routes [data-id=abidjan-bamako-pogo]")).to_contain_text("depuis le 30 oct. 2025")
