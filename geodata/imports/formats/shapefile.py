"""Shapefile: the .shp and the files of the same name beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geodata.imports.decoding.encodings import LAST_RESORT
from geodata.imports.formats.gdal import gdal_layers
from geodata.imports.geometry.crs import check_definition
from geodata.imports.raw import RawLayer, Source

# Of a .dbf: its header and the description of each column have 32 bytes; one byte of the header tells the code page.
FIELD_BYTES, NAME_BYTES, LANGUAGE_AT = 32, 11, 29
LANGUAGE_UNSTATED = (b"", b"\0", b"\x57")  # the last only means "that of this computer"
SIDECARS = (".shx", ".dbf", ".prj", ".cpg")


def read_shapefile(source: Source) -> list[RawLayer]:
    """Return the one layer of a shapefile."""
    projection = source.path.with_suffix(".prj")
    if projection.exists():
        check_definition(projection.read_text(encoding="utf-8", errors="replace"), source.shown)
    encoding = source.encoding or table_encoding(source.path)
    read = gdal_layers(source, source.path, "ESRI Shapefile", "Shapefile", encoding)
    layers = [replace(layer, name=source.layer_name("")) for layer in read]
    for layer in layers:
        if encoding == LAST_RESORT and not source.encoding:
            message = "nothing says how the texts are written; they were read as Windows-1252; look at their accents."
            layer.findings.warn(None, "encoding", message, fix="add the .cpg file, or say what it is (--encoding).")
        if not source.path.with_suffix(".dbf").exists():
            layer.findings.warn(None, "shapefile-part", "the .dbf file is missing: the rows have no columns.")
    return layers


def table_encoding(path: Path) -> str | None:
    """Return the encoding of the .dbf where neither a .cpg nor the table itself states it; `None` leaves it to GDAL."""
    table = path.with_suffix(".dbf")
    if path.with_suffix(".cpg").exists() or not table.exists():
        return None
    data = table.read_bytes()
    texts = table_texts(data)
    if texts.isascii():
        return None
    try:
        texts.decode("utf-8")
    except UnicodeDecodeError:
        return LAST_RESORT if data[LANGUAGE_AT : LANGUAGE_AT + 1] in LANGUAGE_UNSTATED else None
    return "UTF-8"


def table_texts(data: bytes) -> bytes:
    """Return the names of the columns and all records of a .dbf."""
    header = int.from_bytes(data[8:10], "little")
    names = b"".join(data[at : at + NAME_BYTES] for at in range(FIELD_BYTES, header - 1, FIELD_BYTES))
    return names + data[header:]


def sidecars(path: Path) -> dict[str, Path]:
    """Return the files that belong to a .shp in the same folder, by their extension."""
    stem = path.stem.casefold()
    beside = (other for other in path.parent.iterdir() if other.stem.casefold() == stem and other.is_file())
    return {other.suffix.casefold(): other for other in beside if other.suffix.casefold() in SIDECARS}
