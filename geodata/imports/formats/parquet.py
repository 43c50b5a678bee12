"""GeoParquet, and Parquet tables with coordinates, through pyarrow.

A few kB can stand for gigabytes, where one text is meant by every row. So texts are left as references to where they
stand once, and are counted, before they are written out for any row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from geodata.imports.fields.column_names import NAMES
from geodata.imports.geometry.crs import to_wgs84
from geodata.imports.geometry.wkb import from_wkb
from geodata.imports.raw import Geometries, RawLayer, Source, object_frame
from geodata.imports.report import Findings, refused
from geodata.imports.values.text import plain_name, words
from geodata.limits import over_limit
from geodata.problems import DataError

NATIVE = frozenset(words("point linestring polygon multipoint multilinestring multipolygon"))
BROKEN = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, NotImplementedError, OverflowError)
BATCH_ROWS = 200
UNREFERABLE = {"DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY"}  # to pyarrow


@dataclass(frozen=True)
class GeoMetadata:
    """What the footer says of the columns that hold geometry."""

    primary: str
    columns: Mapping[str, object]


def read_parquet(source: Source) -> list[RawLayer]:
    """Return the one layer of a Parquet file; its footer is checked before any row is read."""
    try:
        footer = pq.read_metadata(source.path)
        check_footer(footer, source)
        with pq.ParquetFile(source.path, memory_map=False, read_dictionary=columns_of_texts(footer)) as file:
            table = with_texts(pa.Table.from_batches(list(within_budget(file, source)), file.schema_arrow))
    except DataError:
        raise
    except BROKEN as error:
        raise refused(source.shown, "content", "the file is damaged, or not what its name says.") from error
    return [table_layer(source, table)]


def check_footer(footer: pq.FileMetaData, source: Source) -> None:
    """Raise DataError if the file says that it holds more than the limits allow."""
    limits = source.limits
    is_geo = b"geo" in (footer.metadata or {})
    limit, most = ("features", limits.features) if is_geo else ("rows", limits.rows)
    if footer.num_rows > most:
        raise over_limit(source.shown, limit, most, f"the file has {footer.num_rows:,} rows")
    if footer.num_columns > limits.columns:
        raise over_limit(source.shown, "columns", limits.columns, f"the file has {footer.num_columns:,} columns")
    groups = [footer.row_group(at) for at in range(footer.num_row_groups)]
    values = [sum(group.column(at).num_values for group in groups) for at in range(footer.num_columns)]
    if sum(values) > 2 * limits.cells:  # in a list, a row has several
        raise over_limit(source.shown, "cells", limits.cells, f"the file has {sum(values):,} values")
    check_unpacked(sum(group.total_byte_size for group in groups), source)
    check_unpacked(sum(count * footer.schema.column(at).length for at, count in enumerate(values)), source)


def check_unpacked(size: int, source: Source) -> None:
    """Raise DataError if a file would take too many bytes."""
    most = source.limits.unpacked_bytes
    if size > most:
        raise over_limit(source.shown, "unpacked_bytes", most, f"unpacked it would take {size:,} bytes")


def columns_of_texts(footer: pq.FileMetaData) -> list[str]:
    """Return the columns, wherever they are nested, whose values can be of any length and be left as references."""
    groups = [footer.row_group(at) for at in range(footer.num_row_groups)]
    return [
        footer.schema.column(at).path
        for at in range(footer.num_columns)
        if footer.schema.column(at).physical_type == "BYTE_ARRAY"
        and footer.schema.column(at).logical_type.type != "DECIMAL"
        and not any(UNREFERABLE & set(group.column(at).encodings) for group in groups)
    ]


def within_budget(file: pq.ParquetFile, source: Source) -> Iterator[pa.RecordBatch]:
    """Yield the rows bit by bit; raise DataError if written out they would be too much to read, or to hand back."""
    size = texts = 0
    for batch in file.iter_batches(BATCH_ROWS):
        size += sum(map(written_out, batch.columns))
        texts += sum(written_out(column) for column in batch.columns if is_text(column.type))
        check_unpacked(size, source)
        if texts > source.limits.result_bytes:
            what = f"read, its rows take {texts:,} bytes and more"
            raise over_limit(source.shown, "result_bytes", source.limits.result_bytes, what)
        yield batch


def with_texts(table: pa.Table) -> pa.Table:
    """Return a table whose texts are written out in every row."""
    kinds = [field.type.value_type if pa.types.is_dictionary(field.type) else field.type for field in table.schema]
    fields = [field.with_type(kind) for field, kind in zip(table.schema, kinds, strict=True)]
    return table.cast(pa.schema(fields, table.schema.metadata))


def is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind.value_type if pa.types.is_dictionary(kind) else kind))


def written_out(values: pa.Array) -> int:
    """Return the bytes that values take when each that is meant several times is written as often."""
    if pa.types.is_dictionary(values.type):
        return pc.sum(pc.take(pc.binary_length(values.dictionary), values.indices)).as_py() or 0
    if pa.types.is_map(values.type):
        return written_out(values.keys) + written_out(values.items)
    if pa.types.is_struct(values.type):
        return sum(map(written_out, values.flatten()))
    if pa.types.is_nested(values.type):
        return written_out(values.flatten())
    return int(values.nbytes)


def table_layer(source: Source, table: pa.Table) -> RawLayer:
    """Return the layer of an Arrow table that has been read whole."""
    findings = Findings(source.shown)
    geo = geo_metadata(table, findings)
    geo = geo or unstated_geometry(table)
    shapes = {name for name in geo.columns if name in table.column_names} if geo else set()
    rows = list(range(1, table.num_rows + 1))
    names = [name for name in table.column_names if name not in shapes]
    return RawLayer(
        name=source.layer_name(""),
        format="GeoParquet" if geo else "Parquet",
        frame=object_frame({name: column_values(name, table, findings) for name in names}, rows),
        findings=findings,
        geometry=primary_geometry(source, table, geo, rows, findings) if geo and geo.primary in shapes else None,
    )


def primary_geometry(
    source: Source, table: pa.Table, geo: GeoMetadata, rows: list[int], findings: Findings
) -> Geometries:
    """Return the geometries of the primary column in degrees."""
    about = geo.columns[geo.primary]
    encoding = about.get("encoding") if isinstance(about, dict) else None
    crs = about.get("crs", "OGC:CRS84") if isinstance(about, dict) else None  # the standard's default
    if encoding in NATIVE:
        return to_wgs84(from_native(source, table.column(geo.primary), str(encoding)), crs, rows, findings)
    if encoding != "WKB":
        message = "only geometry written as WKB or in a native encoding is read."
        raise refused(source.shown, "geoparquet-encoding", message, fix="write the file with encoding WKB.")
    values = column_values(geo.primary, table, findings)
    blobs = [value if isinstance(value, bytes) else None for value in values]
    return to_wgs84(from_wkb(blobs, rows, findings, source.limits.nesting), crs, rows, findings)


def from_native(source: Source, column: pa.ChunkedArray, encoding: str) -> Geometries:
    """Return the geometries of nested lists of numbers; raise DataError where they are no such geometry."""
    field = pa.field("geometry", column.type, metadata={"ARROW:extension:name": f"geoarrow.{encoding}"})
    try:
        frame = gpd.GeoDataFrame.from_arrow(pa.table([column.combine_chunks()], schema=pa.schema([field])))
    except (*BROKEN, shapely.errors.ShapelyError, IndexError) as error:
        message = f"the geometry is not a column of encoding {encoding}."
        raise refused(source.shown, "geoparquet-encoding", message, fix="write the file with encoding WKB.") from error
    return np.asarray(frame.geometry.array, dtype=object)


def unstated_geometry(table: pa.Table) -> GeoMetadata | None:
    """Return the column of WKB of a table whose metadata say nothing of geometry, known by its name."""
    binary = (name for name in table.column_names if is_binary(table.schema.field(name).type))
    name = next((name for name in binary if plain_name(name) in NAMES["geometry"]), None)
    return GeoMetadata(name, {name: {"encoding": "WKB", "crs": None}}) if name else None


def is_binary(kind: pa.DataType) -> bool:
    return any(test(kind) for test in (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view))


def geo_metadata(table: pa.Table, findings: Findings) -> GeoMetadata | None:
    """Return the `geo` metadata of GeoParquet; `None` if it is absent, or broken, which is reported."""
    stored = (table.schema.metadata or {}).get(b"geo")
    if stored is None:
        return None
    try:
        geo = json.loads(stored)
        if isinstance(geo["columns"], dict) and isinstance(geo["primary_column"], str):
            return GeoMetadata(geo["primary_column"], geo["columns"])
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    findings.error(None, "geoparquet", "the geo metadata is broken; the file is read as a table.")
    return None


def column_values(name: str, table: pa.Table, findings: Findings) -> list[object]:
    """Return the values of a column as Python objects; those that have none, as text or as nothing."""
    column = table.column(name)
    for form in (column.to_pylist, lambda: column.cast(pa.string()).to_pylist()):
        try:
            return list(form())
        except (ValueError, OverflowError, NotImplementedError, pa.ArrowException):
            continue
    findings.error(None, "column", "the values of this column cannot be read.", field=name)
    return [None] * len(column)
