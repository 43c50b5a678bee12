"""The code keeps its own rules: lint, types, line lengths, and every module of the page parses as one script."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from layers.page.bundle import page_script
from paths import ROOT

STATIC = ROOT / "layers" / "static"
TESTS = sorted((ROOT / "tests" / "js").rglob("*.test.mjs"))
BIOME = ROOT / ".venv" / "npm" / "node_modules" / ".bin" / "biome"
LONGEST = 140  # characters of a line of a module; its linter counts none
LONGEST_NAME = 70  # characters of the name of a test, "test_" included
NAMES = {
    ".py": re.compile(r"^\s*def (test_\w+)", re.MULTILINE),
    ".mjs": re.compile(r"""^\s*test\(\s*(["'`])(.+?)\1,""", re.MULTILINE),
}


def test_ruff_formats_nothing_anew() -> None:
    subprocess.run([sys.executable, "-m", "ruff", "format", "--check", "."], cwd=ROOT, check=True)


def test_ruff_finds_nothing() -> None:
    subprocess.run([sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, check=True)


def test_mypy_finds_nothing() -> None:
    subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, check=True)


def test_biome_finds_nothing() -> None:
    assert BIOME.exists(), "expected Biome in .venv/npm, found none; install it by the README's test command."
    subprocess.run([BIOME, "lint", "--error-on-warnings"], cwd=ROOT, check=True)


def test_biome_finds_what_is_wrong(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".biome.json", tmp_path)
    (tmp_path / "layers" / "static").mkdir(parents=True)
    bad = 'import { day } from "./none.mjs";\nlet one = 1;\nexport const f = (x) => [x].map((one) => one + two);\n'
    (tmp_path / "layers" / "static" / "bad.mjs").write_text(bad, encoding="utf-8")
    done = subprocess.run([BIOME, "lint", "--reporter=json"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert {found["category"].rpartition("/")[2] for found in json.loads(done.stdout)["diagnostics"]} >= {
        "noShadow",
        "noUndeclaredVariables",
        "noUnresolvedImports",
        "noUnusedImports",
        "useConst",
    }


def test_no_line_of_a_module_is_too_long() -> None:
    modules = [*STATIC.rglob("*.mjs"), *(ROOT / "tests" / "js").rglob("*.mjs")]
    assert len(modules) > 100
    assert [
        f"{path.name}:{number}"
        for path in modules
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ] == []


def test_the_name_of_a_test_is_a_short_sentence() -> None:
    names = [
        found.groups()[-1]
        for path in (ROOT / "tests").rglob("*test*")
        for found in (NAMES[path.suffix].finditer(path.read_text(encoding="utf-8")) if path.suffix in NAMES else ())
    ]
    assert len(names) > 900
    assert [name for name in names if len(name) > LONGEST_NAME] == []


def test_the_joined_script_has_no_clashing_names(tmp_path: Path) -> None:
    script = tmp_path / "page.cjs"  # a classic script: of a .js file Node would guess what it is
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
