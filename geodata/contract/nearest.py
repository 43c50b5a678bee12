"""The known word that is most like a found one, for messages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from difflib import get_close_matches
from functools import cache

# comparing is slow, and a hint is not worth seconds
MOST_KNOWN = 5_000  # words
MOST_FOUND = 250  # different words that one rule finds in a column; who has more mends these first
MOST_COMPARED = 60_000  # words, for all of them


def hints_among(known: Collection[str]) -> Callable[[str], str]:
    """Return a function that gives " Did you mean blocked?" for `blokced`, the empty text where nothing is like it."""
    most_found = min(MOST_FOUND, MOST_COMPARED // max(len(known), 1)) if len(known) <= MOST_KNOWN else 0

    @cache
    def hint(found: str) -> str:
        close = get_close_matches(found, known, n=1) if hint.cache_info().misses <= most_found else []
        return f" Did you mean {close[0]}?" if close else ""

    return hint
