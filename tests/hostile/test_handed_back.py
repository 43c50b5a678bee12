"""A reading process that a file has taken over hands back whatever it likes: the app says so, and lives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geodata.imports.geometry.wkb_parts import check_parts
from paths import ROOT

SEED, VARIANTS = "20251114", "300"
COLLECTION = "0107000000"
POINT, POINT_Z, POINT_SRID = "0101000000", "01E9030000", "0101000020E6100000"
HERE, HIGH = "00" * 16, "00" * 24
LINE, TRIANGLE = f"010200000002000000{HERE * 2}", f"01030000000100000003000000{HERE * 3}"
TWO_POINTS = f"{COLLECTION}02000000{POINT}{HERE}{COLLECTION}01000000{POINT}{HERE}"


def test_no_tampered_result_is_taken_or_ends_the_app(tmp_path: Path) -> None:
    helpers = ROOT / "tests" / "helpers"
    done = subprocess.run(
        [sys.executable, "-W", "error", str(helpers / "handed_back_mutants.py"), str(tmp_path), SEED, VARIANTS],
        env={"PYTHONPATH": f"{ROOT}:{helpers}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("blob", "deep"),
    [
        (f"{POINT}{HERE}", 1),
        (f"{COLLECTION}00000000", 1),
        (TWO_POINTS, 3),
        (f"{COLLECTION}02000000{POINT_Z}{HIGH}{POINT_SRID}{HERE}", 2),
        (f"{COLLECTION}02000000{LINE}{COLLECTION}01000000{POINT}{HERE}", 3),
        (f"{COLLECTION}02000000{TRIANGLE}{COLLECTION}01000000{POINT}{HERE}", 3),
        (f"000000000700000001{'0000000001'}{HERE}", 2),
    ],
)
def test_the_parts_of_a_geometry_are_counted_without_building_it(blob: str, deep: int) -> None:
    check_parts(bytes.fromhex(blob), deep, 100)
    with pytest.raises(ValueError, match="too deeply"):
        check_parts(bytes.fromhex(blob), deep - 1, 100)


@pytest.mark.parametrize("cut", range(1, len(TWO_POINTS) // 2 - 16))
def test_a_geometry_that_is_cut_off_is_found(cut: int) -> None:
    with pytest.raises(ValueError, match="cut off"):
        check_parts(bytes.fromhex(TWO_POINTS)[:cut], 32, 100)
