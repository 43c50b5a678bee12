"""Imports run one way, and what is public is what the façade says."""

from __future__ import annotations

import subprocess
import sys

import pytest

import geodata
from paths import ROOT


def modules_after(statement: str) -> set[str]:
    code = f"{statement}; import sys; print(' '.join(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return {name.split(".")[0] for name in printed.split()}


def test_geodata_knows_nothing_of_maps_or_web_pages() -> None:
    assert modules_after("import geodata").isdisjoint({"folium", "branca", "streamlit", "layers", "map_app", "matplotlib"})


@pytest.mark.parametrize("module", ["layers.cli", "layers.export", "layers.component", "layers.payload", "layers.tables"])
def test_layers_know_nothing_of_streamlit(module: str) -> None:
    assert modules_after(f"import {module}").isdisjoint({"streamlit", "streamlit_folium", "map_app"})


def test_the_command_line_starts_without_streamlit_and_pictures() -> None:
    assert modules_after("from layers.cli import parser; parser()").isdisjoint({"streamlit", "matplotlib", "folium"})


def test_the_top_level_holds_only_what_its_user_fixed() -> None:
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True, cwd=ROOT).stdout.split("\n")
    top = {path.split("/")[0] for path in tracked if path}
    tools = {"LICENSE", "CHANGELOG.md", "SECURITY.md", "requirements.txt", "packages.txt"}
    code = {"pyproject.toml", "README.md", "map_app.py", "layers", "geodata", "tests"}
    assert {name for name in top if not name.startswith(".")} <= code | tools


def test_the_facade_names_exist() -> None:
    assert all(hasattr(geodata, name) for name in geodata.__all__)
