"""Single values: when one counts as missing, and how one is written as text."""

from __future__ import annotations

import json
import math
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from geodata.imports.values.text import words

MISSING_WORDS = frozenset(
    words("- – — . ? n/a na n.a. nan nat nd n.d. nr null none nil nul unknown inconnu inconnue #n/a sans vide")
)

CALLED = words("url path href title name label id")  # members of an object, the first that is filled
EXACT_INTEGERS = 1e15  # beyond, floats skip whole numbers


def is_missing(value: Any) -> bool:
    """Tell whether a value stands for no date, no number or no coordinate."""
    if value is None or value is pd.NaT:
        return True
    if isinstance(value, float | np.floating):
        return bool(np.isnan(value))
    return isinstance(value, str) and (not value.strip() or value.strip().casefold() in MISSING_WORDS)


def as_text(value: Any) -> str:
    """Return any value as plain text, unchanged where it already is text."""
    if value is None or value is pd.NaT:
        return ""
    if isinstance(value, str):
        return well_formed(value)
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


def as_label(value: Any) -> str:
    """Return any value as plain text; objects by where they are or what they are called."""
    parts = value if isinstance(value, list | tuple) else [value]
    called = [
        next((part[key] for key in CALLED if part.get(key)), None) if isinstance(part, dict) else part for part in parts
    ]
    return as_text(called) if called and all(isinstance(name, str) for name in called) else as_text(value)


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
