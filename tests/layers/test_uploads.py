"""Layers of a reader's own as additions to the payload, and on the command line."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from geodata import Situation
from geodata.imports import ImportedLayer, read_layer
from geodata.problems import DataError
from importing import FIXTURES, written
from layers.page.export import export_html
from layers.payload.registry import layer_ids
from layers.share.state import default_state
from layers.uploads.files import file_bytes, safe_name, sort_out
from layers.uploads.layer import Upload, added_payload, make_upload, packed, widened
from layers.uploads.zoom_to import in_sight
from watched import Watched

Run = Callable[..., subprocess.CompletedProcess[str]]
Open = Callable[..., Watched]
GOOD, BAD = FIXTURES / "good", FIXTURES / "bad"
UPLOAD_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


@pytest.fixture(scope="module")
def gpx() -> ImportedLayer:
    return read_layer(GOOD / "3.waypoint-route-track.gpx")


@pytest.fixture(scope="module")
def acled() -> ImportedLayer:
    return read_layer(GOOD / "2.acled.csv")


def added(situation: Situation, *layers: ImportedLayer, **options: str) -> Any:
    uploads: list[Upload] = []
    for layer in layers:
        uploads.append(make_upload(layer, situation, uploads, **options))
    return added_payload(uploads, situation)


def rows_of(situation: Situation, path: Path) -> dict[str, Any]:
    events: dict[str, Any] = added(situation, read_layer(path))["events"]
    return events


def test_points_become_rows_and_lines_become_shapes(mali: Situation, gpx: ImportedLayer) -> None:
    payload = added(mali, gpx, name="Trace")
    (layer,) = payload["layers"]
    assert payload["events"]["id"] == ["trace-row-1"]
    assert payload["events"]["title"] == ["Bamako"]
    route, trace = (feature["properties"] for feature in layer["shapes"]["features"])
    assert (route["title"], route["start"], route["end"]) == ("Route", None, None)
    assert (trace["start"], trace["end"]) == (20345, 20348)  # 14 to 16 September 2025, in days since 1970


def test_ids_are_plain_and_unique_among_all_layers(mali: Situation, acled: ImportedLayer, gpx: ImportedLayer) -> None:
    names = ["routes", "nigoun", "Événements du 14 septembre", "اختبار", "Routes", "x" * 500]
    uploads: list[Upload] = []
    for name in names:
        uploads.append(make_upload(acled if len(uploads) % 2 else gpx, mali, uploads, name=name))
    payload = added_payload(uploads, mali)
    assert payload
    shapes = [
        feature["properties"]["id"]
        for layer in payload["layers"]
        if layer["shapes"]
        for feature in layer["shapes"]["features"]
    ]
    ids = [*(upload.id for upload in uploads), *payload["events"]["id"], *shapes]
    assert len(set(ids)) == len(ids)
    assert set(ids).isdisjoint(mali.ids | set(layer_ids()))
    assert all(map(UPLOAD_ID.fullmatch, ids))


def test_rows_are_sorted_by_start_and_id_with_undated_ones_last(mali: Situation, tmp_path: Path) -> None:
    text = "id,title,date,lat,lon\nc,C,,12,-8\nb,B,2025-09-14,12,-8\na,A,2025-09-14,12,-8\nd,D,2025-09-01,,\n"
    events = rows_of(mali, written(tmp_path, "own.csv", text))
    assert events["title"] == ["D", "A", "B", "C"]
    assert events["start"] == [20332, 20345, 20345, None]
    assert events["lat"] == [None, 12.0, 12.0, 12.0]


def test_a_category_is_recognized_in_any_language_and_others_stay(mali: Situation, tmp_path: Path) -> None:
    text = (
        "title,date,category,lat,lon\n"
        "A,2025-09-01,ATTAQUE,12,-8\n"
        "B,2025-09-02,convoy,12,-8\n"
        "C,2025-09-03,Battles,12,-8\n"
        "D,2025-09-04,,12,-8\n"
    )
    events = rows_of(mali, written(tmp_path, "own.csv", text))
    codes = [events["category"]["codes"][at] for at in events["category"]["at"]]
    assert codes == ["attack", "convoy", "other", "other"]
    assert events["own_category"] == ["", "", "Battles", ""]


def test_columns_without_a_role_stay_with_their_row(mali: Situation, acled: ImportedLayer) -> None:
    payload = added(mali, acled)
    first = payload["events"]["title"].index("Armed clash – Kadiana")
    original = payload["events"]["original"][first]
    assert (original["event_id_cnty"], original["actor1"], original["fatalities"]) == (
        "MLI00001",
        "Invented group",
        "0",
    )
    assert "latitude" not in original
    assert [payload["sources"]["publisher"][k] for k in payload["events"]["sources"][first]] == ["Paper A", "Paper B"]


def test_a_source_that_is_an_address_becomes_a_link_and_no_other_does(mali: Situation, tmp_path: Path) -> None:
    text = (
        "title,date,lat,lon,source\nA,2025-09-01,12,-8,https://example.org/a\nB,2025-09-02,12,-8,javascript:alert(1)\n"
    )
    payload = added(mali, read_layer(written(tmp_path, "own.csv", text)))
    assert payload["sources"]["url"] == ["https://example.org/a", ""]
    assert payload["sources"]["publisher"] == ["example.org", "javascript:alert(1)"]


def test_several_points_of_one_row_become_several_rows(mali: Situation, tmp_path: Path) -> None:
    geometry = {"type": "MultiPoint", "coordinates": [[-8, 12], [-7, 11]]}
    feature = {"type": "Feature", "properties": {"name": "Wells", "date": "2025-09-01"}, "geometry": geometry}
    payload = added(mali, read_layer(written(tmp_path, "wells.geojson", json.dumps(feature))))
    assert list(zip(payload["events"]["title"], payload["events"]["lat"], payload["events"]["lon"], strict=True)) == [
        ("Wells", 12.0, -8.0),
        ("Wells", 11.0, -7.0),
    ]
    assert payload["layers"][0]["shapes"] is None


@pytest.mark.parametrize(
    ("text", "timeless"),
    [
        ("name,lat,lon\nDepot,12,-8\n", True),
        ("name,date,lat,lon\nDepot,,12,-8\n", True),
        ("name,date,lat,lon\nDepot,2025-09-01,12,-8\nOther,,12,-8\n", False),
        ("name,date,lat,lon\nA,03/09/2025,12,-8\nB,04/10/2025,12,-8\n", False),
    ],
)
def test_a_layer_is_places_only_if_nothing_in_it_could_be_a_date(
    mali: Situation, tmp_path: Path, text: str, timeless: bool
) -> None:
    assert added(mali, read_layer(written(tmp_path, "own.csv", text)))["layers"][0]["timeless"] is timeless


def test_honest_text_reaches_the_page_unchanged(mali: Situation) -> None:
    title = rows_of(mali, GOOD / "1.honest-text.csv")["title"][0]
    assert title == "50 {% off {{ 7*7 }} ${x} <!-- </script> =1+1 \u202e"


def test_packed_additions_hold_nothing_that_a_template_would_run(mali: Situation, gpx: ImportedLayer) -> None:
    payload = added(mali, gpx)
    text = packed(payload)
    assert re.fullmatch(r"[A-Za-z0-9+/]+=*", text)
    assert json.loads(gzip.decompress(base64.b64decode(text))) == payload
    assert packed(None) == ""


def test_the_span_grows_by_the_days_of_a_layer(mali: Situation, tmp_path: Path) -> None:
    layer = read_layer(
        written(tmp_path, "own.csv", "title,date,lat,lon\nA,1989-01-01,12,-8\nB,2027-02-03,12,-8\nC,,12,-8\n")
    )
    assert widened(mali.span, [make_upload(layer, mali, [])]) == (dt.date(1989, 1, 1), dt.date(2027, 2, 4))


def test_day_and_view_move_only_if_nothing_of_a_layer_would_be_seen(mali: Situation, tmp_path: Path) -> None:
    text = "title,date,lat,lon\nA,2025-09-14,{0}\nB,2025-09-20,{0}\n"
    near = make_upload(read_layer(written(tmp_path, "near.csv", text.format("12,-8"))), mali, [])
    far = make_upload(read_layer(written(tmp_path, "far.csv", text.format("-33,151"))), mali, [])
    state = replace(default_state(mali), day=dt.date(2025, 9, 14))
    assert in_sight(mali, state, near) == {"layers": (*layer_ids(), "near")}
    assert in_sight(mali, replace(state, day=dt.date(2025, 11, 1)), near)["day"] == dt.date(2025, 9, 20)
    latitude, longitude = in_sight(mali, state, far)["center"]
    assert (round(latitude), round(longitude)) == (-33, 151)


def test_an_empty_file_of_features_adds_an_empty_layer(mali: Situation, acled: ImportedLayer) -> None:
    nothing = replace(acled, frame=acled.frame.iloc[:0])
    assert added(mali, nothing)["events"]["n"] == 0


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "..\\..\\a.csv", "a\x00b.csv", "é" * 300 + ".csv", "...csv", "a/.csv", " .csv"]
)
def test_a_strangers_file_name_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    safe = safe_name(name)
    (tmp_path / safe).write_bytes(b"")
    assert [path.parent for path in tmp_path.iterdir()] == [tmp_path]
    assert safe.isprintable()


def test_what_is_read_from_a_browser_leaves_nothing_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert len(read_layer(file_bytes("own.csv", (GOOD / "2.ucdp.csv").read_bytes())).frame) == 2
    with pytest.raises(DataError):
        read_layer(file_bytes("own.pdf", b"%PDF"))
    assert list(tmp_path.iterdir()) == []


def test_the_parts_of_a_shapefile_that_came_along_are_read_with_it() -> None:
    assert sort_out(["a.csv", "r.shp", "r.dbf", "r.prj", "other.dbf"]) == {0: [], 1: [2, 3], 4: []}


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


def test_rows_that_must_not_be_passed_on_are_left_out_with_a_note(tmp_path: Path, run: Run) -> None:
    done = run("export", tmp_path / "own.html", "--add", GOOD / "2.acled.csv")
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "2.acled.csv is left out" in line
    assert "--share-restricted" in line
    assert "Armed clash" not in (tmp_path / "own.html").read_text(encoding="utf-8")
    done = run("export", tmp_path / "own.html", "--add", GOOD / "2.acled.csv", "--share-restricted")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Armed clash" in (tmp_path / "own.html").read_text(encoding="utf-8")


def test_a_layer_that_is_not_exported_is_taken_from_the_link(mali: Situation) -> None:
    view = replace(default_state(mali), layers=("routes", "events", "acled"))
    text = export_html(mali, view)
    (payload,) = re.findall(r'id="situation-payload">(.*?)</script>', text, re.DOTALL)
    assert json.loads(payload)["view"]["share"] == "l=routes,events"


def test_the_command_line_asks_for_the_order_of_dates_and_takes_the_answer(tmp_path: Path, run: Run) -> None:
    both = BAD / "date-order.both-possible.csv"
    done = run("export", tmp_path / "own.html", "--add", both)
    assert done.returncode == 1
    assert "--dates dmy or --dates mdy" in done.stderr
    assert run("export", tmp_path / "own.html", "--add", both, "--dates", "dmy").returncode == 0
    assert run("validate", both).returncode == 1
    assert run("validate", both, "--dates", "mdy").returncode == 0


def test_a_file_that_cannot_be_read_writes_no_export(tmp_path: Path, run: Run) -> None:
    done = run("export", tmp_path / "own.html", "--add", BAD / "content.binary.csv")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "own.html").exists()


def test_validate_counts_every_row_of_every_layer(run: Run, mali: Situation) -> None:
    paths = [GOOD / "4.folders-and-times.kml", BAD / "coordinates.words.csv", mali.path]
    done = run("validate", *paths, "--json")
    assert done.returncode == 1
    files = json.loads(done.stdout)["files"]
    assert [file["path"] for file in files[:5]] == [str(paths[0])] * 4 + [str(paths[1])]
    assert all(file["kept"] + file["rejected"] == file["read"] for file in files)
    assert all(set(file) >= {"path", "format", "schema", "read", "kept", "rejected", "problems"} for file in files)
    assert sum(len(file["problems"]) for file in files) == len(done.stderr.splitlines())


def test_validate_reports_places_that_are_swapped_or_outside_the_box(run: Run, tmp_path: Path, mali: Situation) -> None:
    path = written(tmp_path, "a.csv", "titre,date,lat,lon\nA,2025-09-14,-8,12.65\nB,2025-09-14,48,2\n")
    assert run("validate", path).stderr == ""
    told = run("validate", path, "--situation", mali.path).stderr.splitlines()
    assert [line.split(": ")[2].split(".")[0] for line in told] == [
        "latitude and longitude look swapped",
        "the place lies outside the situation's box",
    ]


def test_a_problem_names_its_layer_of_the_file(run: Run) -> None:
    told = run("validate", GOOD / "3.waypoint-route-track.gpx").stderr
    assert told.startswith("warning: 3.waypoint-route-track.gpx, routes, row 1: the row has no date.")


def test_validate_names_format_and_layout_and_warns_where_none_fits(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "was,wo\nA,hier\nB,dort\n")
    done = run("validate", GOOD / "2.acled.csv", path)
    assert done.stdout.splitlines() == [
        f"{GOOD / '2.acled.csv'}: 2 of 2 rows kept (CSV, acled)",
        f"{path}: 2 of 2 rows kept (CSV)",
    ]
    assert [line.split(" Fix")[0] for line in done.stderr.splitlines()] == [
        "warning: a.csv, row 2: the row has no date (2 rows).",
        "warning: a.csv, row 2: the row has no place (2 rows).",
    ]


@pytest.mark.parametrize("name", ["none.csv", "none"])
def test_a_file_that_is_not_there_is_one_line(run: Run, tmp_path: Path, name: str) -> None:
    done = run("validate", tmp_path / name)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
