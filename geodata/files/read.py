"""Reading a situation folder, in three ways: list its problems, raise them, or keep what is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import geopandas as gpd
import pandas as pd

from geodata.contract import settings as settings_file
from geodata.contract.cells import check_cells
from geodata.contract.folder import Folder, ids_of
from geodata.contract.rules import check_rules
from geodata.contract.schemas import CRS, TABLES, columns_of
from geodata.contract.settings import Settings, check_settings, make_settings
from geodata.dates import half_open_ends, starts
from geodata.files.tables import UnreadableError, read_table, read_toml
from geodata.problems import DataError, Problem, errors
from geodata.situation import Situation

__all__ = ["ValidatedFolder", "check_situation", "read_situation", "salvage_situation", "validate_folder"]

Tables = dict[str, pd.DataFrame]


def read_settings(path: Path) -> tuple[Settings | None, list[Problem]]:
    """Return the settings where they are sound, and what is wrong with them."""
    try:
        document = read_toml(path / settings_file.FILE)
    except UnreadableError as found:
        return None, [found.problem]
    problems = check_settings(document)
    return None if errors(problems) else make_settings(document), problems


def read_tables(path: Path) -> tuple[Tables, list[Problem]]:
    """Return the raw tables that can be read, and what cannot."""
    tables, problems = {}, []
    for name in TABLES:
        try:
            tables[name], bad_rows = read_table(path / name)
            problems += bad_rows
        except UnreadableError as found:
            problems.append(found.problem)
    return tables, problems


def empty_table(name: str) -> pd.DataFrame:
    table = pd.DataFrame(columns=[*columns_of(name), "row"], dtype=object)
    if "geometry" not in TABLES[name].columns:
        return table
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries([], crs=CRS), crs=CRS)


def without_bad_rows(tables: Tables, problems: list[Problem]) -> Tables:
    bad = {(found.file, found.row) for found in errors(problems)}
    return {
        name: table[
            pd.Series([(name, row) not in bad for row in table["row"]], index=table.index, dtype=bool)
        ].reset_index(drop=True)
        for name, table in tables.items()
    }


@dataclass(frozen=True)
class ValidatedFolder:
    """The tables of a folder without the rows that break a rule, every problem, and how many rows each table had."""

    tables: Tables
    settings: Settings | None
    problems: list[Problem]
    read: Mapping[str, int]


def validate_folder(path: Path) -> ValidatedFolder:
    """Read a folder and take out the rows that break a rule.

    Raises DataError only if there is no such folder.
    """
    if not path.is_dir():
        raise DataError([no_folder(path)])
    settings, problems = read_settings(path)
    tables, unreadable = read_tables(path)
    bad_rows = Counter(found.file for found in unreadable if found.row is not None and found.file in tables)
    read = {name: len(table) + bad_rows[name] for name, table in tables.items()}
    all_tables = {name: tables[name] if name in tables else empty_table(name) for name in TABLES}
    in_cells = check_cells(all_tables)
    damaged = {found.file for found in unreadable} | {found.file for found in in_cells if found.field == "id"}
    ids = {name: known for name, known in ids_of(tables).items() if name not in damaged}
    sound = without_bad_rows(all_tables, in_cells)
    in_rules = check_rules(Folder(sound, settings, ids))
    found = [*problems, *unreadable, *in_cells, *in_rules]
    return ValidatedFolder(without_bad_rows(sound, in_rules), settings, found, read)


def no_folder(path: Path) -> Problem:
    """Return the problem of a path that is no folder."""
    return Problem(
        file=str(path),
        code="no-folder",
        message="expected a situation folder, found none.",
        fix="name a folder that holds situation.toml.",
    )


def drop_dangling_rows(tables: Tables, settings: Settings) -> tuple[Tables, list[Problem]]:
    """Take out the rows that refer to rows taken out before, until none is left; return why they had to go."""
    consequences: list[Problem] = []
    while found := [
        problem for problem in errors(check_rules(Folder(tables, settings, ids_of(tables)))) if problem.row is not None
    ]:
        consequences += found
        tables = without_bad_rows(tables, found)
    return tables, consequences


def typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return a checked table with dates and numbers as such, keyed by id where it has one."""
    table = table.drop(columns="row").copy()
    for column, turn in CONVERSIONS.items():
        if column in table:
            table[column] = turn(table[column])
    return table.set_index("id", drop=False).rename_axis(None) if "id" in table else table


def numbers(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column.replace("", None)).astype("Float64")


CONVERSIONS = {
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


def make_situation(path: Path, tables: Mapping[str, pd.DataFrame], settings: Settings) -> Situation:
    frames = {FIELDS[name]: typed(name, table) for name, table in tables.items()}
    return Situation(path=path, settings=settings, **frames)
