"""Each limit has a message and a setting; what breaks them breaks only the process that reads."""

from __future__ import annotations

import itertools
import os
import sys
import time
from dataclasses import fields
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import importing_binary as binary
from geodata.imports import FileReport, Limits, read_layer, reports_of
from geodata.imports.sandbox import ipc
from geodata.imports.sandbox.ipc import with_fewer_problems
from geodata.imports.sandbox.parent import reader_slot
from geodata.limits import variable
from geodata.problems import DataError, Problem
from importing import problems_here, read_here, written

TABLE = "name,date,lat,lon\n" + "A,2025-09-14,12,-8\n" * 5
LINE = '{"type":"LineString","coordinates":[[-8,12],[-7,12],[-6,12],[-5,12]]}'
TWO = '{"type":"FeatureCollection","features":[%s,%s]}'
FEATURE = '{"type":"Feature","properties":{"a":1,"b":2},"geometry":null}'


def refusal(path: Path, **limits: int) -> Problem:
    """Return the one problem for which a file is refused."""
    (problem,) = problems_here(path, limits=Limits(**limits))
    return problem


def small_file(limit: str, folder: Path) -> Path:
    """Return a file that goes beyond a limit of 1 and no other."""
    makers = {
        "file_bytes": lambda: written(folder, "a.csv", TABLE),
        "rows": lambda: written(folder, "a.csv", TABLE),
        "features": lambda: written(folder, "a.geojson", TWO % (FEATURE, FEATURE)),
        "layers": lambda: binary.geopackage(folder / "a.gpkg"),
        "vertices": lambda: written(folder, "a.geojson", LINE),
        "nesting": lambda: written(folder, "a.geojson", LINE),
        "columns": lambda: written(folder, "a.csv", TABLE),
        "cells": lambda: written(folder, "a.csv", TABLE),
        "text_characters": lambda: written(folder, "a.csv", "name,date,lat,lon\nAB,2025-09-14,1,2\n"),
        "members": lambda: binary.zipped_shapefile(folder / "a.zip"),
        "unpacked_bytes": lambda: binary.kmz(folder / "a.kmz"),
        "unpacked_ratio": lambda: binary.archive(folder / "a.zip", {"a.csv": b"\0" * 2_000_000}),
    }
    return makers[limit]()


IN_PROCESS = [
    field.name
    for field in fields(Limits)
    if field.name not in ("seconds", "memory_bytes", "result_bytes", "session_bytes", "readers")
]


@pytest.mark.parametrize("limit", IN_PROCESS)
def test_each_limit_has_a_message_that_names_its_setting(limit: str, tmp_path: Path) -> None:
    problem = problems_here(small_file(limit, tmp_path), limits=Limits(**{limit: 1}))[0]
    assert problem.code == f"limit-{limit.replace('_', '-')}"
    assert variable(limit) in problem.fix


@pytest.mark.parametrize("limit", [field.name for field in fields(Limits)])
def test_each_limit_is_set_by_its_variable(limit: str) -> None:
    name = "SITUATION_MAP_MAX_" + limit.upper()
    assert getattr(Limits.from_environment({name: "7"}), limit) == 7
    for nonsense in ("0", "-1", "many", "1e3", "٣", "9" * 16, "9" * 5_000):
        with pytest.raises(DataError, match=name):
            Limits.from_environment({name: nonsense})


def test_a_small_file_of_thirty_million_rows_is_refused_by_its_footer(tmp_path: Path) -> None:
    table = pa.table({"a": np.zeros(30_000_000, dtype="i1")})
    pq.write_table(table, tmp_path / "a.parquet", compression="zstd")
    assert (tmp_path / "a.parquet").stat().st_size < 1_000_000
    assert refusal(tmp_path / "a.parquet").code == "limit-rows"


@pytest.mark.parametrize(("name", "code"), [("a.geojson", "limit-nesting"), ("a.geojsonl", "json")])
def test_json_nested_a_hundred_thousand_deep_is_a_message(name: str, code: str, tmp_path: Path) -> None:
    deep = '{"type":"Feature","geometry":null,"properties":{"a":' + "[" * 100_000 + "]" * 100_000 + "}}"
    assert refusal(written(tmp_path, name, deep)).code == code


def test_geometry_collections_nested_deeply_are_a_message(tmp_path: Path) -> None:
    depth = 20_000
    text = "GEOMETRYCOLLECTION (" * depth + "POINT (1 1)" + ")" * depth
    path = written(tmp_path, "a.csv", f'name,wkt\nA,"{text}"\n')
    assert "geometry" in {problem.code for problem in problems_here(path, limits=Limits(text_characters=10**7))}


def test_a_million_vertices_are_a_message(tmp_path: Path) -> None:
    line = '{"type":"LineString","coordinates":[' + "[-8,12]," * 1_000_000 + "[-8,12]]}"
    assert refusal(written(tmp_path, "a.geojson", line)).code == "limit-vertices"


@pytest.mark.parametrize("name", ["a.zip", "a.kmz", "a.xlsx"])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(name: str, tmp_path: Path) -> None:
    inner = {"a.zip": "a.csv", "a.kmz": "a.kml", "a.xlsx": "xl/workbook.xml"}[name]
    path = binary.archive(tmp_path / name, {inner: b" " * 100_000_000})
    assert path.stat().st_size < 200_000
    assert refusal(path).code == "limit-unpacked-ratio"


@pytest.mark.alone
def test_reading_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", TABLE + "A,2025-09-14,12,-8\n" * 90_000)
    began = time.monotonic()
    (report,) = reports_of(path, limits=Limits(seconds=1))
    assert [problem.code for problem in report.problems] == ["limit-seconds"]
    assert time.monotonic() - began < 10


