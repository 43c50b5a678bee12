"""Reading one latitude or longitude: decimal point or comma, Unicode minus, N/S/E/W/O, degrees and minutes."""

from __future__ import annotations

import math
import re
from typing import Literal, TypeAlias

import numpy as np

from geodata.imports.values.cells import is_missing

Axis: TypeAlias = Literal["lat", "lon"]

HEMISPHERES: dict[Axis, dict[str, int]] = {
    "lat": {"n": 1, "s": -1},
    "lon": {"e": 1, "w": -1, "o": -1},  # o for ouest
}
LIMIT_DEGREES: dict[Axis, float] = {"lat": 90.0, "lon": 180.0}
PLAIN_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "’": "'", "′": "'", "″": '"', "”": '"', "º": "°"}
)
DECIMAL = r"\d+(?:[.,]\d*)?|[.,]\d+"
DEGREES = re.compile(
    rf"(?P<sign>[-+]?)\s*(?P<degrees>{DECIMAL})\s*°?"
    rf"(?:(?<=[°\s])\s*(?P<minutes>{DECIMAL})\s*'(?:\s*(?P<seconds>{DECIMAL})\s*(?:\"|''))?)?"
)
LETTERED = re.compile(rf"(\d+)\s*d\s*({DECIMAL})\s*m(?:\s*({DECIMAL})\s*s)?", re.IGNORECASE)
SPACED = re.compile(rf"(\d+)\s+(\d+)(?:\s+({DECIMAL}))?")  # only beside a letter, which says that it is one coordinate
SCIENTIFIC = re.compile(r"[-+]?\d(?:\.\d+)?[eE][-+]?\d{1,3}")


def read_coordinate(value: object, axis: Axis) -> float | None:
    """Return degrees of a number or a text, `None` if the value is missing; raise ValueError for anything else.

    South and west are negative. They are not held to the range of the axis.
    """
    if is_missing(value):
        return None
    if isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool):
        return finite(float(value))
    if not isinstance(value, str):
        raise ValueError("expected a number of degrees")  # noqa: TRY004  one error for all bad values
    return read_degrees(value, axis)


def read_degrees(text: str, axis: Axis) -> float:
    """Return the degrees that a text means."""
    plain = text.translate(PLAIN_SIGNS).strip()
    if SCIENTIFIC.fullmatch(plain):
        return finite(float(plain))
    hemisphere, plain = split_hemisphere(with_signs(LETTERED, plain), axis)
    plain = with_signs(SPACED, plain) if hemisphere else plain
    match = DEGREES.fullmatch(plain)
    if match is None or (hemisphere and match["sign"]):
        raise ValueError("expected a number of degrees such as 12.65, 12,65 or 12°39'00\"N")
    degrees, minutes, seconds = (number(match[part]) for part in ("degrees", "minutes", "seconds"))
    if minutes >= 60 or seconds >= 60:
        raise ValueError("expected minutes and seconds below 60")
    sign = hemisphere or (-1 if match["sign"] == "-" else 1)
    return finite(sign * (degrees + minutes / 60 + seconds / 3600))


def with_signs(form: re.Pattern[str], text: str) -> str:
    """Return degrees, minutes and seconds of a form with the signs for them, any other text as it is."""
    match = form.match(text)
    if match is None:
        return text
    seconds = f'{match[3]}"' if match[3] else ""
    return f"{match[1]}°{match[2]}'{seconds}{text[match.end() :]}"


def split_hemisphere(text: str, axis: Axis) -> tuple[int, str]:
    """Return the sign that a letter before or after the figures stands for (0: no letter), and the rest."""
    signs = HEMISPHERES[axis]
    for letter, rest in ((text[-1:], text[:-1]), (text[:1], text[1:])):
        if letter.casefold() in signs and letter:
            return signs[letter.casefold()], rest.strip()
    return 0, text


def number(text: str | None) -> float:
    """Return a number written with a decimal point or comma; nothing is 0."""
    return float(text.replace(",", ".")) if text else 0.0


def finite(number: float) -> float:
    """Return a number that is neither infinite nor NaN."""
    if not math.isfinite(number):
        raise ValueError("expected a finite number of degrees")
    return number
