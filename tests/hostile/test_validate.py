"""Whatever stands in a file or folder, `validate` ends with 0, 1 or 2 within its limits, never with a traceback."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_line import Run
from geodata import DataError, check_situation, errors, salvage_situation
from geodata.files.read import read_settings
from hostile import ROUTES, edited, hostile_situation, read_rows, write_csv
from importing_mutants import mutated, samples, variant
from layers.escape.json_text import safe_json
from layers.payload.payload import situation_payload
from paths import MALI, ROOT

SEED = 20251114
SECONDS_FOR_ONE_FILE = 20
MEGABYTES_FOR_ONE_FILE = 1_500
FOLDER_MUTANTS = 8
RANDOM_FILES = 3
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1e308, 10**30, 10**400, [], [[]], {}, {"a": 1}),
    *("", " ", "x", "9999-12-31", "0001-01-01", "٢٠٢٥-١٠-٣١", "2025-10-31\n"),
    *([None], [1], [{"name_en": 1}], [{"name_en": "x"}], [{"text_en": 1}], [{"text_en": "x", "sources": 1}]),
    *("NaN", "1e400", "9" * 5_000, "\0", "1_0"),
)
CELLS = tuple(value for value in VALUES if isinstance(value, str))
NO_POINTS: tuple[Any, ...] = ([], [10**400, 1], ["a", "b"], {"a": 1}, None, [1e308, 1e308], [[1, 2]], [1, 2, 3, 4])
NO_LINES: tuple[Any, ...] = ([[1, 2]], [[1, 2], [1, 2, 3]], [[None, None], [1, 2]])
GEOMETRIES: tuple[Any, ...] = (
    *(None, {}, [], "x", 5, {"type": "Point"}),
    *({"type": "Point", "coordinates": coordinates} for coordinates in NO_POINTS),
    *({"type": "LineString", "coordinates": coordinates} for coordinates in NO_LINES),
    *({"type": ["x"], "coordinates": [1, 2]}, {"type": "Nope"}),
    {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]},
)
SETTINGS = (
    *('"x"', "1", "[]", "{}", "nan", "[nan, nan, nan]", "[inf, 1, 2]", "9" * 5_000, "9999-12-31", "0001-01-01"),
    *("[9999-12-31, 9999-12-31]", "[0001-01-01, 0001-01-01]", "2025-01-01T00:00:00", "10:00:00"),
    *('"https://["', '"javascript:alert(1)"', '"https:"', '"mailto:"', "1e400", "true", "[true, true, true]"),
    *('["en", "\\u0000"]', "[" * 5_000, "{a=" * 5_000),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(MALI, tmp_path_factory.mktemp("broken") / "mali"))


def survives(folder: Path) -> None:
    """Read a folder in every way there is; what is wrong must be told, and what is kept must make a page."""
    try:
        situation, problems = salvage_situation(folder)
    except DataError as error:
        problems = error.problems
    else:
        safe_json(situation_payload(situation)).encode("utf-8")
    assert all(str(problem).isprintable() for problem in problems)


@contextmanager
def broken(path: Path) -> Iterator[Path]:
    """Let a test write into a file, which is as it was afterwards."""
    content = path.read_bytes()
    try:
        yield path
    finally:
        path.write_bytes(content)


@pytest.mark.parametrize("name", sorted(path.name for path in MALI.glob("*.geojson")))
def test_any_value_in_any_property_is_reported_or_read(copy: Path, name: str) -> None:
    with broken(copy / name) as path:
        with edited(path) as features:
            first = json.dumps(features[0])
            for number, (field, value) in enumerate(product(features[0]["properties"], VALUES)):
                feature = json.loads(first)
                feature["properties"] |= {"id": f"copy-{number}", field: value}
                features.append(feature)
        survives(copy)


@pytest.mark.parametrize("value", ["\ud800", "9" * 5_000])
def test_text_and_numbers_that_cannot_be_written_again_are_reported(copy: Path, value: str) -> None:
    with broken(copy / "places.geojson") as path:
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(
                '"population": ', f'"population": {value if value.isdigit() else json.dumps(value)}, "was": ', 1
            ),
            encoding="utf-8",
        )
        (problem,) = errors(check_situation(copy))
    assert (problem.file, problem.code) == ("places.geojson", "bad-json")


@pytest.mark.parametrize("name", ["places.geojson", ROUTES.name, "events.geojson"])
def test_any_geometry_is_reported_or_read(copy: Path, name: str) -> None:
    with broken(copy / name) as path:
        with edited(path) as features:
            first = json.dumps(features[0])
            for number, geometry in enumerate(GEOMETRIES):
                feature = json.loads(first) | {"geometry": geometry}
                feature["properties"]["id"] = f"copy-{number}"
                features.append(feature)
        survives(copy)


@pytest.mark.parametrize("name", sorted(path.name for path in MALI.glob("*.csv")))
def test_any_cell_of_any_table_is_reported_or_read(copy: Path, name: str) -> None:
    with broken(copy / name) as path:
        rows = read_rows(path)
        combinations = list(product(rows[0], CELLS))
        for start in range(0, len(combinations), len(rows)):
            changed = [dict(row) for row in rows]
            for row, (field, value) in zip(changed, combinations[start:], strict=False):
                row[field] = value
            write_csv(path, changed)
            survives(copy)


@pytest.mark.parametrize(
    "key",
    ["edition", "version", "languages", "home", "box", "focus", "day", "fade_days", "destinations", "corrections"],
)
def test_any_setting_is_reported_or_read(copy: Path, key: str) -> None:
    with broken(copy / "situation.toml") as path:
        original = path.read_text(encoding="utf-8")
        for value in SETTINGS:
            text = re.sub(rf"(?m)^{key} = .*$", lambda _, value=value: f"{key} = {value}", original, count=1)
            path.write_text(text, encoding="utf-8")
            kept, problems = read_settings(copy)
            assert all(problem.file == path.name and str(problem).isprintable() for problem in problems)
            if kept:
                survives(copy)


@QUICK
@given(
    st.sampled_from(sorted(path.name for path in MALI.iterdir() if path.suffix != ".md")),
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
)
def test_random_bytes_in_place_of_any_table_are_reported(copy: Path, name: str, content: bytes) -> None:
    with broken(copy / name) as path:
        path.write_bytes(content)
        found = check_situation(copy)
    assert any(problem.file == name for problem in found)


@pytest.mark.parametrize("kind", ["pipe", "folder", "endless"])
def test_a_table_that_is_no_plain_file_of_sensible_size_is_reported(
    copy: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copy / "deliveries.csv"
    content = path.read_bytes()
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(10**12)  # sparse: it takes no room
    try:
        (problem,) = [problem for problem in check_situation(copy) if problem.file == path.name]
    finally:
        path.rmdir() if kind == "folder" else path.unlink()
        path.write_bytes(content)
    assert problem.code in ("not-a-file", "unreadable", "limit-file-bytes")


def hostile_files(folder: Path) -> Iterator[Path]:
    """Yield a broken file of every format, and a few of random bytes."""
    chance = random.Random(SEED)  # noqa: S311  repeatable, not secret
    for number, sample in enumerate(samples(folder)):
        content = sample.read_bytes()
        for turn in range(2):
            beside = sample.parent if sample.is_relative_to(folder) else folder
            path = beside / f"{number}-{turn}{sample.suffix}"
            path.write_bytes(variant(sample, content, chance) if turn else chance.randbytes(300))
            sample.write_bytes(content)
            if (turn or number < RANDOM_FILES) and sample.suffix not in (".dbf", ".prj"):
                yield path


def hostile_folders(folder: Path) -> Iterator[Path]:
    """Yield situations of which each has one file stirred."""
    chance = random.Random(SEED)  # noqa: S311  repeatable, not secret
    whole = hostile_situation(folder / "whole")
    for number in range(FOLDER_MUTANTS):
        copy = Path(shutil.copytree(whole, folder / f"folder-{number}"))
        path = chance.choice(sorted(path for path in copy.iterdir() if path.suffix != ".md"))
        path.write_bytes(mutated(path.read_bytes(), chance))
        yield copy


# `ru_maxrss` of a process begins with that of the one which forked it; the peak of its own memory does not.
MEASURED = r"""
import re, resource, sys
from pathlib import Path
from layers.cli.main import main
code = main(["validate", *sys.argv[1:], "--json"])
(peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, int(peak) // 1024, file=sys.stderr)
sys.exit(code)
"""


def test_validate_survives_broken_files_of_every_format_within_its_limits(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "folders").mkdir()
    paths = [*hostile_files(tmp_path / "files"), *hostile_folders(tmp_path / "folders")]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SITUATION_MAP_MAX_SECONDS": str(SECONDS_FOR_ONE_FILE)}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, paths)], capture_output=True, text=True, env=environment, check=False
    )
    *problems, memory = done.stderr.splitlines()
    assert time.monotonic() - began < SECONDS_FOR_ONE_FILE * len(paths)
    assert done.returncode == 1, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert all(line.isprintable() for line in problems)
    assert max(map(int, memory.split())) < MEGABYTES_FOR_ONE_FILE
    reported = {Path(file["path"]).name for file in json.loads(done.stdout)["files"]}
    assert {path.name for path in paths if path.is_file()} <= reported
    assert all(file["kept"] + file["rejected"] == file["read"] for file in json.loads(done.stdout)["files"])


@pytest.mark.parametrize("command", ["validate", "status", "export", "sheet"])
def test_every_command_reports_what_is_wrong_with_a_broken_folder(run: Run, tmp_path: Path, command: str) -> None:
    (folder,) = islice(hostile_folders(tmp_path), 1)
    (folder / "situation.toml").write_text("[", encoding="utf-8")
    out = [tmp_path / {"export": "a.html", "sheet": "a.pdf"}[command]] if command in ("export", "sheet") else []
    done = run(command, *out, *([folder] if command == "validate" else ["--situation", folder]))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "situation.toml" in done.stderr
    assert not any(path.exists() for path in out)


def test_a_cell_as_long_as_a_book_is_reported(copy: Path) -> None:
    with broken(copy / "sources.csv") as path:
        rows = read_rows(path)
        rows[0]["title"] = "x" * (csv.field_size_limit() + 1)
        write_csv(path, rows)
        problems = errors(check_situation(copy))
    assert [problem.code for problem in problems] == ["bad-csv"]
