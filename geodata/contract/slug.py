"""Texts as ids."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str) -> str:
    """Return a text as an id: `ci-kakole` for `CI Kakolé`; empty where it has no letter or digit of ASCII."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
