"""Reading the files of a situation: bytes to tables that still say where each row stands.

A table is a (Geo)DataFrame of raw cells with the column `row`: the line of a CSV file, the feature of a GeoJSON file.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import stat
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.errors import ShapelyError
from shapely.geometry import shape

from geodata.contract.schemas import CRS, columns_of
from geodata.limits import Limits, over_limit
from geodata.problems import Problem, shown

MOST_TOML_CHARACTERS = 200_000
KEY = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
DOTTED_KEY = re.compile(
    rf"(?<![\w-]){KEY}(?:[ \t]*+\.[ \t]*+{KEY}){{32}}", re.ASCII
)  # one of thousands takes gigabytes to read


class UnreadableError(Exception):
    """A file that cannot be read at all; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class FeatureError(Exception):
    """A member of a FeatureCollection that is no feature; says why."""


def unreadable(path: Path, code: str, message: str, fix: str, row: int | None = None) -> UnreadableError:
    return UnreadableError(Problem(file=path.name, row=row, code=code, message=message, fix=fix))


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, without a byte order mark."""
    try:
        raw = read_bytes(path)
    except FileNotFoundError:
        fix = "add it." if path.suffix == ".toml" else "add it, or an empty table."
        raise unreadable(path, "missing-file", "expected this file in the situation folder, found none.", fix) from None
    except OSError as error:
        raise unreadable(
            path, "unreadable", f"cannot be read: {error.strerror}.", "check the path and its rights."
        ) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise unreadable(
            path,
            "bad-utf8",
            f"line {line} is not UTF-8 (byte {error.start}).",
            "save the file as UTF-8.",
            line if path.suffix == ".csv" else None,
        ) from None


def read_bytes(path: Path) -> bytes:
    """Return the content of a plain file that is not too large; a pipe, for one, could hang or fill the memory."""
    about, limits = path.stat(), Limits.from_environment()
    if not stat.S_ISREG(about.st_mode):
        raise unreadable(path, "not-a-file", "expected a file.", "replace it with a file.")
    if about.st_size > limits.file_bytes:
        (problem,) = over_limit(
            path.name, "file_bytes", limits.file_bytes, f"the file has {about.st_size:,} bytes"
        ).problems
        raise UnreadableError(problem)
    return path.read_bytes()


def read_toml(path: Path) -> dict[str, Any]:
    text = read_text(path)
    if len(text) > MOST_TOML_CHARACTERS:
        raise unreadable(
            path,
            "too-large",
            f"has {len(text):,} characters; at most {MOST_TOML_CHARACTERS:,} are read.",
            "shorten it.",
        )
    if DOTTED_KEY.search(text):
        raise unreadable(path, "bad-toml", "is nested too deeply.", "flatten it.")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise unreadable(path, "bad-toml", "is nested too deeply.", "flatten it.") from None
    except ValueError as error:
        raise unreadable(path, "bad-toml", f"is not TOML: {error}.", "mend the line that is named.") from None


def read_csv(path: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the raw table of a comma-separated file, and the rows that have too many or too few cells."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    records: list[dict[str, Any]] = []
    problems: list[Problem] = []
    try:
        header = next(reader, [])
        before = reader.line_num
        for cells in reader:
            row, before = before + 1, reader.line_num
            if len(cells) == len(header):
                records.append({**dict(zip(header, map(str.strip, cells), strict=True)), "row": row})
            elif cells:
                problems.append(miscounted(path, row, len(header), len(cells)))
    except csv.Error as error:
        raise unreadable(
            path, "bad-csv", f"is not CSV: {error}.", "check the quotation marks.", reader.line_num
        ) from None
    missing = [name for name in columns_of(path.name) if name not in header]
    if missing:
        semicolons = len(header) == 1 and ";" in header[0]
        raise unreadable(
            path,
            "missing-column",
            f"expected the columns {', '.join(missing)}, found {', '.join(header) or 'nothing'}.",
            "save it with commas between the cells, not semicolons." if semicolons else "add them to the header.",
            1,
        )
    return pd.DataFrame(records, columns=[*header, "row"], dtype=object), problems


def miscounted(path: Path, row: int, expected: int, found: int) -> Problem:
    return Problem(
        file=path.name,
        row=row,
        code="cell-count",
        message=f"expected {expected} cells, found {found}.",
        fix="put cells that hold a comma in quotation marks.",
    )


def read_json(path: Path) -> Any:
    """Return strict JSON: no NaN, no repeated member names."""
    try:
        value = json.loads(
            read_text(path), parse_constant=reject_constant, object_pairs_hook=reject_repeats, parse_float=finite
        )
        reject_half_pairs(value)
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


def reject_half_pairs(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"expected text, found half a surrogate pair ({error.object[error.start]!a})") from None


def reject_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"the member {shown(twice)} occurs twice in one object")
    return members


def read_geojson(path: Path) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """Return the raw table of a FeatureCollection, and the features that are none.

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
    columns = columns_of(path.name)
    records, shapes, problems = [], [], []
    for row, feature in enumerate(document["features"], start=1):
        try:
            record, geometry = read_feature(feature)
        except FeatureError as error:
            problems.append(bad_feature(path, row, error))
            continue
        blank: dict[str, Any] = dict.fromkeys(columns, "")
        records.append(blank | record | {"row": row})
        shapes.append(geometry)
    table = pd.DataFrame.from_records(records, columns=None if records else [*columns, "row"]).astype(object).fillna("")
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(shapes, crs=CRS), crs=CRS), problems


def read_feature(feature: Any) -> tuple[dict[str, Any], Any]:
    """Return the properties and the geometry of a feature; raise FeatureError, saying what is wrong, if it is none."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise FeatureError("its type is not Feature")
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        raise FeatureError("it has no object of properties")
    if "id" in feature and feature["id"] != properties.get("id"):
        raise FeatureError(f"its own id {shown(feature['id'])} is not the id of its properties")
    record = {name: "" if value is None else value for name, value in properties.items() if name != "geometry"}
    return record, read_shape(feature.get("geometry"))


def read_shape(geometry: Any) -> Any:
    if geometry is None:
        return None
    if not isinstance(geometry, dict) or not isinstance(geometry.get("coordinates"), list):
        raise FeatureError("its geometry has no list of coordinates")
    try:
        reject_texts(geometry["coordinates"])
        return shape(geometry)
    except (ArithmeticError, ValueError, TypeError, AttributeError, KeyError, IndexError, ShapelyError):
        raise FeatureError(f"its coordinates make no {shown(str(geometry.get('type')))}") from None


def reject_texts(coordinates: Any) -> None:
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


def read_table(path: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the raw table of a CSV or GeoJSON file of the situation, and its unreadable rows."""
    return read_csv(path) if path.suffix == ".csv" else read_geojson(path)
