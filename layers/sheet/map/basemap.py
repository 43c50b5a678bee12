"""The background of the printed map: the embedded countries, regions, lakes and rivers, clipped to the frame."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from layers.payload.basemaps import embedded_basemap
from layers.share.viewport import Box
from layers.sheet.drawing.painter import PALETTE, Mark, add_marks, base_colour, draw_line
from layers.sheet.drawing.projection import Projection

LINES = PALETTE.basemap
RIM_DEGREES = 0.05  # clipped so far beyond the frame, that no cut edge is seen


@cache
def basemap_part(name: str) -> gpd.GeoDataFrame:
    """Return a part of the embedded basemap in EPSG:4326."""
    return gpd.GeoDataFrame.from_features(embedded_basemap()[name], crs="EPSG:4326")


def draw_basemap(axes: Axes, projection: Projection, box: Box) -> None:
    """Draw the background within `box`, the part of the world there are data of; beyond it nothing is known."""
    axes.add_patch(
        Rectangle((0, 0), projection.width, projection.height, facecolor=base_colour("outside"), linewidth=0)
    )
    frame = within(projection.box, box)
    if frame is None:
        return
    countries, regions = clipped("countries", frame), clipped("regions", frame)
    add_marks(
        axes, [Mark(polygon_path(shapely.box(*within_exactly(projection.box, box)), projection), base_colour("sea"))]
    )
    fill(axes, projection, countries.geometry, "land")
    draw_lines(axes, projection, inner_lines(regions, frame), "region", LINES.region)
    rivers, lakes = clipped("rivers", frame), clipped("lakes", frame)
    wide = rivers["rank"] <= LINES.wide_river_rank
    draw_lines(axes, projection, rivers.geometry[~wide], "river", LINES.river)
    draw_lines(axes, projection, rivers.geometry[wide], "river", wide_river(projection))
    shown = (lakes["km2"] >= LINES.small_lake_km2) | (projection.detail_zoom >= LINES.small_lake_zoom)
    fill(axes, projection, lakes.geometry[shown], "lake")
    draw_borders(axes, projection, countries, frame)


def draw_borders(axes: Axes, projection: Projection, countries: gpd.GeoDataFrame, frame: Box) -> None:
    """Draw the borders; one that is only held, not agreed, is dashed."""
    held = countries["boundary"].notna() if "boundary" in countries else np.zeros(len(countries), dtype=bool)
    draw_lines(axes, projection, inner_lines(countries, frame), "border", LINES.border)
    draw_lines(axes, projection, inner_lines(countries[held], frame), "land", LINES.held_border)
    draw_lines(axes, projection, inner_lines(countries[held], frame), "border", LINES.border, LINES.held_dash)


def wide_river(projection: Projection) -> float:
    return LINES.wide_river_near if projection.detail_zoom > LINES.near_zoom else LINES.wide_river


def within(shown: Box, box: Box) -> Box | None:
    """Return what is shown of a box and a rim around it; None if nothing is."""
    west, south, east, north = within_exactly(shown, box)
    rim = RIM_DEGREES
    return None if west >= east or south >= north else (west - rim, south - rim, east + rim, north + rim)


def within_exactly(shown: Box, box: Box) -> Box:
    return max(shown[0], box[0]), max(shown[1], box[1]), min(shown[2], box[2]), min(shown[3], box[3])


def clipped(name: str, frame: Box) -> gpd.GeoDataFrame:
    part = basemap_part(name)
    cut = part.set_geometry(
        gpd.GeoSeries(shapely.clip_by_rect(part.geometry.to_numpy(), *frame), index=part.index, crs=part.crs)
    )
    return cut[~cut.geometry.is_empty]


def inner_lines(areas: gpd.GeoDataFrame, frame: Box) -> gpd.GeoSeries:
    """Return the outlines of areas without the edges at which they were cut."""
    inset = RIM_DEGREES / 2
    west, south, east, north = frame
    return areas.boundary.clip(shapely.box(west + inset, south + inset, east - inset, north - inset))


def fill(axes: Axes, projection: Projection, areas: gpd.GeoSeries, colour: str) -> None:
    edge = base_colour(colour)  # a hairline of its own colour closes the seams between neighbours
    add_marks(
        axes,
        [
            Mark(polygon_path(area, projection), edge, 1.0, edge, 0.2)
            for area in areas.explode().geometry
            if area.geom_type == "Polygon"
        ],
    )


def draw_lines(
    axes: Axes, projection: Projection, lines: gpd.GeoSeries, colour: str, px: float, dash: Sequence[float] = ()
) -> None:
    for line in lines.explode().geometry:
        if line.geom_type in ("LineString", "LinearRing"):
            draw_line(
                axes,
                projection.coordinates(shapely.get_coordinates(line)),
                base_colour(colour),
                px,
                dash=dash,
                cap="round" if not dash else "butt",
            )


def polygon_path(area: shapely.Polygon, projection: Projection) -> Path:
    """Return a polygon with its holes as one path; holes turn against the exterior, so that they stay empty."""
    oriented = shapely.orient_polygons(area)
    return Path.make_compound_path(*(ring_path(ring, projection) for ring in (oriented.exterior, *oriented.interiors)))


def ring_path(ring: shapely.LinearRing, projection: Projection) -> Path:
    xy: npt.NDArray[np.float64] = projection.coordinates(shapely.get_coordinates(ring))
    return Path(xy, closed=True)
