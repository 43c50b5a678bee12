"""The command line: its commands, what it says of itself, and whose packages it runs on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from command_line import Run
from layers.cli.commands import COMMANDS
from paths import ROOT


def test_every_command_is_a_module_and_every_module_a_command() -> None:
    modules = {path.stem for path in (ROOT / "layers" / "cli" / "commands").glob("*.py")} - {"__init__"}
    assert modules == set(COMMANDS)


def test_help_lists_every_command_with_what_it_does(run_as_user: Run) -> None:
    printed = run_as_user("--help").stdout
    assert dict(re.findall(r"^    (\w+) +(.+)$", printed, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    done = run(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: situation-map {name} ")


def test_version_is_that_of_the_package(run_as_user: Run) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert run_as_user("--version").stdout == f"situation-map {project['version']}\n"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["--days", "3651"], "expected a number of days from 1 to 3650, found '3651'"),
        (["--bbox", "-8,12,-9,13"], "expected west < east and south < north in degrees, found '-8,12,-9,13'"),
        (["--date", "2025-02-30"], "expected a day of the calendar as YYYY-MM-DD, found '2025-02-30'"),
        (["--dates", "ydm"], "invalid choice: 'ydm' (choose from "),
        (["--lang", "xx"], "invalid choice: 'xx' (choose from "),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(run: Run, typed: list[str], message: str) -> None:
    done = run("export", "unwritten.html", *typed)
    assert done.returncode == 2
    assert message in done.stderr.splitlines()[-1]


def started_beside(folder: Path, text: str | None) -> subprocess.CompletedProcess[str]:
    """Run `status` where a folder `geodata` comes before ours; it is a package where there is a text for it."""
    (folder / "geodata").mkdir()
    if text is not None:
        (folder / "geodata" / "__init__.py").write_text(text, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    command = [sys.executable, "-m", "layers", "status"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_geodata_of_another_project_is_named_and_never_run(tmp_path: Path) -> None:
    done = started_beside(tmp_path, "raise SystemExit(77)")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"situation-map: expected the package geodata beside layers in {str(ROOT)!r}, ")
    assert f"found {str(tmp_path / 'geodata')!r}. Fix: " in line


def test_a_folder_named_geodata_that_is_no_package_does_no_harm(tmp_path: Path) -> None:
    done = started_beside(tmp_path, None)
    assert (done.returncode, done.stderr) == (0, "")
