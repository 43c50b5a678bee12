"""Random bytes and broken variants of every format end in a report or a message, never in a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from paths import ROOT

SEED, VARIANTS = "20251114", "30"


def test_no_broken_file_of_any_format_causes_a_traceback(tmp_path: Path) -> None:
    helpers = ROOT / "tests" / "helpers"
    environment = {"PYTHONPATH": f"{ROOT}:{helpers}", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, str(helpers / "importing_mutants.py"), str(tmp_path), SEED, VARIANTS],
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
