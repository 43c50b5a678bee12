"""A message names only commands and options that there are, and no remedy that its reader has taken already."""

from __future__ import annotations

import argparse
import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from command_line import Run
from importing import FIXTURES
from layers.cli.commands import COMMANDS, command
from paths import ROOT

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*(?!\.?[\w-])")
COMMAND = re.compile(r"situation-map ([a-z]+)(?= (?:[A-Z]{2,}|--))")  # as typed, not in a sentence
SAID_BY = {  # by which commands, where the module is not that of a command
    "layers/app/server/launch.py": ("app",),
    "layers/app/situations/folders.py": ("app",),
    "layers/cli/arguments.py": ("export", "sheet", "status"),
    "layers/cli/output_file.py": ("export", "sheet"),
    "layers/cli/parser.py": ("export", "sheet"),
}
OF_THE_PROGRAM = {"--help", "--version"}


@cache
def options_of(name: str) -> frozenset[str]:
    parser = argparse.ArgumentParser()
    command(name).arguments(parser)
    return frozenset(option for action in parser._actions for option in action.option_strings)


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a module: neither those that explain it, nor what declares an option."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = {id(part) for node in ast.walk(tree) for part in explaining(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value


def explaining(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Expr):
        return [node.value]
    declares = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("add_argument")
    return node.args[:1] if declares else []


def all_texts() -> Iterator[tuple[str, str]]:
    """Every text of the program with the file it stands in."""
    for path in [ROOT / "map_app.py", *(ROOT / "geodata").rglob("*.py"), *(ROOT / "layers").rglob("*.py")]:
        for text in texts_of(path):
            yield path.relative_to(ROOT).as_posix(), text
    for path in (ROOT / "layers" / "static" / "locales").glob("*.json"):
        for text in json.loads(path.read_text(encoding="utf-8")).values():
            yield path.relative_to(ROOT).as_posix(), text


def commands_meant(file: str, text: str) -> tuple[str, ...]:
    """The commands that a text names, else those that say it."""
    named = tuple(name for name in COMMAND.findall(text) if name in COMMANDS)
    reading = ("export", "validate") if file.startswith("geodata/imports/") else ()
    own = (Path(file).stem,) if Path(file).stem in COMMANDS else SAID_BY.get(file, reading)
    return named or own


def faults(file: str, text: str) -> list[str]:
    """The commands and options that a text names and that there are not."""
    unknown = [f"situation-map {name}" for name in COMMAND.findall(text) if name not in COMMANDS]
    known = [options_of(name) for name in commands_meant(file, text)]
    options = sorted(set(OPTION.findall(text)) - OF_THE_PROGRAM)
    return unknown + [option for option in options if not known or any(option not in each for each in known)]


def test_every_command_and_option_that_a_text_names_is_there() -> None:
    texts = list(all_texts())
    assert len([text for _, text in texts if OPTION.search(text)]) > 8
    assert [(file, text, found) for file, text in texts if (found := faults(file, text))] == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("layers/cli/commands/sheet.py", "say --share-restricted"),
        ("layers/cli/output_file.py", "say --overwrite"),
        ("geodata/files/read.py", "say --force"),
        ("geodata/files/read.py", "try situation-map mend DIR"),
        ("layers/static/locales/en.json", "situation-map status --force"),
    ],
)
def test_what_there_is_not_would_be_noticed(file: str, text: str) -> None:
    assert faults(file, text)


GOOD, BAD = FIXTURES / "good", FIXTURES / "bad"


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["--add", GOOD / "2.acled.csv"], ["--share-restricted"]),
        (["--add", BAD / "date-order.both-possible.csv"], ["--dates", "dmy"]),
        ([], ["--force"]),
    ],
    ids=["share-restricted", "dates", "force"],
)
def test_a_remedy_is_named_until_it_is_taken(
    run: Run, tmp_path: Path, arguments: list[object], remedy: list[str]
) -> None:
    out = tmp_path / "page.html"
    if not arguments:
        out.write_text("mine", encoding="utf-8")
    assert remedy[0] in run("export", out, *arguments).stderr
    assert remedy[0] not in run("export", out, *arguments, *remedy).stderr
