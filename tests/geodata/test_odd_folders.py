"""Odd cells and columns are reported or ignored, and nothing that follows falls over them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from geodata import check_situation, read_situation, validate_folder
from paths import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "geodata" / "example", tmp_path / "odd"))


def change(path: Path, **members: object) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    document["features"][0]["properties"] |= members
    path.write_text(json.dumps(document), encoding="utf-8")


def codes(folder: Path) -> set[str]:
    return {problem.code for problem in check_situation(folder)} - {"template-text"}


def test_a_version_kept_by_a_text_of_figures_is_one(folder: Path) -> None:
    change(folder / "events.geojson", kept="1.0")
    assert codes(folder) == set()


def test_a_route_of_one_waypoint_is_reported(folder: Path) -> None:
    change(folder / "supply_routes.geojson", waypoints="xe-sampleton")
    assert "repeated-waypoint" in codes(folder)


@pytest.mark.parametrize("members", [{"sources": 5}, {"foo(_en": "x"}, {"start": "spring 2023", "quantity": "many"}])
def test_columns_that_no_table_states_are_ignored(folder: Path, members: dict[str, object]) -> None:
    change(folder / "capitals.geojson", **members)
    assert codes(folder) == set()
    assert len(read_situation(folder).capitals) == 1


def test_a_column_that_stands_twice_is_reported(folder: Path) -> None:
    path = folder / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("archived", "title", 1), encoding="utf-8")
    assert "repeated-column" in codes(folder)


@pytest.mark.parametrize(
    ("waypoints", "code"),
    [
        ("xn-port-example  xe-sampleton", "bad-id"),
        ("xn-port-exampel xe-placeholder-bridge xe-sampeton", "unknown-waypoint"),
        ("xe-placeholder-bridge", "repeated-waypoint"),
        ("xn-port-example xe-sampleton xn-port-example", "repeated-waypoint"),
    ],
)
def test_what_follows_from_waypoints_at_fault_is_not_told(folder: Path, waypoints: str, code: str) -> None:
    change(folder / "supply_routes.geojson", waypoints=waypoints)
    assert codes(folder) == {code}


def test_what_does_not_follow_from_waypoints_at_fault_is_told(folder: Path) -> None:
    change(folder / "supply_routes.geojson", waypoints="xe-placeholder-bridge")
    for name, known, unknown in (
        ("route_status.csv", "xn-port-example xe", "xn-port-exampel xe"),
        ("situation.toml", '["xe-sampleton"]', '["xe-sampeton"]'),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(known, unknown), encoding="utf-8")
    assert codes(folder) == {"repeated-waypoint", "unknown-stretch", "unknown-destination"}


def test_each_old_id_of_a_circle_is_reported_and_none_that_leads_to_it(folder: Path) -> None:
    changes = {"a": "b", "b": "c", "c": "a", "to-it": "b", "x": "x", "away": "further", "further": "xe-sampleton"}
    rows = [f"{old},{new},renamed,2024-03-31" for old, new in changes.items()]
    (folder / "renamed.csv").write_text("\n".join(["id,becomes,change,on", *rows]), encoding="utf-8")
    found = [(problem.row, problem.value) for problem in check_situation(folder) if problem.code == "circle-of-ids"]
    assert found == [(2, "b"), (3, "c"), (4, "a"), (6, "x")]


def test_an_old_id_that_stands_is_in_no_circle(folder: Path) -> None:
    row = "xe-sampleton,xe-sampleton,renamed,2024-03-31"
    (folder / "renamed.csv").write_text(f"id,becomes,change,on\n{row}\n", encoding="utf-8")
    assert codes(folder) == {"standing-id"}


@pytest.mark.parametrize(
    ("sources", "severity"), [({}, "error"), ({"sources": None}, "error"), ({"sources": ""}, "note")]
)
def test_a_version_says_whose_its_sources_are(folder: Path, sources: dict[str, object], severity: str) -> None:
    change(folder / "events.geojson", versions=[{"text_en": "Drivers speak of sixty."} | sources], kept="")
    (problem,) = [each for each in validate_folder(folder).problems if each.code == "sourceless-version"]
    assert (problem.field, problem.value, problem.severity) == ("versions", "Drivers speak of sixty.", severity)
