"""What single cells break, from the schemas of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
from pandera.errors import SchemaErrors

from geodata.contract.folder import Record
from geodata.contract.nearest import did_you_mean
from geodata.contract.schemas import ONE_OF, OR_NOTHING, TABLES
from geodata.problems import Problem, shown

WORD_CODES = ("unknown-word", "unknown-state")
FIXES = {
    "missing-source": "name a source of sources.csv, or remove the row: no source, no feature.",
    "missing-text": "write the text.",
    "unknown-word": "use one of these words.",
    "unknown-state": "use one of these words; a day nobody reports on has no row.",
    "bad-date": "write a day that the calendar has, in full: 2025-10-31.",
    "bad-geometry": "correct the geometry.",
}


def check_cells(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return what single cells of all tables break."""
    return [problem for name, table in tables.items() for problem in cell_problems(name, table)]


def cell_problems(name: str, table: pd.DataFrame) -> Iterator[Problem]:
    try:
        TABLES[name].validate(table, lazy=True)
    except SchemaErrors as error:
        for case in error.failure_cases.to_dict("records"):
            yield cell_problem(name, table, case)


def cell_problem(name: str, table: pd.DataFrame, case: Record) -> Problem:
    """Return the problem of a failure case of pandera: its check is a code and the sentence that goes with it."""
    check = str(case["check"])
    code, _, expected = check.partition(": ") if ": expected" in check else ("bad-cell", "", f"expected {check}")
    if check == "not_nullable":
        code, expected = "bad-geometry", "expected a geometry, found none"
    if code in WORD_CODES:
        options = expected.removeprefix(f"expected {ONE_OF}").removesuffix(OR_NOTHING).split(", ")
        hint = did_you_mean(str(case["failure_case"]), options)
    else:
        hint = ""
    index = case["index"]
    row = None if index is None or pd.isna(index) else int(table.loc[int(index), "row"])
    absent = case["failure_case"] is None or case["failure_case"] == ""
    return Problem(
        file=name,
        row=row,
        field=str(case["column"]),
        code=code,
        message=f"{expected}.{hint}",
        value=None if absent else shown(case["failure_case"]),
        fix=FIXES.get(code, "correct it."),
    )
