"""GeoParquet, and Parquet tables with coordinates, through pyarrow."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from geodata.imports.geometry.crs import in_degrees
from geodata.imports.geometry.wkb import geometries
from geodata.imports.raw import RawLayer, Source, object_frame
from geodata.imports.report import Findings, refused
from geodata.limits import over_limit
from geodata.problems import DataError

BROKEN = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, NotImplementedError, OverflowError)


def read_parquet(source: Source) -> list[RawLayer]:
    """Return the one layer of a Parquet file; its footer is checked before any row is read."""
    try:
        with pq.ParquetFile(source.path, memory_map=False) as file:
            check_footer(file.metadata, source)
            table = file.read()
    except DataError:
        raise
    except BROKEN as error:
        raise refused(source.shown, "content", "the file is damaged, or not what its name says.") from error
    return [table_layer(source, table)]


def check_footer(footer: Any, source: Source) -> None:
    """Raise DataError if the file says that it holds more than the limits allow."""
    limits = source.limits
    is_geo = b"geo" in (footer.metadata or {})
    limit, most = ("features", limits.features) if is_geo else ("rows", limits.rows)
    if footer.num_rows > most:
        raise over_limit(source.shown, limit, most, f"the file has {footer.num_rows:,} rows")
    if footer.num_columns > limits.columns:
        raise over_limit(source.shown, "columns", limits.columns, f"the file has {footer.num_columns:,} columns")
    size = sum(footer.row_group(at).total_byte_size for at in range(footer.num_row_groups))
    if size > limits.unpacked_bytes:
        raise over_limit(
            source.shown, "unpacked_bytes", limits.unpacked_bytes, f"unpacked it would take {size:,} bytes"
        )


def table_layer(source: Source, table: pa.Table) -> RawLayer:
    """Return the layer of an Arrow table that has been read whole."""
    findings = Findings(source.shown)
    geo = geo_metadata(table, findings)
    primary = geo.get("primary_column")
    shapes = [name for name in geo.get("columns", {}) if name in table.column_names]
    rows = list(range(1, table.num_rows + 1))
    columns = {name: values(name, table.column(name), findings) for name in table.column_names if name not in shapes}
    layer = RawLayer(
        name=source.layer_name(""),
        format="GeoParquet" if primary else "Parquet",
        frame=object_frame(columns, rows),
        findings=findings,
    )
    if primary in shapes:
        layer.geometry = primary_geometry(source, table, geo, rows, findings)
    return layer


def primary_geometry(source: Source, table: pa.Table, geo: dict[str, Any], rows: list[int], findings: Findings) -> Any:
    """Return the geometries of the primary column in degrees."""
    name = geo["primary_column"]
    about = geo["columns"][name]
    if not isinstance(about, dict) or about.get("encoding") != "WKB":
        message = "only geometry written as WKB is read."
        raise refused(source.shown, "geoparquet-encoding", message, fix="write the file with encoding WKB.")
    blobs = [bytes(blob) if isinstance(blob, bytes) else None for blob in values(name, table.column(name), findings)]
    stated = about.get("crs", "OGC:CRS84")  # the standard's default
    return in_degrees(geometries(blobs, rows, findings), stated, rows, findings)


def geo_metadata(table: pa.Table, findings: Findings) -> dict[str, Any]:
    """Return the `geo` metadata of GeoParquet; nothing if it is absent or broken."""
    stored = (table.schema.metadata or {}).get(b"geo")
    if stored is None:
        return {}
    try:
        geo = json.loads(stored)
        if isinstance(geo["columns"], dict) and isinstance(geo["primary_column"], str):
            return dict(geo)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    findings.error(None, "geoparquet", "the geo metadata is broken; the file is read as a table.")
    return {}


def values(name: str, column: Any, findings: Findings) -> list[Any]:
    """Return the values of a column as Python objects; those that have none, as text or as nothing."""
    for form in (column.to_pylist, lambda: column.cast(pa.string()).to_pylist()):
        try:
            return list(form())
        except (ValueError, OverflowError, NotImplementedError, pa.ArrowException):
            continue
    findings.error(None, "column", "the values of this column cannot be read.", field=name)
    return [None] * len(column)
