"""The exported page holds the layers that a reader has added."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import expect

from command_line import Run
from geodata import Situation
from importing import FIXTURES, written
from layers.page.export import export_html
from layers.share.state import default_state
from watched import Watched

Open = Callable[..., Watched]
GOOD = FIXTURES / "good"


def test_the_export_holds_the_rows_that_were_added(tmp_path: Path, run: Run, open_page: Open) -> None:
    out = tmp_path / "own.html"
    table, track = GOOD / "2.ucdp.csv", GOOD / "3.waypoint-route-track.gpx"
    done = run("export", out, "--date", "2025-09-14", "--add", table, "--add", track)
    assert done.returncode == 0
    assert (done.stderr.count("\n"), done.stderr.count("warning: ")) == (1, 1)  # a waypoint without a date
    page = open_page(out)
    shown = page.call("visible")
    assert {"2-ucdp-500001", "3-waypoint-route-track-row-1", "3-waypoint-route-track-row-1-3"} <= set(shown)
    page.call("select", "2-ucdp-500001")
    popup = page.page.locator(".leaflet-popup")
    assert "state-based conflict" in popup.inner_text()
    assert "Invented article" in popup.inner_text()
    page.call("setTime", "2025-10-31")
    assert "2-ucdp-500001" not in page.call("visible")


def test_a_layer_of_places_is_in_the_export_on_every_day_and_in_its_list(
    tmp_path: Path, run: Run, open_page: Open
) -> None:
    depots = written(tmp_path, "depots.csv", "name,lat,lon\nAn invented depot,12,-8\n")
    run("export", tmp_path / "own.html", "--add", depots)
    page = open_page(tmp_path / "own.html")
    for day in ("2025-07-01", "2026-05-01"):
        page.call("setTime", day)
        assert "depots-row-2" in page.call("visible")
    page.page.get_by_role("tab", name="Events").click()
    expect(page.page.locator(".list")).to_contain_text("An invented depot")


def test_a_layer_that_is_not_exported_is_taken_from_the_link(mali: Situation) -> None:
    view = replace(default_state(mali), layers=("routes", "events", "acled"))
    text = export_html(mali, view)
    (payload,) = re.findall(r'id="situation-payload">(.*?)</script>', text, re.DOTALL)
    assert json.loads(payload)["view"]["share"] == "l=routes,events"


def test_a_layer_far_from_the_situation_can_be_looked_at(tmp_path: Path, run: Run, open_page: Open) -> None:
    wells = written(tmp_path, "wells.csv", "name,lat,lon\nNear,12,-8\nFar,48.1,106.9\n")
    run("export", tmp_path / "own.html", "--add", wells)
    page = open_page(tmp_path / "own.html")
    page.call("select", "wells-row-3")
    page.page.wait_for_function(
        "() => { const [lat, lon] = window.situationMap.state().center;"
        " return Math.abs(lat - 48.1) < 20 && Math.abs(lon - 106.9) < 30; }"
    )
    expect(page.page.locator(".leaflet-popup")).to_contain_text("Far")
