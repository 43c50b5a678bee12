"""Where things lie, for the tests."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
MALI = ROOT / "geodata" / "mali"
CASES = Path(__file__).parent / "cases"
