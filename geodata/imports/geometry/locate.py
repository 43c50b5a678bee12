"""Where each row is: its geometry, or columns of coordinates, WKT or GeoJSON."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.imports.geometry.from_geojson import CURVE_FIX, GeometryError, VertexBudget, built_geometry
from geodata.imports.geometry.validate import PROJECTED_BEYOND, checked_geometry
from geodata.imports.raw import Columns, Geometries, RawLayer, Source, no_geometry
from geodata.imports.report import Findings
from geodata.imports.values.cells import as_text, is_missing
from geodata.imports.values.coordinate_pairs import LATITUDE_FIRST, LETTER, LONGITUDE_FIRST, read_pair, stated_order
from geodata.imports.values.coordinates import HEMISPHERES, Axis, is_lettered, read_coordinate, sense_of
from geodata.imports.values.grids import from_utm, read_grid, zone_code
from geodata.imports.values.strict_json import parse_part

WELL_KNOWN_BINARY = re.compile(r"[0-9A-Fa-f]{18,}")
PLACE_FIX = "write degrees such as 12.65 and -8.0, or leave both empty where they are not known."
GRID_FIELDS = ("easting", "northing", "zone")
METRES = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
TEXT_FIX = "write the column as WKT in degrees (in PostGIS: ST_AsText(ST_Transform(geom, 4326)))."


def place_geometry(layer: RawLayer, columns: Columns, source: Source) -> Geometries:
    """Return a checked geometry in EPSG:4326 for every row, `None` where it has no place or is rejected."""
    placed = no_geometry(len(layer.frame)) if layer.geometry is None else layer.geometry.copy()
    for read in readers(columns, source, layer.findings):
        rejected = layer.findings.rejected
        unplaced = [at for at, row in enumerate(layer.frame.index) if placed[at] is None and row not in rejected]
        placed[unplaced] = read(layer.frame.iloc[unplaced])
    return checked_geometry(layer, placed, source)


def readers(columns: Columns, source: Source, findings: Findings) -> Iterator[Callable[..., Geometries]]:
    """Yield what reads places of the columns that may hold them, each for the rows that those before left without."""
    for lat, lon in zip(columns.get("lat", ()), columns.get("lon", ()), strict=False):
        yield partial(from_numbers, lat=lat, lon=lon, zone=columns.get("zone", ()), letters=columns, findings=findings)
    for name in columns.get("geometry", ()):
        yield partial(from_texts, name=name, source=source, findings=findings)
    for name in columns.get("pair", ()):
        yield partial(from_pairs, name=name, findings=findings)
    for name in columns.get("grid", ()):
        yield partial(from_grid, name=name, findings=findings)
    for easting, northing, zone in zip(*(columns.get(key, ()) for key in GRID_FIELDS), strict=False):
        yield partial(from_metres, easting=easting, northing=northing, zone=zone, findings=findings)


def from_numbers(
    frame: pd.DataFrame, lat: str, lon: str, zone: Sequence[str], letters: Columns, findings: Findings
) -> Geometries:
    """Return a point for every row with both coordinates; metres are left to those who know their zone.

    `letters` may have a column of the half of the globe for each coordinate.
    """
    if zone and looks_like_metres(frame[lon]):
        return from_metres(frame, easting=lon, northing=lat, zone=zone[0], findings=findings)
    latitudes, longitudes = degrees(frame[lat], lat, "lat", findings), degrees(frame[lon], lon, "lon", findings)
    for name in letters.get("lat_letter", ()):
        take_letters(latitudes, frame[name], "lat", findings)
    for name in letters.get("lon_letter", ()):
        take_letters(longitudes, frame[name], "lon", findings)
    both = ~(np.isnan(latitudes) | np.isnan(longitudes))
    for name, other in ((lat, lon), (lon, lat)):
        cells = zip(frame.index, frame[name], frame[other], strict=True)
        rows = [int(row) for row, one, two in cells if is_missing(one) and not is_missing(two)]
        findings.error_rows(rows, "coordinates", "one of the two coordinates is missing.", field=name, fix=PLACE_FIX)
    points = no_geometry(len(frame))
    points[both] = shapely.points(longitudes[both], latitudes[both])
    return points


def take_letters(numbers: npt.NDArray[np.float64], column: pd.Series, axis: Axis, findings: Findings) -> None:
    """Give numbers the sign that a letter in a column of its own says; one that contradicts it has no place."""
    contradicting = []
    for at, (row, value) in enumerate(column.items()):
        sign = HEMISPHERES[axis].get(as_text(value).strip().casefold(), 0)
        if sign > 0 and numbers[at] < 0:
            contradicting.append(int(row))
            numbers[at] = np.nan
        elif sign:
            numbers[at] = sign * abs(numbers[at])
    message = "the number is negative and its letter says north or east."
    findings.error_rows(contradicting, "coordinate-sense", message, field=str(column.name), fix=PLACE_FIX)


def looks_like_metres(column: pd.Series) -> bool:
    """Tell whether most numbers of a column are far beyond any degrees."""
    numbers = pd.to_numeric(column, errors="coerce").dropna().abs()
    return len(numbers) > 0 and float(numbers.median()) > PROJECTED_BEYOND


def degrees(column: pd.Series, name: str, axis: Axis, findings: Findings) -> npt.NDArray[np.float64]:
    """Return a column of latitudes or longitudes, NaN where missing or unreadable, which is reported.

    A column that is called west or south holds no signs: its numbers count to the west or the south.
    """
    numbers = np.full(len(column), np.nan)
    unreadable: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, (row, value) in enumerate(zip(column.index, column, strict=True)):
        try:
            number = read_coordinate(value, axis)
        except ValueError as error:
            unreadable[str(error)].append((int(row), as_text(value)))
            continue
        numbers[at] = np.nan if number is None else number
    for message, found in unreadable.items():
        rows, value = [row for row, _ in found], found[0][1]
        findings.error_rows(rows, "coordinates", f"{message}.", field=name, value=value, fix=PLACE_FIX)
    return with_sense(numbers, column, name, axis, findings)


def with_sense(
    numbers: npt.NDArray[np.float64], column: pd.Series, name: str, axis: Axis, findings: Findings
) -> npt.NDArray[np.float64]:
    """Return numbers of a column whose name says west or south as negative ones, where they have no signs."""
    sense, rows = sense_of(name, axis), np.asarray(column.index)
    if not sense:
        return numbers
    lettered = np.array([is_lettered(value, axis) for value in column], dtype=bool)
    contrary = lettered & (np.sign(numbers) == -sense)
    message = "the letter beside the number contradicts the name of the column."
    findings.error_rows([int(row) for row in rows[contrary]], "coordinate-sense", message, field=name, fix=PLACE_FIX)
    numbers = np.where(contrary, np.nan, numbers)
    positive, negative = (numbers > 0) & ~lettered, (numbers < 0) & ~lettered
    if sense < 0 and positive.any() and not negative.any():
        message = "the name of the column says west or south, so its numbers were read as negative."
        findings.warn_rows([int(row) for row in rows[positive]], "coordinate-sense", message, field=name)
        return np.where(positive, -numbers, numbers)
    if sense > 0 and negative.any():
        message = "the name of the column says east or north and the number is negative; it was read by its sign."
        fix = "call the column longitude or latitude, or write the number without the sign."
        findings.warn_rows([int(row) for row in rows[negative]], "coordinate-sense", message, field=name, fix=fix)
    return numbers


def from_pairs(frame: pd.DataFrame, name: str, findings: Findings) -> Geometries:
    """Return the points of a column that may hold both coordinates; any other cell is reported and gets no place."""
    points = no_geometry(len(frame))
    assumed: dict[tuple[Axis, Axis], list[int]] = {LATITUDE_FIRST: [], LONGITUDE_FIRST: []}
    senses = [min(sense_of(name, axis), 0) or 1 for axis in LONGITUDE_FIRST]
    stated = stated_order(name)
    for at, (row, value) in enumerate(frame[name].items()):
        if is_missing(value):
            continue
        text = as_text(value).strip()
        order = stated or (LONGITUDE_FIRST if text.startswith("[") else LATITUDE_FIRST)
        try:
            place = read_pair(text, order)
        except ValueError as error:
            findings.warn(int(row), "coordinates", f"{error}.", field=name, value=text, fix=PLACE_FIX)
            continue
        if not LETTER.search(text.casefold()):
            lon, lat = (degree * (sense if degree > 0 else 1) for degree, sense in zip(place, senses, strict=True))
            place = lon, lat
        points[at] = shapely.Point(place)
        if not stated:
            assumed[order].append(int(row))
    for order, rows in assumed.items():
        said = " and ".join({"lat": "latitude", "lon": "longitude"}[axis] for axis in order)
        findings.warn_rows(rows, "coordinate-order", f"two numbers in one cell were read as {said}.", field=name)
    return points


def from_grid(frame: pd.DataFrame, name: str, findings: Findings) -> Geometries:
    """Return the points of a column of MGRS, or of UTM with its zone, in one cell."""
    points = no_geometry(len(frame))
    for at, (row, value) in enumerate(frame[name].items()):
        text = as_text(value).strip()
        if is_missing(text):
            continue
        try:
            points[at] = shapely.Point(read_grid(text))
        except ValueError as error:
            findings.error(int(row), "coordinates", f"{error}.", field=name, value=text, fix=PLACE_FIX)
    return points


def from_metres(frame: pd.DataFrame, easting: str, northing: str, zone: str, findings: Findings) -> Geometries:
    """Return the points of columns of UTM metres, each in the zone that its row states, or the name of the columns."""
    points = no_geometry(len(frame))
    zones = [zone] * len(frame) if zone == easting else list(frame[zone])
    for at, (row, *cells) in enumerate(zip(frame.index, frame[easting], frame[northing], zones, strict=True)):
        if any(is_missing(cell) for cell in cells):
            continue
        try:
            east, north = metres(cells[0]), metres(cells[1])
            points[at] = shapely.Point(from_utm(east, north, zone_code(as_text(cells[2]))))
        except ValueError as error:
            value = ", ".join(map(as_text, cells))
            findings.error(int(row), "coordinates", f"{error}.", field=zone, value=value, fix=PLACE_FIX)
    return points


def metres(value: object) -> float:
    """Return a number of metres, with a decimal point or comma."""
    text = as_text(value).strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if not METRES.fullmatch(text):
        raise ValueError("expected metres such as 608600")
    return float(text)


def from_texts(frame: pd.DataFrame, name: str, source: Source, findings: Findings) -> Geometries:
    """Return the geometries of a column of WKT or GeoJSON; what cannot be read is rejected."""
    budget = VertexBudget(source)
    shapes = no_geometry(len(frame))
    for at, (row, value) in enumerate(frame[name].items()):
        if is_missing(value):
            continue
        try:
            shapes[at] = from_text(value, budget, int(row), findings)
        except GeometryError as fault:
            findings.reject(int(row), fault.code, str(fault), field=name, value=as_text(value), fix=fault.fix)
    return shapes


def from_text(value: object, budget: VertexBudget, row: int, findings: Findings) -> BaseGeometry | None:
    """Return the geometry of a cell of WKT or GeoJSON, in degrees; raise GeometryError for anything else."""
    text = as_text(value).strip()
    if text.startswith("{"):
        return from_geojson_text(text, budget, row, findings)
    text = text.partition(";")[2] if text.upper().startswith("SRID=4326;") else text
    if deepest(text) > budget.source.limits.nesting:
        raise GeometryError("geometry", "the geometry is nested too deeply.")
    try:
        return shapely.from_wkt(text)
    except NotImplementedError as error:
        raise GeometryError("curve", "curves are not read.", fix=CURVE_FIX) from error
    except (shapely.errors.ShapelyError, ValueError, TypeError) as error:
        fix = TEXT_FIX if WELL_KNOWN_BINARY.fullmatch(text) or text.upper().startswith("SRID=") else ""
        raise GeometryError("geometry", "expected a geometry as WKT or GeoJSON, in degrees.", fix=fix) from error


def from_geojson_text(text: str, budget: VertexBudget, row: int, findings: Findings) -> BaseGeometry | None:
    """Return the geometry of a cell that holds a GeoJSON geometry."""
    try:
        value = parse_part(text, budget.source.limits.nesting)
    except ValueError as error:
        raise GeometryError("geometry", "the GeoJSON in the cell is broken.") from error
    return built_geometry(value, budget, row, findings)


def deepest(text: str) -> int:
    """Return how deep the parentheses of a text are nested."""
    steps = ({"(": 1, ")": -1}.get(character, 0) for character in text)
    return max(itertools.accumulate(steps), default=0)
