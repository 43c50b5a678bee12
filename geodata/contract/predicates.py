"""What a single value may be: tests of whatever was read, pure and without tables."""

from __future__ import annotations

import re
from typing import SupportsFloat, TypeGuard
from urllib.parse import urlsplit

from geodata.contract.translated_columns import CODE

FIGURES = re.compile(r"\d{1,20}(\.\d{1,20})?", re.ASCII)
LARGEST_COUNT = 10**15  # beyond, floats skip whole numbers
LONGEST_KM = 50_000
TEXT_MEMBER = re.compile(f"country|coord_source|(?:name|note)_{CODE}")  # of a waypoint, or of a side of a crossing


def is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def is_filled(value: object) -> bool:
    return is_text(value) and bool(value.strip())


def is_boolean(value: object) -> bool:
    return isinstance(value, bool)


def is_text_list(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(map(is_text, value))


def is_named_list(value: object) -> bool:
    """Tell whether a value is a list of objects that have a name, and nothing but texts for what is said of them."""
    return isinstance(value, list) and all(isinstance(item, dict) and is_named(item) for item in value)


def is_named(item: dict[str, object]) -> bool:
    texts = [value for name, value in item.items() if TEXT_MEMBER.fullmatch(name) and value is not None]
    return is_filled(item.get("name")) and all(map(is_text, texts))


def is_http(value: object) -> bool:
    """Raises ValueError for what is no address at all."""
    parts = urlsplit(value) if is_text(value) else None
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.netloc)


def number(value: object) -> float:
    """Return a number, or the one that a text in plain figures means; raise ValueError for anything else."""
    if is_text(value):
        if FIGURES.fullmatch(value):
            return float(value)
    elif isinstance(value, SupportsFloat) and not isinstance(value, bool):
        return float(value)
    raise ValueError("no number")


def is_count(value: object) -> bool:
    return 0 <= number(value) <= LARGEST_COUNT and number(value).is_integer()


def is_length(value: object) -> bool:
    """Tell whether a value is a length in kilometres."""
    return 0 < number(value) < LONGEST_KM


def is_on_earth(west: float, south: float, east: float, north: float) -> bool:
    """Tell whether degrees are a box, or a point where they are equal in pairs."""
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90
