"""Towns and countries of the basemap, found by their names, and the boxes about them.

Degrees are EPSG:4326; boxes are written as RFC 7946 has them, west greater than east where they cross the antimeridian.
"""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from geodata.basemap.background import FARTHEST, HERE, KM_PER_DEGREE
from geodata.basemap.meridian import Box, continued, unbroken, wrapped
from geodata.problems import shown

SAME_LAND_DEGREES = 6.0  # an island so near to the largest part of a country is shown with it
POSITION = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")
LATIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "e"})
COUNTRY_MARGIN = 0.04  # of the size of a country, about it


class PlaceError(ValueError):
    """A name that is that of no town or country."""


@dataclass(frozen=True)
class Town:
    """A town; `kind` is one of the contract, `code` ISO 3166-1 alpha-2 or XK."""

    name: str
    code: str
    kind: str
    people: int
    longitude: float
    latitude: float


@cache
def towns() -> gpd.GeoDataFrame:
    return pyogrio.read_dataframe(HERE / "towns.fgb")


def find_towns(text: str) -> list[Town]:
    """Return the towns of a name, "Khartoum" or "Khartoum, SD", the largest first; of a position one without a name.

    Upper and lower case and accents do not count. Raises PlaceError where there is none.
    """
    if position := POSITION.fullmatch(text.strip()):
        latitude, longitude = map(float, position.groups())
        if abs(latitude) > FARTHEST or abs(longitude) > 180:
            raise PlaceError(f"expected LATITUDE,LONGITUDE within ±{FARTHEST} and ±180 degrees, found {shown(text)!r}")
        return [Town("", "", "", 0, longitude, latitude)]
    name, _, code = (part.strip() for part in text.partition(","))
    table = towns()
    called = table[table["name"].map(plain) == plain(name)]
    if code:
        called = called[called["code"] == code.upper()]
    found = called.sort_values("people", ascending=False, kind="stable")
    if not len(found):
        names = {plain(each): each for each in table["name"]}
        alike = [names[each] for each in difflib.get_close_matches(plain(name), names)]
        known = f" Spelled nearly so: {', '.join(alike)}." if alike else ""
        raise PlaceError(
            f"expected a town of the basemap, one of {len(table):,}, found {shown(text)!r}.{known} "
            "Fix: name a larger town near it, or give its position, LATITUDE,LONGITUDE"
        )
    return made_towns(found)


def made_towns(table: gpd.GeoDataFrame) -> list[Town]:
    columns = (table["name"], table["code"], table["kind"], table["people"], table.geometry.x, table.geometry.y)
    return [
        Town(name, code, kind, int(people), float(x), float(y))
        for name, code, kind, people, x, y in zip(*columns, strict=True)
    ]


def plain(text: str) -> str:
    """Return a name without case, accents and signs between its words."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(LATIN))
    return "".join(letter for letter in letters if letter.isalnum() and not unicodedata.combining(letter))


def box_around(longitude: float, latitude: float, km: float) -> Box:
    """Return the box of all that lies so far away at most, on a sphere, cut where the map ends.

    The meridians that touch a circle of radius r about a latitude lie asin(sin r / cos latitude) aside.
    """
    reach = km / KM_PER_DEGREE
    sine = math.sin(math.radians(reach)) / math.cos(math.radians(latitude))
    aside = math.degrees(math.asin(sine)) if abs(latitude) + reach < 90 else 180.0  # all around, about a pole
    south, north = max(latitude - reach, -FARTHEST), min(latitude + reach, FARTHEST)
    return written((longitude - aside, south, longitude + aside, north))


def box_of_country(code: str) -> Box:
    """Return the box of the largest part of a country and the islands near it; raises PlaceError for no country."""
    table = pyogrio.read_dataframe(HERE / "countries.fgb")
    table = table[(table["code"] == code.upper()) & (table["code"] != "")]
    if not len(table):
        raise PlaceError(f"expected the code of a country in ISO 3166-1, of two letters, found {shown(code)!r}")
    parts = shapely.get_parts(table.geometry.to_numpy())
    main = parts[np.argmax(shapely.area(parts))]
    middle = main.centroid.x
    parts = continued(parts, (middle - 180, 0, middle + 180, 0))
    main = parts[np.argmax(shapely.area(parts))]
    west, south, east, north = shapely.total_bounds(parts[shapely.dwithin(parts, main, SAME_LAND_DEGREES)])
    aside, beyond = (east - west) * COUNTRY_MARGIN, (north - south) * COUNTRY_MARGIN
    return written((west - aside, max(south - beyond, -FARTHEST), east + aside, min(north + beyond, FARTHEST)))


def written(box: Box) -> Box:
    """Return a box as files write it, with two decimals."""
    west, south, east, north = box
    if east - west >= 360:
        return -180.0, round(south, 2), 180.0, round(north, 2)
    return round(wrapped(west), 2), round(south, 2), round(wrapped(east), 2), round(north, 2)


def capital_of(code: str) -> Town | None:
    table = towns()
    found = table[(table["code"] == code.upper()) & (table["kind"] == "capital")]
    return made_towns(found)[0] if len(found) else None


def towns_within(box: Box) -> list[Town]:
    """Return the towns within a box, capitals first, then regional capitals, each the largest first."""
    west, south, east, north = unbroken(box)
    table = towns()
    points = continued(table.geometry.to_numpy(), (west, south, east, north))
    table = table[shapely.covers(shapely.box(west, south, east, north), points)]
    order = table["kind"].map(["capital", "regional-capital", "town"].index)
    return made_towns(table.assign(order=order).sort_values(["order", "people"], ascending=[True, False]))
