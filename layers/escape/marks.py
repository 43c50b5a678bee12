"""Text whose marks stand on letters enough: the same rule as in the page's `marks.mjs`, by the same cases."""

from __future__ import annotations

import unicodedata

MOST = 10  # on one letter; no writing of a language has as many
RING = "\u25cc"  # what Unicode puts under a mark that has no letter
FIRST_MARK = "\u00ad"  # most letters stand before it, and need not be looked up
CATEGORIES = {"Mn", "Mc", "Me", "Cf"}


def with_few_marks(text: str) -> str:
    """Return the text, with nothing left out and at most so many marks in a row; more cost a browser seconds."""
    if text.isascii() or len(text) <= MOST:
        return text
    shown, marks = [], 0
    for letter in text:
        marks = marks + 1 if letter >= FIRST_MARK and is_mark(letter) else 0
        if marks > MOST:
            shown.append(RING)
            marks = 1
        shown.append(letter)
    return "".join(shown)


def is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in CATEGORIES or "\U0001f3fb" <= letter <= "\U0001f3ff"
