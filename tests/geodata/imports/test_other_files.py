"""What a file is when it is not what it says, how its text is written, and what other programs write."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from importing import problems_here, read_here, rows_of, written

TABLE = "title,date,lat,lon\n{},2024-08-21,12.5,-7.5\n{},2024-08-22,12.5,-7.5\n"

CONTENTS = [
    ("a.geojson", "<!DOCTYPE html><html><body>Log in</body></html>", "a web page"),
    ("a.csv", "\n\n<!doctype HTML>\n<title>x</title>", "a web page"),
    ("a.kml", "<?xml version='1.0'?><!-- x --><html xmlns='x'><body/></html>", "a web page"),
    ("a.json", 'var data = {"type":"FeatureCollection"}', "a script"),
    ("a.geojson", "export default {}", "text"),
    ("a.geojson", "const x = [1]", "a script"),
    ("a.json", 'callback({"type":"Feature"});', "a script (JSONP)"),
    ("a.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 3\n", "a pointer of Git LFS"),
    ("a.gpkg", "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 3\n", "a pointer of Git LFS"),
    ("a.csv", b"%PDF-1.7", "a PDF document"),
    ("a.csv", b"\x1f\x8b\x08\x00", "a gzip archive"),
]


@pytest.mark.parametrize(("name", "content", "kind"), CONTENTS)
def test_a_file_that_is_something_else_is_called_what_it_is(
    tmp_path: Path, name: str, content: str | bytes, kind: str
) -> None:
    (problem,) = problems_here(written(tmp_path, name, content))
    assert problem.code == "content"
    assert problem.message.endswith(f"found {kind}.")
    assert problem.fix


PROGRAMS = [
    ({"type": "Topology", "objects": {}}, "TopoJSON"),
    ({"geometryType": "esriGeometryPoint", "features": []}, "Esri JSON"),
    ([{"id": "document", "version": "1.0"}, {"id": "a", "position": {}}], "CZML of CesiumJS"),
    ({"version": 8, "sources": {}, "layers": []}, "a style of Mapbox or MapLibre"),
]


@pytest.mark.parametrize(("value", "program"), PROGRAMS)
def test_json_of_a_program_that_is_not_read_says_what_to_do(tmp_path: Path, value: object, program: str) -> None:
    (problem,) = problems_here(written(tmp_path, "a.json", json.dumps(value)))
    assert problem.message == f"{program} is not read."
    assert problem.fix


ODD = [
    {"type": "umap", "layers": [{"features": "none"}, 3]},
    {"type": "umap"},
    {"events": [{"start_date": 5, "text": [], "location": "x"}]},
    {"datasets": [{"data": 3}, {"data": {"fields": 1, "allData": [1, [2]]}}]},
    {"osm3s": 1, "elements": [{"type": "node", "id": 1, "tags": [1]}, {"type": "way"}, 7]},
    {"result": {"records": [1, {"a": 1}]}},
]


@pytest.mark.parametrize("value", ODD, ids=lambda value: json.dumps(value)[:30])
def test_odd_json_of_a_program_is_read_or_refused_in_words(tmp_path: Path, value: object) -> None:
    path = written(tmp_path, "a.json", json.dumps(value))
    assert all(found.code != "unreadable" for found in problems_here(path))


FRENCH, ARABIC, RUSSIAN = "Marché à l’été", "حادث في السوق", "Происшествие на рынке"
ENCODED = [
    ("cp1252", FRENCH),
    ("mac_roman", FRENCH),
    ("cp850", "Marché de Ségou"),
    ("cp1256", ARABIC),
    ("cp1251", RUSSIAN),
    ("utf-16-le", FRENCH),
    ("utf-8-sig", ARABIC),
]


@pytest.mark.parametrize(("encoding", "text"), ENCODED)
def test_a_stated_encoding_is_taken(tmp_path: Path, encoding: str, text: str) -> None:
    path = written(tmp_path, "a.csv", TABLE.format(text, text).encode(encoding))
    assert [row["title"] for row in rows_of(path, encoding=encoding)] == [text, text]


@pytest.mark.parametrize(("encoding", "text"), ENCODED[:5])
def test_where_it_is_not_sure_how_text_is_written_the_right_way_is_offered(
    tmp_path: Path, encoding: str, text: str
) -> None:
    path = written(tmp_path, "a.csv", TABLE.format(text, text).encode(encoding))
    (layer,) = read_here(path)
    (question,) = [question for question in layer.questions if question.kind == "encoding"]
    shown = dict(zip(question.choices, question.examples, strict=True))
    assert any(text in example for example in shown.values())
    assert "encoding" in [found.code for found in layer.report.problems]


@pytest.mark.parametrize("text", [FRENCH, ARABIC, RUSSIAN, "plain"])
def test_utf_8_is_never_asked_about(tmp_path: Path, text: str) -> None:
    (layer,) = read_here(written(tmp_path, "a.csv", TABLE.format(text, text)))
    assert [question for question in layer.questions if question.kind == "encoding"] == []
    assert layer.report.problems == []


def test_an_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", TABLE.format("\x81", "é").encode("latin-1"))
    (problem,) = problems_here(path, encoding="cp1252")
    assert (problem.code, problem.message) == ("encoding", "the bytes of the file are not text in cp1252.")


@pytest.mark.parametrize("name", ["a.geojson", "a.kml"])
def test_an_encoding_can_be_stated_for_other_texts_too(tmp_path: Path, name: str) -> None:
    point = {"type": "Feature", "properties": {"name": "Été"}, "geometry": {"type": "Point", "coordinates": [-7, 12]}}
    kml = "<kml><Placemark><name>Été</name><Point><coordinates>-7,12</coordinates></Point></Placemark></kml>"
    text = kml if name.endswith("kml") else json.dumps(point, ensure_ascii=False)
    assert rows_of(written(tmp_path, name, text.encode("mac_roman")), encoding="mac_roman")[0]["title"] == "Été"


POINTS = [shapely.Point(-7.5, 12.5), None, shapely.Point(-8, 13)]
SHAPES = {
    "point": POINTS,
    "linestring": [shapely.LineString([(-7, 12), (-8, 13)]), None],
    "polygon": [shapely.box(-8, 12, -7, 13), None],
    "multipoint": [shapely.MultiPoint([(-7, 12), (-8, 13)])],
    "multipolygon": [shapely.MultiPolygon([shapely.box(-8, 12, -7, 13), shapely.box(-6, 12, -5, 13)])],
}


@pytest.mark.parametrize("kind", SHAPES)
def test_geoparquet_in_its_native_encoding_is_read(tmp_path: Path, kind: str) -> None:
    frame = gpd.GeoDataFrame({"title": [str(at) for at in range(len(SHAPES[kind]))]}, geometry=SHAPES[kind], crs=4326)
    frame.to_parquet(tmp_path / "a.parquet", geometry_encoding="geoarrow")
    rows = rows_of(tmp_path / "a.parquet")
    for row, shape in zip(rows, SHAPES[kind], strict=True):
        assert (row["geometry"] is None) == (shape is None)
        assert shape is None or shapely.equals(row["geometry"], shape)


@pytest.mark.parametrize("name", ["geometry", "geom", "the_geom", "Shape"])
def test_wkb_without_metadata_is_read_with_a_word_on_its_system(tmp_path: Path, name: str) -> None:
    blobs = [shapely.to_wkb(POINTS[0]), None, b"nonsense"]
    pq.write_table(pa.table({"title": ["A", "B", "C"], name: pa.array(blobs, pa.binary())}), tmp_path / "a.parquet")
    (layer,) = read_here(tmp_path / "a.parquet")
    assert [row.geometry is not None for row in layer.frame.itertuples()] == [True, False]
    assert {"crs-assumed", "geometry"} <= {found.code for found in layer.report.problems}


def test_long_integers_beside_missing_ones_are_kept_in_parquet(tmp_path: Path) -> None:
    ids = pd.array([1961234567890123457, None, 1961234567890123458], dtype="Int64")
    pd.DataFrame({"id": ids, "lat": 12.5, "lon": -7.5}).to_parquet(tmp_path / "a.parquet")
    assert [row["id"] for row in rows_of(tmp_path / "a.parquet")] == [
        "1961234567890123457",
        "row-2",
        "1961234567890123458",
    ]


HTML = [
    ("<b>Bold</b><br>line two &amp; more", "Bold\nline two & more"),
    ('See <a href="https://example.org/x">here</a>.', "See here (https://example.org/x)."),
    ('<a href="https://example.org/x">https://example.org/x</a>', "https://example.org/x"),
    ("<p>One</p><p>Two</p>", "One\nTwo"),
    ("<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>", "a 1\nb 2"),
    ("<script>alert(1)</script>Text<style>x</style><!-- y -->", "Text"),
    ("5 < 7 and 9 > 8", "5 < 7 and 9 > 8"),
    ("&lt;b&gt;not a tag&lt;/b&gt;", "<b>not a tag</b>"),
    ('<img src="https://example.org/i.jpg"/>Seen', "Seen"),
]


@pytest.mark.parametrize(("description", "text"), HTML)
def test_a_description_in_kml_is_shown_without_its_tags(tmp_path: Path, description: str, text: str) -> None:
    point = "<Point><coordinates>-7,12</coordinates></Point>"
    body = f"<Placemark><name>A</name><description><![CDATA[{description}]]></description>{point}</Placemark>"
    path = written(tmp_path, "a.kml", f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>')
    assert rows_of(path)[0]["summary"] == text


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson"])
def test_long_integers_beside_missing_ones_are_kept_as_they_are(tmp_path: Path, name: str) -> None:
    ids = pd.array([1961234567890123457, None, 1961234567890123458], dtype="Int64")
    frame = gpd.GeoDataFrame({"id": ids, "name": list("ABC")}, geometry=[POINTS[0]] * 3, crs=4326)
    frame.to_file(tmp_path / name)
    assert [row["id"] for row in rows_of(tmp_path / name)] == ["1961234567890123457", "row-2", "1961234567890123458"]
