"""Reading one latitude or longitude: decimal point or comma, Unicode minus, N/S/E/W/O, degrees, minutes and seconds."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Literal, TypeAlias

import numpy as np

from geodata.imports.values.cells import is_missing
from geodata.imports.values.text import name_words, unmarked

Axis: TypeAlias = Literal["lat", "lon"]

HEMISPHERES: dict[Axis, dict[str, int]] = {
    "lat": {"n": 1, "north": 1, "nord": 1, "s": -1, "south": -1, "sud": -1},
    "lon": {"e": 1, "east": 1, "est": 1, "w": -1, "west": -1, "o": -1, "ouest": -1},
}
LIMIT_DEGREES: dict[Axis, float] = {"lat": 90.0, "lon": 180.0}
LONGEST = 100  # characters; no coordinate is longer
PLAIN_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "’": "'", "′": "'", "‘": "'", "″": '"', "”": '"', "“": '"', "º": "°", "˚": "°"}
)
DECIMAL = r"\d{1,20}(?:[.,]\d{0,30})?|[.,]\d{1,30}"
DECIMAL_DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,20})?")
MINUTES = r"\d{1,20}(?:[.,]\d{0,30})?"
PLAIN = re.compile(rf"({DECIMAL}) ?(?:°|deg(?:rees)?)?")
MARKED = re.compile(rf"(\d{{1,9}}) ?(?:°|deg) ?(?:({MINUTES}) ?'?)(?: ?({MINUTES}) ?(?:\"|'')?)?")
LETTERED = re.compile(rf"(\d{{1,9}}) ?d(?:eg)? ?({DECIMAL}) ?m(?:in)?(?: ?({DECIMAL}) ?s(?:ec)?)?")
SEPARATED = re.compile(rf"(\d{{1,9}})([ :-])({MINUTES})(?:\2({MINUTES}))?")
# As aviation, NMEA and many registers write them, always beside a letter; the digits of the degrees are fixed.
COMPACT: dict[Axis, re.Pattern[str]] = {
    "lat": re.compile(r"(\d\d)(\d\d)(\d\d)?([.,]\d+)?"),
    "lon": re.compile(r"(\d{3})(\d\d)(\d\d)?([.,]\d+)?"),
}
SCIENTIFIC = re.compile(r"[-+]?\d{1,3}(?:\.\d{1,20})?e[-+]?\d{1,3}")
FIRST_WORD, LAST_WORD = re.compile(r"([a-z]{1,9})\.? ?(?=[\d.,])"), re.compile(r"(?<=[\d°'\"sm.]) ?([a-z]{1,9})\.?$")
EXPECTED = "expected a number of degrees such as 12.65, 12,65 or 12°39'00\"N"


def read_coordinate(value: object, axis: Axis) -> float | None:
    """Return degrees of a number or a text, `None` if the value is missing; raise ValueError for anything else.

    South and west are negative. They are not held to the range of the axis.
    """
    if is_missing(value):
        return None
    if isinstance(value, int | float | Decimal | np.integer | np.floating) and not isinstance(value, bool):
        return finite(value)
    if not isinstance(value, str):
        raise ValueError(EXPECTED)  # noqa: TRY004  one error for all bad values
    return read_degrees(value, axis)


def read_degrees(text: str, axis: Axis) -> float:
    """Return the degrees that a text means."""
    if DECIMAL_DEGREES.fullmatch(text):  # by far the most
        return float(text)
    if len(text) > LONGEST:
        raise ValueError(EXPECTED)
    plain = " ".join(unmarked(text).casefold().translate(PLAIN_SIGNS).split())
    if SCIENTIFIC.fullmatch(plain):
        return finite(plain)
    hemisphere, plain = split_hemisphere(plain, axis)
    sign, plain = (-1 if plain[:1] == "-" else 1 if plain[:1] == "+" else 0), plain.lstrip("+-").strip()
    if hemisphere and sign:
        raise ValueError("expected a sign or a letter before the degrees, not both")
    degrees, minutes, seconds = parts_of(plain, axis, lettered=bool(hemisphere))
    if minutes >= 60 or seconds >= 60:
        raise ValueError("expected minutes and seconds below 60")
    return finite((hemisphere or sign or 1) * (degrees + minutes / 60 + seconds / 3600))


def parts_of(text: str, axis: Axis, *, lettered: bool) -> tuple[float, float, float]:
    """Return degrees, minutes and seconds; `lettered` tells that a letter said which coordinate it is."""
    if lettered and (match := COMPACT[axis].fullmatch(text)):
        degrees, minutes, seconds, rest = match.groups("")
        if seconds:
            return number(degrees), number(minutes), number(seconds + rest)
        return number(degrees), number(minutes + rest), 0.0
    if match := PLAIN.fullmatch(text):
        return number(match[1]), 0.0, 0.0
    if match := MARKED.fullmatch(text) or LETTERED.fullmatch(text):
        return whole_minutes(match[1], match[2], match[3])
    if (match := SEPARATED.fullmatch(text)) and (lettered or match[4] or (is_decimal(match[3]) and match[2] == " ")):
        return whole_minutes(match[1], match[3], match[4])
    raise ValueError(EXPECTED)


def whole_minutes(degrees: str, minutes: str, seconds: str | None) -> tuple[float, float, float]:
    """Return the numbers; minutes beside seconds are whole."""
    if seconds and is_decimal(minutes):
        raise ValueError(EXPECTED)
    return number(degrees), number(minutes), number(seconds)


def is_decimal(text: str) -> bool:
    return not text.isdecimal()


def is_lettered(value: object, axis: Axis) -> bool:
    """Tell whether a letter or a word in a cell says in which half of the globe it is."""
    return isinstance(value, str) and split_hemisphere(" ".join(value[:LONGEST].casefold().split()), axis)[0] != 0


def split_hemisphere(text: str, axis: Axis) -> tuple[int, str]:
    """Return the sign that a letter or word before or after the figures stands for (0: none), and the rest."""
    signs = HEMISPHERES[axis]
    if (match := FIRST_WORD.match(text)) and match[1] in signs:
        return signs[match[1]], text[match.end() :]
    if LETTERED.fullmatch(text):  # whose s is that of the seconds
        return 0, text
    if (match := LAST_WORD.search(text)) and match[1] in signs:
        return signs[match[1]], text[: match.start()]
    if text[-1:] in signs and LETTERED.fullmatch(text[:-1]):
        return signs[text[-1]], text[:-1]
    return 0, text


def number(text: str | None) -> float:
    """Return a number written with a decimal point or comma; nothing is 0."""
    return float(text.replace(",", ".")) if text else 0.0


def finite(value: object) -> float:
    """Return a number that is neither infinite nor NaN."""
    try:
        made = float(value)  # type: ignore[arg-type]
    except OverflowError:
        made = math.inf
    if not math.isfinite(made):
        raise ValueError("expected a finite number of degrees")
    return made


def sense_of(header: str, axis: Axis) -> int:
    """Return the direction in which the name of a column says that its numbers count: -1 for west and south, or 0."""
    found = {HEMISPHERES[axis][word] for word in name_words(header) if word in HEMISPHERES[axis]}
    return found.pop() if len(found) == 1 else 0
