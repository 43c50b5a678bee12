"""The rows that the reading process has handed back: no byte of them is believed before Arrow has checked them all."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
from collections.abc import Iterator, Sequence

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import shapely

from geodata.imports.geometry.wkb_parts import WITH_PARTS, check_parts, head_of
from geodata.imports.sandbox.ipc import SCHEMA, TEXT_COLUMNS
from geodata.limits import Limits

MAY_BE_ABSENT = frozenset(("start", "end", "geometry"))
TEXT = r'"(?:[^"\\]++|\\.)*+"'
OBJECT_OF_TEXTS = re.compile(rf"\{{(?:{TEXT}: {TEXT}(?:, (?=\")|(?=\}})))*+\}}")
PAIR = '": "'  # once in every member, and once more in a text that ends like this
# Of a flatbuffer: which field of a message is which.
MESSAGE_HEADER, MESSAGE_METADATA, BATCH_COMPRESSION = 2, 4, 3


def rows_from(written: bytes, limits: Limits) -> gpd.GeoDataFrame:
    """Return the rows of all layers, in EPSG:4326; raise ValueError or what Arrow raises if they are not as agreed."""
    table = pa.Table.from_batches(list(checked_batches(written)), SCHEMA)
    if table.num_rows > limits.cells:
        raise ValueError("there are too many rows")
    if any(table.column(name).null_count for name in SCHEMA.names if name not in MAY_BE_ABSENT):
        raise ValueError("a value is missing")
    plain = {name: table.column(name).to_pylist() for name in (*TEXT_COLUMNS, "ongoing", "row")}
    days = {name: checked_days(table.column(name).to_numpy()) for name in ("start", "end")}
    original = list(originals(table.column("original").to_pylist(), limits))
    geometry = geometry_from(table.column("geometry").to_pylist(), limits)
    return gpd.GeoDataFrame({**plain, **days, "original": original}, geometry=geometry, crs="EPSG:4326")


def checked_batches(written: bytes) -> Iterator[pa.RecordBatch]:
    """Yield the batches of an Arrow stream, each checked to its last offset; compressed ones could be bombs."""
    agreed = SCHEMA.serialize().to_pybytes()
    if not written.startswith(agreed):  # before Arrow, which fails to check what it takes for a schema
        raise ValueError("the columns are not as they were agreed")
    for message in pa.ipc.MessageReader.open_stream(pa.py_buffer(written[len(agreed) :])):
        if message.type != "record batch" or not is_plain(message.metadata.to_pybytes()):
            raise ValueError("expected rows, uncompressed")
        batch = pa.ipc.read_record_batch(message, SCHEMA)
        batch.validate(full=True)
        yield batch


def is_plain(metadata: bytes) -> bool:
    """Tell whether the metadata of a batch, which Arrow has verified, name no compression, the older way or today's."""
    message = number("i", metadata, 0)
    header = field(metadata, message, MESSAGE_HEADER)
    batch = header + number("i", metadata, header)
    return not field(metadata, message, MESSAGE_METADATA) and not field(metadata, batch, BATCH_COMPRESSION)


def field(buffer: bytes, table: int, index: int) -> int:
    """Return where a field of a flatbuffer's table is, 0 if it is absent.

    Layout: https://flatbuffers.dev/internals/
    """
    about = table - number("i", buffer, table)
    at = 4 + 2 * index
    offset = number("H", buffer, about + at) if at < number("H", buffer, about) else 0
    return table + offset if offset else 0


def number(kind: str, buffer: bytes, at: int) -> int:
    try:
        return int(struct.unpack_from(f"<{kind}", buffer, at)[0])
    except struct.error as error:
        raise ValueError("the metadata are cut off") from error


def checked_days(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.datetime64]:
    """Return days that the calendar of Python has."""
    days = days.astype("datetime64[s]")
    known = days[~np.isnat(days)]
    if ((known < np.datetime64(dt.date.min)) | (known > np.datetime64(dt.date.max))).any():
        raise ValueError("a day is outside the calendar")
    return days


def originals(texts: Sequence[str], limits: Limits) -> Iterator[dict[str, str]]:
    """Yield the columns of every row; raise ValueError if one is no object of texts, or if there are too many cells."""
    left = limits.cells
    for text in texts:
        if text.count(PAIR) > 2 * limits.columns or not OBJECT_OF_TEXTS.fullmatch(text):
            raise ValueError("expected an object of texts")
        row: dict[str, str] = json.loads(text)
        left -= len(row)
        if left < 0:
            raise ValueError("there are too many cells")
        yield row


def geometry_from(blobs: Sequence[bytes | None], limits: Limits) -> npt.NDArray[np.object_]:
    """Return geometries in degrees; raise ValueError or what shapely raises if one is none, or is not on the globe."""
    for blob in blobs:
        if blob is not None and head_of(blob).kind in WITH_PARTS:
            check_parts(blob, limits.nesting, limits.cells)
    with np.errstate(invalid="ignore"):  # a number that is none is found below
        shapes: npt.NDArray[np.object_] = shapely.from_wkb(blobs)
    degrees = shapely.get_coordinates(shapes)
    if not (np.abs(degrees) <= (180, 90)).all():  # nor is what is no number
        raise ValueError("a place is not on the globe")
    return shapes
