"""Both coordinates in one cell, as maps and phones copy them: `10.75, -6.5`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from geodata.imports.values.coordinates import HEMISPHERES, LIMIT_DEGREES, LONGEST, PLAIN_SIGNS, Axis, read_coordinate
from geodata.imports.values.text import name_words, plain_name, words

LATITUDE_FIRST: tuple[Axis, Axis] = ("lat", "lon")
LONGITUDE_FIRST: tuple[Axis, Axis] = ("lon", "lat")
STATED = {
    re.compile(r"lat.{0,20}l(?:on|ng)"): LATITUDE_FIRST,
    re.compile(r"l(?:on|ng).{0,20}lat"): LONGITUDE_FIRST,
    re.compile(r"(?:^|_)x_?y(?:_|$)"): LONGITUDE_FIRST,
    re.compile(r"(?:^|_)y_?x(?:_|$)"): LATITUDE_FIRST,
    re.compile(r"geo_?location$"): LATITUDE_FIRST,  # of KoBo
}
PLACE_WORDS = frozenset(words("gps position location localisation lieu place site where point geo geopoint latlon xy"))
PLACE_WORDS |= frozenset(words("coordinates coordinate coordonnees coords coord geolocation latlng"))
LETTER = re.compile("|".join(letter for signs in HEMISPHERES.values() for letter in signs if len(letter) == 1))
# In order of trust; a comma without a space may also be that of a decimal. The texts have single spaces.
SEPARATORS = tuple(
    map(
        re.compile,
        (r" ?; ?", r" ?\| ?", r" ?, ", r" ?/ ?", r",(?=-)", r"(?<=[ns])[ ,]?(?=[\dewo+-])", r" (?=[nsewo] ?\d)", r" "),
    )
)
LAT_MEMBER = re.compile(r'"lat(?:itude)?" ?: ?"?(-?\d{1,3}(?:\.\d{1,20})?)')
LON_MEMBER = re.compile(r'"(?:lon|lng|long|longitude)" ?: ?"?(-?\d{1,3}(?:\.\d{1,20})?)')
OBJECT_CHARACTERS = 2_000
ISO_6709 = re.compile(r"([+-]\d{1,3}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?/?")
LABELLED = re.compile(r"lat\w{0,6} ?[:=] ?([-\d.]{1,20})[,; ]{1,3}l(?:on|ng)\w{0,7} ?[:=] ?([-\d.]{1,20})")
# Of a link only the beginning counts; what follows is no longer the place.
OF_A_MAP = re.compile(r"(?:geo:|https?://[^\s]{1,200}?[@=/])(-?\d{1,2}\.\d{1,20}),(-?\d{1,3}\.\d{1,20})")
GEOPOINT = re.compile(r"(-?\d{1,2}\.\d{1,20}),? (-?\d{1,3}\.\d{1,20})(?:,? -?\d{1,6}(?:\.\d{1,9})?){1,2}")  # of ODK
FINE = re.compile(r"\d[.,]\d{3}|[°'\"]")  # so finely nothing but a place is written
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
    return abs(lat) <= LIMIT_DEGREES["lat"] and abs(lon) <= 2 * LIMIT_DEGREES["lon"]  # which are brought back later


def halves(text: str) -> Iterator[list[str]]:
    """Yield every way in which a text may be two coordinates."""
    told = [*(pattern.fullmatch(text) for pattern in (ISO_6709, GEOPOINT, LABELLED)), OF_A_MAP.match(text)]
    yield from ([match[1], match[2]] for match in told if match)
    ways = [separator.split(text) for separator in SEPARATORS]
    ways += [text.split(",")] if "." in text else []
    yield from (parts for parts in ways if len(parts) == 2)


def speaks_of_place(header: str) -> bool:
    """Tell whether the name of a column is one that may hold a place."""
    own = {*name_words(header)}
    return bool(PLACE_WORDS & own) or {"x", "y"} <= own


def is_pair(text: str, *, finely: bool = False) -> bool:
    """Tell whether a text can only be two coordinates: with decimals or signs of degrees; `finely`, with three each."""
    plain = " ".join(text[: 2 * LONGEST].casefold().translate(PLAIN_SIGNS).split())
    needed = FINE if finely else TWO_DECIMALS
    if not text.startswith("{") and not any(all(needed.search(part) for part in parts) for parts in halves(plain)):
        return False
    try:
        read_pair(text, LATITUDE_FIRST)
    except ValueError:
        return False
    return True


def stated_order(header: str) -> tuple[Axis, Axis] | None:
    """Return the order that the name of a column states; `None` if it does not."""
    return next((order for pattern, order in STATED.items() if pattern.search(plain_name(header))), None)
