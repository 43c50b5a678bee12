"""Text made comparable, and lists of names written as one readable text."""

from __future__ import annotations

import re
import unicodedata


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text; none of them can hold a space."""
    return tuple(text.split())


def folded(text: str) -> str:
    """Return text in small letters without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def plain_name(header: str) -> str:
    """Return a header in small letters, without accents, words joined by underscores."""
    return re.sub(r"[^a-z0-9]+", "_", folded(header)).strip("_")
