"""Which part of the world a map shows: Web Mercator, as slippy maps use it."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from shapely.geometry import Polygon, box

from layers.share.link_keys import MAX_ZOOM

Box = tuple[float, float, float, float]  # west, south, east, north in degrees, WGS 84
Floats = npt.NDArray[np.float64]

TILE_PX = 256  # the world's width on a screen at zoom 0
MAP_PIXELS = (850, 400)  # a map that every screen but a phone has room for
FARTHEST = 85.0  # degrees from the equator: a pole lies at infinity
SMALLEST = 1e-7  # of the world's width


def mercator(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return degrees as places in a world one unit wide: x grows eastwards from 180° W, y southwards from 85.05° N.

    Spherical Mercator (EPSG:3857): J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395
    (1987), equations 7-1 and 7-2, divided by the circumference. A pole lies at infinity.
    """
    north = np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)) / math.tau
    return np.asarray(longitude) / 360 + 0.5, 0.5 - north


def latitude_at(y: float) -> float:
    """Return the degrees of a `y` of `mercator`: Snyder's equation 7-4."""
    return math.degrees(math.pi / 2 - 2 * math.atan(math.exp((y - 0.5) * math.tau)))


def degrees_between(west: float, east: float) -> float:
    """Return the degrees from a west to an east; a west that exceeds it lies before longitude 180, the east beyond."""
    return east - west if west <= east else east - west + 360


def fitted(bounds: Box) -> tuple[tuple[float, float], float]:
    """Return the centre (latitude, longitude) and the largest whole zoom that show a box on a map of `MAP_PIXELS`."""
    west, south, east, north = bounds
    _, (top, bottom) = mercator([west, west], [min(north, FARTHEST), max(south, -FARTHEST)])
    across, down = max(degrees_between(west, east) / 360, SMALLEST), max(bottom - top, SMALLEST)
    scale = min(MAP_PIXELS[0] / across, MAP_PIXELS[1] / down) / TILE_PX
    zoom = min(max(math.floor(math.log2(scale)), 0), MAX_ZOOM)
    longitude = west + degrees_between(west, east) / 2
    return (latitude_at((top + bottom) / 2), longitude if longitude <= 180 else longitude - 360), float(zoom)


def seen_box(center: tuple[float, float], zoom: float) -> Polygon:
    """Return what a map of `MAP_PIXELS` shows about a centre (latitude, longitude), in degrees, lon/lat order."""
    latitude, longitude = center
    width, height = (pixels / (TILE_PX * 2**zoom) for pixels in MAP_PIXELS)
    _, y = mercator(longitude, latitude)
    south, north = (latitude_at(float(y) + sign * height / 2) for sign in (1, -1))
    return box(longitude - width * 180, south, longitude + width * 180, north)
