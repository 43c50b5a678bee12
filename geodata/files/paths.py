"""The folders of data that come with the package."""

from __future__ import annotations

from pathlib import Path

__all__ = ["EXAMPLE", "FLAGSHIP"]

GEODATA = Path(__file__).parents[1]
FLAGSHIP = GEODATA / "mali"
EXAMPLE = GEODATA / "example"  # what `new` begins with
