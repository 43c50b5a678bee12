"""The style table: one JSON file that the page, the legend and the printed sheet draw from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

STYLE = Path(__file__).parent / "static" / "style.json"


@cache
def style_table() -> dict[str, Any]:
    """Return colours by theme, dashes, shapes and the order of every state, category and place."""
    table: dict[str, Any] = json.loads(STYLE.read_text(encoding="utf-8"))
    return table
