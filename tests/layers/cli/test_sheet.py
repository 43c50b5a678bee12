"""The command `sheet`."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Run
from geodata import Situation
from layers.sheet import sheet_bytes
from sheet_reading import state_of


def test_the_command_writes_the_same_file_as_the_app(run: Run, mali: Situation, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    done = run("sheet", out, "--date", "2026-08-01", "--lang", "fr", "--bbox", "-9,9,-3,14")
    assert (done.returncode, done.stderr) == (0, "")
    state = state_of(mali, "2026-08-01", lang="fr", box=(-9.0, 9.0, -3.0, 14.0))
    assert out.read_bytes() == sheet_bytes(mali, state, "pdf")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["sheet.jpg"], "sheet.jpg"),
        (["sheet.pdf", "--date", "2031-01-01"], "2031-01-01"),
        (["sheet.pdf", "--bbox", "3,2,1,0"], "3,2,1,0"),
        (["sheet.pdf", "--lang", "xx"], "xx"),
    ],
)
def test_wrong_usage_of_the_command_is_reported(run: Run, tmp_path: Path, arguments: list[str], found: str) -> None:
    done = run("sheet", tmp_path / arguments[0], *arguments[1:])
    assert done.returncode == 2
    assert found in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
