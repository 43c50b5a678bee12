"""The known word that is most like a found one, for messages."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

MOST_COMPARED = 5_000  # words; comparing is slow, and a hint is not worth seconds


def did_you_mean(found: str, known: Collection[str]) -> str:
    """Return " Did you mean blocked?" for `blokced`; the empty text where nothing is like it."""
    if len(known) > MOST_COMPARED:
        return ""
    close = get_close_matches(found, sorted(known), n=1)
    return f" Did you mean {close[0]}?" if close else ""
