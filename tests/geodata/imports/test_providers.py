"""Every layout is a file; one that lacks anything says all that it lacks, and one that is put there is used."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from geodata import vocabulary
from geodata.imports.fields import recognise
from geodata.imports.fields.providers.layout import layout_from
from geodata.imports.fields.providers.registry import FOLDER, layouts, read_layouts
from geodata.problems import DataError
from importing import read_here, written

FILES = sorted(FOLDER.glob("*.toml"))
WORDS = {
    "date_precision": vocabulary.DATE_PRECISIONS,
    "location_precision": vocabulary.LOCATION_PRECISIONS,
    "corroboration": vocabulary.CORROBORATIONS,
}
NEW = """
name = "flood-gauges"
order = 100
licence = "Gauges of Exampleland"

[when]
columns = ["gauge_no", "seen_on"]

[columns]
title = ["river"]
start = ["seen_on"]
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_layout_names_where_it_is_published(path: Path) -> None:
    comment = re.match(r"(?:# .*\n)+", path.read_text(encoding="utf-8"))
    assert comment
    assert re.search(r"^# Layout: (?:https://\S+$|the data contract in geodata/README\.md)", comment[0], re.MULTILINE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_layout_is_complete_and_uses_our_codes(path: Path) -> None:
    (layout,) = read_layouts([path])
    assert layout.name in (path.stem, "" if path.stem == "table" else "times")
    for field, words in WORDS.items():
        assert set(layout.codes.get(field, {}).values()) <= set(words)
    assert set(layout.named_as_well) <= layout.columns.keys()


def test_the_last_layout_fits_everything() -> None:
    assert layouts()[-1].when == type(layouts()[-1].when)()
    assert layouts()[-1].codes.keys() == WORDS.keys()


def test_an_empty_layout_is_reported_with_all_it_lacks() -> None:
    with pytest.raises(DataError) as raised:
        layout_from("new.toml", {})
    assert [problem.field for problem in raised.value.problems] == ["when", "name", "order", "columns"]
    assert str(raised.value.problems[1]) == "new.toml, name: expected a text, found nothing."


def test_everything_wrong_in_a_layout_is_reported_at_once() -> None:
    wrong = {
        "name": 7,
        "order": True,
        "licences": "one letter too many",
        "when": {"columns": "one"},
        "columns": {"latitude": ["lat"], "title": ["name", 1]},
        "codes": {"category": {"1": 2}},
    }
    with pytest.raises(DataError) as raised:
        layout_from("new.toml", wrong)
    assert {problem.field for problem in raised.value.problems} == {
        "name",
        "order",
        "licences",
        "when.columns",
        "columns.latitude",
        "columns.title",
        "codes.category.1",
    }


def test_a_broken_layout_is_reported_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"broken\.toml: the TOML is broken"):
        read_layouts([written(tmp_path, "broken.toml", "name = ")])


def test_a_file_put_into_the_folder_is_a_provider_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "providers"))
    written(folder, "flood-gauges.toml", NEW)
    monkeypatch.setattr(recognise, "layouts", lambda: read_layouts(folder.glob("*.toml")))
    (layer,) = read_here(written(tmp_path, "a.csv", "gauge_no,river,seen_on,lat,lon\n1,Niger,2025-09-14,12,-8\n"))
    assert (layer.report.schema, layer.licence) == ("flood-gauges", "Gauges of Exampleland")
    assert list(layer.frame["title"]) == ["Niger"]
    assert str(layer.frame["start"][0].date()) == "2025-09-14"
