"""Texts by language: a text is a column per language, `title_en`, `title_fr`, whichever languages there are."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["DEFAULT_LANGUAGE", "translations"]

DEFAULT_LANGUAGE = "en"  # must be there, and stands in where a text is not translated
CODE = "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"  # of a language, BCP 47


def translations(columns: Iterable[object], name: str) -> dict[str, str]:
    """Return the columns that hold a text by language, `{"en": "title_en", …}`, in the order of the columns."""
    matches = (re.fullmatch(f"{re.escape(name)}_({CODE})", str(column)) for column in columns)
    return {match[1]: match[0] for match in matches if match}
