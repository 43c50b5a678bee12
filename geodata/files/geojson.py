"""Reading strict JSON, and the features of GeoJSON as a table."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.contract.schemas import CRS
from geodata.files.text import read_text, unreadable
from geodata.problems import Problem, shown

HALF_PAIR = re.compile(r"\\u[dD][89a-fA-F]")  # what can be read as half a surrogate pair stands in a text of ASCII
Record = dict[str, object]  # the properties of a feature
Geometry: TypeAlias = "BaseGeometry | list[float] | None"  # a list is the position of a Point


class FeatureError(Exception):
    """A member of a FeatureCollection that is no feature; says why."""


def read_json(path: Path) -> object:
    """Return strict JSON: no NaN, no repeated member names."""
    text = read_text(path)
    try:
        value = json.loads(text, parse_constant=reject_constant, object_pairs_hook=reject_repeats, parse_float=finite)
        if HALF_PAIR.search(text):
            reject_lone_surrogates(value)
    except json.JSONDecodeError as error:
        raise unreadable(
            path,
            "bad-json",
            f"is not complete JSON: {error.msg.removesuffix(' at')} at line {error.lineno}, column {error.colno}.",
            "mend that place; the end of the file may be missing.",
        ) from None
    except RecursionError:
        raise unreadable(path, "bad-json", "is nested too deeply.", "flatten it.") from None
    except ValueError as error:
        raise unreadable(path, "bad-json", f"is not strict JSON: {error}.", "mend that place.") from None
    return value


def reject_constant(name: str) -> float:
    raise ValueError(f"expected a number, found {name}")


def finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"expected a number, found {shown(text)}")
    return value


def reject_lone_surrogates(value: object) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"expected text, found half a surrogate pair ({error.object[error.start]!a})") from None


def reject_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"the member {shown(twice)} occurs twice in one object")
    return members


def read_geojson(path: Path, columns: list[str]) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """Return the raw table of a FeatureCollection that has these columns at least, and the features that are none.

    Properties keep their JSON values; absent ones are the empty text. The geometry is EPSG:4326, lon/lat order.
    """
    document = read_json(path)
    if (
        not isinstance(document, dict)
        or document.get("type") != "FeatureCollection"
        or not isinstance(document.get("features"), list)
    ):
        raise unreadable(
            path,
            "not-a-collection",
            "expected a GeoJSON FeatureCollection with a list of features.",
            'write {"type": "FeatureCollection", "features": […]}.',
        )
    records, geometries, problems = [], [], []
    for row, feature in enumerate(document["features"], start=1):
        try:
            record, geometry = read_feature(feature)
        except FeatureError as error:
            problems.append(bad_feature(path, row, error))
            continue
        record["row"] = row
        records.append(record)
        geometries.append(geometry)
    return gpd.GeoDataFrame(table_of(records, columns), geometry=made_shapes(geometries), crs=CRS), problems


def table_of(records: Sequence[Record], columns: Iterable[str]) -> pd.DataFrame:
    """Return records as a table, whose further columns are in the order in which they come."""
    names = dict.fromkeys(chain(columns, chain.from_iterable(records), ["row"]))
    names.pop("geometry", None)
    rows = [["" if (cell := record.get(name)) is None else cell for name in names] for record in records]
    return pd.DataFrame(rows, columns=list(names), dtype=object)


def read_feature(feature: object) -> tuple[Record, Geometry]:
    """Return the properties and the geometry of a feature; raise FeatureError, saying what is wrong, if it is none."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise FeatureError("its type is not Feature")
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        raise FeatureError("it has no object of properties")
    if "id" in feature and feature["id"] != properties.get("id"):
        raise FeatureError(f"its own id {shown(feature['id'])} is not the id of its properties")
    return properties, read_shape(feature.get("geometry"))


def read_shape(geometry: object) -> Geometry:
    """Return a geometry, of a plain Point its position: all of them are made at once."""
    if geometry is None:
        return None
    if not isinstance(geometry, dict) or not isinstance(geometry.get("coordinates"), list):
        raise FeatureError("its geometry has no list of coordinates")
    coordinates = geometry["coordinates"]
    if geometry.get("type") == "Point" and [type(part) for part in coordinates] == [float, float]:
        return coordinates
    try:
        reject_texts(coordinates)
        return shape(geometry)
    except (ArithmeticError, ValueError, TypeError, AttributeError, KeyError, IndexError, ShapelyError):
        raise FeatureError(f"its coordinates make no {shown(str(geometry.get('type')))}") from None


def made_shapes(geometries: list[Geometry]) -> np.ndarray:
    """Return geometries, the positions among them as Points."""
    shapes = np.array([None if isinstance(geometry, list) else geometry for geometry in geometries], dtype=object)
    positions = [geometry for geometry in geometries if isinstance(geometry, list)]
    if positions:
        shapes[[isinstance(geometry, list) for geometry in geometries]] = shapely.points(positions)
    return shapes


def reject_texts(coordinates: list[object]) -> None:
    """Raise TypeError for positions that are not numbers; a text of figures would pass for one."""
    for part in coordinates:
        if isinstance(part, list):
            reject_texts(part)
        elif isinstance(part, bool) or not isinstance(part, (int, float)):
            raise TypeError("no number")


def bad_feature(path: Path, row: int, error: Exception) -> Problem:
    return Problem(
        file=path.name,
        row=row,
        code="bad-feature",
        message=f"expected a GeoJSON Feature, but {error}.",
        fix="give it type, properties and a geometry with [longitude, latitude] positions.",
    )
