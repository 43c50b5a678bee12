"""Files as a browser hands them over: their names, their parts, and nothing left on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.imports import read_layer
from geodata.problems import DataError
from importing import FIXTURES
from layers.uploads.files import file_bytes, group_companions, safe_name

GOOD = FIXTURES / "good"


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
    (own,) = tmp_path.iterdir()  # the folder of this user stays, for the next
    assert list(own.iterdir()) == []


def test_the_parts_of_a_shapefile_that_came_along_are_read_with_it() -> None:
    assert group_companions(["a.csv", "r.shp", "r.dbf", "r.prj", "other.dbf"]) == {0: [], 1: [2, 3], 4: []}
