"""Which part of the world the sheet's map shows, and where on paper a place lies: Web Mercator, as on the page."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geodata import Situation, about, home_box
from layers.share.viewport import FARTHEST, TILE_PX, Box, Floats, degrees_between, latitude_at, mercator
from layers.sheet.context import SheetContext

MM_PER_PX = 0.19  # print is finer than a screen: what is a pixel wide on the page is so wide on paper
DETAIL_ZOOM = 1.0  # so print shows what the page shows at a closer zoom level
MARGIN = 0.04  # of the width, around the routes
METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True)
class Projection:
    """A map frame `width` by `height` millimetres, its upper left corner at (`west`, `north`) of the unit world."""

    west: float
    north: float
    scale: float  # millimetres per unit world
    width: float
    height: float

    def at(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Return millimetres from the frame's upper left corner."""
        x, y = mercator(lon, lat)
        return (x - self.west) * self.scale, (y - self.north) * self.scale

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return one place in millimetres from the frame's upper left corner."""
        x, y = self.at(lon, lat)
        return float(x), float(y)

    def coordinates(self, lonlat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return an array of lon, lat rows as rows of millimetres."""
        return np.column_stack(self.at(lonlat[:, 0], lonlat[:, 1]))

    def holds(self, x: float, y: float, rim: float = 0.0) -> bool:
        """Tell whether a place on paper lies within the frame, `rim` millimetres off its edge."""
        return rim <= x <= self.width - rim and rim <= y <= self.height - rim

    @property
    def box(self) -> Box:
        """Return the part of the world shown, in degrees."""
        south = self.north + self.height / self.scale
        east = self.west + self.width / self.scale
        return (self.west - 0.5) * 360, latitude_at(south), (east - 0.5) * 360, latitude_at(self.north)

    @property
    def middle_latitude(self) -> float:
        return latitude_at(self.north + self.height / self.scale / 2)

    @property
    def mm_per_km(self) -> float:
        """Return the scale at the middle of the map."""
        return self.scale / 360 / (METRES_PER_DEGREE / 1000 * math.cos(math.radians(self.middle_latitude)))

    @property
    def zoom(self) -> float:
        """Return the zoom level at which the page shows things as large."""
        return math.log2(self.scale / MM_PER_PX / TILE_PX)

    @property
    def detail_zoom(self) -> float:
        """Return the zoom level at which the page shows as much detail."""
        return self.zoom + DETAIL_ZOOM


def projection_of_box(box: Box, width: float, height: float, margin: float = 0.0) -> Projection:
    """Return the projection that shows a box whole, in the middle of the frame."""
    west, south, east, north = box
    beyond = west + degrees_between(west, east)
    (x0, x1), (y0, y1) = mercator([west, beyond], [min(north, FARTHEST), max(south, -FARTHEST)])
    room = 1 - 2 * margin
    scale = min(width * room / max(x1 - x0, 1e-7), height * room / max(y1 - y0, 1e-7))
    return Projection((x0 + x1) / 2 - width / scale / 2, (y0 + y1) / 2 - height / scale / 2, scale, width, height)


def projection_of(sheet: SheetContext, width: float, height: float) -> Projection:
    """Return the projection of a state: of its box, else of its centre; at home that of all routes and crossings."""
    situation, state = sheet.situation, sheet.state
    whole = whole_box(situation) if state.box == home_box(situation) else None
    if whole:
        return moved_into(projection_of_box(whole, width, height, MARGIN), situation.settings.box)
    if state.box:
        return projection_of_box(state.box, width, height)
    latitude, longitude = state.center
    x, y = mercator(about(longitude, situation.settings.box), latitude)
    scale = TILE_PX * 2**state.zoom * MM_PER_PX
    return Projection(float(x) - width / scale / 2, float(y) - height / scale / 2, scale, width, height)


def moved_into(projection: Projection, box: Box) -> Projection:
    """Return the projection moved so that it shows nothing beyond the box, where it is no larger than the box."""
    (left, right), (top, bottom) = mercator([box[0], box[2]], [box[3], box[1]])
    width, height = projection.width / projection.scale, projection.height / projection.scale
    west = min(max(projection.west, left), right - width) if right - left >= width else projection.west
    north = min(max(projection.north, top), bottom - height) if bottom - top >= height else projection.north
    return replace(projection, west=float(west), north=float(north))


def whole_box(situation: Situation) -> Box | None:
    """Return the box around all routes and crossings, if there are any."""
    bounds = [table.total_bounds for table in (situation.routes, situation.crossings) if len(table)]
    if not bounds:
        return None
    all_bounds = np.array(bounds)
    west, south = all_bounds[:, :2].min(axis=0)
    east, north = all_bounds[:, 2:].max(axis=0)
    return float(west), float(south), float(east), float(north)
