"""Imports run one way, and what is public is what the façade says."""

from __future__ import annotations

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
    tools = {"LICENSE", "CHANGELOG.md", "SECURITY.md", "requirements.txt", "packages.txt"}
    code = {"pyproject.toml", "README.md", "map_app.py", "layers", "geodata", "tests"}
    assert {name for name in top if not name.startswith(".")} <= code | tools


def test_the_facade_names_exist() -> None:
    assert all(hasattr(geodata, name) for name in geodata.__all__)
