"""Lines of GeoJSON packed for the page: whole steps from point to point, half as long as written degrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypedDict

from layers.escape.json_text import JsonObject

PER_DEGREE = 1000  # steps are counted in thousandths of a degree, as fine as the basemap's own coordinates

Position = Sequence[float]


class Geometry(TypedDict):
    """A geometry of GeoJSON: a line or polygon, single or multi, nests its positions one to three deep."""

    type: str
    coordinates: Sequence[Any]


class Feature(TypedDict):
    """A feature of GeoJSON."""

    type: str
    properties: JsonObject
    geometry: Geometry


class FeatureCollection(TypedDict):
    """A collection of GeoJSON."""

    type: str
    features: list[Feature]


def packed_features(collection: FeatureCollection) -> list[JsonObject]:
    """Return the features as their properties and their lines; a polygon becomes the lines of its rings."""
    return [
        {
            "properties": feature["properties"],
            "lines": [steps(line) for line in lines_of(feature["geometry"]["coordinates"])],
        }
        for feature in collection["features"]
    ]


def lines_of(coordinates: Sequence[Any]) -> Iterator[Sequence[Position]]:
    """Yield every sequence of positions in the coordinates of a line or polygon, single or multi."""
    if isinstance(coordinates[0][0], (int, float)):
        yield coordinates
        return
    for part in coordinates:
        yield from lines_of(part)


def steps(line: Sequence[Position], per_degree: int = PER_DEGREE) -> list[int]:
    """Return [x, y, dx, dy, dx, dy, …]: the first position and the way from each to the next, longitude first."""
    packed: list[int] = []
    before = (0, 0)
    for longitude, latitude in line:
        now = (round(longitude * per_degree), round(latitude * per_degree))
        packed += [now[0] - before[0], now[1] - before[1]]
        before = now
    return packed
