"""Layers of a reader's own as additions to the payload."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geodata import Situation
from geodata.imports import ImportedLayer, read_layer
from importing import FIXTURES, written
from layers.payload.layer_registry import layer_ids
from layers.share.state import default_state
from layers.uploads.layer import Upload, added_payload, make_upload, packed, widened
from layers.uploads.zoom_to import zoomed_to

GOOD = FIXTURES / "good"
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
    assert zoomed_to(mali, state, near) == {"layers": (*layer_ids(), "near")}
    assert zoomed_to(mali, replace(state, day=dt.date(2025, 11, 1)), near)["day"] == dt.date(2025, 9, 20)
    assert zoomed_to(mali, state, far)["box"] == pytest.approx((150.7, -33.3, 151.3, -32.7))
    assert zoomed_to(mali, replace(state, box=(150, -34, 152, -32)), far)["layers"] == (*layer_ids(), "far")
    assert "box" not in zoomed_to(mali, replace(state, box=(150, -34, 152, -32)), far)
    assert "box" not in zoomed_to(mali, replace(state, box=None, center=(-33, 150), zoom=7), far)


def test_an_empty_file_of_features_adds_an_empty_layer(mali: Situation, acled: ImportedLayer) -> None:
    nothing = replace(acled, frame=acled.frame.iloc[:0])
    assert added(mali, nothing)["events"]["n"] == 0


def test_the_extent_is_of_all_that_has_a_place(tmp_path: Path, mali: Situation) -> None:
    texts = {"a.csv": "name,lat,lon\nA,12,-8\nB,,\n", "b.csv": "name,lat,lon\nC,48.1,106.9\n", "c.csv": "name\nD\n"}
    uploads = [make_upload(read_layer(written(tmp_path, name, text)), mali, []) for name, text in texts.items()]
    assert (added_payload(uploads, mali) or {})["extent"] == [-8, 12, 106.9, 48.1]
    assert (added_payload(uploads[2:], mali) or {})["extent"] is None
