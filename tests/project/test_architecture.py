"""Imports run one way, and what is public is what the façade says."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import geodata
import layers
from paths import ROOT

APP = ROOT / "layers" / "app"
BEYOND_LAYERS = {"streamlit", "streamlit_folium", "map_app"}
HEAVY = {
    "babel",
    "folium",
    "geopandas",
    "matplotlib",
    "numpy",
    "pandas",
    "pandera",
    "shapely",
    "streamlit",
    "xyzservices",
}
BEYOND_GEODATA = BEYOND_LAYERS | {"folium", "branca", "layers", "matplotlib", "altair"}


def modules_after(statement: str) -> set[str]:
    code = f"{statement}; import sys; print(' '.join(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return {name.split(".")[0] for name in printed.split()}


@pytest.mark.parametrize(("package", "unknown"), [("geodata", BEYOND_GEODATA), ("layers", BEYOND_LAYERS)])
def test_no_module_of_a_package_knows_of_those_above_it(package: str, unknown: set[str]) -> None:
    paths = [path for path in sorted((ROOT / package).rglob("*.py")) if APP not in path.parents]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    modules = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    assert len(modules) > 20
    assert modules_after(f"import {', '.join(modules)}").isdisjoint(unknown)


def test_the_app_alone_imports_streamlit() -> None:
    code = [path for package in ("geodata", "layers") for path in (ROOT / package).rglob("*.py")]
    streamlit = re.compile(r"^\s*(?:import|from) (?:streamlit|map_app)", re.MULTILINE)
    users = [path for path in code if streamlit.search(path.read_text(encoding="utf-8"))]
    assert users
    assert [path for path in users if APP not in path.parents] == []


def test_the_command_line_lists_its_commands_without_anything_heavy() -> None:
    listing = "import layers.cli.main, layers.cli.run; layers.cli.run.parser().format_help()"
    assert modules_after(listing).isdisjoint(HEAVY)


def test_the_top_level_holds_only_what_its_user_fixed() -> None:
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True, cwd=ROOT).stdout.split(
        "\n"
    )
    top = {path.split("/")[0] for path in tracked if path}
    tools = {"LICENSE", "CHANGELOG.md", "SECURITY.md", "CITATION.cff", "requirements.txt", "packages.txt"}
    code = {"pyproject.toml", "README.md", "map_app.py", "layers", "geodata", "tests"}
    assert {name for name in top if not name.startswith(".")} <= code | tools


def declared_public(facade: ModuleType) -> dict[str, str]:
    """Every name that a module of a package declares public, with the module; strangers' files have their own door."""
    tops = {path: module_name(path) for path in (ROOT / facade.__name__).rglob("*.py")}
    inner = {path: name for path, name in tops.items() if name != facade.__name__ and "geodata.imports" not in name}
    return {name: module for path, module in inner.items() for name in declared_names(path)}


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def declared_names(path: Path) -> list[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


FACADES = pytest.mark.parametrize("facade", [geodata, layers], ids=lambda facade: facade.__name__)


@FACADES
def test_the_facade_is_exactly_what_its_modules_declare_public(facade: ModuleType) -> None:
    declared = declared_public(facade)
    assert declared == facade.MODULES
    assert sorted(facade.__all__) == sorted(declared)
    assert set(facade.__all__) <= set(dir(facade))
    for name, module in declared.items():
        assert getattr(facade, name) is getattr(importlib.import_module(module), name)


@FACADES
def test_a_type_checker_sees_every_public_name_where_it_is_declared(facade: ModuleType) -> None:
    tree = ast.parse((ROOT / facade.__name__ / "__init__.py").read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    typed = {name.asname: node.module for node in block.body if isinstance(node, ast.ImportFrom) for name in node.names}
    assert typed == declared_public(facade)


@FACADES
def test_the_facade_knows_no_other_name(facade: ModuleType) -> None:
    with pytest.raises(AttributeError, match="no attribute 'sitaution'"):
        facade.sitaution  # noqa: B018 - looked up, not used


@FACADES
def test_the_facade_alone_loads_nothing_heavy(facade: ModuleType) -> None:
    assert modules_after(f"import {facade.__name__}").isdisjoint(HEAVY)


FILES = ("files.full_disk", "files.occupant", "files.work_folder", "files.writing")
SHARED = {f"geodata.{name}" for name in ("dates", *FILES, "json_types", "limits", "problems", "vocabulary")}


def test_layers_and_app_import_facades_and_what_both_packages_share() -> None:
    public, doors = declared_public(geodata), {"geodata", "geodata.imports"} | SHARED
    around = [
        f"{path.relative_to(ROOT)}: {node.module}, {name.name}"
        for path in [ROOT / "map_app.py", *(ROOT / "layers").rglob("*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "geodata"
        for name in node.names
        if node.module not in doors or public.get(name.name) == node.module
    ]
    assert around == []
