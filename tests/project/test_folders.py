"""Imports between folders run one way, at every level of the tree, in Python and in the page's modules."""

from __future__ import annotations

import ast
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from paths import ROOT

MODULE_IMPORT = re.compile(r'from "(\.{1,2}/[^"]+\.mjs)"')
HOUSES = ("geodata", "layers")
FILES = [path for house in HOUSES for path in (ROOT / house).rglob("*") if "__pycache__" not in path.parts]
ROOMS = sorted({path.parent for path in FILES})
MOST_ENTRIES = 14  # of a folder, beyond what there may be any number of
NO_ENTRIES = {"__pycache__", "py.typed", "README.md"}
LISTING = re.compile(r"^\| file or folder \| holds \|\n\| --- \| --- \|\n((?:\|.+\n)+)", re.MULTILINE)
REGISTRIES = {
    "geodata/imports/fields/providers",
    "geodata/imports/formats",
    "layers/cli/commands",
    "layers/static/locales",
}
SITUATIONS = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "geodata").glob("*/situation.toml")}


def python_imports(path: Path) -> Iterator[Path]:
    """Every file of ours that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (found for name in node.names if (found := file_of(node.module, name.name)))
        elif isinstance(node, ast.Import):
            yield from (found for name in node.names if (found := file_of(name.name)))


def file_of(module: str, name: str = "") -> Path | None:
    base = ROOT / module.replace(".", "/")
    options = (base / f"{name}.py", base / name / "__init__.py", base.with_suffix(".py"), base / "__init__.py")
    return next((path for path in options if path.is_file()), None) if module.split(".")[0] in HOUSES else None


def module_imports(path: Path) -> Iterator[Path]:
    for name in MODULE_IMPORT.findall(path.read_text(encoding="utf-8")):
        yield Path(os.path.normpath(path.parent / name))


ARROWS = [
    (path.relative_to(ROOT), target.relative_to(ROOT))
    for house in HOUSES
    for pattern, imports in (("*.py", python_imports), ("*.mjs", module_imports))
    for path in sorted((ROOT / house).rglob(pattern))
    for target in imports(path)
]


def arrows_within(folder: Path, arrows: Iterable[tuple[Path, Path]]) -> dict[str, set[str]]:
    """Which entries of a folder import which other entries of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for source, target in arrows:
        if source.is_relative_to(folder) and target.is_relative_to(folder):
            first, second = (path.relative_to(folder).parts[0] for path in (source, target))
            if first != second:
                found[first].add(second)
    return found


def in_circles(arrows: dict[str, set[str]]) -> set[str]:
    """The entries that are reached again from themselves: what stays when all that leads nowhere is taken away."""
    left = {name: set(targets) for name, targets in arrows.items()}
    while ends := {name for targets in left.values() for name in targets if not left.get(name)}:
        left = {name: targets - ends for name, targets in left.items() if targets - ends}
    return set(left)


def test_a_circle_of_imports_is_noticed() -> None:
    assert in_circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) >= {"b", "c"}
    assert in_circles({"a": {"b"}, "b": {"c"}}) == set()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(ROOT).as_posix())
def test_imports_between_folders_run_one_way(room: Path) -> None:
    assert in_circles(arrows_within(room.relative_to(ROOT), ARROWS)) == set()


def test_imports_are_found_at_all() -> None:
    assert (Path("layers/page/export.py"), Path("layers/page/html.py")) in ARROWS
    assert (Path("layers/static/page.mjs"), Path("layers/static/wiring.mjs")) in ARROWS
    assert len(ARROWS) > 500


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(ROOT).as_posix())
def test_a_folder_holds_what_one_look_can_hold(room: Path) -> None:
    name = room.relative_to(ROOT).as_posix()
    if name in REGISTRIES | SITUATIONS:
        return
    entries = [path for path in room.iterdir() if path.name not in NO_ENTRIES]
    counted = [path for path in entries if path.relative_to(ROOT).as_posix() not in SITUATIONS]
    assert len(counted) <= MOST_ENTRIES


def listed_entries(readme: Path) -> list[str]:
    """The entries of the folder in the order of its README's table."""
    (rows,) = LISTING.findall(readme.read_text(encoding="utf-8"))
    return [name for row in rows.splitlines() for name in re.findall(r"`([\w.-]+)/?`", row.split("|")[1])]


@pytest.mark.parametrize("room", ["geodata", "geodata/imports", "layers", "layers/static"])
def test_a_readme_lists_every_entry_of_its_folder(room: str) -> None:
    there = {path.name for path in (ROOT / room).iterdir()} - NO_ENTRIES
    assert sorted(listed_entries(ROOT / room / "README.md")) == sorted(there)


@pytest.mark.parametrize("room", ["geodata", "geodata/imports", "layers", "layers/static"])
def test_in_a_readme_everything_takes_only_what_stands_below_it(room: str) -> None:
    order = listed_entries(ROOT / room / "README.md")
    arrows = arrows_within(Path(room), ARROWS)
    assert arrows
    assert {(name, target) for name, targets in arrows.items() for target in targets} <= {
        (name, below) for at, name in enumerate(order) for below in order[at + 1 :]
    }
