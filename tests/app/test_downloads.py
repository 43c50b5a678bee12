"""What is carried away from the app in a browser is what is shown: tables, events, the page and the sheet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import geopandas as gpd
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from app_page import AppPage
from layers.app.stylesheet import HARMLESS
from watched import Watched

Open = Callable[..., AppPage]
Saved = Callable[[AppPage, str], Path]

OCTOBER = "/?t=2025-11-06&m=window&d=30"
OWN_DOWNLOAD, OWN_COPY = "Download as CSV", "Copy Vega-Lite spec"  # Streamlit's names for them
PANELS = ("Events", "Deliveries", "What changed", "As known on", "Sources")


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """Press a button and return the file that it gives, under the name that it is given."""

    def call(app: AppPage, label: str) -> Path:
        with app.page.expect_download() as waiting:
            app.page.get_by_test_id("stDownloadButton").get_by_role("button", name=label, exact=True).first.click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    return call


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_the_download_button_of_streamlit_is_out_of_reach(open_tab: Open) -> None:
    app = open_tab(OCTOBER)
    check_toolbars(app)
    for panel in PANELS:
        app.open_panel(panel)
        check_toolbars(app)


def check_toolbars(app: AppPage) -> None:
    """Assert that no table of the panel that is open offers a download other than the app's."""
    tables = app.page.get_by_test_id("stDataFrame")
    expect(tables.first).to_be_visible()
    for number in range(tables.count()):
        tables.nth(number).hover()
        expect(app.page.get_by_role("button", name="Fullscreen").locator("visible=true").first).to_be_visible()
    names = app.page.locator('[data-testid="stElementToolbarButton"] button').evaluate_all(
        "buttons => buttons.map(button => button.ariaLabel)"
    )
    assert set(names) - set(HARMLESS) <= {OWN_DOWNLOAD, OWN_COPY}  # a new one has to be judged first
    own = app.page.locator(f'button[aria-label="{OWN_DOWNLOAD}"]')
    assert own.count() == tables.count()  # it is there, under the name that the app goes by
    assert not any(button.is_visible() for button in own.all())


def test_a_table_is_saved_with_the_headings_and_words_that_are_shown(open_tab: Open, saved: Saved) -> None:
    path = saved(open_tab("/?t=2025-10-31"), "This table (CSV)")
    table = rows(path)
    assert path.name == "states-2025-10-31.csv"
    assert len(table) == 13 + 12
    assert table[3] | {"First source": ""} == {
        "Route or crossing": "Abidjan by Nigoun",
        "State": "Escorted",
        "Stretch": "Kakolé – Bamako",
        "Since": "2025-10-30",
        "Last report": "2025-10-30",
        "Later": "later reports: until 1 November 2025",
        "Basis": "independent reporting",
        "Permits": "",
        "Sources": table[3]["Sources"],
        "First source": "",
    }


def test_the_filtered_events_are_saved_in_every_form(open_tab: Open, saved: Saved) -> None:
    app = open_tab(f"{OCTOBER}&f=category:convoy")
    app.open_panel("Events")
    shown = {identifier for identifier in app.call("visible") if identifier.startswith("20")}
    assert shown
    table, collection, package = (saved(app, label) for label in ("CSV", "GeoJSON", "GeoPackage"))
    assert table.name == "events-2025-11-06.csv"
    assert {row["id"] for row in rows(table)} == shown
    assert {row["category"] for row in rows(table)} == {"convoy"}
    assert {each["id"] for each in json.loads(collection.read_text(encoding="utf-8"))["features"]} == shown
    assert set(gpd.read_file(package, layer="events")["id"]) == shown


def test_table_and_page_are_saved_as_a_french_reader_sees_them(
    open_tab: Open, open_page: Callable[..., Watched], saved: Saved
) -> None:
    app = open_tab("/?t=2025-12-06&m=window&d=30&c=12.65,-8&z=8&lang=fr&f=category:convoy")
    table = saved(app, "Ce tableau (CSV)")
    assert table.name == "states-2025-12-06.csv"
    assert list(rows(table)[0])[:2] == ["Route ou poste", "État"]
    app.open_panel("Partager et exporter")
    path = saved(app, "Cette page en un seul fichier HTML")
    assert path.name == "situation-2025-12-06.html"
    assert open_page(path).call("state") == app.call("state")


def test_the_saved_page_has_the_tile_basemap_and_what_is_selected(open_tab: Open, saved: Saved) -> None:
    app = open_tab("/?t=2025-12-06&b=topo&s=nigoun")
    app.open_panel("Share and export")
    page = saved(app, "This page as one HTML file").read_text(encoding="utf-8")
    assert "https://*.tile.opentopomap.org" in page.split('http-equiv="Content-Security-Policy"')[1].split(">")[0]
    (share,) = re.findall(r'"share":("[^"]*")', page)
    state = parse_qs(json.loads(share))
    assert (state["b"], state["s"]) == (["topo"], ["nigoun"])
    assert {address.split("/")[2].split(".", 1)[1] for address in app.troubles} == {"tile.opentopomap.org"}
    app.troubles.clear()  # requests for tiles, which go nowhere here


def test_a_sheet_is_made_and_saved_and_still_there_after_a_move(open_tab: Open, saved: Saved) -> None:
    app = open_tab("/?t=2025-10-31")
    app.open_panel("Share and export")
    with app.run():
        app.page.get_by_role("button", name="Make the situation sheet (PDF)").click()
    with app.run():
        app.press("PageUp")
    path = saved(app, "Download the PDF of 31 October 2025")
    assert path.name == "situation-2025-10-31.pdf"
    assert "31 October 2025" in PdfReader(path).pages[0].extract_text().replace("\u00a0", " ")
