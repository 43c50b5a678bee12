"""Text made comparable, and lists of names written as one readable text."""

from __future__ import annotations

import re
import unicodedata

HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")  # between the words of `eventDate`


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text; none of them can hold a space."""
    return tuple(text.split())


def folded(text: str) -> str:
    """Return text in small letters without accents."""
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def plain_text(text: str) -> str:
    """Return text in small letters without accents, with single spaces and none around it."""
    return " ".join(folded(text).split())


def unmarked(text: str) -> str:
    """Return a text without what marks it as one in a cell: `'12`, `"12"`, `="12"`."""
    plain = text.strip()
    inner = plain.removeprefix("=")
    if len(inner) > 1 and inner[0] == inner[-1] == '"':
        return inner[1:-1].strip()
    return plain.lstrip("'")


def plain_name(header: str) -> str:
    """Return a header in small letters, without accents, words joined by underscores."""
    return re.sub(r"[^a-z0-9]+", "_", folded(header)).strip("_")


def name_words(header: str) -> tuple[str, ...]:
    """Return the words of a header; those of `eventDate` are `event` and `date`."""
    return tuple(plain_name(HUMP.sub("_", header)).split("_"))
