"""Formats that GDAL reads, each by its own driver alone: GeoPackage, Shapefile, KML, GPX.

GDAL opens a file by its content, whatever its name says, and some of its drivers follow paths and
addresses inside the file. So all drivers are switched off except the one that belongs to the extension.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyogrio
from pyogrio import _ogr
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from geodata.imports.environment import ENVIRONMENT
from geodata.imports.geometry.crs import to_wgs84
from geodata.imports.geometry.wkb import from_wkb
from geodata.imports.raw import RawLayer, Source, empty_layer, object_frame
from geodata.imports.report import Findings, refused
from geodata.limits import over_limit
from geodata.problems import DataError, shown

DAMAGED = b""  # no geometry can be built of it
EXACT = 2**53  # beyond, floats skip whole numbers
# UnboundLocalError is what pyogrio 0.13 makes of a .prj that is no reference system.
FAILURES = (DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError, ValueError, UnboundLocalError)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A layer as GDAL hands it over: columns beside each other, geometry as WKB in the system stated."""

    fields: list[str]
    columns: list[npt.NDArray[np.generic]]
    wkb: npt.NDArray[np.object_] | None
    geometry_type: str | None
    crs: str | None


@contextmanager
def only_driver(driver: str) -> Iterator[None]:
    """Leave GDAL one vector driver, and prove it, for the length of the block."""
    register(skipped=sorted(set(pyogrio.list_drivers()) - {driver}))
    try:
        if set(pyogrio.list_drivers()) != {driver}:
            raise RuntimeError(f"GDAL cannot be confined to {driver}")
        yield
    finally:
        register(skipped=[])


def register(skipped: list[str]) -> None:
    """Register all GDAL drivers but the skipped ones."""
    pyogrio.set_gdal_config_options({**ENVIRONMENT, "OGR_SKIP": ",".join(skipped) or None})
    _ogr._register_drivers()


def gdal_layers(
    source: Source, path: Path, driver: str, format_name: str, encoding: str | None = None
) -> list[RawLayer]:
    """Return every layer of a file; an unreadable one does not take others along. No `encoding` is the file's own."""
    with only_driver(driver), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what matters is checked on the result
        names = layer_names(source, path)
        if len(names) > source.limits.layers:
            raise over_limit(source.shown, "layers", source.limits.layers, f"the file has {len(names):,} layers")
        return [gdal_layer(source, path, name, format_name, encoding, alone=len(names) == 1) for name in names]


def layer_names(source: Source, path: Path) -> list[str]:
    """Return the names of the layers of a file, tables without geometry included."""
    try:
        return [str(name) for name, _ in pyogrio.list_layers(path)]
    except FAILURES as error:
        raise refused(source.shown, "content", "the file is damaged, or not what its name says.") from error


def gdal_layer(
    source: Source, path: Path, name: str, format_name: str, encoding: str | None, *, alone: bool
) -> RawLayer:
    """Return one layer, or an empty one whose findings say why it cannot be read."""
    shown_name = source.layer_name("" if alone else name)
    findings = Findings(source.shown)
    try:
        return raw_layer(source, shown_name, format_name, read_table(source, path, name, encoding), findings)
    except DataError as error:
        findings.problems += error.problems
    except FAILURES:
        findings.error(None, "content", "the layer is damaged and cannot be read.", value=name)
    return empty_layer(shown_name, findings, format_name)


def read_table(source: Source, path: Path, name: str, encoding: str | None) -> Table:
    """Let GDAL read a layer; raise DataError if it is larger than the limits, one of FAILURES if it is damaged."""
    about = pyogrio.read_info(path, layer=name, encoding=encoding, force_feature_count=True)
    check_count(source, name, about["features"])
    stated = {"layer": name, "encoding": encoding, "datetime_as_string": True, "force_2d": False}
    read = partial(pyogrio.raw.read, path, **stated)
    most = source.limits.features + 1
    try:
        meta, _, wkb, columns = read(max_features=most)
    except FeatureError:
        if not about["capabilities"]["random_read"]:
            raise
        meta, numbers, _, columns = read(max_features=most, read_geometry=False, return_fids=True)
        meta |= {"geometry_type": about["geometry_type"], "crs": about["crs"]}
        wkb = geometry_one_by_one(read, numbers, about["geometry_name"])
    fields = [str(field) for field in meta["fields"]]
    columns = with_exact_integers(path, stated, fields, columns, about)
    return Table(fields=fields, columns=columns, wkb=wkb, geometry_type=meta.get("geometry_type"), crs=meta.get("crs"))


