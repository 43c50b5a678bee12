"""Longitudes about the antimeridian: in a box that crosses it, they go on beyond 180°, so that east is always more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["Box", "about", "as_written", "continued", "table_about", "wrapped"]

Box = tuple[float, float, float, float]  # west, south, east, north in degrees, EPSG:4326
Shapes = npt.NDArray[np.object_]


def unbroken(box: Box) -> Box:
    """Return a box that crosses, its west greater than its east as RFC 7946 writes it, with its east beyond 180°."""
    west, south, east, north = box
    return (west, south, east + 360 if east < west else east, north)


def crosses(box: Box) -> bool:
    """Tell whether an unbroken box goes on beyond the antimeridian."""
    return box[0] < -180 or box[2] > 180


def continued(shapes: Shapes, box: Box) -> Shapes:
    """Return geometries with the longitudes that they have about a box: within half the world of its middle.

    The parts of one that was cut at the antimeridian, as RFC 7946 section 3.1.9 asks, meet again there.
    """
    if not crosses(box):
        return shapes
    least = westernmost(box)

    def turned(positions: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack([least + (positions[:, 0] - least) % 360, positions[:, 1]])

    result: Shapes = shapely.transform(shapes, turned)
    return result


def table_about(table: gpd.GeoDataFrame, box: Box) -> gpd.GeoDataFrame:
    """Return a table whose geometries have the longitudes that they have about a box, as `continued` gives them."""
    if not crosses(box):
        return table
    return table.set_geometry(continued(table.geometry.to_numpy(), box), crs=table.crs)


def as_written(shapes: Shapes) -> Shapes:
    """Return geometries with the longitudes that files have, from −180° to 180°; a shape must not cross that line."""
    west, _, east, _ = shapely.bounds(shapes).T  # of an empty one nan
    if not ((west < -180) | (east > 180)).any():
        return shapes
    result: Shapes = shapely.transform(shapes, lambda xy: np.column_stack([(xy[:, 0] + 180) % 360 - 180, xy[:, 1]]))
    return result


def about(longitude: float, box: Box) -> float:
    """Return the longitude that a place has about a box, as `continued` does."""
    return westernmost(box) + (longitude - westernmost(box)) % 360 if crosses(box) else longitude


def westernmost(box: Box) -> float:
    return (box[0] + box[2]) / 2 - 180


def wrapped(longitude: float) -> float:
    """Return a longitude as files and links write it: from −180° to 180°."""
    return longitude if -180 <= longitude <= 180 else (longitude + 180) % 360 - 180
