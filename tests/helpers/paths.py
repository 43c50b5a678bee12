"""Where things lie, for the tests."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
MALI, DARFUR = ROOT / "geodata" / "mali", ROOT / "geodata" / "darfur"
CASES = ROOT / "tests" / "cases"
