"""What a single value may be: tests of whatever was read, pure and without tables."""

from __future__ import annotations

import re
from typing import TypeGuard
from urllib.parse import urlsplit

from geodata.contract.translated_columns import CODE, DEFAULT_LANGUAGE

FIGURES = re.compile(r"\d{1,20}(\.\d{1,20})?", re.ASCII)
LARGEST_COUNT = 10**15  # beyond, floats skip whole numbers
LONGEST_KM = 50_000
IDS = re.compile(r"[a-z0-9-]+(?: [a-z0-9-]+)*")
SIDE_MEMBER = re.compile(f"country|name_{CODE}")
ACCOUNT_MEMBER = re.compile(f"sources|text_{CODE}")


def is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def is_filled(value: object) -> bool:
    return is_text(value) and bool(value.strip())


def is_boolean(value: object) -> bool:
    return isinstance(value, bool)


def is_text_list(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(map(is_text, value))


def is_ids(value: object) -> bool:
    """Tell whether a value is a text of ids, one at least, separated by single spaces."""
    return is_text(value) and IDS.fullmatch(value) is not None


def is_sides(value: object) -> bool:
    """Tell whether a value is a list of objects that have a name, and nothing but texts for what is said of them."""
    return isinstance(value, list) and all(has_texts(item, SIDE_MEMBER, f"name_{DEFAULT_LANGUAGE}") for item in value)


def is_accounts(value: object) -> bool:
    """Tell whether a value is a list of accounts, each a text by language and the sources it is from."""
    return isinstance(value, list) and all(
        has_texts(item, ACCOUNT_MEMBER, f"text_{DEFAULT_LANGUAGE}") for item in value
    )


def has_texts(item: object, members: re.Pattern[str], needed: str) -> bool:
    """Tell whether a value is an object whose members of these names are texts, the needed one filled."""
    if not isinstance(item, dict) or not is_filled(item.get(needed)):
        return False
    return all(is_text(value) for name, value in item.items() if members.fullmatch(name) and value is not None)


def is_http(value: object) -> bool:
    """Raises ValueError for what is no address at all."""
    parts = urlsplit(value) if is_text(value) else None
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.netloc)


def number(value: object) -> float:
    """Return a number, or the one that a text in plain figures means; raise ValueError for anything else."""
    if is_text(value):
        if FIGURES.fullmatch(value):
            return float(value)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    raise ValueError("no number")


def is_count(value: object) -> bool:
    return 0 <= number(value) <= LARGEST_COUNT and number(value).is_integer()


def is_length(value: object) -> bool:
    """Tell whether a value is a length in kilometres."""
    return 0 < number(value) < LONGEST_KM
