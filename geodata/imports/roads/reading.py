"""Reading the lines of a road network from a file, within a box, in degrees."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyogrio
import pyproj
import shapely
from pyproj.exceptions import CRSError, ProjError

from geodata.imports.formats.gdal import FAILURES, only_driver
from geodata.imports.geometry.crs import known_crs, transformed
from geodata.problems import DataError, Problem, shown

Lines = npt.NDArray[np.object_]  # LineStrings in EPSG:4326, longitude first
Box = tuple[float, float, float, float]  # west, south, east, north in degrees

DRIVERS = {".pbf": "OSM", ".gpkg": "GPKG", ".geojson": "GeoJSON", ".json": "GeoJSON", ".shp": "ESRI Shapefile"}
OSM = ("© OpenStreetMap contributors", "ODbL 1.0")
MAIN = ("motorway", "trunk", "primary", "secondary", "tertiary")
ROADS = (*MAIN, *(f"{name}_link" for name in MAIN), "unclassified", "road")  # no streets of towns, no tracks
ONLY_ROADS = f"highway IN ({', '.join(map(repr, ROADS))})"
MOST_POSITIONS = 20_000_000
HEAD_BYTES = 100_000  # of a GeoJSON file, before its features
SAID = re.compile(r'"(attribution|licen[cs]e)"\s*:\s*("(?:[^"\\]|\\.)*+")')
NONE: Lines = np.array([], dtype=object)
WGS84 = pyproj.CRS.from_epsg(4326)


@dataclass(frozen=True, kw_only=True)
class RoadFile:
    """The lines of a file within a box, and what the file says of whom they are owed to; "" where it does not."""

    lines: Lines
    attribution: str = ""
    licence: str = ""
    notes: tuple[str, ...] = ()


def read_roads(path: Path, box: Box) -> RoadFile:
    """Read the lines of a file that reach into a box; raise DataError if it cannot be read or has none."""
    driver = DRIVERS.get(path.suffix.lower())
    if driver is None:
        expected = ", ".join(DRIVERS)
        raise refused(path, "format", f"expected a network of roads as {expected}.", "save it as GeoPackage.")
    if not path.is_file():
        raise refused(path, "missing-file", "expected a file, found none.", "check the path.")
    notes: list[str] = []
    with only_driver(driver), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what matters is checked on the result
        try:
            layers = [layer_lines(path, name, driver, box, notes) for name in line_layers(path, driver)]
        except FAILURES as error:
            cure = "open it in a GIS and save it again."
            raise refused(path, "content", "the file is damaged, or not what its name says.", cure) from error
        lines = np.concatenate([NONE, *layers])
        if not len(lines):
            raise nothing_there(path, driver, box)
    attribution, licence = OSM if driver == "OSM" else said_in(path) if driver == "GeoJSON" else ("", "")
    return RoadFile(lines=lines, attribution=attribution, licence=licence, notes=tuple(notes))


def line_layers(path: Path, driver: str) -> list[str]:
    """Return the names of the layers that may hold lines."""
    layers = [(str(name), str(kind)) for name, kind in pyogrio.list_layers(path)]
    if driver == "OSM":
        return [name for name, _ in layers if name == "lines"]
    return [name for name, kind in layers if kind != "None" and "Point" not in kind and "Polygon" not in kind]


def layer_lines(path: Path, name: str, driver: str, box: Box, notes: list[str]) -> Lines:
    """Return the lines of a layer in degrees; what is no line is passed over."""
    stated = pyogrio.read_info(path, layer=name)["crs"]
    try:
        crs = WGS84 if stated is None else known_crs(stated)
        asked = pyproj.Transformer.from_crs(WGS84, crs, always_xy=True).transform_bounds(*box)
    except (CRSError, ProjError, ValueError) as error:
        message = "its coordinate reference system is not known."
        raise refused(path, "crs", message, "save it as EPSG:4326.", value=shown(str(stated))) from error
    asking: dict[str, Any] = {"columns": ["highway"], "where": ONLY_ROADS} if driver == "OSM" else {"columns": []}
    wkb: Any = pyogrio.raw.read(path, layer=name, bbox=asked, force_2d=True, **asking)[2]
    if wkb is None:
        return NONE
    parts = shapely.get_parts(shapely.get_parts(shapely.from_wkb(wkb, on_invalid="ignore")))  # of collections, too
    lines = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
    count = int(shapely.get_num_coordinates(lines).sum())
    if count > MOST_POSITIONS:
        what = f"its lines have {count:,} positions near the routes"
        raise refused(path, "too-large", f"{what}; at most {MOST_POSITIONS:,} are read.", "keep its main roads only.")
    if stated is None:
        notes.append(f"{path.name} states no coordinate reference system; WGS 84 degrees are assumed.")
    return sound(transformed(lines, crs))


def sound(lines: Lines) -> Lines:
    """Return the lines that have a length and lie on the earth."""
    west, south, east, north = shapely.bounds(lines).T
    on_earth = (west >= -180) & (east <= 180) & (south >= -90) & (north <= 90)
    kept: Lines = lines[on_earth & (shapely.length(lines) > 0)]
    return kept


def nothing_there(path: Path, driver: str, box: Box) -> DataError:
    """Return what is wrong with a file that has no line in a box: where it lies, or that it is swapped."""
    asked = ", ".join(f"{degrees:.1f}" for degrees in box)
    message = f"expected lines of roads within {asked} (west, south, east, north), found none."
    cure = "bring a network of the region, with lines in it."
    if driver != "OSM":
        about = [pyogrio.read_info(path, layer=name, force_total_bounds=True) for name in line_layers(path, driver)]
        bounds = [info["total_bounds"] for info in about]
        if any(found is not None and meets((found[1], found[0], found[3], found[2]), box) for found in bounds):
            cure = "write longitude before latitude: the two look swapped."
    return refused(path, "no-roads", message, cure)


def meets(one: Box, other: Box) -> bool:
    return bool(shapely.box(*one).intersects(shapely.box(*other)))


def said_in(path: Path) -> tuple[str, str]:
    """Return the attribution and the licence that stand before the features of a GeoJSON file."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES).decode("utf-8", errors="ignore").partition('"features"')[0]
    found = {name.replace("license", "licence"): json.loads(text, strict=False) for name, text in SAID.findall(head)}
    return found.get("attribution", "").strip(), found.get("licence", "").strip()


def refused(path: Path, code: str, message: str, fix: str, value: str | None = None) -> DataError:
    return DataError([Problem(file=path.name, code=code, message=message, fix=fix, value=value)])
