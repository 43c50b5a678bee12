"""Layers of the reader's own, brought through the app as a person would: with a file and three clicks at most."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app_page import AppPage
from importing import FIXTURES
from importing_binary import WRITERS

Open = Callable[..., AppPage]
GOOD = FIXTURES / "good"
BROUGHT = {  # a file as a person has it, and ids of rows that are then on the map, from what the file says
    "acled.csv": ["acled-mli00001"],
    "ucdp.csv": ["ucdp-500001"],
    "carte.kml": ["carte-row-1-2"],
    "pistes.zip": ["pistes-row-1", "pistes-row-2"],
    "suivi.xlsx": ["suivi-row-5"],
    "trace.gpx": ["trace-row-1", "trace-row-1-2", "trace-row-1-3"],
}
FIXTURE_OF = {
    "acled.csv": "2.acled.csv",
    "ucdp.csv": "2.ucdp.csv",
    "carte.kml": "4.folders-and-times.kml",
    "trace.gpx": "3.waypoint-route-track.gpx",
}
WRITER_OF = {"pistes.zip": "a.zip", "suivi.xlsx": "a.xlsx"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files under names that a person would give them."""
    folder = tmp_path_factory.mktemp("files")
    for name, fixture in FIXTURE_OF.items():
        (folder / name).write_bytes((GOOD / fixture).read_bytes())
    for name, writer in WRITER_OF.items():
        (folder / "made").mkdir(exist_ok=True)
        WRITERS[writer](folder / "made" / writer).rename(folder / name)
    return folder


def drop(app: AppPage, *paths: Path) -> None:
    """Open the panel and choose files; the form of the last is there afterwards."""
    if app.page.locator("input[type=file]").count() == 0:
        app.open_panel("Your layers")
    app.page.locator("input[type=file]").set_input_files(list(paths))
    app.page.get_by_role("button", name="Add to map").nth(len(paths) - 1).wait_for()


def add(app: AppPage, place: int = 0) -> None:
    """Press the button, and wait until the map has been made anew with the layer."""
    app.frame.evaluate("() => { window.old = true }")
    app.page.get_by_role("button", name="Add to map").nth(place).click()
    wait_for_new_map(app)


def wait_for_new_map(app: AppPage) -> None:
    app.page.wait_for_function(
        "() => [...document.querySelectorAll('iframe')].some(({ contentWindow: w }) => w.situationMap?.state && !w.old)"
        " && ![...document.querySelectorAll('iframe')].some(({ contentWindow: w }) => w.old)"
    )
    app.wait_until_idle()


def holds(app: AppPage, *ids: str) -> None:
    """Wait until the ids are among what is shown."""
    app.frame.wait_for_function("ids => ids.every(id => window.situationMap.visible().includes(id))", arg=list(ids))


def test_a_file_of_any_format_is_on_the_map_within_three_clicks(open_tab: Open, files: Path) -> None:
    app = open_tab()
    for number, (name, ids) in enumerate(BROUGHT.items(), start=1):
        drop(app, files / name)  # the first click opens the panel, the second the choice of a file
        add(app)  # the third
        holds(app, *ids)
        expect(app.page.get_by_role("button", name="Remove", exact=True)).to_have_count(number)


def test_a_layer_comes_and_goes_and_the_rest_of_the_view_stays(open_tab: Open, files: Path) -> None:
    app = open_tab("/?t=2025-09-14&m=sum&c=12,-7&z=7&f=q:kadiana")
    before = app.call("state")
    drop(app, files / "ucdp.csv")
    add(app)
    holds(app, "ucdp-500001")
    kept = ("day", "mode", "center", "zoom", "filters")
    assert {name: app.call("state")[name] for name in kept} == {name: before[name] for name in kept}
    assert app.call("state")["layers"] == [*before["layers"], "ucdp"]
    app.frame.evaluate("() => { window.old = true }")
    app.page.get_by_role("button", name="Remove", exact=True).click()
    wait_for_new_map(app)
    app.frame.wait_for_function("() => window.situationMap.state().filters.q === 'kadiana'")
    assert app.call("state") == before
    assert app.page.get_by_role("alert").count() == 0


