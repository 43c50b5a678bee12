"""What rows mean: known layouts, precision and trust codes, ids, texts, suspicions, the person's own choice."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.imports.fields.column_names import recognised
from importing import FIXTURES, problems_here, read_here, rows_of, written
from importing_binary import archive

GOOD = FIXTURES / "good"

# The mapping of FIELD's standards: what each code of a data set says in our own words.
CODES = [
    ("2.acled.csv", "date_precision", ["day", "week"]),
    ("2.acled.csv", "location_precision", ["town", "region"]),
    ("2.acled.csv", "corroboration", ["multiple", "single"]),
    ("2.acled.csv", "id", ["MLI00001", "MLI00002"]),
    ("2.acled.csv", "title", ["Armed clash – Kadiana", "Other – Kayes"]),
    ("2.ucdp.csv", "date_precision", ["day", "month"]),
    ("2.ucdp.csv", "location_precision", ["exact", "country"]),
    ("2.ucdp.csv", "corroboration", ["multiple", ""]),
    ("2.ucdp.csv", "category", ["state-based conflict", "one-sided violence"]),
    ("2.wfp-obstacles.csv", "location_precision", ["exact", "region"]),
    ("2.wfp-obstacles.csv", "category", ["Roadblock", "Checkpoint Unofficial"]),
    ("1.hxl-more-attributes.csv", "id", ["7"]),
    ("1.hxl-more-attributes.csv", "category", [""]),
    ("2.hxl.csv", "title", ["Route coupée", "Convoi"]),
    ("2.timemap.json", "place", ["Bamako", ""]),
    ("2.timemap.json", "source", ["https://example.org", ""]),
    ("2.timemap.json", "corroboration", ["single", ""]),
    ("1.lists.geojson", "category", ["attack"]),
    ("1.lists.geojson", "source", ["https://a.example/1; https://b.example/2"]),
    ("3.json-fg.geojson", "ongoing", [False, True, False]),
]
SCHEMAS = {
    "2.acled.csv": "acled",
    "1.acled-hxl-tags.csv": "acled",
    "1.acled-few-columns.csv": "acled",
    "2.ucdp.csv": "ucdp-ged",
    "1.ucdp-hxl-tags.csv": "ucdp-ged",
    "1.acled-in-schema-data.kml": "acled",
    "1.acled-answer.json": "acled",
    "2.wfp-obstacles.csv": "wfp-obstacles",
    "2.hxl.csv": "hxl",
    "2.timemap.json": "timemap",
    "3.json-fg.geojson": "json-fg",
    "1.linked-places.geojson": "geojson-t",
    "2.folium-start-end.geojson": "start-end",
    "4.folders-and-times.kml": "kml",
    "3.waypoint-route-track.gpx": "gpx",
    "3.french-semicolons-bom-titles.csv": "",
}


@pytest.mark.parametrize(("name", "schema"), SCHEMAS.items())
def test_a_known_layout_is_recognised_by_its_columns(name: str, schema: str) -> None:
    assert {layer.report.schema for layer in read_here(GOOD / name)} == {schema}


@pytest.mark.parametrize(("name", "field", "expected"), CODES)
def test_codes_of_known_layouts_become_our_codes(name: str, field: str, expected: list[Any]) -> None:
    assert [row[field] for row in rows_of(GOOD / name)] == expected


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if schema == "acled"])
def test_acled_rows_carry_their_licence_and_are_not_for_export(name: str) -> None:
    (layer,) = read_here(GOOD / name)
    assert not layer.may_export
    assert "ACLED" in layer.licence


def test_acled_is_known_by_what_a_shapefile_leaves_of_its_names(tmp_path: Path) -> None:
    rows = pd.read_csv(GOOD / "2.acled.csv").rename(columns=lambda name: name[:10])
    table = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["longitude"], rows["latitude"]), crs=4326)
    (tmp_path / "parts").mkdir()
    table.to_file(tmp_path / "parts" / "a.shp")
    (layer,) = read_here(archive(tmp_path / "a.zip", {part.name: part for part in (tmp_path / "parts").iterdir()}))
    assert (layer.report.schema, layer.may_export) == ("acled", False)
    assert layer.frame["id"].tolist() == ["MLI00001", "MLI00002"]
    assert layer.frame["location_precision"].tolist() == ["town", "region"]


def test_original_columns_remain_beside_the_canonical_ones() -> None:
    first = rows_of(GOOD / "2.acled.csv")[0]["original"]
    assert (first["actor1"], first["fatalities"], first["event_date"]) == ("Invented group", "0", "14 September 2025")


def test_an_unknown_code_is_reported_and_draws_no_sharp_mark() -> None:
    path = FIXTURES / "odd" / "unknown-code.csv"
    assert [problem.field for problem in problems_here(path)] == [
        "date_precision",
        "location_precision",
        "corroboration",
    ]
    rows = rows_of(path)
    assert [row["location_precision"] for row in rows] == ["region", "town", "region"]
    assert [row["corroboration"] for row in rows] == ["", "multiple", ""]


def test_kml_times_have_their_precision_and_their_open_end() -> None:
    rows = {row["title"]: row for row in rows_of(GOOD / "4.folders-and-times.kml")}
    assert rows["top"]["date_precision"] == "month"
    assert (rows["in folder"]["ongoing"], str(rows["in folder"]["start"].date())) == (True, "2025-09-03")
    assert str(rows["deeper"]["end"].date()) == "2025-09-06"


def test_kml_reads_schema_data_and_folder_times_but_not_view_times() -> None:
    found = {
        row["title"]: (row["category"], str(row["start"].date()), row["ongoing"])
        for row in rows_of(GOOD / "4.google-earth.kml")
    }
    assert found == {
        "typed": ("attack", "2025-09-14", False),
        "seen from": ("", "2025-09-14", False),
        "in a dated folder": ("", "2025-09-03", True),
        "dated itself": ("", "2025-09-05", False),
    }


def test_a_track_lasts_from_its_first_to_its_last_point() -> None:
    (track,) = [row for row in rows_of(GOOD / "3.waypoint-route-track.gpx") if row["title"] == "Trace"]
    assert (str(track["start"].date()), str(track["end"].date())) == ("2025-09-14", "2025-09-17")


@pytest.mark.parametrize(
    "name",
    [
        "2.degrees-or-wkt.csv",
        "2.two-pairs-of-columns.csv",
        "2.columns-where-members-are-missing.geojson",
        "2.both-in-one-cell.csv",
    ],
)
def test_a_row_is_placed_and_dated_by_whichever_of_its_columns_is_filled(name: str) -> None:
    for row in rows_of(GOOD / name):
        assert row["geometry"].coords[0] == pytest.approx((-6.5, 10.75))
        assert str(row["start"].date()) == "2025-09-14"


def test_undated_and_unplaced_rows_are_read(tmp_path: Path) -> None:
    (row,) = rows_of(written(tmp_path, "a.csv", "titre,date,latitude,longitude\nSans rien,,,\n"))
    assert row["geometry"] is None
    assert str(row["start"]) == "NaT"


@pytest.mark.parametrize(
    ("name", "text"), [("a.csv", "titre,date,lat,lon\n"), ("a.geojson", '{"type":"FeatureCollection","features":[]}')]
)
def test_a_layer_without_rows_is_warned_about(tmp_path: Path, name: str, text: str) -> None:
    assert [problem.code for problem in problems_here(written(tmp_path, name, text))] == ["empty"]


def test_an_empty_end_is_one_day_and_only_a_word_leaves_it_open(tmp_path: Path) -> None:
    text = "titre,debut,fin,ongoing\nA,2025-09-03,,\nB,2025-09-03,en cours,\nC,2025-09-03,,oui\n"
    rows = rows_of(written(tmp_path, "a.csv", text))
    assert [row["ongoing"] for row in rows] == [False, True, True]
    assert str(rows[0]["end"].date()) == "2025-09-04"


def test_english_and_french_headers_are_recognised() -> None:
    headers = ["N°", "Intitulé", "Catégorie", "Date de l'événement", "Latitude (N)", "LONGITUDE", "Commune", "Pays"]
    fields = ["id", "title", "category", "start", "lat", "lon", "place", "country"]
    assert recognised(headers) == dict(zip(fields, headers, strict=True))


@pytest.mark.parametrize("mark", ["_submission_time", "today"])
def test_the_times_of_a_form_are_not_those_of_the_incident(mark: str) -> None:
    headers = ["start", "end", mark, "Date de l'incident", "_Lieu_latitude", "_Lieu_longitude", "_Lieu_altitude"]
    assert recognised(headers) == {"start": "Date de l'incident", "lat": "_Lieu_latitude", "lon": "_Lieu_longitude"}


def test_columns_that_are_not_recognised_are_asked_and_can_be_chosen(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.csv", "was,wann,breite,laenge,lat,lon\nA,2025-09-14,1,2,12,-8\nB,2025-09-15,3,4,12,-7\n"
    )
    (layer,) = read_here(path)
    assert {question.field for question in layer.questions} == {"title", "category", "start"}
    (chosen,) = read_here(path, columns={"title": "was", "start": "wann", "lat": "breite", "lon": "laenge"})
    assert chosen.frame["title"].tolist() == ["A", "B"]
    assert chosen.frame["geometry"].iloc[0].coords[0] == (2.0, 1.0)


def test_ids_are_unique_across_all_layers_of_a_file() -> None:
    ids = [row["id"] for row in rows_of(GOOD / "4.folders-and-times.kml")]
    assert len(set(ids)) == len(ids)


def test_places_outside_the_box_and_swapped_ones_are_suspected(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.csv", "titre,date,lat,lon\nA,2025-09-14,-8,12.65\nB,2025-09-14,48,2\nC,2025-09-14,-7,13\n"
    )
    found = {(problem.row, problem.code) for problem in problems_here(path, box=(-13.0, 9.0, 5.0, 26.0))}
    assert found == {(2, "swapped-coordinates"), (3, "outside-box"), (4, "swapped-coordinates")}


def test_the_row_of_a_problem_is_the_line_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", 'titre,date,lat,lon\n"two\nlines",2025-09-14,12,-8\nB,2025-09-14,95,-8\n')
    found = [(problem.row, problem.code) for problem in problems_here(path)]
    assert found == [(4, "coordinates-range"), (4, "unplaced")]


def test_very_many_problems_are_counted_and_not_all_listed(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "titre,date,lat,lon\n" + "A,2025-09-14,12,-8,x\n" * 500)
    (layer,) = read_here(path)
    assert (layer.report.read, layer.report.rejected, len(layer.report.problems)) == (500, 500, 101)
    assert layer.report.problems[-1].message.startswith("400 more")


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(str.strip).filter(bool)
QUICK = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@QUICK
@given(TEXTS)
def test_text_arrives_unchanged_through_csv(tmp_path: Path, text: str) -> None:
    cells = io.StringIO()
    csv.writer(cells).writerows([["title", "date", "lat", "lon", "own"], [text, "2025-09-14", "12", "-8", text]])
    (row,) = rows_of(written(tmp_path, "a.csv", cells.getvalue()))
    assert (row["title"], row["original"]["own"]) == (text, text)


@QUICK
@given(TEXTS, TEXTS)
def test_text_arrives_unchanged_through_geojson(tmp_path: Path, text: str, key: str) -> None:
    feature = {"type": "Feature", "geometry": None, "properties": {"title": text, f"own {key}": {"deep": text}}}
    (row,) = rows_of(written(tmp_path, "a.geojson", json.dumps(feature)))
    assert row["title"] == text
    assert json.loads(row["original"][f"own {key}"]) == {"deep": text}


def test_half_a_surrogate_pair_does_not_break_the_file(tmp_path: Path) -> None:
    (row,) = rows_of(
        written(tmp_path, "a.geojson", r'{"type":"Feature","geometry":null,"properties":{"title":"a\ud800b"}}')
    )
    assert row["title"] == "a\ufffdb"
