"""Both coordinates in one cell, as maps and phones copy them: `10.75, -6.5`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from geodata.imports.values.coordinates import HEMISPHERES, LIMIT_DEGREES, LONGEST, PLAIN_SIGNS, Axis, read_coordinate
from geodata.imports.values.text import plain_name

LATITUDE_FIRST: tuple[Axis, Axis] = ("lat", "lon")
LONGITUDE_FIRST: tuple[Axis, Axis] = ("lon", "lat")
STATED = {re.compile(r"lat.{0,20}l(?:on|ng)"): LATITUDE_FIRST, re.compile(r"l(?:on|ng).{0,20}lat"): LONGITUDE_FIRST}
LETTER = re.compile("|".join(letter for signs in HEMISPHERES.values() for letter in signs if len(letter) == 1))
# In order of trust; a comma without a space may also be that of a decimal. The texts have single spaces.
SEPARATORS = tuple(
    map(
        re.compile,
        (r" ?; ?", r" ?, ", r" ?/ ?", r",(?=-)", r"(?<=[ns])[ ,]?(?=[\dewo+-])", r" (?=[nsewo] ?\d)", r" "),
    )
)
LAT_MEMBER = re.compile(r'"lat(?:itude)?" ?: ?"?(-?\d{1,3}(?:\.\d{1,20})?)')
LON_MEMBER = re.compile(r'"(?:lon|lng|long|longitude)" ?: ?"?(-?\d{1,3}(?:\.\d{1,20})?)')
OBJECT_CHARACTERS = 2_000
ISO_6709 = re.compile(r"([+-]\d{1,3}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?/?")
TWO_DECIMALS = re.compile(r"\d[.,]\d|[nsewo°'\"]")


def read_pair(text: str, order: tuple[Axis, Axis]) -> tuple[float, float]:
    """Return longitude and latitude, in the order given unless letters state another; raise ValueError otherwise."""
    if text.startswith("{"):
        return read_object(text)
    plain = " ".join(text[: 2 * LONGEST].casefold().translate(PLAIN_SIGNS).split()).strip("()[] ")
    orders = (order, order[::-1]) if LETTER.search(plain) else (order,)
    for parts in halves(plain) if len(text) <= 2 * LONGEST else ():
        for axes in orders:
            try:
                degrees = {axis: read_coordinate(part, axis) for axis, part in zip(axes, parts, strict=True)}
            except ValueError:
                continue
            lat, lon = degrees["lat"], degrees["lon"]
            if lat is not None and lon is not None and is_on_globe(lat, lon):
                return lon, lat
    raise ValueError("expected latitude and longitude such as 10.75, -6.5")


def read_object(text: str) -> tuple[float, float]:
    """Return longitude and latitude of a JSON object with a member for each; raise ValueError for any other."""
    found = [pattern.search(text[:OBJECT_CHARACTERS]) for pattern in (LON_MEMBER, LAT_MEMBER)]
    lon, lat = (float(match[1]) if match else math.nan for match in found)
    if not is_on_globe(lat, lon):
        raise ValueError("expected an object with lat and lon in degrees")
    return lon, lat


def is_on_globe(lat: float, lon: float) -> bool:
    """Tell whether both are degrees that there are."""
    return abs(lat) <= LIMIT_DEGREES["lat"] and abs(lon) <= LIMIT_DEGREES["lon"]


def halves(text: str) -> Iterator[list[str]]:
    """Yield every way in which a text may be two coordinates."""
    if match := ISO_6709.fullmatch(text):
        yield [match[1], match[2]]
    ways = [separator.split(text) for separator in SEPARATORS]
    ways += [text.split(",")] if "." in text else []
    yield from (parts for parts in ways if len(parts) == 2)


def is_pair(text: str) -> bool:
    """Tell whether a text can only be two coordinates: one that does not say so has decimals or signs of degrees."""
    plain = " ".join(text[: 2 * LONGEST].casefold().translate(PLAIN_SIGNS).split())
    if not text.startswith("{") and not any(
        all(TWO_DECIMALS.search(part) for part in parts) for parts in halves(plain)
    ):
        return False
    try:
        read_pair(text, LATITUDE_FIRST)
    except ValueError:
        return False
    return True


def stated_order(header: str, text: str) -> tuple[Axis, Axis] | None:
    """Return the order that a column's name states, or the brackets of JSON around a cell; `None` if nothing does."""
    stated = next((order for pattern, order in STATED.items() if pattern.search(plain_name(header))), None)
    return stated or (LONGITUDE_FIRST if text.startswith("[") else None)
