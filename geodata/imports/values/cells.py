"""Single values: when one counts as missing, and how one is written as text."""

from __future__ import annotations

import json
import math
from datetime import date, datetime

import numpy as np
import pandas as pd

from geodata.imports.values.text import words

MISSING_WORDS = frozenset(
    words(
        "- – — . ? n/a na n.a. nan nat nd n.d. nr null none nil nul unknown inconnu inconnue #n/a sans vide tbd tba tbc"
    )
)

LONGEST_WORD = max(map(len, MISSING_WORDS))
NAME_MEMBERS = words("url path href title name label id")  # members of an object, the first that is filled
EXACT_INTEGERS = 1e15  # beyond, floats skip whole numbers


def is_missing(value: object) -> bool:
    """Tell whether a value stands for no date, no number or no coordinate: null, NaN, blank, or a word for that."""
    if isinstance(value, str):
        plain = value.strip()
        return not plain or (len(plain) <= LONGEST_WORD and plain.casefold() in MISSING_WORDS)
    if value is None or value is pd.NaT:
        return True
    return isinstance(value, float | np.floating) and bool(np.isnan(value))


def as_text(value: object) -> str:
    """Return any value that a reader yields as text fit for UTF-8; objects and mixed lists as JSON, bytes by length."""
    if isinstance(value, str):
        return value if value.isascii() else well_formed(value)
    if value is None or value is pd.NaT:
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float | np.floating):
        return number_text(float(value))
    if isinstance(value, datetime | date):
        return date_text(value)
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return "; ".join(map(well_formed, value))
    if isinstance(value, dict | list | tuple):
        return well_formed(json.dumps(value, ensure_ascii=False, default=as_text))
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return well_formed(str(value))


def as_label(value: object) -> str:
    """Return any value as text for people; objects, alone or in a list, by their address or name if all have one."""
    if isinstance(value, str):
        return as_text(value)
    names = [name_of(part) for part in (value if isinstance(value, list | tuple) else [value])]
    return as_text(names) if names and all(isinstance(name, str) for name in names) else as_text(value)


def name_of(value: object) -> object:
    """Return where an object is or what it is called, `None` if it does not say; anything else is its own name."""
    return next((value[key] for key in NAME_MEMBERS if value.get(key)), None) if isinstance(value, dict) else value


def number_text(number: float) -> str:
    """Return a number as text, whole ones without a point; NaN is nothing."""
    if math.isnan(number):
        return ""
    return f"{number:.0f}" if abs(number) < EXACT_INTEGERS and number == int(number) else repr(number)


def date_text(value: datetime | date) -> str:
    """Return a date as ISO 8601; midnight is taken for a plain day."""
    if isinstance(value, datetime) and value.time() == datetime.min.time() and value.tzinfo is None:
        return value.date().isoformat()
    return value.isoformat()


def well_formed(text: str) -> str:
    """Return text that can be written as UTF-8: half surrogate pairs become the replacement sign."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
