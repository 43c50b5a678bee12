"""Formats that GDAL reads, each by its own driver alone: GeoPackage, Shapefile, KML, GPX.

GDAL opens a file by its content, whatever its name says, and some of its drivers follow paths and
addresses inside the file. So all drivers are switched off except the one that belongs to the extension.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
from pyogrio import _ogr
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from geodata.imports.environment import ENVIRONMENT
from geodata.imports.geometry.crs import in_degrees
from geodata.imports.geometry.wkb import geometries
from geodata.imports.raw import RawLayer, Source, object_frame
from geodata.imports.report import Findings, refused
from geodata.limits import over_limit
from geodata.problems import DataError, shown

# UnboundLocalError is what pyogrio 0.13 makes of a .prj that is no reference system.
FAILURES = (DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError, ValueError, UnboundLocalError)


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
        count = pyogrio.read_info(path, layer=name, encoding=encoding, force_feature_count=True)["features"]
        check_count(source, name, count)
        meta, _, wkb, values = pyogrio.raw.read(
            path,
            layer=name,
            encoding=encoding,
            datetime_as_string=True,
            force_2d=False,
            max_features=source.limits.features + 1,
        )
        return built(source, shown_name, format_name, findings, meta, wkb, values)
    except DataError as error:
        findings.problems += error.problems
        return RawLayer(name=shown_name, format=format_name, frame=object_frame({}, []), findings=findings)
    except FAILURES:
        findings.error(None, "content", "the layer is damaged and cannot be read.", value=name)
        return RawLayer(name=shown_name, format=format_name, frame=object_frame({}, []), findings=findings)


def built(
    source: Source, name: str, format_name: str, findings: Findings, meta: dict[str, Any], wkb: Any, values: list[Any]
) -> RawLayer:
    """Return a layer from what GDAL read."""
    fields = [str(field) for field in meta["fields"]]
    if len(fields) > source.limits.columns:
        raise over_limit(source.shown, "columns", source.limits.columns, f"a layer has {len(fields):,} columns")
    count = len(wkb) if wkb is not None else len(values[0]) if values else 0
    check_count(source, name, count)
    rows = list(range(1, count + 1))
    frame = object_frame({field: plain(column) for field, column in zip(fields, values, strict=True)}, rows)
    layer = RawLayer(name=name, format=format_name, frame=frame, findings=findings)
    if wkb is not None and meta.get("geometry_type") is not None:
        layer.geometry = in_degrees(geometries(wkb, rows, findings), meta["crs"], rows, findings)
    return layer


def check_count(source: Source, name: str, count: int) -> None:
    """Raise DataError if a layer has too many features."""
    if count > source.limits.features:
        what = f"layer {shown(name)!r} has {count:,} features"
        raise over_limit(source.shown, "features", source.limits.features, what)


def plain(column: Any) -> list[Any]:
    """Return the values of a column as Python objects, dates as text."""
    return [value.item() if isinstance(value, np.generic) and value.dtype.kind != "M" else value for value in column]
