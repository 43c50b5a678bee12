"""Any coordinate reference system to WGS 84 longitude and latitude (EPSG:4326)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Unpack

import numpy as np
import numpy.typing as npt
import pyproj
import shapely
from pyproj.exceptions import CRSError, ProjError

from geodata.imports.raw import Geometries, no_geometry
from geodata.imports.report import Details, Findings, refused
from geodata.problems import shown

DECIMALS = 7  # a centimetre; more would be noise of the computation
WGS84 = pyproj.CRS.from_epsg(4326)
# Only names of the registry, or a full definition; never a PROJ pipeline, a file or an address.
NAMED = re.compile(r"(?:urn:ogc:def:crs:)?(EPSG|OGC|ESRI|IGNF):(?:[\d.]*:)?(\w+)", re.IGNORECASE)
NOT_KNOWN = "the coordinate reference system is not known."
MERE_NAME = re.compile(r"[^\[({+=]*")
DEFINITION = re.compile(r"[A-Z_0-9]{1,60}\s{0,9}[\[(]|\{")
# How older definitions of Web Mercator say that they use no grid; no other string of PROJ may stand in one.
WEB_MERCATOR_EXTENSION = re.compile(
    r'EXTENSION\["PROJ4", *"\+proj=merc'
    r'(?: +\+(?:(?:a|b|lat_ts|lon_0|x_0|y_0|k|k_0)=[-.\de]+|units=m|nadgrids=@null|wktext|no_defs|over))* *"\]'
)
PROJ_STRINGS = {"proj", "init"}  # members that make a string of PROJ, which opens files, of what looks like PROJJSON
# Members whose name is a command to PROJ where it begins with `PROJ`.
COMMANDS = {"method", "geoid_model", "geoid_models"}


def to_wgs84(geometry: Geometries, crs: object, rows: list[int], findings: Findings) -> Geometries:
    """Bring geometries from the stated system to EPSG:4326; reject all rows if that is unknown.

    `crs` is a name, WKT, PROJJSON as text or parsed, or `None`.
    """
    if crs is None:
        return assumed_degrees(geometry, rows, findings)
    try:
        stated = known_crs(crs)
        return transformed(geometry, stated)
    except (CRSError, ProjError, ValueError, TypeError, shapely.errors.GEOSException):
        reject_all(geometry, rows, findings, "crs", NOT_KNOWN, value=shown(str(crs)))
        return no_geometry(len(rows))


def known_crs(stated: object) -> pyproj.CRS:
    """Return the system that a name, WKT or PROJJSON states; raise CRSError or ValueError for what would open files."""
    text = str(stated).strip()
    if isinstance(stated, dict) or text.startswith("{"):  # written anew, for escapes may hide a word
        text = json.dumps(stated if isinstance(stated, dict) else json.loads(text))
    if match := NAMED.fullmatch(text):
        name = "CRS84" if match[2].upper() == "CRS84" else match[2]
        return pyproj.CRS.from_authority("OGC" if name == "CRS84" else match[1].upper(), name)
    crs = defined_crs(text)
    if opens_files(crs.to_json_dict()):
        raise ValueError("the definition names a file")
    return crs


def defined_crs(text: str) -> pyproj.CRS:
    """Return the system that WKT or PROJJSON defines, which opens nothing before it is used."""
    if not DEFINITION.match(text) or "extension" in WEB_MERCATOR_EXTENSION.sub("", text).casefold():
        raise ValueError("not a definition")
    if not text.startswith("{"):
        return pyproj.CRS.from_wkt(text)
    if PROJ_STRINGS & json.loads(text).keys():
        raise ValueError("not a definition")
    return pyproj.CRS.from_json(text)


def check_definition(text: str, file: str) -> None:
    """Raise DataError for a definition with which GDAL, which uses what it reads at once, would open a file."""
    if MERE_NAME.fullmatch(text):
        return
    try:
        known_crs(text)
    except (CRSError, ValueError) as error:
        raise refused(file, "crs", NOT_KNOWN, value=shown(text)) from error


def opens_files(definition: Mapping[str, object]) -> bool:
    """Tell whether anything in a parsed definition would make PROJ open a file once it is used."""
    waiting: list[tuple[str, object]] = [("", definition)]
    while waiting:
        role, part = waiting.pop()
        if isinstance(part, list):
            waiting += [(role, item) for item in part]
        elif isinstance(part, dict):
            if names_file(role, part):
                return True
            waiting += part.items()
    return False


def names_file(role: str, part: Mapping[str, object]) -> bool:
    """Tell whether a part of a definition is a command to PROJ, or a text parameter and so the name of a file."""
    if role in COMMANDS:
        return str(part.get("name", "")).casefold().startswith("proj")
    return role == "parameters" and isinstance(part.get("value"), str)


def transformed(geometry: Geometries, crs: pyproj.CRS) -> Geometries:
    """Bring geometries from one system to degrees, longitude first; only the plane is kept."""
    flat = pyproj.CRS(crs.to_2d()) if len(crs.axis_info) > 2 else crs
    if flat.is_geographic and flat.equals(WGS84, ignore_axis_order=True):
        return geometry
    transformer = pyproj.Transformer.from_crs(flat, WGS84, always_xy=True)

    def to_degrees(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
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


def reject_all(
    geometry: Geometries, rows: list[int], findings: Findings, code: str, message: str, **details: Unpack[Details]
) -> None:
    """Reject every row that has a geometry."""
    for row, shape in zip(rows, geometry, strict=True):
        if shape is not None:
            findings.reject(row, code, message, **details)
