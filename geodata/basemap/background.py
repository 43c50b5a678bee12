"""The ground of a map: what the embedded basemap has of a box, cut to it and as fine as its size asks for.

All of it is EPSG:4326, lon/lat order; where the box crosses the antimeridian longitudes go on beyond 180°.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyogrio
import shapely

from geodata.basemap.meridian import Box, Shapes, crosses

__all__ = ["Background", "Ground", "background"]

HERE = Path(__file__).parent
CRS = "EPSG:4326"
KM_PER_DEGREE = 111.2
FARTHEST = 84.9  # degrees of latitude, just short of where Web Mercator ends
WORLD = (-180.0, -FARTHEST, 180.0, FARTHEST)
NEAR = 0.06  # of a box's width and height, that all of the basemap is there beyond it
AROUND = (3.0, 1.8)  # countries are there so far: times the box's height to the sides, times its width up and down
MOST_POSITIONS = {"countries": 11_500, "around": 4_500, "regions": 5_000, "rivers": 4_000, "lakes": 2_500}
FINENESS_KM = (0.0, 0.7, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0)  # the first that does
MOST_STEPS_ACROSS = 6000  # finer than that the whole of a frame is never seen
MOST_TOWNS = 250
TOWN_KINDS = ("capital", "regional-capital", "town")  # in the order in which they are kept
WORLD_KM = 90.0  # by which a line of world.fgb may be off
HELD_KM = 1.5  # beyond its own simplification, so near to the boundary that is not agreed runs a country's outline
RIM = 0.01  # of a frame, that all is cut beyond it, so that no cut edge is seen
NAMED_BY = ["code", "name_en", "name_fr"]


@dataclass(frozen=True)
class Ground:
    """Countries within a frame, beyond which a coarser ground lies."""

    frame: Box
    countries: gpd.GeoDataFrame  # areas: code (ISO 3166-1 alpha-2, or XK), or name_en and name_fr of one without
    held: Shapes  # lines: the boundaries between them that are not agreed
    km: float  # by which a line may be off, for being simplified


@dataclass(frozen=True)
class Background:
    """What a map of a box stands on: grounds from the whole world to the box, and what only the last of them has."""

    grounds: tuple[Ground, ...]
    regions: Shapes  # lines between first-level regions
    rivers: gpd.GeoDataFrame  # lines: rank, smaller is larger
    lakes: gpd.GeoDataFrame  # areas: km2
    towns: gpd.GeoDataFrame  # points: name, code, kind, people; the weightiest first


@lru_cache(maxsize=8)
def background(box: Box) -> Background:
    """Return the ground of a box in degrees; its east lies beyond 180° where it crosses the antimeridian."""
    near, around = within_world(widened(box, NEAR)), within_world(surroundings(box))
    parts = {name: clipped(name, near) for name in ("regions", "rivers", "lakes", "towns")}
    regions, rivers, lakes = (
        thinned(parts[name], MOST_POSITIONS[name], near, shapely.simplify)[0] for name in ("regions", "rivers", "lakes")
    )
    return Background(
        grounds=(world(), ground("around", around), ground("countries", near)),
        regions=regions.geometry.to_numpy(),
        rivers=rivers,
        lakes=lakes,
        towns=weightiest(parts["towns"]),
    )


@cache
def world() -> Ground:
    countries = pyogrio.read_dataframe(HERE / "world.fgb")
    held = pyogrio.read_dataframe(HERE / "held.fgb")
    return Ground(
        WORLD, countries, beside(countries.geometry.to_numpy(), held.geometry.to_numpy(), WORLD_KM / 2), WORLD_KM
    )


def ground(name: str, frame: Box) -> Ground:
    """Return the countries of a frame, no finer than so many positions allow."""
    parts = clipped("countries", frame)
    if crosses(frame):
        parts = parts.dissolve(NAMED_BY, as_index=False).explode(ignore_index=True)
    countries, km = thinned(parts, MOST_POSITIONS[name], frame, shapely.coverage_simplify)
    countries = gathered(countries)
    held = clipped("held", frame).geometry.to_numpy()
    return Ground(frame, countries, beside(countries.geometry.to_numpy(), held, km + HELD_KM), km)


def gathered(parts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return each country once, with all its parts."""
    whole = parts.groupby(NAMED_BY, sort=False).geometry.agg(lambda areas: shapely.MultiPolygon(list(areas)))
    return gpd.GeoDataFrame(whole.reset_index(), geometry="geometry", crs=CRS)


def within_world(frame: Box) -> Box:
    """Return a frame no wider than the world, and no higher than Web Mercator reaches."""
    west, south, east, north = frame
    spare = max((east - west - 360) / 2, 0)
    return west + spare, max(south, -FARTHEST), east - spare, min(north, FARTHEST)


