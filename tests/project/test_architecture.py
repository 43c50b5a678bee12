"""Imports run one way, and what is public is what the façade says."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys

import pytest

import geodata
from paths import ROOT

BEYOND_LAYERS = {"streamlit", "streamlit_folium", "map_app"}
BEYOND_GEODATA = BEYOND_LAYERS | {"folium", "branca", "layers", "matplotlib", "altair"}


def modules_after(statement: str) -> set[str]:
    code = f"{statement}; import sys; print(' '.join(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return {name.split(".")[0] for name in printed.split()}


@pytest.mark.parametrize(("package", "unknown"), [("geodata", BEYOND_GEODATA), ("layers", BEYOND_LAYERS)])
def test_no_module_of_a_package_knows_of_those_above_it(package: str, unknown: set[str]) -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sorted((ROOT / package).rglob("*.py"))]
    modules = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    assert len(modules) > 20
    assert modules_after(f"import {', '.join(modules)}").isdisjoint(unknown)


def test_the_app_alone_imports_streamlit() -> None:
    code = [path for package in ("geodata", "layers") for path in (ROOT / package).rglob("*.py")]
    assert [
        path
        for path in code
        if re.search(r"^\s*(?:import|from) (?:streamlit|map_app)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ] == []


def test_the_command_line_starts_without_streamlit_and_pictures() -> None:
    assert modules_after("from layers.cli.main import parser; parser()").isdisjoint(
        {"streamlit", "matplotlib", "folium"}
    )


def test_the_top_level_holds_only_what_its_user_fixed() -> None:
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True, cwd=ROOT).stdout.split(
        "\n"
    )
    top = {path.split("/")[0] for path in tracked if path}
    tools = {"LICENSE", "CHANGELOG.md", "SECURITY.md", "CITATION.cff", "requirements.txt", "packages.txt"}
    code = {"pyproject.toml", "README.md", "map_app.py", "layers", "geodata", "tests"}
    assert {name for name in top if not name.startswith(".")} <= code | tools


def declared_public() -> dict[str, str]:
    """Every name that a module of geodata declares public, with the module; strangers' files have their own door."""
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in (ROOT / "geodata").rglob("*.py")]
    inner = [name for name in names if not name.startswith("geodata.imports.") and not name.endswith("__init__")]
    modules = [importlib.import_module(name) for name in inner]
    return {name: module.__name__ for module in modules for name in getattr(module, "__all__", ())}


def test_the_facade_is_exactly_what_its_modules_declare_public() -> None:
    assert declared_public() == geodata.MODULES
    assert sorted(geodata.__all__) == sorted(declared_public())
    assert set(geodata.__all__) <= set(dir(geodata))
    for name, module in declared_public().items():
        assert getattr(geodata, name) is getattr(importlib.import_module(module), name)


def test_a_type_checker_sees_every_public_name_where_it_is_declared() -> None:
    tree = ast.parse((ROOT / "geodata" / "__init__.py").read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    typed = {name.asname: node.module for node in block.body if isinstance(node, ast.ImportFrom) for name in node.names}
    assert typed == declared_public()


def test_the_facade_knows_no_other_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'sitaution'"):
        geodata.sitaution  # noqa: B018 - looked up, not used


def test_the_facade_alone_loads_no_pandas() -> None:
    assert modules_after("import geodata").isdisjoint({"pandas", "numpy", "shapely", "geopandas", "pandera"})


def test_layers_and_app_take_what_is_public_from_the_facade() -> None:
    files, public = [ROOT / "map_app.py", *(ROOT / "layers").rglob("*.py")], declared_public()
    around = [
        f"{path.relative_to(ROOT)}: {name.name}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
        for name in node.names
        if public.get(name.name) == node.module
    ]
    assert around == []