def test_reading_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", TABLE + "A,2025-09-14,12,-8\n" * 90_000)
    (report,) = reports_of(path, limits=Limits(memory_bytes=100_000_000))
    assert {problem.code for problem in report.problems} <= {"limit-memory-bytes", "crash"}
    assert report.problems


def test_a_crash_of_the_reading_process_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.imports.sandbox.parent.run_worker", lambda *_: -11)
    (report,) = reports_of(written(tmp_path, "a.csv", TABLE))
    assert [problem.code for problem in report.problems] == ["crash"]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    read_layer(written(tmp_path, "a.csv", TABLE))
    reports_of(written(tmp_path, "b.csv", ""))
    (own,) = temporary.iterdir()
    assert list(own.iterdir()) == []


def test_waiting_too_long_for_other_files_is_reported(tmp_path: Path) -> None:
    limits = Limits(seconds=1, readers=1)
    with reader_slot("other.csv", limits):
        (report,) = reports_of(written(tmp_path, "a.csv", TABLE), limits=limits)
    assert [problem.code for problem in report.problems] == ["busy"]


@pytest.mark.parametrize(
    ("kind", "code"), [("folder", "not-a-file"), ("missing", "not-readable"), ("pipe", "not-a-file")]
)
def test_what_is_no_file_is_a_message(kind: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    (report,) = reports_of(path)
    assert [problem.code for problem in report.problems] == [code]


def test_a_layer_comes_back_from_the_reading_process_whole(tmp_path: Path) -> None:
    text = (
        'titre;date;fin;lat;lon;x\n"é {{ 7 }}";03/09/2025;en cours;12,5;-8;1\nB;14/09/2025;;;;2\nC;x;;95;1;3;surplus\n'
    )
    layer = read_layer(written(tmp_path, "a.csv", text), name="Mine", box=binary.BOX)
    assert (layer.name, layer.format, layer.schema, layer.may_export) == ("Mine", "CSV", "", True)
    assert str(layer.frame.crs) == "EPSG:4326"
    assert [str(layer.frame[name].dtype) for name in ("start", "end")] == ["datetime64[s]", "datetime64[s]"]
    assert layer.frame["title"].tolist() == ["é {{ 7 }}", "B"]
    assert layer.frame["ongoing"].tolist() == [True, False]
    assert layer.frame["original"].iloc[0] == {
        "titre": "é {{ 7 }}",
        "date": "03/09/2025",
        "fin": "en cours",
        "lat": "12,5",
        "lon": "-8",
        "x": "1",
    }
    assert [shape is None for shape in layer.frame.geometry] == [False, True]
    assert layer.columns["start"] == "date"
    assert layer.headers == ["titre", "date", "fin", "lat", "lon", "x"]
    (report,) = layer.reports
    assert (report.read, report.kept, report.rejected) == (3, 2, 1)


def test_empty_cells_take_no_room_in_the_app(tmp_path: Path) -> None:
    header = "name,lat,lon," + ",".join(f"c{number}" for number in range(100))
    layer = read_layer(written(tmp_path, "a.csv", f"{header}\n" + f"A,12,-8{',' * 99},x\n" * 50))
    assert layer.frame["original"].iloc[0] == {"name": "A", "lat": "12", "lon": "-8", "c99": "x"}
    assert len(layer.headers) == 103
    assert layer.size < 200_000


def test_the_size_of_a_layer_is_what_it_takes_in_the_app(tmp_path: Path) -> None:
    header = "name,lat,lon," + ",".join(f"c{number}" for number in range(100))
    layer = read_layer(written(tmp_path, "a.csv", f"{header}\n" + f"A,12,-8{',x1' * 100}\n" * 500))
    rows = [(row, *row, *row.values()) for row in layer.frame["original"]]
    held = sum(map(sys.getsizeof, itertools.chain.from_iterable(rows)))
    assert held / 2 < layer.size < held * 2


def test_problems_take_room_as_well(tmp_path: Path) -> None:
    layer = read_layer(written(tmp_path, "a.csv", TABLE + "B,2025-09-14,95,-8\n" * 100))
    assert layer.size > 1_500 * len(layer.reports[0].problems) >= 1_500 * 100


def test_very_many_problems_of_a_file_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ipc, "MOST_PROBLEMS", 30)
    table = TABLE + "B,2025-09-14,95,-8\n" * 20
    layers = read_here(binary.archive(tmp_path / "a.zip", {f"{number}.csv": table for number in range(4)}))
    every = sum(len(layer.report.problems) for layer in layers)
    reports = [layer.report for layer in with_fewer_problems(layers)]
    problems = [problem for report in reports for problem in report.problems]
    assert (len(problems), problems[-1].code, problems[-1].severity) == (31, "more", "error")
    assert problems[-1].message.startswith(f"{every - 30} more")
    assert [(report.read, report.kept + report.rejected) for report in reports] == [(25, 25)] * 4


def test_a_file_name_that_is_no_text_names_its_layer_as_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.csv")
    path.write_text(TABLE)
    layer = read_layer(path)
    layer.name.encode("utf-8")
    assert layer.name.startswith("caf")


def test_the_report_has_the_members_that_machines_expect(tmp_path: Path) -> None:
    (report,) = reports_of(written(tmp_path, "a.csv", TABLE.replace("12,", "95,")))
    assert isinstance(report, FileReport)
    assert {"path", "format", "schema", "read", "kept", "rejected", "problems"} <= set(report.as_json())
    first = report.as_json()["problems"][0]
    assert set(first) == {"row", "field", "value", "code", "severity", "message", "fix", "rows"}
