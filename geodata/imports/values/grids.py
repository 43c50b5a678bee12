"""Places on a grid of metres: UTM, of which the zone must be stated, and MGRS, which states it itself."""

from __future__ import annotations

import re
from functools import cache

import pyproj

BANDS_SOUTH, BANDS_NORTH = "CDEFGHJKLM", "NPQRTUVWX"  # S is also the word for south, and so names neither
MGRS = re.compile(r"(\d{1,2}[C-HJ-NP-X]) ?([A-HJ-NP-Z]{2}) ?(\d{1,5}) ?(\d{1,5})?", re.IGNORECASE)
ZONE = re.compile(r"(?:utm|zone|fuseau)?[ _-]?(\d{1,2})[ _-]?([A-Z]|north|nord|south|sud)", re.IGNORECASE)
LONGEST = 80  # characters
ZONE_IN_NAME = re.compile(r"utm[ _-]{0,3}(?:zone[ _-]{0,3})?(\d{1,2})[ _-]?([A-Z])(?![A-Z])", re.IGNORECASE)
EPSG_CODE = re.compile(r"(?:EPSG:?)?(32[67](?:0[1-9]|[1-5]\d|60))(?:\.0)?", re.IGNORECASE)
METRES = r"(\d{5,8}(?:\.\d+)?)"
IN_ONE_CELL = re.compile(
    rf"(?:utm[ :]?)?(?:zone )?(\d{{1,2}} ?[A-Z])[ ,;]{{1,2}}(?:e[ :=]?)?{METRES} ?(?:m ?e?)?"
    rf"[ ,;]{{1,2}}(?:n[ :=]?)?{METRES} ?(?:m ?n?)?",
    re.IGNORECASE,
)
NORTH_CODE, SOUTH_CODE = 32_600, 32_700  # EPSG codes of UTM on WGS 84, to which the number of the zone is added
ZONE_EXPECTED = "expected a UTM zone with its half of the globe, such as 29N"


def read_grid(text: str) -> tuple[float, float]:
    """Return longitude and latitude of a cell of MGRS or UTM; raise ValueError for anything else."""
    return read_utm(text) if IN_ONE_CELL.fullmatch(" ".join(text[:LONGEST].split())) else read_mgrs(text)


def is_grid(text: str) -> bool:
    """Tell whether a text has the form of MGRS, or of UTM with its zone."""
    plain = " ".join(text[:LONGEST].split())
    return IN_ONE_CELL.fullmatch(plain) is not None or MGRS.fullmatch(plain) is not None


def read_mgrs(text: str) -> tuple[float, float]:
    """Return longitude and latitude of the south-west corner of the square; raise ValueError for anything else."""
    import mgrs  # a library of C, which few files need

    match = MGRS.fullmatch(" ".join(text[:LONGEST].split()))
    digits = (match[3] + (match[4] or "")) if match else ""
    if not match or len(digits) % 2:
        raise ValueError("expected an MGRS place such as 29PPR0860082000")
    try:
        lat, lon = mgrs.MGRS().toLatLon(f"{match[1]}{match[2]}{digits}".upper())
    except (mgrs.core.MGRSError, RuntimeError) as error:
        raise ValueError("expected an MGRS place that there is") from error
    return lon, lat


def read_utm(text: str) -> tuple[float, float]:
    """Return longitude and latitude of zone, easting and northing in one cell; raise ValueError for anything else."""
    match = IN_ONE_CELL.fullmatch(" ".join(text[:LONGEST].split()))
    if not match:
        raise ValueError("expected a UTM zone, easting and northing such as 29N 608600 1382000")
    return from_utm(float(match[2]), float(match[3]), zone_code(match[1]))


def from_utm(easting: float, northing: float, code: int) -> tuple[float, float]:
    """Return longitude and latitude of metres in the UTM zone of an EPSG code; raise ValueError for no such place."""
    if not (100_000 <= easting <= 900_000 and 0 <= northing <= 10_000_000):
        raise ValueError("expected an easting of 100,000 to 900,000 and a northing of 0 to 10,000,000 metres")
    lon, lat = to_degrees(code).transform(easting, northing)
    return round(lon, 7), round(lat, 7)


def zone_code(text: str) -> int:
    """Return the EPSG code of a UTM zone such as `29N` or `29P`; raise ValueError where the half is not clear."""
    plain = " ".join(text[:LONGEST].split())
    if coded := EPSG_CODE.fullmatch(plain):
        return int(coded[1])
    match = ZONE.fullmatch(plain) or ZONE_IN_NAME.search(plain)
    if not match or not 1 <= int(match[1]) <= 60:
        raise ValueError(ZONE_EXPECTED)
    half = match[2].upper()
    if half in ("NORTH", "NORD") or half in BANDS_NORTH:
        return NORTH_CODE + int(match[1])
    if half in ("SOUTH", "SUD") or half in BANDS_SOUTH:
        return SOUTH_CODE + int(match[1])
    raise ValueError(f"{ZONE_EXPECTED} (S is south, or a band of the north)" if half == "S" else ZONE_EXPECTED)


@cache
def to_degrees(code: int) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(f"EPSG:{code}", "EPSG:4326", always_xy=True)
