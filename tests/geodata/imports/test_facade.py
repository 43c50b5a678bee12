"""The door for strangers' files is exact, and opening it loads none of the readers."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

from geodata import imports
from paths import ROOT

HEAVY = {"geopandas", "openpyxl", "pyogrio", "pyproj", "shapely"}


def test_every_public_name_comes_from_its_module() -> None:
    for name, module in imports.MODULES.items():
        assert getattr(imports, name) is getattr(importlib.import_module(module), name)
    assert set(imports.__all__) <= set(dir(imports))


def test_a_type_checker_sees_the_same_names() -> None:
    tree = ast.parse(Path(str(imports.__file__)).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    typed = {name.asname: node.module for node in block.body if isinstance(node, ast.ImportFrom) for name in node.names}
    assert typed == imports.MODULES


def test_the_choice_of_an_order_of_dates_loads_no_reader() -> None:
    code = "from geodata.imports import Order; import sys; print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert {name.split(".")[0] for name in printed.split()}.isdisjoint(HEAVY)
