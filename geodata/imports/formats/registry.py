"""The formats that are read: which extension promises which content, and which reader keeps the promise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from geodata.imports.decoding.content import HEAD_BYTES, content_of
from geodata.imports.formats.delimited import read_delimited
from geodata.imports.formats.excel import read_excel
from geodata.imports.formats.geojson import read_geojson
from geodata.imports.formats.geopackage import read_geopackage
from geodata.imports.formats.gpx import read_gpx
from geodata.imports.formats.kml import read_kml
from geodata.imports.formats.parquet import read_parquet
from geodata.imports.formats.shapefile import read_shapefile
from geodata.imports.formats.zipped import Inner, read_kmz, read_zip
from geodata.imports.raw import RawLayer, Source
from geodata.imports.report import refused


@dataclass(frozen=True)
class Format:
    """`content` is the kind that the first bytes must show (see `content_of`)."""

    name: str
    content: str
    read: Callable[[Source], list[RawLayer]]
    inside_zip: bool = True
    """Whether files of this kind are looked for in a zip archive; notes, and archives themselves, are not."""


GEOJSON = Format("GeoJSON", "JSON", read_geojson)
TABLE = Format("a table of text", "text", read_delimited)
PARQUET = Format("GeoParquet", "Parquet", read_parquet)

BY_EXTENSION: dict[str, Format] = {
    ".geojson": GEOJSON,
    ".json": GEOJSON,
    ".geojsonl": GEOJSON,
    ".geojsons": GEOJSON,
    ".jsonl": GEOJSON,
    ".ndjson": GEOJSON,
    ".umap": GEOJSON,
    ".csv": TABLE,
    ".tsv": TABLE,
    ".txt": replace(TABLE, inside_zip=False),
    ".xlsx": Format("Excel", "a zip archive", read_excel, inside_zip=False),
    ".gpkg": Format("GeoPackage", "an SQLite database", read_geopackage),
    ".parquet": PARQUET,
    ".geoparquet": PARQUET,
    ".shp": Format("Shapefile", "a shapefile", read_shapefile),
    ".kml": Format("KML", "XML", read_kml),
    ".gpx": Format("GPX", "XML", read_gpx),
    ".kmz": Format("KMZ", "a zip archive", lambda source: read_kmz(source, in_archives()), inside_zip=False),
    ".zip": Format("zip", "a zip archive", lambda source: read_zip(source, in_archives()), inside_zip=False),
}
WORKBOOK = b"xl/"  # the folder in an archive by which a workbook is known
SUPPORTED = tuple(BY_EXTENSION)

# What to do with formats that people often have and that are not read.
INSTEAD = {
    ".xls": "save the workbook as .xlsx or .csv.",
    ".xlsm": "save the workbook as .xlsx, without macros.",
    ".xlsb": "save the workbook as .xlsx or .csv.",
    ".ods": "save the sheet as .xlsx or .csv.",
    ".dbf": "add the .shp as well, all files of the shapefile in one .zip.",
    ".shx": "add the .shp as well, all files of the shapefile in one .zip.",
    ".gdb": "export the layers to GeoPackage.",
    ".vrt": "export the layer itself, for example as GeoJSON.",
    ".topojson": "convert it to GeoJSON.",
    ".czml": "export the entities as GeoJSON or KML.",
    ".7z": "pack it as .zip.",
    ".rar": "pack it as .zip.",
}


def read_source(source: Source) -> list[RawLayer]:
    """Return the layers of a file by the reader of its extension, once its content agrees with that."""
    expected = format_of(source.path.name, source.shown)
    with source.path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    content = content_of(head)
    if content.kind == "nothing":
        raise refused(source.shown, "empty", "the file is empty.")
    if content.kind != expected.content and not (expected.content == "text" and content.kind == "JSON"):
        workbook = content.kind == "a zip archive" and WORKBOOK in head
        message = f"expected {expected.name}, found {'an Excel workbook' if workbook else content.kind}."
        raise refused(source.shown, "content", message, fix=content.fix)
    return expected.read(source)


def in_archives() -> Inner:
    """Return what is read inside an archive; it is asked for late, because archives are in the table themselves."""
    return Inner(read_source, frozenset(name for name, row in BY_EXTENSION.items() if row.inside_zip))


def format_of(name: str, shown: str) -> Format:
    """Return the format that a file's extension promises; raise DataError if it is none we read."""
    extension = PurePath(name).suffix.casefold()
    if extension in BY_EXTENSION:
        return BY_EXTENSION[extension]
    fix = INSTEAD.get(extension, f"use one of {', '.join(SUPPORTED)}.")
    raise refused(shown, "format", "files of this kind are not read.", value=extension or "no extension", fix=fix)