def with_exact_integers(
    path: Path,
    stated: dict[str, Any],
    fields: list[str],
    columns: list[npt.NDArray[np.generic]],
    about: dict[str, Any],
) -> list[npt.NDArray[np.generic]]:
    """Return columns with exact integers; where some are missing, pyogrio makes floats of all, rounding long ones."""
    whole = {str(field) for field, kind in zip(about["fields"], about["dtypes"], strict=True) if kind == "int64"}
    rounded = [
        field
        for field, column in zip(fields, columns, strict=True)
        if field in whole and column.dtype.kind == "f" and (np.abs(column[~np.isnan(column)]) > EXACT).any()
    ]
    if not rounded:
        return columns
    options = {name: stated[name] for name in ("layer", "encoding")}
    _, table = pyogrio.raw.read_arrow(path, **options, columns=rounded, read_geometry=False)
    exact = {field: np.array(table.column(field).to_pylist(), dtype=object) for field in rounded}
    return [exact.get(field, column) for field, column in zip(fields, columns, strict=True)]


def geometry_one_by_one(
    read: Callable[..., Any], numbers: npt.NDArray[np.int64], column: str
) -> npt.NDArray[np.object_]:
    """Return the geometries of features by their numbers; those that GDAL cannot read are `DAMAGED`, not absent."""
    shapes: npt.NDArray[np.object_] = read(fids=numbers, columns=[])[2]
    if column:
        filled = '"' + column.replace('"', '""') + '" IS NOT NULL'
        _, stated, _, _ = read(where=filled, columns=[], read_geometry=False, return_fids=True)
        shapes[np.isin(numbers, stated) & (shapes == None)] = DAMAGED
    return shapes


def raw_layer(source: Source, name: str, format_name: str, table: Table, findings: Findings) -> RawLayer:
    """Return the layer of a table, its places in degrees."""
    if len(table.fields) > source.limits.columns:
        what = f"a layer has {len(table.fields):,} columns"
        raise over_limit(source.shown, "columns", source.limits.columns, what)
    count = len(table.wkb) if table.wkb is not None else len(table.columns[0]) if table.columns else 0
    check_count(source, name, count)
    rows = list(range(1, count + 1))
    values = {field: plain(column) for field, column in zip(table.fields, table.columns, strict=True)}
    geometry = None
    if table.wkb is not None and table.geometry_type is not None:
        shapes = from_wkb(list(table.wkb), rows, findings, source.limits.nesting)
        geometry = to_wgs84(shapes, table.crs, rows, findings)
    frame = object_frame(values, rows)
    for field, column in zip(table.fields, table.columns, strict=True):
        numbers = values[field] if column.dtype.kind == "f" else []
        long = [at for at, value in enumerate(numbers, 1) if isinstance(value, float) and abs(value) > EXACT]
        message = "the format keeps such long numbers as fractions, so their last digits may be lost."
        findings.warn_rows(long, "rounded-number", message, field=field)
    return RawLayer(name=name, format=format_name, frame=frame, findings=findings, geometry=geometry)


def check_count(source: Source, name: str, count: int) -> None:
    """Raise DataError if a layer has too many features."""
    if count > source.limits.features:
        what = f"layer {shown(name)!r} has {count:,} features"
        raise over_limit(source.shown, "features", source.limits.features, what)


def plain(column: npt.NDArray[np.generic]) -> list[object]:
    """Return the values of a column as Python objects, dates as text."""
    return [value.item() if isinstance(value, np.generic) and value.dtype.kind != "M" else value for value in column]
