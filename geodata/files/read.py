"""Reading a situation folder, in three ways: list its problems, raise them, or keep what is sound."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import geopandas as gpd
import pandas as pd

from geodata.basemap.meridian import table_about
from geodata.contract.cells import check_cells
from geodata.contract.edition import first_edition, is_first_edition
from geodata.contract.folder import Folder, ids_of
from geodata.contract.rules import check_rules
from geodata.contract.schemas import CRS, LEGS, MAY_BE_ABSENT, ROUTES, TABLES, columns_of
from geodata.contract.settings import SETTINGS_FILE, Settings, check_settings, make_settings
from geodata.dates import half_open_ends, starts
from geodata.files.tables import read_table
from geodata.files.text import UnreadableError, read_text, read_toml
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
    are None. Tables go by the names of the contract; `files` has the name that each has in the folder.
    """

    tables: Tables
    settings: Settings | None
    problems: list[Problem]
    read: Mapping[str, int]
    files: Mapping[str, str]


def check_situation(path: str | Path) -> list[Problem]:
    """Return every problem of a situation folder; an empty list means that it is sound. Notes are no problems."""
    try:
        problems = validate_folder(Path(path)).problems
    except DataError as error:
        problems = error.problems
    return [problem for problem in problems if problem.severity != "note"]


def read_situation(path: str | Path, *, but_for: Collection[str] = ()) -> Situation:
    """Read a situation folder; files in `but_for`, which may be absent, are not looked at.

    Raises DataError with every problem if there is any error; warnings do not stop it.
    """
    folder = validate_folder(Path(path), but_for)
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


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let nobody look for garbage among many new objects of which none is: it takes as long as to make them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@collector_paused()
def validate_folder(path: Path, but_for: Collection[str] = ()) -> ValidatedFolder:
    """Read a folder and take out the rows that break a rule.

    Raises DataError only if there is no such folder, or it keeps the first edition of the contract.
    """
    if not path.is_dir():
        raise DataError([no_folder(path)])
    files = {name: file for name, file in table_files(path).items() if name not in but_for}
    settings, in_settings = read_settings(path)
    if any(problem.code == "first-edition" for problem in in_settings):
        raise DataError(in_settings)
    tables, unreadable = read_tables(files)
    bad_rows = Counter(problem.file for problem in unreadable if problem.row is not None and problem.file in tables)
    read = {name: len(table) + bad_rows[name] for name, table in tables.items()}
    whole = {name: tables[name] if name in tables else empty_table(name) for name in TABLES}
    in_cells = check_cells(whole)
    if settings is not None:
        whole = {
            name: table_about(table, settings.box) if isinstance(table, gpd.GeoDataFrame) else table
            for name, table in whole.items()
        }
    bad_cells = frozenset((p.file, p.row, p.field) for p in errors(in_cells) if p.row is not None and p.field)
    damaged = {problem.file for problem in (*unreadable, *(p for p in in_cells if p.field == "id"))}
    ids = {name: known for name, known in ids_of(tables).items() if name not in damaged}
    absent = {name: frozenset[str]() for name in MAY_BE_ABSENT - tables.keys() - damaged}
    in_rules = check_rules(Folder(whole, settings, ids | absent, bad_cells))
    sound = drop_bad_rows(whole, [*in_cells, *in_rules])
    problems = [*in_settings, *(in_file(problem, files) for problem in (*unreadable, *in_cells, *in_rules))]
    return ValidatedFolder(sound, settings, problems, read, {name: file.name for name, file in files.items()})


def table_files(path: Path) -> dict[str, Path]:
    """Return the file of each table; where a name is a pattern, the first of those that fit it."""
    return {name: next(iter(sorted(path.glob(name))), path / name) for name in TABLES}


def in_file(problem: Problem, files: Mapping[str, Path]) -> Problem:
    """Return a problem of a table as one of the file that holds it; that of the routes has a name of its own."""
    if problem.file != ROUTES and ROUTES not in problem.message:
        return problem
    name = files[ROUTES].name
    return replace(problem, file=problem.file.replace(ROUTES, name), message=problem.message.replace(ROUTES, name))


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
    problems = [first_edition()] if is_first_edition(document, ledger_header(path)) else check_settings(document)
    return None if errors(problems) else make_settings(document), problems


def ledger_header(path: Path) -> str:
    """Return the first line of the ledger of the routes; nothing where it cannot be read."""
    try:
        return read_text(path / "route_status.csv").partition("\n")[0]
    except UnreadableError:
        return ""


def read_tables(files: Mapping[str, Path]) -> tuple[Tables, list[Problem]]:
    """Return the raw tables that can be read, and what cannot."""
    tables, problems = {}, []
    for name, file in files.items():
        if name in MAY_BE_ABSENT and not file.exists():
            continue
        try:
            tables[name], bad_rows = read_table(file, columns_of(name))
            problems += [replace(problem, file=name) for problem in bad_rows]
        except UnreadableError as error:
            problems.append(replace(error.problem, file=name))
    alike = sorted(file.name for file in files[ROUTES].parent.glob(ROUTES))
    if len(alike) > 1:
        problems.append(too_many_routes(alike))
    return tables, problems


def too_many_routes(names: Sequence[str]) -> Problem:
    return Problem(
        file=ROUTES,
        code="too-many-files",
        message=f"expected one file of routes, found {', '.join(names)}.",
        fix="put all routes into one file, and remove or rename the others.",
    )


def empty_table(name: str) -> pd.DataFrame:
    table = pd.DataFrame(columns=[*columns_of(name), "row"], dtype=object)
    if "geometry" not in TABLES[name].columns:
        return table
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries([], crs=CRS), crs=CRS)


def drop_bad_rows(tables: Tables, problems: Sequence[Problem]) -> Tables:
    """Return the tables without the rows that have an error."""
    bad = defaultdict(set)
    for problem in errors(problems):
        bad[problem.file].add(problem.row)
    return {
        name: table[~table["row"].isin(bad[name])].reset_index(drop=True) if name in bad else table
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
    frames = {FIELDS[name]: typed(name, table) for name, table in tables.items()}
    return Situation(path=path, settings=settings, **frames)


def typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return a sound table keyed by id where it has one: days as datetime64, ends half-open, numbers as Float64."""
    table = table.drop(columns="row")
    for column, parse in PARSERS.items():
        if column in TABLES[name].columns:
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
    "destroyed": numbers,
    "kept": numbers,
    "quantity": numbers,
}
FIELDS = {
    "capitals.geojson": "capitals",
    "places.geojson": "places",
    "border_crossings.geojson": "crossings",
    ROUTES: "routes",
    LEGS: "legs",
    "events.geojson": "events",
    "route_status.csv": "route_status",
    "crossing_status.csv": "crossing_status",
    "deliveries.csv": "deliveries",
    "sources.csv": "sources",
    "renamed.csv": "renamed",
}