def test_the_day_moves_only_where_nothing_of_a_layer_would_be_seen(open_tab: Open, files: Path) -> None:
    app = open_tab("/?t=2025-12-06")
    drop(app, files / "ucdp.csv")
    add(app)
    holds(app, "ucdp-500001")
    assert app.call("time") == "2025-09-14"


def test_a_layer_far_from_the_situation_is_gone_to_and_stayed_at(open_tab: Open, tmp_path: Path) -> None:
    (tmp_path / "wells.csv").write_text("name,lat,lon\nFar,48.1,106.9\n", encoding="utf-8")
    app = open_tab()
    drop(app, tmp_path / "wells.csv")
    expect(app.page.get_by_test_id("stMain")).to_contain_text("gone when you close or reload the page")
    add(app)
    holds(app, "wells-row-2")
    app.frame.wait_for_function("() => Math.abs(window.situationMap.state().center[1] - 106.9) < 1")
    app.wait_until_idle()
    assert app.frame.evaluate("() => Math.abs(window.situationMap.state().center[1] - 106.9) < 1")


def test_dates_that_can_be_read_in_two_ways_are_asked_about(open_tab: Open, tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_bytes((FIXTURES / "bad" / "date-order.both-possible.csv").read_bytes())
    app = open_tab()
    drop(app, path)
    with app.run():
        app.page.get_by_text("Day first", exact=True).click()
    add(app)
    app.frame.evaluate("() => { window.situationMap.setMode('asof'); window.situationMap.setTime('2025-09-03') }")
    holds(app, "both-row-2")


def test_a_reader_chooses_the_line_that_reads_as_it_should(open_tab: Open, tmp_path: Path) -> None:
    table = "titre,date,latitude,longitude\nMarché pillé,2025-10-31,12.6,-8\nPont,soon,12.6,TBD\n"
    (tmp_path / "carte.csv").write_bytes(table.encode("mac_roman"))
    app = open_tab()
    drop(app, tmp_path / "carte.csv")
    expect(app.page.get_by_text("1 on the map, 1 dated, 1 undated, 1 unplaced")).to_be_visible()
    expect(app.page.get_by_text("Row 3, date: expected a date", exact=False).first).to_be_visible()
    box = app.page.get_by_role("combobox", name=re.compile("How is the text written"))
    box.click()
    app.page.get_by_role("option", name=re.compile("^mac_roman: Marché pillé")).click()
    expect(app.page.get_by_text("look at its accents")).to_have_count(0)
    add(app)
    holds(app, "carte-row-2")
    app.call("select", "carte-row-2")
    expect(app.frame.get_by_text("Marché pillé").first).to_be_visible()


def test_a_refused_file_shows_its_faults_until_it_is_removed(open_tab: Open, tmp_path: Path) -> None:
    path = tmp_path / "situation.pdf"
    path.write_bytes(b"%PDF-1.7")
    app = open_tab()
    app.open_panel("Your layers")
    app.page.locator("input[type=file]").set_input_files(path)
    expect(app.page.get_by_role("alert")).to_contain_text("Nothing of this file could be read.")
    assert app.page.get_by_role("button", name="Add to map").count() == 0
    with app.page.expect_download() as download:
        app.page.get_by_role("button", name="Report (JSON)").click()
    (report,) = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["files"]
    assert (report["path"], report["read"], report["kept"], report["rejected"]) == ("situation.pdf", 0, 0, 0)
    assert report["problems"][0]["code"] == "format"


def test_restricted_layers_are_exported_only_when_the_reader_agrees(open_tab: Open, files: Path) -> None:
    app = open_tab()
    drop(app, files / "acled.csv", files / "ucdp.csv")
    for _ in range(2):
        add(app)
    app.open_panel("Share and export")
    assert exported_ids(app) == {"ucdp-500001", "ucdp-500002"}
    with app.run():
        app.page.get_by_text("I may share the rows of acled").click()
    assert exported_ids(app) == {"ucdp-500001", "ucdp-500002", "acled-mli00001", "acled-mli00002"}


def exported_ids(app: AppPage) -> set[str]:
    with app.page.expect_download() as download:
        app.page.get_by_role("button", name="This page as one HTML file").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    (payload,) = re.findall(r'id="situation-payload">(.*?)</script>', text, re.DOTALL)
    return set(json.loads(payload)["added"]["events"]["id"])
