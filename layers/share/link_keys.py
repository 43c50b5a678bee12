"""The keys of a link: one JSON file that the page reads too (`layers/static/data/link-keys.json`)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parents[1] / "static" / "data" / "link-keys.json"


@dataclass(frozen=True)
class Key:
    """A key of a link, the field of the state it stands for, and what its values may be."""

    key: str
    name: str
    pattern: str = ""
    maximum: tuple[float, ...] = ()
    choices: tuple[str, ...] = ()

    def matches(self, text: str) -> bool:
        """Tell whether a text has the form of a value, or of one part of it, whatever its size."""
        return re.fullmatch(self.pattern, text) is not None


def read_keys() -> dict[str, Key]:
    """Return the keys by field, in the order in which a link has them."""
    rows = json.loads(TABLE.read_text(encoding="utf-8"))["keys"]
    lists = ("maximum", "choices")
    keys = [Key(**row | {name: tuple(row.get(name, ())) for name in lists}) for row in rows]
    return {key.name: key for key in keys}


KEYS = read_keys()
NAMES = {key.key: name for name, key in KEYS.items()}
MODES = KEYS["mode"].choices
MAX_DAYS = int(KEYS["days"].maximum[0])
MAX_ZOOM = KEYS["zoom"].maximum[0]  # with tiles; the page shows less without
