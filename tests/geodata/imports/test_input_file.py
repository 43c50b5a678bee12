"""A file is put on disk once, under a name of our own, whether it comes as a path or as bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

import importing_binary as binary
from geodata.imports import FileBytes, Limits, read_layer
from geodata.imports.sandbox import parent
from geodata.imports.sandbox.input_file import put_in
from geodata.problems import DataError

TABLE = b"name,date,lat,lon\nA,2025-09-14,12,-8\n"


def test_bytes_are_on_disk_once_while_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copies: list[str] = []

    def look(*_: object) -> int:
        copies.extend(path.name for path in tmp_path.rglob("*") if path.is_file() and path.read_bytes() == TABLE)
        return 1

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(parent, "run_worker", look)
    with pytest.raises(DataError):
        read_layer(FileBytes("a.csv", TABLE))
    assert copies == ["input.csv"]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_shapefile_of_bytes_is_read_with_its_parts(tmp_path: Path) -> None:
    parts = {part.name: part.read_bytes() for part in binary.shapefile(tmp_path / "parts").parent.iterdir()}
    layer = read_layer(FileBytes("ROUTES.shp", parts.pop("routes.shp"), parts))
    assert layer.frame["title"].tolist() == ["Sikasso – Bougouni", "Ségou"]
    assert (layer.name, layer.path.name) == ("ROUTES", "ROUTES.shp")


def test_only_parts_of_the_shapefile_itself_are_put_beside_it(tmp_path: Path) -> None:
    others = {"a.dbf": b"d", "A.PRJ": b"p", "b.dbf": b"x", "a.exe": b"x", "../a.cpg": b"c"}
    put_in(FileBytes("a.shp", b"s", others), Limits(), tmp_path)
    put_in(FileBytes("c.csv", b"t", {"c.dbf": b"x"}), Limits(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "input.cpg",
        "input.csv",
        "input.dbf",
        "input.prj",
        "input.shp",
    ]


def test_bytes_beyond_the_limit_are_refused_with_their_parts(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the file has 12 bytes"):
        put_in(FileBytes("a.shp", b"six by", {"a.dbf": b"as muc"}), Limits(file_bytes=11), tmp_path)
    assert list(tmp_path.iterdir()) == []