def surroundings(box: Box) -> Box:
    """Return what a wide or a high screen shows when it shows a box whole."""
    west, south, east, north = box
    shrink = cosine(box)
    aside = max((north - south) / shrink * AROUND[0] - (east - west), 0) / 2
    beyond = max((east - west) * shrink * AROUND[1] - (north - south), 0) / 2
    return widened((west - aside, south - beyond, east + aside, north + beyond), NEAR)


def cosine(box: Box) -> float:
    """Return by how much a degree of longitude is shorter than one of latitude in the middle of a box."""
    return float(np.cos(np.radians((max(box[1], -FARTHEST) + min(box[3], FARTHEST)) / 2)))


def widened(box: Box, share: float) -> Box:
    """Return a box and so much of its width and height around it."""
    west, south, east, north = box
    aside, beyond = (east - west) * share, (north - south) * share
    return west - aside, south - beyond, east + aside, north + beyond


def clipped(name: str, frame: Box) -> gpd.GeoDataFrame:
    """Return a part of the basemap cut to a frame and its rim; beyond the antimeridian the world goes on."""
    box = within_world(widened(frame, RIM))
    inside = shapely.box(*box)
    turns = [turn for turn in (-360, 0, 360) if box[0] < turn + 180 and turn - 180 < box[2]]
    table = pd.concat([turned(name, box, turn) for turn in turns], ignore_index=True).explode(ignore_index=True)
    shapes = table.geometry.to_numpy()
    cut = ~shapely.contains_properly(inside, shapes)
    shapes[cut] = shapely.intersection(shapes[cut], inside)
    dimension = shapely.get_dimensions(shapes).max(initial=0)
    table = table.set_geometry(gpd.GeoSeries(shapes, crs=CRS)).explode(ignore_index=True)
    shapes = table.geometry.to_numpy()
    return table[~shapely.is_empty(shapes) & (shapely.get_dimensions(shapes) == dimension)]  # not where it only touches


def turned(name: str, box: Box, turn: int) -> gpd.GeoDataFrame:
    """Return a part as it stands in another turn around the world."""
    west, south, east, north = box
    table = pyogrio.read_dataframe(HERE / f"{name}.fgb", bbox=(west - turn, south, east - turn, north))
    return table.set_geometry(table.geometry.translate(turn)) if turn else table


def thinned(
    table: gpd.GeoDataFrame, most: int, frame: Box, simplify: Callable[[Shapes, float], Shapes]
) -> tuple[gpd.GeoDataFrame, float]:
    """Return a part as fine as may be, of `most` positions, and by how many kilometres a line in it may be off."""
    shrink = cosine(frame)
    shapes = shapely.transform(table.geometry.to_numpy(), lambda positions: positions * (shrink, 1))
    row = np.arange(len(shapes))
    finest = (frame[2] - frame[0]) * shrink * KM_PER_DEGREE / MOST_STEPS_ACROSS
    for km in (km for km in FINENESS_KM if km >= finest):
        seen = sizes(shapes) > km / KM_PER_DEGREE
        shapes, row = shapes[seen], row[seen]
        shapes = simplify(shapes, km / KM_PER_DEGREE) if km else shapes  # on what is coarser already: less work
        if shapely.get_num_coordinates(shapes).sum() <= most:
            break
    back = shapely.transform(shapes, lambda positions: positions / (shrink, 1))
    return table.iloc[row].set_geometry(gpd.GeoSeries(back, crs=CRS, index=table.index[row])), km


def sizes(shapes: Shapes) -> npt.NDArray[np.float64]:
    """Return the lengths of lines, and of areas the sides of squares as large."""
    found: npt.NDArray[np.float64] = np.where(
        shapely.get_dimensions(shapes) == 2, np.sqrt(shapely.area(shapes)), shapely.length(shapes)
    )
    return found


def beside(areas: Shapes, lines: Shapes, km: float) -> Shapes:
    """Return the outlines of areas where they run along some lines."""
    near = shapely.union_all(shapely.buffer(lines, km / KM_PER_DEGREE, quad_segs=2))
    outlines = shapely.union_all(shapely.intersection(shapely.boundary(areas), near))
    parts: Shapes = shapely.get_parts(shapely.line_merge(outlines))
    along: Shapes = parts[shapely.get_dimensions(parts) == 1]
    return along


def weightiest(towns: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the towns that weigh most: capitals, regional capitals, then by people."""
    order = towns.assign(kind_rank=towns["kind"].map(TOWN_KINDS.index))
    return (
        order.sort_values(["kind_rank", "people"], ascending=[True, False]).head(MOST_TOWNS).drop(columns="kind_rank")
    )
