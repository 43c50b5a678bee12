"""Networks of roads in the formats that are read, written without the code under test, and a situation for them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
from shapely.geometry import LineString

from geodata import EXAMPLE

Position = tuple[float, float]  # longitude, latitude
Line = Sequence[Position]
OWED = ("--attribution", "Sampleton survey", "--licence", "CC0")

PORT, BRIDGE, TOWN = (-0.4, -2.1), (-1.1, -1.6), (-1.9, -1.1)  # what the route of the example passes
ELBOW, BEND = (-0.8, -2.0), (-1.5, -1.2)
NETWORK: tuple[Line, ...] = (
    (PORT, ELBOW, BRIDGE),  # through corners, so that the way is longer than the straight line
    (BRIDGE, BEND, TOWN),
    (ELBOW, (-0.9, -2.9)),  # a road that leads elsewhere
)


def example(folder: Path) -> Path:
    """A situation of one route over three waypoints."""
    return Path(shutil.copytree(EXAMPLE, folder))


def geojson(path: Path, lines: Iterable[Line], **members: object) -> Path:
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": list(map(list, line))}}
        for line in lines
    ]
    text = json.dumps({"type": "FeatureCollection", **members, "features": features})
    path.write_text(text, encoding="utf-8")
    return path


def geopackage(path: Path, lines: Iterable[Line], crs: str | None = "EPSG:32730") -> Path:
    """In metres, unless another system is asked for."""
    frame(lines, crs).to_file(path, driver="GPKG", layer="roads")
    return path


def shapefile(path: Path, lines: Iterable[Line], crs: str | None = "EPSG:4326") -> Path:
    frame(lines, crs).to_file(path, driver="ESRI Shapefile")
    return path


def frame(lines: Iterable[Line], crs: str | None) -> gpd.GeoDataFrame:
    table = gpd.GeoDataFrame(geometry=[LineString(line) for line in lines], crs="EPSG:4326")
    return table.to_crs(crs) if crs else table.set_crs(None, allow_override=True)


def osm_pbf(path: Path, lines: Iterable[Line], highway: str = "primary") -> Path:
    """Ways that share the nodes at equal positions, as https://wiki.openstreetmap.org/wiki/PBF_Format says."""
    ways = [list(line) for line in lines]
    number = {position: k for k, position in enumerate(dict.fromkeys(at for way in ways for at in way), start=1)}
    strings = b"".join(member(1, text) for text in (b"", b"highway", highway.encode()))
    nodes = b"".join(
        member(1, varint_member(1, zigzag(k)) + varint_member(8, degrees(lat)) + varint_member(9, degrees(lon)))
        for (lon, lat), k in number.items()
    )
    drawn = b"".join(member(3, way_message(k, [number[at] for at in way])) for k, way in enumerate(ways, start=1))
    header = b"".join(member(4, feature) for feature in (b"OsmSchema-V0.6", b"DenseNodes"))
    data = member(1, strings) + member(2, nodes) + member(2, drawn)
    path.write_bytes(block(b"OSMHeader", header) + block(b"OSMData", data))
    return path


def way_message(id_: int, refs: Sequence[int]) -> bytes:
    steps = [after - before for before, after in zip([0, *refs], refs, strict=False)]
    packed = b"".join(varint(zigzag(step)) for step in steps)
    return varint_member(1, id_) + member(2, varint(1)) + member(3, varint(2)) + member(8, packed)


def block(kind: bytes, content: bytes) -> bytes:
    blob = member(1, content) + varint_member(2, len(content))
    header = member(1, kind) + varint_member(3, len(blob))
    return len(header).to_bytes(4, "big") + header + blob


def degrees(value: float) -> int:
    return zigzag(round(value * 1e7))  # in units of 100 nanodegrees


def zigzag(value: int) -> int:
    return value * 2 if value >= 0 else -value * 2 - 1


def varint(value: int) -> bytes:
    parts = []
    while value > 127:
        parts.append(value % 128 + 128)
        value //= 128
    return bytes([*parts, value])


def varint_member(number: int, value: int) -> bytes:
    return varint(number * 8) + varint(value)


def member(number: int, content: bytes) -> bytes:
    return varint(number * 8 + 2) + varint(len(content)) + content


WRITERS: Mapping[str, Callable[[Path, Iterable[Line]], Path]] = {
    "roads.geojson": geojson,
    "roads.gpkg": geopackage,
    "roads.shp": shapefile,
    "roads.osm.pbf": osm_pbf,
}
