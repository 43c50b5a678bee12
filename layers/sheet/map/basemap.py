"""The background of the printed map, of the same ground as that of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from geodata import Background, Ground, background
from layers.payload.basemaps import focus_countries, other_towns
from layers.sheet.context import SheetContext
from layers.sheet.drawing.painter import PALETTE, Mark, add_marks, base_colour, draw_line, shape_path
from layers.sheet.drawing.projection import MM_PER_PX, Projection

LINES = PALETTE.basemap
TOWN_MM = LINES.town_radius * MM_PER_PX
Shapes = Iterable[shapely.Geometry]


def draw_basemap(axes: Axes, projection: Projection, sheet: SheetContext) -> None:
    """Draw the ground of the frame; beyond the latitudes that the map can show nothing is drawn."""
    whole = background(projection.box)
    ground = whole.grounds[-1]
    countries = ground.countries
    is_focus = countries["code"].isin(focus_countries(sheet.situation))
    frame = shapely.box(*ground.frame)
    axes.add_patch(
        Rectangle((0, 0), projection.width, projection.height, facecolor=base_colour("outside"), linewidth=0)
    )
    fill(axes, projection, [frame], "sea")
    fill(axes, projection, countries.geometry[~is_focus], "land")
    fill(axes, projection, countries.geometry[is_focus], "focus")
    draw_lines(axes, projection, whole.regions, "region", LINES.region, LINES.region_dash)
    draw_waters(axes, projection, whole)
    draw_borders(axes, projection, ground)
    draw_towns(axes, projection, towns_shown(projection, sheet))


def draw_waters(axes: Axes, projection: Projection, ground: Background) -> None:
    rivers, lakes = ground.rivers, ground.lakes
    wide = rivers["rank"] <= LINES.wide_river_rank
    draw_lines(axes, projection, rivers.geometry[~wide], "river", LINES.river)
    draw_lines(axes, projection, rivers.geometry[wide], "river", wide_river(projection))
    shown = (lakes["km2"] >= LINES.small_lake_km2) | (projection.detail_zoom >= LINES.small_lake_zoom)
    fill(axes, projection, lakes.geometry[shown], "lake")


def draw_borders(axes: Axes, projection: Projection, ground: Ground) -> None:
    """Draw the borders; one that is only held, not agreed, is dashed."""
    draw_lines(axes, projection, shapely.boundary(ground.countries.geometry.to_numpy()), "border", LINES.border)
    draw_lines(axes, projection, ground.held, "land", LINES.held_border)
    draw_lines(axes, projection, ground.held, "border", LINES.border, LINES.held_dash)


def wide_river(projection: Projection) -> float:
    return LINES.wide_river_near if projection.detail_zoom > LINES.near_zoom else LINES.wide_river


def towns_shown(projection: Projection, sheet: SheetContext) -> gpd.GeoDataFrame:
    """Return the towns of the background that the scale has room for, the weightiest first."""
    towns = other_towns(sheet.situation, background(projection.box).towns)
    return towns[towns["kind"].map(LINES.town_zoom) <= projection.detail_zoom]


def draw_towns(axes: Axes, projection: Projection, towns: gpd.GeoDataFrame) -> None:
    dot = shape_path("circle")
    places = projection.coordinates(shapely.get_coordinates(towns.geometry.to_numpy()))
    add_marks(
        axes, [Mark(Path(np.asarray(dot.vertices) * TOWN_MM + xy, dot.codes), base_colour("town")) for xy in places]
    )


def fill(axes: Axes, projection: Projection, areas: Shapes, colour: str) -> None:
    edge = base_colour(colour)  # a hairline of its own colour closes the seams between neighbours
    polygons = shapely.get_parts(np.array(list(areas), dtype=object))
    add_marks(axes, [Mark(polygon_path(area, projection), edge, 1.0, edge, 0.2) for area in polygons])


def draw_lines(
    axes: Axes, projection: Projection, lines: Shapes, colour: str, px: float, dash: Sequence[float] = ()
) -> None:
    cap: Literal["butt", "round"] = "butt" if dash else "round"
    for line in shapely.get_parts(np.array(list(lines), dtype=object)):
        xy = projection.coordinates(shapely.get_coordinates(line))
        draw_line(axes, xy, base_colour(colour), px, dash=dash, cap=cap)


def polygon_path(area: shapely.Polygon, projection: Projection) -> Path:
    """Return a polygon with its holes as one path; holes turn against the exterior, so that they stay empty."""
    oriented = shapely.orient_polygons(area)
    return Path.make_compound_path(*(ring_path(ring, projection) for ring in (oriented.exterior, *oriented.interiors)))


def ring_path(ring: shapely.LinearRing, projection: Projection) -> Path:
    xy: npt.NDArray[np.float64] = projection.coordinates(shapely.get_coordinates(ring))
    return Path(xy, closed=True)
