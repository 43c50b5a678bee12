"""What single cells break, from the schemas of the tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

import pandas as pd
import pandera.pandas as pa

from geodata.contract.nearest import hints_among
from geodata.contract.schemas import TABLES
from geodata.problems import Problem, shown

FIXES = {
    "missing-source": "name a source of sources.csv, or remove the row: no source, no feature.",
    "missing-text": "write the text.",
    "unknown-word": "use one of these words.",
    "unknown-state": "use one of these words; a day nobody reports on has no row.",
    "bad-date": "write a day that the calendar has, in full: 2025-10-31.",
    "bad-geometry": "correct the geometry.",
}


def check_cells(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return what single cells of all tables break, column by column."""
    return [problem for name, table in tables.items() for problem in cell_problems(name, table)]


def cell_problems(name: str, table: pd.DataFrame) -> Iterator[Problem]:
    """Yield what the schema of a table finds; its own `validate` takes ten times as long where there is nothing."""
    columns = dict(pd.DataFrame(table).items())  # a GeoDataFrame takes long to hand out a column
    for field, column in stated_columns(TABLES[name].columns, columns):
        cells = columns[field]
        if field == "geometry" and not column.nullable:
            for row in columns["row"][cells.isna()]:
                yield cell_problem(name, row, field, "bad-geometry", "expected a geometry, found none.")
        for check in column.checks:
            result = check(cells)
            if result.check_passed:
                continue
            hint, found = hints_among(check.statistics["words"]), result.failure_cases
            for row, value in zip(columns["row"][found.index], found, strict=True):
                yield cell_problem(name, row, field, check.name, f"{check.error}.{hint(str(value))}", value)


def stated_columns(schema: Mapping[str, pa.Column], names: Collection[str]) -> Iterator[tuple[str, pa.Column]]:
    """Yield each column of a table that its schema speaks of, as a name or a pattern, with what it says."""
    for stated, column in schema.items():
        for name in (name for name in names if re.match(stated, name)) if column.regex else (stated,):
            yield name, column


def cell_problem(name: str, row: int, field: str, code: str, message: str, value: object = None) -> Problem:
    absent = value is None or value == ""
    return Problem(
        file=name,
        row=row,
        field=field,
        code=code,
        message=message,
        value=None if absent else shown(value),
        fix=FIXES.get(code, "correct it."),
    )
