"""A refusal is cheap: a small file that stands for a great deal is found out before any of it is built."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from canaries import kml
from geodata.imports import Limits
from importing import problems_here, rows_of, written
from paths import ROOT

MILLION = 1_000_000
MOST_SECONDS, MOST_BYTES = 5, 500 * MILLION
GPX = '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="1" lon="2"%s</wpt></gpx>'
LONG_TEXT = "y" * 19_999  # just short enough for one cell
WIDE = LONG_TEXT.encode()
DELTA = {"use_dictionary": False, "column_encoding": {"a": "DELTA_BYTE_ARRAY"}}


def numbered(text: str, count: int) -> str:
    return "".join(text.replace("#", str(number)) for number in range(count))


def attributes(text: str = " a#='1'") -> str:
    return numbered(text, MILLION // 2)


def dictionary(rows: int, columns: int, text: str | bytes = LONG_TEXT) -> pa.Table:
    """A table in which every cell means the same text, which stands in it once."""
    column = pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, "int32")), pa.array([text]))
    return pa.table({f"c{number}": column for number in range(columns)})


def a_list(count: int) -> pa.Table:
    return pa.table({"a": pa.ListArray.from_arrays(pa.array([0, count], pa.int32()), pa.array(np.zeros(count, "i1")))})


def parquet(path: Path, table: pa.Table, **options: Any) -> Path:
    pq.write_table(table, path, **({"compression": "zstd"} | options))
    assert path.stat().st_size < 100_000
    return path


def wide_values(count: int) -> pa.Table:
    return pa.table({"a": pa.array([bytes(MILLION)] * count, pa.binary(MILLION))})


def alike(count: int) -> pa.Table:
    return pa.table({"a": [f"{LONG_TEXT}{number % 10}" for number in range(count)]})


def in_kml(inside: str) -> str:
    return kml(f"<Placemark><ExtendedData>{inside}</ExtendedData></Placemark>")


TEXT_BOMBS: dict[str, tuple[str, Callable[[], str], str]] = {
    "columns": ("a.csv", lambda: numbered("c#,", MILLION) + "\n" + "1," * MILLION, "limit-columns"),
    "cells below the header": ("b.csv", lambda: "name,lat,lon\nA,1,2\n" + "1," * MILLION, "limit-columns"),
    "folders": ("a.kml", lambda: kml(numbered("<Folder><name>f#</name></Folder>", 200_000)), "limit-layers"),
    "placemarks": ("b.kml", lambda: kml("<Placemark/>" * MILLION), "limit-features"),
    "attributes of KML": ("c.kml", lambda: kml(f"<Placemark {attributes()}/>"), "xml-tag"),
    "attributes of GPX": ("a.gpx", lambda: GPX % f"{attributes()}>", "xml-tag"),
    "fewer attributes": ("d.kml", lambda: kml("<Placemark " + numbered(" a#='1'", 500) + "/>"), "limit-columns"),
    "namespaces": ("e.kml", lambda: kml("<Placemark " + attributes(" xmlns:a#='u#'") + "/>"), "xml-tag"),
    "kinds of data": ("f.kml", lambda: in_kml(numbered('<Data name="k#"/>', 200_000)), "limit-columns"),
    "kinds of elements": (
        "b.gpx",
        lambda: GPX % f"><extensions>{numbered('<k#>1</k#>', 200_000)}</extensions>",
        "limit-columns",
    ),
}
PARQUET_BOMBS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a text in every row": (lambda path: parquet(path, dictionary(100_000, 1)), "limit-result-bytes"),
    "a text in every cell": (lambda path: parquet(path, dictionary(100_000, 20)), "limit-result-bytes"),
    "bytes in every row": (lambda path: parquet(path, dictionary(100_000, 1, WIDE)), "limit-unpacked-bytes"),
    "a wide value in every row": (lambda path: parquet(path, wide_values(300)), "limit-unpacked-bytes"),
    "texts that begin alike": (lambda path: parquet(path, alike(30_000), **DELTA), "limit-result-bytes"),
    "a list without end": (lambda path: parquet(path, a_list(30 * MILLION)), "limit-cells"),
}
CODES = {name: [code] for name, (*_, code) in (TEXT_BOMBS | PARQUET_BOMBS).items()}


def test_what_is_refused_takes_little_time_and_memory(tmp_path: Path) -> None:
    paths = [written(tmp_path, name, text()) for name, text, _ in TEXT_BOMBS.values()]
    paths += [make(tmp_path / f"{number}.parquet") for number, (make, _) in enumerate(PARQUET_BOMBS.values())]
    helpers = ROOT / "tests" / "helpers"
    done = subprocess.run(
        [sys.executable, str(helpers / "refusal_cost.py"), *map(str, paths)],
        env={"PYTHONPATH": f"{ROOT}:{helpers}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    costs = dict(zip(CODES, map(json.loads, done.stdout.splitlines()), strict=True))
    assert {name: cost["codes"] for name, cost in costs.items()} == CODES
    assert [name for name, cost in costs.items() if cost["seconds"] > MOST_SECONDS or cost["bytes"] > MOST_BYTES] == []


def test_a_row_that_lost_its_line_breaks_takes_no_other_with_it(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "name,lat,lon\nA,1,2\n" + "B,1,2," * 200 + "\nC,1,2\n")
    assert {"A", "C"} <= {row["title"] for row in rows_of(path)}


def test_placemarks_of_several_folders_are_counted_apart(tmp_path: Path) -> None:
    folder = "<Folder><Placemark><name>A</name></Placemark><Placemark><name>B</name></Placemark></Folder>"
    path = written(tmp_path, "a.kml", kml(folder * 3))
    assert len(rows_of(path, limits=Limits(features=2))) == 6
    assert [problem.code for problem in problems_here(path, limits=Limits(features=1))] == ["limit-features"]


@pytest.mark.parametrize("encoding", ["PLAIN", "DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY", "RLE_DICTIONARY"])
def test_texts_of_parquet_are_read_however_they_are_written(encoding: str, tmp_path: Path) -> None:
    table = pa.table({"title": ["A", None, "é"], "list": [["x", "y"], [], None], "lat": [1.0] * 3, "lon": [2.0] * 3})
    stated = {} if encoding == "RLE_DICTIONARY" else {"use_dictionary": False, "column_encoding": {"title": encoding}}
    pq.write_table(table, tmp_path / "a.parquet", **stated)
    rows = rows_of(tmp_path / "a.parquet")
    assert [row["title"] for row in rows] == ["A", "", "é"]
    assert [row["original"]["list"] for row in rows] == ["x; y", "", ""]
