"""On paper: one sheet with map, legend, states, date, events and sources."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from pypdf import PageObject, PdfReader

from page_parts import PHONE, Open
from watched import Watched


def sheets(page: Watched, **options: Any) -> list[PageObject]:
    return PdfReader(io.BytesIO(page.page.pdf(**options))).pages[:]


def text_of(sheet: PageObject) -> str:
    """Return the text of a sheet without white space, which a PDF does not keep, and without ligatures."""
    return squeezed(sheet.extract_text())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(
    "share",
    [
        "t=2025-10-31",
        "t=2025-10-31&lang=fr",
        "t=2025-12-06",
        "t=2026-03-01&m=sum",
        "t=2025-11-10&m=window&d=60&lang=fr",
    ],
)
@pytest.mark.parametrize("paper", [{"format": "A4"}, {"format": "Letter"}, {"prefer_css_page_size": True}], ids=str)
def test_it_prints_as_one_sheet_and_its_sources(
    exported: Path, open_page: Open, share: str, paper: dict[str, Any]
) -> None:
    first, *following = map(text_of, sheets(open_page(exported, share=share), **paper))
    assert "2025" in first or "2026" in first
    assert len(following) <= 3
    assert "Sources" in "".join([first, *following])


def test_every_source_that_the_paper_cites_is_listed_on_it(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31").page
    page.emulate_media(media="print")
    expect(page.locator(".print-sources")).to_have_count(1)
    cited = " ".join(page.locator(".print-cited").all_text_contents())
    ends = [part.split("–") for part in re.findall(r"[\d–]+", cited)]
    numbers = {number for end in ends for number in range(int(end[0]), int(end[-1]) + 1)}
    assert numbers == set(range(1, page.locator(".print-sources li").count() + 1))
    states = page.locator(".print-sheet tbody tr")
    assert all("[" in text for text in states.all_text_contents())


def test_a_day_with_few_sources_prints_as_one_sheet(exported: Path, open_page: Open) -> None:
    (sheet,) = sheets(open_page(exported, share="t=2026-04-25"), format="A4")
    assert "Sources" in text_of(sheet)


def test_the_sheet_holds_all_that_a_reader_needs_away_from_the_screen(exported: Path, open_page: Open) -> None:
    sheet, sources = sheets(open_page(exported, share="t=2025-10-31"), format="A4")
    text = text_of(sheet)
    for part in [
        *("The fuel blockade of Bamako", "31 October 2025: of 8 routes into Bamako", "State of a road"),
        *("Siege of a town", "Nouakchott by Gogui", "Escorted", "Attacked 3 days ago"),
        *("independent reporting", "Open", "Unknown: Tema–Ouagadougou", "Events shown"),
        *("Malian lorries queue at Nigoun, on the border", "one account", "on the next page"),
        *("later reports: until 8 Jan 2026", "Data of 26 November 2026", "CC BY 4.0"),
    ]:
        assert squeezed(part) in text
    for part in ["Sources", "AFP", "[copy]: a copy on another site", "Tanakra (relays JNIM) [party]", "later"]:
        assert squeezed(part) in text_of(sources)
    assert squeezed(f"Address of this view: {exported.as_uri()}#v=2026-11-26") in text


def test_the_sheet_of_many_events_names_the_newest_and_counts_the_rest(exported: Path, open_page: Open) -> None:
    sheet, *_ = sheets(open_page(exported, share="t=2026-03-01&m=sum"), format="A4")
    text = text_of(sheet)
    assert squeezed("US lifts sanctions on defence minister and two officers") in text
    (rest,) = re.findall(r"and(1\d\d)more,attheaddressbelow", text)
    assert 168 - 40 <= int(rest) <= 168 - 4


def test_dark_pages_and_phones_print_on_white_paper(exported: Path, open_page: Open) -> None:
    page = open_page(exported, dark=True, **PHONE, share="s=nigoun")
    sheet, *_ = sheets(page, format="A4", print_background=True)
    assert squeezed("Nigoun – Kakolé crossing") in text_of(sheet)
    situation = page.page.locator(".situation")
    page.page.emulate_media(media="print")
    expect(situation).to_have_attribute("data-theme", "light")
    expect(situation).to_have_css("background-color", "rgb(255, 255, 255)")
    page.page.emulate_media(media="screen")
    expect(situation).to_have_attribute("data-theme", "dark")


def test_after_printing_the_page_is_as_it_was(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&z=7&c=13,-8")
    before = page.call("state")
    sheets(page, format="A4")
    page.settled()
    assert page.call("state") == before
    assert page.page.locator(".print-sheet > *").count() == 0
    assert page.page.locator(".timeline").is_visible()
