"""A geometry that nobody can build takes its own row with it, and no other."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import importing_binary as binary
from importing import reports_here, rows_of


def nested(deep: int) -> bytes:
    return struct.pack("<BII", 1, 7, 1) * deep + struct.pack("<BIdd", 1, 1, -8, 12)


def wkb(kind: int, *numbers: int) -> bytes:
    return struct.pack(f"<BI{len(numbers)}I", 1, kind, *numbers)


DAMAGED = {
    "no geometry": b"damaged",
    "nothing": b"",
    "a text": "LINESTRING (1 2, 3 4)",
    "a number": 5,
    "the beginning alone": b"GP\x00\x01",
    "a header alone": b"GP\x00\x01\xe6\x10\x00\x00",
    "a kind that there is not": b"GP\x00\x01\xe6\x10\x00\x00" + wkb(255, 0),
    "vertices without end": b"GP\x00\x01\xe6\x10\x00\x00" + wkb(2, 0x7FFFFFFF),
    "nested without end": b"GP\x00\x01\xe6\x10\x00\x00" + nested(100_000),
}


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def with_geometry(path: Path, column: str, blob: object, row: int) -> Path:
    """Put a geometry into a row of a GeoPackage, past the triggers that only GDAL can run."""
    binary.two_roads().to_file(path, layer="roads", driver="GPKG", engine="pyogrio", GEOMETRY_NAME=column)
    with closing(sqlite3.connect(path)) as database:
        triggers = database.execute("select name from sqlite_master where type = 'trigger'").fetchall()
        for (trigger,) in triggers:
            database.execute(f"drop trigger {quoted(trigger)}")
        database.execute(f"update roads set {quoted(column)} = ? where fid = ?", (blob, row))  # noqa: S608
        database.commit()
    return path


@pytest.mark.parametrize("blob", DAMAGED.values(), ids=DAMAGED)
def test_one_damaged_geometry_of_a_geopackage_takes_one_row(blob: object, tmp_path: Path) -> None:
    path = with_geometry(tmp_path / "a.gpkg", "geom", blob, 1)
    (report,) = reports_here(path)
    assert (report.read, report.kept, report.rejected) == (2, 1, 1)
    assert [problem.row for problem in report.problems if problem.code == "geometry"] == [1]
    (row,) = rows_of(path)
    assert row["title"] == "Ségou"
    assert row["geometry"].wkt == "LINESTRING (-6 12, -7 11)"


def test_a_row_without_geometry_stays_beside_a_damaged_one(tmp_path: Path) -> None:
    path = with_geometry(tmp_path / "a.gpkg", 'the "place"', b"damaged", 2)
    with closing(sqlite3.connect(path)) as database:
        database.execute('update roads set "the ""place""" = null where fid = 1')
        database.commit()
    (row,) = rows_of(path)
    assert (row["title"], row["geometry"]) == ("Sikasso – Bougouni", None)


@pytest.mark.parametrize(("deep", "kept"), [(31, 2), (32, 1), (200_000, 1)])
def test_parts_nested_too_deeply_take_their_row_alone(deep: int, kept: int, tmp_path: Path) -> None:
    point = struct.pack("<BIdd", 1, 1, -8, 12)
    about = '{"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}'
    table = pa.table({"title": ["A", "B"], "geometry": [nested(deep), point]})
    pq.write_table(table.replace_schema_metadata({"geo": about}), tmp_path / "a.parquet")
    (report,) = reports_here(tmp_path / "a.parquet")
    assert (report.read, report.kept) == (2, kept)
