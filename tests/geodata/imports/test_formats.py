"""Formats that are not text: every layer of a file, any reference system, brought to WGS 84."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely

import importing_binary as binary
from geodata.imports import SUPPORTED
from geodata.imports.formats.delimited import read_delimited
from geodata.imports.formats.registry import BY_EXTENSION, INSTEAD, Format
from geodata.imports.values.text import words
from geodata.problems import errors
from importing import problems_here, read_here, reports_here, rows_of, written

KEPT = {"a.gpkg": [2, 2], "a.parquet": [2], "a.zip": [2], "a.kmz": [1], "a.xlsx": [3, 0]}


@pytest.mark.parametrize("name", binary.WRITERS)
def test_every_layer_of_a_file_is_read(name: str, tmp_path: Path) -> None:
    reports = reports_here(binary.WRITERS[name](tmp_path / name), box=binary.BOX)
    assert [report.kept for report in reports] == KEPT[name]
    assert all(report.kept + report.rejected == report.read for report in reports)


@pytest.mark.parametrize("name", ["a.gpkg", "a.parquet", "a.zip"])
def test_metres_become_the_degrees_they_came_from(name: str, tmp_path: Path) -> None:
    layer = read_here(binary.WRITERS[name](tmp_path / name))[-1]
    expected = binary.two_roads()
    assert shapely.equals_exact(layer.frame["geometry"].to_numpy(), expected.geometry.to_numpy(), 1e-6).all()
    assert layer.frame["title"].tolist() == expected["nom"].tolist()
    assert layer.frame["start"].isna().tolist() == [False, True]


def test_a_shapefile_is_read_with_the_files_beside_it(tmp_path: Path) -> None:
    path = binary.shapefile(tmp_path / "parts")
    assert [row["title"] for row in rows_of(path)] == ["Sikasso – Bougouni", "Ségou"]


@pytest.mark.parametrize(("encoding", "warned"), [("utf-8", []), ("cp1252", ["encoding"])])
def test_a_shapefile_without_a_stated_encoding_is_tried_as_utf_8_first(
    tmp_path: Path, encoding: str, warned: list[str]
) -> None:
    path = tmp_path / "a.shp"
    frame = gpd.GeoDataFrame(
        {"nom": ["Œuvre à Ségou"], "date": ["2025-09-14"]}, geometry=[shapely.Point(-8, 12)], crs=4326
    )
    frame.to_file(path, encoding=encoding)
    path.with_suffix(".cpg").unlink()
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes()[:29] + b"\0" + table.read_bytes()[30:])
    assert [row["title"] for row in rows_of(path)] == ["Œuvre à Ségou"]
    assert [problem.code for problem in problems_here(path)] == warned


def test_a_shapefile_without_reference_system_is_not_placed_by_guess(tmp_path: Path) -> None:
    path = binary.shapefile(tmp_path / "parts")
    path.with_suffix(".prj").unlink()
    assert [problem.code for problem in problems_here(path)] == ["crs-missing", "crs-missing"]


def test_a_lone_shp_is_read_as_shapes_without_columns(tmp_path: Path) -> None:
    path = binary.shapefile(tmp_path / "parts")
    for part in (".dbf", ".shx"):
        path.with_suffix(part).unlink()
    (report,) = reports_here(path)
    assert (report.kept, [problem.code for problem in report.problems]) == (2, ["shapefile-part", "undated"])


def test_a_french_workbook_with_titles_serials_and_notes_is_read(tmp_path: Path) -> None:
    rows = rows_of(binary.workbook(tmp_path / "a.xlsx"))
    assert [str(row["start"].date()) for row in rows] == ["2025-09-14", "2025-09-03", "2025-09-01"]
    assert [row["ongoing"] for row in rows] == [False, True, False]
    assert rows[1]["geometry"].coords[0] == pytest.approx((-(8 + 30 / 3600), 12.6))


def test_dates_half_converted_by_a_sheet_in_the_wrong_order_are_reported(tmp_path: Path) -> None:
    cells = [dt.datetime(2025, 3, 9), "14/09/2025", dt.datetime(2025, 7, 10), "24/10/2025"]
    rows = [["Titre", "Date", "Lat", "Long"], *(["A", cell, 12.5, -8] for cell in cells)]
    (problem,) = problems_here(binary.workbook_of(tmp_path / "a.xlsx", Incidents=rows))
    assert (problem.code, problem.row, problem.value, problem.severity) == (
        "date-half-converted",
        2,
        "2025-03-09",
        "warning",
    )


def test_a_sheet_of_notes_is_left_out_with_a_warning(tmp_path: Path) -> None:
    report = reports_here(binary.workbook(tmp_path / "a.xlsx"))[1]
    assert (report.layer, report.read, report.rejected) == ("Lisez-moi", 1, 1)
    assert [(problem.code, problem.severity) for problem in report.problems] == [("no-columns", "warning")]


def test_hidden_sheets_and_formulas_without_result_are_reported(tmp_path: Path) -> None:
    rows = [["Titre", "Date", "Lat", "Long"], ["A", "2025-09-14", "=12+0.5", "=-8"], ["B", "2025-09-15", 12, -8]]
    path = binary.workbook_of(tmp_path / "a.xlsx", Incidents=rows, Secret=rows[::2])
    book = openpyxl.load_workbook(path)
    book["Secret"].sheet_state = "hidden"
    book.save(path)
    shown, hidden = reports_here(path)
    assert {problem.code for problem in shown.problems} == {"unplaced", "formula"}
    assert [(problem.code, problem.value) for problem in hidden.problems] == [("hidden-sheet", "Secret")]


def test_styles_of_qgis_in_a_geopackage_are_left_out_and_reported(tmp_path: Path) -> None:
    path = binary.geopackage_with(
        tmp_path / "a.gpkg",
        "create table layer_styles "
        "(id integer primary key, f_table_name text, styleName text, styleQML text, description text)",
        "insert into layer_styles values (1, 'roads', 'a', '<qgis/>', '')",
        "insert into gpkg_contents (table_name, data_type, identifier) "
        "values ('layer_styles', 'attributes', 'layer_styles')",
    )
    report = reports_here(path)[-1]
    assert (report.layer, report.kept, report.rejected) == ("layer_styles", 0, 1)
    assert [problem.code for problem in report.problems] == ["style-table"]


def test_a_parquet_table_without_geometry_is_read_by_its_columns(tmp_path: Path) -> None:
    table = pd.DataFrame({"name": ["A"], "date": [pd.Timestamp("2025-09-14")], "lat": [12.5], "lon": [-8.0]})
    table.to_parquet(tmp_path / "a.parquet")
    (row,) = rows_of(tmp_path / "a.parquet")
    assert (str(row["start"].date()), row["geometry"].coords[0]) == ("2025-09-14", (-8.0, 12.5))


def test_one_impossible_geometry_does_not_take_others_with_it(tmp_path: Path) -> None:
    frame = binary.two_roads()
    frame.geometry = [shapely.Point(float("nan"), 5), shapely.Point(-8, 12)]
    frame.to_file(tmp_path / "a.gpkg")
    (report,) = reports_here(tmp_path / "a.gpkg")
    assert (report.kept, report.rejected, report.placed) == (2, 0, 1)
    assert [(problem.code, problem.row) for problem in errors(report.problems)] == [("coordinates-range", 1)]


def test_geometry_in_older_systems_of_the_region_is_read(tmp_path: Path) -> None:
    adindan = gpd.GeoDataFrame({"name": ["A"]}, geometry=[shapely.Point(-8, 12)], crs=4326).to_crs(4201)
    adindan.to_file(tmp_path / "a.gpkg")
    (row,) = rows_of(tmp_path / "a.gpkg")
    assert row["geometry"].coords[0] == pytest.approx((-8, 12), abs=1e-4)


def test_all_files_of_an_archive_are_read_and_a_broken_one_is_named(tmp_path: Path) -> None:
    table = "titre,date,lat,lon\nA,2025-09-14,12,-8\n"
    path = binary.archive(tmp_path / "a.zip", {"x/a.csv": table, "b.geojson": "{", "notes.pdf": "%PDF"})
    reports = {report.layer: report for report in reports_here(path)}
    assert reports["x/a.csv"].kept == 1
    assert [problem.code for problem in reports["b.geojson"].problems] == ["json"]


def test_an_unread_file_of_an_archive_is_named_unless_it_is_a_note(tmp_path: Path) -> None:
    table = "titre,date,lat,lon\nA,2025-09-14,12,-8\n"
    others = words("more.ods x.gdb/a1.gdbtable x.gdb/a2.gdbtable more.txt README.txt LISEZ-MOI.txt map.pdf")
    path = binary.archive(tmp_path / "a.zip", {"a.csv": table, **dict.fromkeys(others, "x")})
    unread = [
        report.layer for report in reports_here(path) for problem in report.problems if problem.code == "archive-unread"
    ]
    assert unread == ["more.ods", "more.txt", "x.gdb"]


@pytest.mark.parametrize(("in_zip", "codes"), [(True, []), (False, ["archive-empty"])])
def test_a_format_is_read_in_archives_if_the_table_allows_it(
    in_zip: bool, codes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BY_EXTENSION, ".log", Format("a log", "text", read_delimited, inside_zip=in_zip))
    path = binary.archive(tmp_path / "a.zip", {"a.log": "titre,date,lat,lon\nA,2025-09-14,12,-8\n"})
    assert [problem.code for problem in problems_here(path)] == codes


def test_an_archive_whose_names_have_backslashes_is_read(tmp_path: Path) -> None:
    parts = {f"export\\{part.name}": part for part in binary.shapefile(tmp_path / "parts").parent.iterdir()}
    assert [row["title"] for row in rows_of(binary.archive(tmp_path / "a.zip", parts))] == [
        "Sikasso – Bougouni",
        "Ségou",
    ]


@pytest.mark.parametrize("extension", [*INSTEAD, ".exe", ""])
def test_anything_else_is_named_and_refused(extension: str, tmp_path: Path) -> None:
    (problem,) = problems_here(written(tmp_path, f"a{extension}", "x"))
    assert problem.code == "format"
    assert problem.fix


@pytest.mark.parametrize("extension", SUPPORTED)
def test_content_that_contradicts_the_name_is_refused(extension: str, tmp_path: Path) -> None:
    is_text = BY_EXTENSION[extension].content == "text"
    wrong = b"SQLite format 3\0" + b"\0" * 100 if is_text else "name,lat\n"
    assert [problem.code for problem in errors(problems_here(written(tmp_path, f"a{extension}", wrong)))] == ["content"]


@pytest.mark.parametrize("extension", SUPPORTED)
def test_an_empty_file_is_reported_as_empty(extension: str, tmp_path: Path) -> None:
    assert [problem.code for problem in problems_here(written(tmp_path, f"a{extension}", ""))] == ["empty"]
