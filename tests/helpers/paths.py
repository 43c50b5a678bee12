"""Where things lie, for the tests."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
MALI = ROOT / "geodata" / "mali"
CASES = ROOT / "tests" / "cases"
