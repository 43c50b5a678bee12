"""The code keeps its own rules: lint, types, and every module of the page parses as one script."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from layers.page.bundle import page_script
from paths import ROOT

STATIC = ROOT / "layers" / "static"
TESTS = sorted((ROOT / "tests" / "js").rglob("*.test.mjs"))


def test_ruff_formats_nothing_anew() -> None:
    subprocess.run([sys.executable, "-m", "ruff", "format", "--check", "."], cwd=ROOT, check=True)


def test_ruff_finds_nothing() -> None:
    subprocess.run([sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, check=True)


def test_mypy_finds_nothing() -> None:
    subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, check=True)


def test_the_joined_script_has_no_clashing_names(tmp_path: Path) -> None:
    script = tmp_path / "page.js"
    script.write_text(page_script(), encoding="utf-8")
    subprocess.run(["node", "--check", str(script)], check=True)


@pytest.mark.parametrize("module", TESTS, ids=lambda path: path.name)
def test_node_tests_pass(module: Path) -> None:
    done = subprocess.run(["node", "--test", str(module)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", sorted(STATIC.rglob("*.mjs")), ids=lambda path: path.name)
def test_no_module_writes_markup_from_text(module: Path) -> None:
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser")
    assert not forbidden.search(module.read_text(encoding="utf-8"))
