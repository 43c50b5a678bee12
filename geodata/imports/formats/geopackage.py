"""GeoPackage: a database of plain tables; whatever would run a query on opening is refused."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from geodata.imports.formats.gdal import gdal_layers
from geodata.imports.geometry.crs import check_definition
from geodata.imports.raw import RawLayer, Source
from geodata.imports.report import refused

# Functions of GDAL and SQLite that open files or call the network, in views, columns and triggers; names may be quoted.
REACHES_OUT = re.compile(
    r"\b(?:ogr|gdal)_\w+[\"'`\]]?\s*\(|load_extension|readfile|writefile|fts3_tokenizer", re.IGNORECASE
)
COMMENT = re.compile(r"/\*.*?(?:\*/|$)|--[^\n]*", re.DOTALL)
NAME = r"(?:\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|`[^`]*`|\[[^\]]*\]|\w+)"
VIRTUAL = re.compile(r"\A\s*+create\s++virtual\b", re.IGNORECASE)
SPATIAL_INDEX = re.compile(rf"\A\s*+create\s++virtual\s++table\s++{NAME}\s++using\s++\"?rtree\"?\s*+\(", re.IGNORECASE)

OBJECTS = "select type, name, coalesce(sql, ''), rootpage from sqlite_master"
REFERENCE_SYSTEMS = "select * from gpkg_spatial_ref_sys"


def read_geopackage(source: Source) -> list[RawLayer]:
    """Return every table of features or attributes."""
    for name, trouble in unsafe_objects(source):
        fix = "export the layers to a new GeoPackage."
        raise refused(source.shown, "geopackage-query", f"the file holds {trouble}.", value=name, fix=fix)
    for row in rows_of(source, REFERENCE_SYSTEMS):
        for column in row.keys():  # noqa: SIM118  a row yields its values
            if column.casefold().startswith("definition"):
                check_definition(str(row[column]), source.shown)
    return gdal_layers(source, source.path, "GPKG", "GeoPackage")


def unsafe_objects(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the objects of the database that would run a query or a module when read."""
    for kind, name, stored, page in rows_of(source, OBJECTS):
        sql = COMMENT.sub(" ", str(stored))
        if kind == "view":
            yield str(name), "a view, which runs a query when read"
        elif (VIRTUAL.match(sql) or (kind == "table" and not page)) and not SPATIAL_INDEX.match(sql):
            yield str(name), "a virtual table"
        elif REACHES_OUT.search(sql) or REACHES_OUT.search(
            str(stored)
        ):  # what looks like a comment may stand inside a string
            yield str(name), "a call that can open files"


def rows_of(source: Source, query: str) -> list[sqlite3.Row]:
    """Return the rows of a query of our own, run without following anything that the file asks for."""
    try:
        with closing(sqlite3.connect(f"file:{source.path}?mode=ro&immutable=1", uri=True)) as database:
            database.row_factory = sqlite3.Row
            return database.execute(query).fetchall()
    except (sqlite3.Error, UnicodeError, ValueError) as error:
        raise refused(source.shown, "content", "the file is damaged, or not what its name says.") from error
