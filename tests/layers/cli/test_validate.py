"""What `validate` reports of layer files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from command_line import Run
from geodata import Situation
from importing import FIXTURES, written

GOOD, BAD = FIXTURES / "good", FIXTURES / "bad"


def rows_named(line: str) -> int:
    """Return how many rows a line speaks of; a line without rows is of a whole file."""
    named = re.search(r", rows ([\d, –]+)", line)
    runs = [run.split("–") for run in named[1].strip(", ").split(", ")] if named else [["1"]]
    return sum(int(run[-1]) - int(run[0]) + 1 for run in runs)


def test_validate_counts_every_row_of_every_layer(run: Run, mali: Situation) -> None:
    paths = [GOOD / "4.folders-and-times.kml", BAD / "coordinates.words.csv", mali.path]
    done = run("validate", *paths, "--json")
    assert done.returncode == 1
    files = json.loads(done.stdout)["files"]
    assert [file["path"] for file in files[:5]] == [str(paths[0])] * 4 + [str(paths[1])]
    assert all(file["kept"] + file["rejected"] == file["read"] for file in files)
    assert all(set(file) >= {"path", "format", "schema", "read", "kept", "rejected", "problems"} for file in files)
    assert sum(len(file["problems"]) for file in files) == sum(map(rows_named, done.stderr.splitlines()))


def test_validate_reports_places_that_are_swapped_or_outside_the_box(run: Run, tmp_path: Path, mali: Situation) -> None:
    path = written(
        tmp_path, "a.csv", "titre,date,lat,lon\nA,2025-09-14,-8,12.65\nB,2025-09-14,48,2\nC,2025-09-14,-7,13\n"
    )
    assert run("validate", path).stderr == ""
    printed = run("validate", path, "--situation", mali.path).stderr.splitlines()
    assert [line.split(": ")[2].split(".")[0] for line in printed] == [
        "latitude and longitude look swapped",
        "the place lies outside the situation's box",
        "latitude and longitude look swapped",
    ]


def test_a_problem_names_its_layer_of_the_file(run: Run) -> None:
    printed = run("validate", GOOD / "3.waypoint-route-track.gpx").stderr
    assert printed.startswith("warning: 3.waypoint-route-track.gpx, routes, row 1: the row has no date.")


def test_validate_names_format_and_layout_and_warns_where_none_fits(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "was,wo\nA,hier\nB,dort\n")
    done = run("validate", GOOD / "2.acled.csv", path)
    known = GOOD / "2.acled.csv"
    assert done.stdout.splitlines() == [
        f"{known}: 2 of 2 rows kept (CSV, acled): 2 on the map, 2 dated, 0 undated, 0 unplaced, 0 rejected",
        f"{path}: 2 of 2 rows kept (CSV): 0 on the map, 0 dated, 2 undated, 2 unplaced, 0 rejected",
    ]
    assert [line.split(" Fix")[0] for line in done.stderr.splitlines()] == [
        "warning: a.csv, row 2: the row has no date (2 rows).",
        "warning: a.csv, row 2: the row has no place (2 rows).",
        "warning: a.csv: none of the columns is known by its name; names are known in English and French.",
    ]


def test_validate_says_first_what_is_worth_mending_first(run: Run, tmp_path: Path) -> None:
    rows = (
        "A,soon,12.5,-7.5\n" * 4 + "B,2024-08-21,north,-7.5\n" + "C,2024-08-21,12.5,-7.5,x\n" + "D,14/09/45,12.5,-7.5\n"
    )
    done = run("validate", written(tmp_path, "a.csv", f"title,date,lat,lon\n{rows}"))
    summary, heading, *first = done.stdout.splitlines()
    assert summary.endswith("6 of 7 rows kept (CSV): 5 on the map, 1 dated, 5 undated, 1 unplaced, 1 rejected")
    assert heading == "first to mend:"
    assert [line.split(":")[0] for line in first] == [
        "  1. a.csv, row 2, date",
        "  2. a.csv, row 7",
        "  3. a.csv, row 6, lat",
    ]
    assert len(done.stderr.splitlines()) > 3


@pytest.mark.parametrize("name", ["none.csv", "none"])
def test_a_file_that_is_not_there_is_one_line(run: Run, tmp_path: Path, name: str) -> None:
    done = run("validate", tmp_path / name)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
