"""What a session remembers of the files it has read, and no more than its share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geodata.imports import read_layer
from geodata.limits import variable
from geodata.problems import DataError
from importing import written
from layers.uploads.cache import UploadCache

TABLE = "name,date,lat,lon\n" + "A,2025-09-14,12,-8\n" * 5


def test_a_session_holds_no_more_than_its_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (read_layer(written(tmp_path, name, TABLE)) for name in ("a.csv", "b.csv"))
    monkeypatch.setenv(variable("session_bytes"), str(first.size + second.size))
    cache = UploadCache()
    assert cache.read("first", lambda: first, []) is first
    assert cache.read("second", lambda: second, [first]) is second
    third = replace(second, size=1)
    for _ in range(2):
        with pytest.raises(DataError, match="SESSION_BYTES"):
            cache.read("third", lambda: third, [])
    cache.drop_unused()
    cache.drop_unused()
    assert cache.read("third", lambda: third, []) is third


def test_files_that_are_held_take_room_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = read_layer(written(tmp_path, "a.csv", TABLE))
    monkeypatch.setenv(variable("session_bytes"), str(layer.size + 100))
    assert UploadCache().read("first", lambda: layer, [], held=100) is layer
    with pytest.raises(DataError, match="SESSION_BYTES"):
        UploadCache().read("first", lambda: layer, [], held=101)
