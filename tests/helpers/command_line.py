"""Running `situation-map`: in a process of its own, as a user does, or in this one, which saves a second each."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout

from layers.cli.main import main
from paths import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]


def run_in_process(*arguments: object, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Return how a command ended and what it printed; a warning is an error."""
    command = [sys.executable, "-W", "error", "-m", "layers", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=timeout, check=False)


def run_here(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Return the same, without a process."""
    typed = [*map(str, arguments)]
    with written_to() as out, written_to() as error, redirect_stdout(out), redirect_stderr(error):
        code = ended(typed)
        out.seek(0)
        error.seek(0)
        return subprocess.CompletedProcess(typed, code, out.read(), error.read())


def written_to() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def ended(typed: list[str]) -> int:
    """Return the exit code of a command, also where argparse ends it."""
    try:
        return main(typed)
    except SystemExit as end:
        return int(end.code or 0)
