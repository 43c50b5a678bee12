"""A situation: a folder of layers and tables, read and checked, as one value that answers questions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import geopandas as gpd
import pandas as pd

from geodata import settings as settings_file
from geodata.checks import Folder, check_cells, check_rules, ids_of
from geodata.dates import half_open_ends, starts
from geodata.files import UnreadableError, read_table, read_toml
from geodata.ledger import SEGMENT_SEPARATOR, Row, State, leg_state, road_state, row_legs
from geodata.problems import DataError, Problem, errors
from geodata.schemas import CRS, TABLES
from geodata.settings import Settings, check_settings, make_settings
from geodata.vocabulary import LANGUAGES


@dataclass(frozen=True, eq=False)
class Situation:
    """A checked situation.

    Tables are keyed by `id` in the order of the files. `start` is the first day and `end` the first day after
    the last (half-open), as datetime64; `end` is NaT where an event is not known to have ended. Geometry is EPSG:4326,
    lon/lat order. Texts are in columns by language: `title_en`, `title_fr`; an empty text is not translated.
    """

    path: Path
    settings: Settings
    capitals: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    crossings: gpd.GeoDataFrame
    routes: gpd.GeoDataFrame
    events: gpd.GeoDataFrame
    route_status: pd.DataFrame
    crossing_status: pd.DataFrame
    deliveries: pd.DataFrame
    sources: pd.DataFrame

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """Return the half-open span of days that can be asked for.

        It holds every dated row, the focus, and all days to the version of the data: what no source speaks of is
        known to be unknown until then.
        """
        tables = (self.events, self.route_status, self.crossing_status, self.deliveries)
        first = [table["start"].min() for table in tables if len(table)]
        last = [
            day
            for table in tables
            if len(table)
            for day in (table["start"].max() + pd.Timedelta(days=1), table["end"].max())
        ]
        days = [cast(pd.Timestamp, day).date() for day in (*first, *last) if not pd.isna(day)]
        version = self.settings.version + dt.timedelta(days=1)
        return min([*days, self.settings.focus[0]]), max([*days, self.settings.focus[1], version])

    @cached_property
    def route_rows(self) -> Mapping[str, tuple[Row, ...]]:
        """Return the rows of the ledger of each route."""
        return {
            route: ledger_rows(self.route_status[self.route_status["route"] == route], waypoint_names(waypoints))
            for route, waypoints in self.routes["waypoints"].items()
        }

    @cached_property
    def crossing_rows(self) -> Mapping[str, tuple[Row, ...]]:
        """Return the rows of each crossing; a crossing has one leg."""
        status = self.crossing_status
        return {crossing: ledger_rows(status[status["crossing"] == crossing], ()) for crossing in self.crossings.index}

    def stretch_states(self, route: str, day: dt.date) -> list[State]:
        """Return the state of each leg of a route; leg `k` joins the waypoints `k` and `k + 1`."""
        return [leg_state(self.route_rows[route], leg, day, self.settings.fade_days) for leg in range(self.legs(route))]

    def legs(self, route: str) -> int:
        """Return the number of legs of a route."""
        return len(self.routes.at[route, "waypoints"]) - 1

    def route_state(self, route: str, day: dt.date) -> State:
        """Return the state of a route on a day: the most severe among its legs."""
        return road_state(self.route_rows[route], self.legs(route), day, self.settings.fade_days)

    def crossing_state(self, crossing: str, day: dt.date) -> State:
        """Return the state of a border crossing on a day."""
        return road_state(self.crossing_rows[crossing], 1, day, self.settings.fade_days)

    def states(self, day: dt.date) -> dict[str, State]:
        """Return the state of every route and crossing on a day, by id."""
        routes = {route: self.route_state(route, day) for route in self.routes.index}
        return routes | {crossing: self.crossing_state(crossing, day) for crossing in self.crossings.index}


def waypoint_names(waypoints: list[dict[str, Any]]) -> list[str]:
    return [waypoint["name"] for waypoint in waypoints]


def ledger_rows(status: pd.DataFrame, waypoints: list[str] | tuple[()]) -> tuple[Row, ...]:
    """Return the rows of a status table that belong to one route or crossing."""
    return tuple(ledger_row(record, waypoints) for record in status.to_dict("records"))


def ledger_row(record: Mapping[Any, Any], waypoints: list[str] | tuple[()]) -> Row:
    segment = record.get("segment", "")
    return Row(
        legs=row_legs(segment, waypoints) if waypoints else range(1),
        start=record["start"].date(),
        end=record["end"].date(),
        state=record["state"],
        basis=record["basis"],
        confirmed=None if pd.isna(record["confirmed"]) else record["confirmed"].date(),
        why=tuple((language, record[f"why_{language}"]) for language in LANGUAGES),
        sources=tuple(record["sources"].split()),
        segment=cast("tuple[str, str]", tuple(segment.split(SEGMENT_SEPARATOR))) if segment else None,
    )


def read_settings(path: Path) -> tuple[Settings | None, list[Problem]]:
    """Return the settings where they are sound, and what is wrong with them."""
    try:
        document = read_toml(path / settings_file.FILE)
    except UnreadableError as found:
        return None, [found.problem]
    problems = check_settings(document)
    return None if errors(problems) else make_settings(document), problems


def read_tables(path: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
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
    columns = [*(column for column in TABLES[name].columns if column != "geometry"), "row"]
    table = pd.DataFrame(columns=columns, dtype=object)
    if "geometry" not in TABLES[name].columns:
        return table
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries([], crs=CRS), crs=CRS)


def without_bad_rows(tables: dict[str, pd.DataFrame], problems: list[Problem]) -> dict[str, pd.DataFrame]:
    bad = {(found.file, found.row) for found in errors(problems)}
    return {
        name: table[
            pd.Series([(name, row) not in bad for row in table["row"]], index=table.index, dtype=bool)
        ].reset_index(drop=True)
        for name, table in tables.items()
    }


@dataclass(frozen=True)
class Sifted:
    """The tables of a folder without the rows that break a rule, every problem, and how many rows each table had."""

    tables: dict[str, pd.DataFrame]
    settings: Settings | None
    problems: list[Problem]
    read: Mapping[str, int]


def sift(path: Path) -> Sifted:
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
    return Sifted(without_bad_rows(sound, in_rules), settings, [*problems, *unreadable, *in_cells, *in_rules], read)


def no_folder(path: Path) -> Problem:
    """Return the problem of a path that is no folder."""
    return Problem(
        file=str(path),
        code="no-folder",
        message="expected a situation folder, found none.",
        fix="name a folder that holds situation.toml.",
    )


def settle(tables: dict[str, pd.DataFrame], settings: Settings) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Take out the rows that refer to rows taken out before, until none is left; return why they had to go."""
    consequences: list[Problem] = []
    while found := [
        problem for problem in errors(check_rules(Folder(tables, settings, ids_of(tables)))) if problem.row is not None
    ]:
        consequences += found
        tables = without_bad_rows(tables, found)
    return tables, consequences


def convert(name: str, table: pd.DataFrame) -> pd.DataFrame:
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
        return sift(Path(path)).problems
    except DataError as error:
        return error.problems


def read_situation(path: str | Path) -> Situation:
    """Read a situation folder.

    Raises DataError with every problem if there is any error; warnings do not stop it.
    """
    sifted = sift(Path(path))
    if errors(sifted.problems):
        raise DataError(errors(sifted.problems))
    return make_situation(Path(path), sifted.tables, cast(Settings, sifted.settings))


def salvage_situation(path: str | Path) -> tuple[Situation, list[Problem]]:
    """Read what is sound in a situation folder, and report what was left out and why.

    Raises DataError only if there is no folder or its situation.toml is unusable.
    """
    sifted = sift(Path(path))
    if sifted.settings is None:
        raise DataError(errors(sifted.problems))
    tables, consequences = settle(sifted.tables, sifted.settings)
    return make_situation(Path(path), tables, sifted.settings), sifted.problems + consequences


def make_situation(path: Path, tables: Mapping[str, pd.DataFrame], settings: Settings) -> Situation:
    frames = {FIELDS[name]: convert(name, table) for name, table in tables.items()}
    return Situation(path=path, settings=settings, **frames)
