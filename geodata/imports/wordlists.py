"""Lists of names written as one readable text."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text; none of them can hold a space."""
    return tuple(text.split())
