"""Commands that are killed at one of their writes, or find the disk full there, in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from paths import ROOT

EXAMPLE = ROOT / "geodata" / "example"
NAMES = {"export": "page.html", "sheet": "sheet.pdf", "new": "own"}
OPTIONS = {"export": ("--situation", EXAMPLE), "sheet": ("--situation", EXAMPLE), "new": ("--title", "Own")}
OLD = {  # an output of the program itself, which it may replace
    "export": b'<!doctype html><meta name="generator" content="situation-map"><p>old',
    "sheet": b"%PDF-1.4\n/Creator (situation-map)\nold",
}
SCRIPT = ROOT / "tests" / "helpers" / "dying_command.py"
Content = dict[str, bytes]  # of the files of a folder, by path


def dying(end: Literal["kill", "full"], folder: Path, step: int, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command that writes into a folder until its write number `step`; with 0 to its end."""
    typed = [SCRIPT, end, folder, step, command, folder / NAMES[command], *OPTIONS[command]]
    return subprocess.run(
        [sys.executable, *map(str, typed)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@cache
def unharmed(command: str) -> tuple[int, Content]:
    """Return in how many steps a command writes, and what."""
    with TemporaryDirectory() as folder:
        done = dying("kill", Path(folder), 0, command)
        assert done.returncode == 0, done.stderr
        return int(done.stdout.splitlines()[-1]), content(Path(folder))


def content(folder: Path) -> Content:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def step_at(share: float, command: str) -> int:
    """Return the number of a step, for a share of them from 0, the first, to 1, the last."""
    return 1 + round(share * (unharmed(command)[0] - 1))
