"""Reading the tables of a situation, so that each row still says where it stands.

A table is a (Geo)DataFrame of raw cells with the column `row`: the line of a CSV file, the feature of a GeoJSON file.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from geodata.files.geojson import read_geojson
from geodata.files.text import read_text, unreadable
from geodata.problems import Problem


def read_table(path: Path, columns: list[str]) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the raw table of a CSV or GeoJSON file that must have these columns, and its unreadable rows."""
    return read_csv(path, columns) if path.suffix == ".csv" else read_geojson(path, columns)


def read_csv(path: Path, columns: list[str]) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the raw table of a comma-separated file, and the rows that have too many or too few cells."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    records: list[list[object]] = []
    problems: list[Problem] = []
    try:
        header = next(reader, [])
        before = reader.line_num
        for cells in reader:
            row, before = before + 1, reader.line_num
            if len(cells) == len(header):
                records.append([*map(str.strip, cells), row])
            elif cells:
                problems.append(miscounted(path, row, len(header), len(cells)))
    except csv.Error as error:
        raise unreadable(
            path, "bad-csv", f"is not CSV: {error}.", "check the quotation marks.", reader.line_num
        ) from None
    repeated = [name for name in dict.fromkeys(header) if header.count(name) > 1 or name == "row"]
    if repeated:
        raise unreadable(
            path,
            "repeated-column",
            f"expected each column once, and none called row, found {', '.join(repeated)}.",
            "rename or remove it.",
            1,
        )
    missing = [name for name in columns if name not in header]
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
