"""A situation as one value: its tables, its span, and the states of routes and crossings on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import cast

import geopandas as gpd
import pandas as pd

from geodata.contract.folder import Record
from geodata.contract.settings import Settings
from geodata.contract.translated_columns import translations
from geodata.ledger import Row, State, leg_state, parse_segment, road_state, row_legs
from geodata.network import Leg, Waypoint, legs_between, make_waypoints

__all__ = ["Situation"]


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

    @cached_property
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
    def ids(self) -> frozenset[str]:
        """Return the ids of all items on the map, which are those of the tables with a geometry."""
        tables = (getattr(self, field.name) for field in fields(self))
        return frozenset(id_ for table in tables if isinstance(table, gpd.GeoDataFrame) for id_ in table.index)

    @cached_property
    def waypoints(self) -> Mapping[str, tuple[Waypoint, ...]]:
        """Return the waypoints of each route, from its origin on."""
        columns = (self.routes.index, self.routes["waypoints"], self.routes.geometry)
        return {route: make_waypoints(members, line.coords) for route, members, line in zip(*columns, strict=True)}

    @cached_property
    def legs(self) -> Mapping[str, tuple[Leg, ...]]:
        """Return the legs of each route, from its origin on."""
        return {route: legs_between(waypoints) for route, waypoints in self.waypoints.items()}

    @cached_property
    def route_rows(self) -> Mapping[str, tuple[Row, ...]]:
        """Return the rows of the ledger of each route."""
        names = {route: [waypoint.name for waypoint in waypoints] for route, waypoints in self.waypoints.items()}
        records = by_road(self.route_status, "route", names)
        return {
            route: tuple(make_row(row, row_legs(parse_segment(row["segment"]), names[route])) for row in rows)
            for route, rows in records.items()
        }

    @cached_property
    def crossing_rows(self) -> Mapping[str, tuple[Row, ...]]:
        """Return the rows of each crossing; a crossing has one leg."""
        records = by_road(self.crossing_status, "crossing", self.crossings.index)
        return {crossing: tuple(make_row(record, range(1)) for record in rows) for crossing, rows in records.items()}

    def leg_states(self, route: str, day: dt.date) -> list[State]:
        """Return the state of each leg of a route on a day."""
        rows, fade_days = self.route_rows[route], self.settings.fade_days
        return [leg_state(rows, leg, day, fade_days) for leg in range(len(self.legs[route]))]

    def route_state(self, route: str, day: dt.date) -> State:
        """Return the state of a route on a day: the most severe among its legs."""
        return road_state(self.route_rows[route], len(self.legs[route]), day, self.settings.fade_days)

    def crossing_state(self, crossing: str, day: dt.date) -> State:
        """Return the state of a border crossing on a day."""
        return road_state(self.crossing_rows[crossing], 1, day, self.settings.fade_days)

    def states(self, day: dt.date) -> dict[str, State]:
        """Return the state of every route and crossing on a day, by id."""
        routes = {route: self.route_state(route, day) for route in self.routes.index}
        return routes | {crossing: self.crossing_state(crossing, day) for crossing in self.crossings.index}


def by_road(status: pd.DataFrame, column: str, roads: Iterable[str]) -> dict[str, list[Record]]:
    """Return the rows of a status table of each road, in the order of the file."""
    rows: dict[str, list[Record]] = {road: [] for road in roads}
    for record in status.to_dict("records"):
        if record[column] in rows:
            rows[record[column]].append(record)
    return rows


def make_row(record: Record, legs: range) -> Row:
    """Return a row of the ledger from a row of a status table, whose days are half-open already."""
    return Row(
        legs=legs,
        start=record["start"].date(),
        end=record["end"].date(),
        state=record["state"],
        basis=record["basis"],
        confirmed=None if pd.isna(record["confirmed"]) else record["confirmed"].date(),
        why=tuple((language, record[column]) for language, column in translations(record, "why").items()),
        sources=tuple(record["sources"].split()),
        segment=parse_segment(record.get("segment", "")),
    )
