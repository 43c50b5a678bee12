"""Reading a situation folder, in three ways: list its problems, raise them, or keep what is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import geopandas as gpd
import pandas as pd

from geodata.contract.cells import check_cells
from geodata.contract.folder import Folder, ids_of
from geodata.contract.rules import check_rules
from geodata.contract.schemas import CRS, TABLES, columns_of
from geodata.contract.settings import SETTINGS_FILE, Settings, check_settings, make_settings
from geodata.dates import half_open_ends, starts
from geodata.files.tables import read_table
from geodata.files.text import UnreadableError, read_toml
from geodata.problems import DataError, Problem, errors
from geodata.situation import Situation

__all__ = [
    "ValidatedFolder",
    "check_situation",
    "no_folder",
    "read_situation",
    "salvage_situation",
    "validate_folder",
]

Tables = dict[str, pd.DataFrame]  # by file, each with the column `row`


@dataclass(frozen=True)
class ValidatedFolder:
    """The tables of a folder without the rows that break a rule, every problem, and how many rows each file had.

    Cells are as they were read: text in CSV files, JSON values in GeoJSON, ends inclusive. Settings that cannot be used
    are None.
    """

    tables: Tables
    settings: Settings | None
    problems: list[Problem]
    read: Mapping[str, int]


def check_situation(path: str | Path) -> list[Problem]:
    """Return every problem of a situation folder; an empty list means that it is sound."""
    try:
        return validate_folder(Path(path)).problems
    except DataError as error:
        return error.problems


def read_situation(path: str | Path) -> Situation:
    """Read a situation folder.

    Raises DataError with every problem if there is any error; warnings do not stop it.
    """
    folder = validate_folder(Path(path))
    if errors(folder.problems):
        raise DataError(errors(folder.problems))
    return make_situation(Path(path), folder.tables, cast(Settings, folder.settings))


def salvage_situation(path: str | Path) -> tuple[Situation, list[Problem]]:
    """Read what is sound in a situation folder, and report what was left out and why.

    Raises DataError only if there is no folder or its situation.toml is unusable.
    """
    folder = validate_folder(Path(path))
    if folder.settings is None:
        raise DataError(errors(folder.problems))
    tables, consequences = drop_dangling_rows(folder.tables, folder.settings)
    return make_situation(Path(path), tables, folder.settings), folder.problems + consequences


def validate_folder(path: Path) -> ValidatedFolder:
    """Read a folder and take out the rows that break a rule; raise DataError only if there is no such folder."""
    if not path.is_dir():
        raise DataError([no_folder(path)])
    settings, in_settings = read_settings(path)
    tables, unreadable = read_tables(path)
    bad_rows = Counter(problem.file for problem in unreadable if problem.row is not None and problem.file in tables)
    read = {name: len(table) + bad_rows[name] for name, table in tables.items()}
    whole = {name: tables[name] if name in tables else empty_table(name) for name in TABLES}
    in_cells = check_cells(whole)
    damaged = {problem.file for problem in (*unreadable, *(p for p in in_cells if p.field == "id"))}
    ids = {name: known for name, known in ids_of(tables).items() if name not in damaged}
    sound = drop_bad_rows(whole, in_cells)
    in_rules = check_rules(Folder(sound, settings, ids))
    problems = [*in_settings, *unreadable, *in_cells, *in_rules]
    return ValidatedFolder(drop_bad_rows(sound, in_rules), settings, problems, read)


def no_folder(path: Path) -> Problem:
    """Return the problem of a path that is no folder."""
    return Problem(
        file=str(path),
        code="no-folder",
        message="expected a situation folder, found none.",
        fix=f"name a folder that holds {SETTINGS_FILE}.",
    )


def read_settings(path: Path) -> tuple[Settings | None, list[Problem]]:
    """Return the settings where they are sound, and what is wrong with them."""
    try:
        document = read_toml(path / SETTINGS_FILE)
    except UnreadableError as error:
        return None, [error.problem]
    problems = check_settings(document)
    return None if errors(problems) else make_settings(document), problems


def read_tables(path: Path) -> tuple[Tables, list[Problem]]:
    """Return the raw tables that can be read, and what cannot."""
    tables, problems = {}, []
    for name in TABLES:
        try:
            tables[name], bad_rows = read_table(path / name)
            problems += bad_rows
        except UnreadableError as error:
            problems.append(error.problem)
    return tables, problems


def empty_table(name: str) -> pd.DataFrame:
    table = pd.DataFrame(columns=[*columns_of(name), "row"], dtype=object)
    if "geometry" not in TABLES[name].columns:
        return table
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries([], crs=CRS), crs=CRS)


def drop_bad_rows(tables: Tables, problems: Sequence[Problem]) -> Tables:
    """Return the tables without the rows that have an error."""
    bad = {(problem.file, problem.row) for problem in errors(problems)}
    return {
        name: table[
            pd.Series([(name, row) not in bad for row in table["row"]], index=table.index, dtype=bool)
        ].reset_index(drop=True)
        for name, table in tables.items()
    }


def drop_dangling_rows(tables: Tables, settings: Settings) -> tuple[Tables, list[Problem]]:
    """Drop the rows that refer to dropped ones, until none is left; return the problems of all that were dropped."""
    dropped: list[Problem] = []
    while problems := [p for p in errors(check_rules(Folder(tables, settings, ids_of(tables)))) if p.row is not None]:
        dropped += problems
        tables = drop_bad_rows(tables, problems)
    return tables, dropped


def make_situation(path: Path, tables: Tables, settings: Settings) -> Situation:
    frames = {FIELDS[name]: typed(table) for name, table in tables.items()}
    return Situation(path=path, settings=settings, **frames)


def typed(table: pd.DataFrame) -> pd.DataFrame:
    """Return a sound table keyed by id where it has one: days as datetime64, ends half-open, numbers as Float64."""
    table = table.drop(columns="row").copy()
    for column, parse in PARSERS.items():
        if column in table:
            table[column] = parse(table[column])
    return table.set_index("id", drop=False).rename_axis(None) if "id" in table else table


def numbers(column: pd.Series) -> pd.Series:
    """Return numbers; an empty cell is missing."""
    return pd.to_numeric(column.replace("", None)).astype("Float64")


PARSERS = {
    "start": starts,
    "end": half_open_ends,
    "confirmed": starts,
    "population": numbers,
    "length_km": numbers,
    "fatalities": numbers,
    "tankers_destroyed": numbers,
    "tankers": numbers,
    "litres": numbers,
}
FIELDS = {
    "capitals.geojson": "capitals",
    "places.geojson": "places",
    "border_crossings.geojson": "crossings",
    "fuel_routes.geojson": "routes",
    "events.geojson": "events",
    "route_status.csv": "route_status",
    "crossing_status.csv": "crossing_status",
    "deliveries.csv": "deliveries",
    "sources.csv": "sources",
}
