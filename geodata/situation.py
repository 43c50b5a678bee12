"""A situation as one value: its tables, its span, and the states of routes and crossings on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import geopandas as gpd
import pandas as pd

from geodata.contract.languages import translations
from geodata.contract.settings import Settings
from geodata.ledger import SEGMENT_SEPARATOR, Row, State, leg_state, road_state, row_legs

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
    def ids(self) -> frozenset[str]:
        """Return the ids of all events, routes, crossings, places and capitals."""
        tables = (self.events, self.routes, self.crossings, self.places, self.capitals)
        return frozenset(identifier for table in tables for identifier in table.index)

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
        why=tuple((language, record[column]) for language, column in translations(record, "why").items()),
        sources=tuple(record["sources"].split()),
        segment=cast("tuple[str, str]", tuple(segment.split(SEGMENT_SEPARATOR))) if segment else None,
    )
