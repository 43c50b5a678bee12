"""Any coordinate reference system to WGS 84 longitude and latitude (EPSG:4326)."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pyproj
import shapely
from pyproj.exceptions import CRSError, ProjError

from geodata.imports.report import Findings
from geodata.problems import shown

DECIMALS = 7  # a centimetre; more would be noise of the computation
WGS84 = pyproj.CRS.from_epsg(4326)
# Only names of the registry, or a full definition; never a PROJ pipeline, a file or an address.
NAMED = re.compile(r"(?:urn:ogc:def:crs:)?(EPSG|OGC|ESRI|IGNF):(?:[\d.]*:)?(\w+)", re.IGNORECASE)
FOLLOWS_FILES = re.compile(
    r"(?:nad|geoid)grids|_grids|gridshift|parameterfile|\+init|\.(?:tif|gsb|gtx|lla)\b|/vsi", re.IGNORECASE
)
NO_GRID = "+nadgrids=@null"  # how older definitions of Web Mercator say that they use none

Geometries = np.ndarray[Any, Any]


def in_degrees(geometry: Geometries, crs: Any, rows: list[int], findings: Findings) -> Geometries:
    """Return geometries in EPSG:4326; reject all rows if their system is unknown."""
    if crs is None:
        return assumed_degrees(geometry, rows, findings)
    try:
        stated = known_crs(crs)
        return transformed(geometry, stated)
    except (CRSError, ProjError, ValueError, TypeError, shapely.errors.GEOSException):
        message = "the coordinate reference system is not known."
        reject_all(geometry, rows, findings, "crs", message, value=shown(str(crs)))
        return no_geometry(len(rows))


def known_crs(stated: Any) -> pyproj.CRS:
    """Return the system that a name, WKT or PROJJSON states; raise for what would open files."""
    text = str(stated).strip()
    if isinstance(stated, dict) or text.startswith("{"):  # written anew, for escapes may hide a word
        text = json.dumps(stated if isinstance(stated, dict) else json.loads(text))
    if match := NAMED.fullmatch(text):
        name = "CRS84" if match[2].upper() == "CRS84" else match[2]
        return pyproj.CRS.from_authority("OGC" if name == "CRS84" else match[1].upper(), name)
    if FOLLOWS_FILES.search(text.replace(NO_GRID, "")) or not re.match(r"[A-Z_0-9]+\s*[\[(]|\{", text):
        raise ValueError("not a definition")
    return pyproj.CRS.from_json(text) if text.startswith("{") else pyproj.CRS.from_wkt(text)


def transformed(geometry: Geometries, crs: pyproj.CRS) -> Geometries:
    """Return geometries brought from one system to degrees; only the plane is kept."""
    flat = pyproj.CRS(crs.to_2d()) if len(crs.axis_info) > 2 else crs
    if flat.is_geographic and flat.equals(WGS84, ignore_axis_order=True):
        return geometry
    transformer = pyproj.Transformer.from_crs(flat, WGS84, always_xy=True)

    def to_degrees(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.round(np.column_stack(transformer.transform(points[:, 0], points[:, 1])), DECIMALS)

    return np.asarray(shapely.transform(geometry, to_degrees), dtype=object)


def assumed_degrees(geometry: Geometries, rows: list[int], findings: Findings) -> Geometries:
    """Take coordinates without a system for degrees if they can be that, and say so."""
    points = shapely.get_coordinates(geometry)
    fits = np.isfinite(points).all(axis=1)
    if (np.abs(points[fits]) <= (180, 90)).all():
        findings.warn(None, "crs-assumed", "no coordinate reference system is stated; WGS 84 degrees are assumed.")
        return geometry
    message = "no coordinate reference system is stated, and the coordinates are not degrees."
    reject_all(geometry, rows, findings, "crs-missing", message, fix="add the .prj file, or save it as EPSG:4326.")
    return no_geometry(len(rows))


def reject_all(geometry: Geometries, rows: list[int], findings: Findings, code: str, message: str, **more: Any) -> None:
    """Reject every row that has a geometry."""
    for row, shape in zip(rows, geometry, strict=True):
        if shape is not None:
            findings.reject(row, code, message, **more)


def no_geometry(count: int) -> Geometries:
    """Return that many absent geometries."""
    return np.full(count, None, dtype=object)
