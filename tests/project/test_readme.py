"""The README says what is true: its test command is the one that runs, its links and pictures are there."""

from __future__ import annotations

import re

from layers.cli.commands import COMMANDS
from paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else() -> None:
    commands = re.findall(r"^```sh\n(.+)\n```$", README, re.MULTILINE)
    (command,) = [line for line in commands if "pytest" in line]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in script if line and not line.startswith(("#", "set ", "cd "))] == [command]


def test_every_picture_and_file_that_it_names_is_there() -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_every_command_is_described() -> None:
    for name in COMMANDS:
        assert f"situation-map {name}" in README
