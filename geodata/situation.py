"""A situation as one value: its tables, its span, and the states of routes and crossings on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar, cast

import geopandas as gpd
import pandas as pd
from pyproj import Geod
from shapely.geometry import LineString

from geodata.basemap.owed import owed
from geodata.contract.addresses import is_followable
from geodata.contract.settings import Settings
from geodata.contract.translated_columns import translations
from geodata.ledger import CROSSING_LEGS, Permit, Row, State, leg_state, road_state
from geodata.network import Leg, LegLine, Network, Position, Segment, Waypoint, parse_segment
from geodata.vocabulary import PERMIT

__all__ = ["Situation"]

Record = Mapping[str, Any]  # a row of a table, by column
GEOD = Geod(ellps="WGS84")
CROSSING = frozenset(CROSSING_LEGS)


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
    legs: gpd.GeoDataFrame  # lines of roads, by leg; a leg without one is straight and schematic
    events: gpd.GeoDataFrame
    route_status: pd.DataFrame
    crossing_status: pd.DataFrame
    deliveries: pd.DataFrame
    sources: pd.DataFrame
    renamed: pd.DataFrame  # ids that are no more, and what became of each

    @property
    def id(self) -> str:
        """Return the name of its folder, by which links know it."""
        return self.path.absolute().name

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
        """Return the ids of all items on the map: those of the tables with a geometry, the lines of legs aside."""
        tables = (getattr(self, field.name) for field in fields(self) if field.name != "legs")
        return frozenset(id_ for table in tables if isinstance(table, gpd.GeoDataFrame) for id_ in table.index)

    @cached_property
    def published(self) -> Mapping[str, dt.date]:
        """Return the day of publication of each source of which it is known to the day."""
        dates = zip(self.sources["id"], self.sources["published"], strict=True)
        return {source: dt.date.fromisoformat(text) for source, text in dates if len(text) == len("2025-12-31")}

    @cached_property
    def followable(self) -> frozenset[str]:
        """Return the ids of the sources whose address a reader may be sent to; the others are shown as text."""
        addresses = zip(self.sources["id"], self.sources["url"], strict=True)
        return frozenset(source for source, url in addresses if is_followable(url, self.settings.imitating))

    @cached_property
    def network(self) -> Network:
        """Return the routes as one network of legs."""
        return Network({route: tuple(ids.split()) for route, ids in self.routes["waypoints"].items()})

    @cached_property
    def waypoints(self) -> Mapping[str, Waypoint]:
        """Return the places that routes pass, by id."""
        passed = dict.fromkeys(waypoint for way in self.network.ways.values() for waypoint in way)
        records = {
            record["id"]: record for table in (self.places, self.capitals) for record in table.to_dict("records")
        }
        return {waypoint: make_waypoint(records[waypoint]) for waypoint in passed}

    @cached_property
    def route_waypoints(self) -> Mapping[str, tuple[Waypoint, ...]]:
        """Return the waypoints of each route, from its origin on."""
        return {route: tuple(self.waypoints[waypoint] for waypoint in way) for route, way in self.network.ways.items()}

    @cached_property
    def leg_lines(self) -> tuple[LegLine, ...]:
        """Return the line of each leg, by its number: along the road, or straight from where its neighbours end."""
        roads = {frozenset(record["segment"].split()): record for record in self.legs.to_dict("records")}
        at = {waypoint.id: (waypoint.longitude, waypoint.latitude) for waypoint in self.waypoints.values()}
        for record in roads.values():
            positions = record["geometry"].coords
            at.update(zip(record["segment"].split(), (positions[0][:2], positions[-1][:2]), strict=True))
        return tuple(
            road_line(roads[frozenset(leg)], leg) if frozenset(leg) in roads else straight_line(at[leg[0]], at[leg[1]])
            for leg in self.network.legs
        )

    @cached_property
    def attribution(self) -> str:
        """Return whom all that is drawn is owed to: the data, its roads and the background, each with its licence."""
        roads = {f"{line.attribution} ({line.licence})": None for line in self.leg_lines if line.basis}
        said = self.settings.attribution
        return " · ".join(filter(None, (said, *roads, *owed(said))))

    @cached_property
    def route_lines(self) -> Mapping[str, LineString]:
        """Return the line of each route from its origin on, along its legs, in EPSG:4326."""
        return {route: self.joined_line(route) for route in self.routes.index}

    def joined_line(self, route: str) -> LineString:
        positions: list[Position] = []
        way = self.network.ways[route]
        for number, leg in zip(self.network.route_legs[route], pairwise(way), strict=True):
            line = self.leg_lines[number].positions
            positions += (line if self.network.legs[number] == leg else line[::-1])[bool(positions) :]
        return LineString(positions)

    def road_km(self, route: str) -> tuple[float, float]:
        """Return the length of a route in km: on roads, and on schematic legs, which are straight."""
        lines = [self.leg_lines[number] for number in self.network.route_legs[route]]
        road = sum(line.length_km for line in lines if line.basis)
        return road, sum(line.length_km for line in lines) - road

    @cached_property
    def destination_routes(self) -> tuple[str, ...]:
        """Return the routes that end at a destination of the situation; all where it has none."""
        wanted = self.settings.destinations
        return tuple(route for route, way in self.network.ways.items() if not wanted or way[-1] in wanted)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows of the ledger of the routes, permits aside, in the order of the file."""
        records = passages(self.route_status)
        return tuple(self.row(record, self.selected_legs(record)) for record in records)

    @cached_property
    def permits(self) -> tuple[Permit, ...]:
        """Return the permits to pass stretches of the routes, in the order of the file."""
        return tuple(make_permit(record, self.selected_legs(record)) for record in permissions(self.route_status))

    def row(self, record: Record, legs: frozenset[int]) -> Row:
        """Return a row of the ledger from a row of a status table, whose days are half-open already."""
        sources = tuple(record["sources"].split())
        return Row(
            id=record["id"],
            legs=legs,
            start=record["start"].date(),
            end=record["end"].date(),
            state=record["state"],
            basis=record["basis"],
            fade_days=self.settings.fade_days[record["state"]],
            reports=report_days(record, [self.published[source] for source in sources if source in self.published]),
            why=texts(record, "why"),
            sources=sources,
        )

    def selected_legs(self, record: Record) -> frozenset[int]:
        return self.network.select(record["routes"].split(), parse_segment(record["segment"]))

    @cached_property
    def route_rows(self) -> Mapping[str, tuple[Row, ...]]:
        """Return the rows of the ledger that speak of a leg of each route, whichever route they name."""
        return {route: touching(self.rows, legs) for route, legs in self.network.route_legs.items()}

    @cached_property
    def route_permits(self) -> Mapping[str, tuple[Permit, ...]]:
        """Return the permits to pass a leg of each route."""
        return {route: touching(self.permits, legs) for route, legs in self.network.route_legs.items()}

    @cached_property
    def crossing_rows(self) -> Mapping[str, tuple[Row, ...]]:
        """Return the rows of each crossing; a crossing has one leg."""
        records = passages(self.crossing_status)
        rows = [(str(record["crossing"]), self.row(record, CROSSING)) for record in records]
        return by_crossing(self.crossings.index, rows)

    @cached_property
    def crossing_permits(self) -> Mapping[str, tuple[Permit, ...]]:
        """Return the permits to pass each crossing."""
        records = permissions(self.crossing_status)
        permits = [(str(record["crossing"]), make_permit(record, CROSSING)) for record in records]
        return by_crossing(self.crossings.index, permits)

    def leg_states(self, route: str, day: dt.date) -> list[State]:
        """Return the state of each leg of a route on a day."""
        return [leg_state(self.route_rows[route], leg, day) for leg in self.network.route_legs[route]]

    def route_state(self, route: str, day: dt.date) -> State:
        """Return the state of a route on a day: the most severe among its legs."""
        state = road_state(self.route_rows[route], self.network.route_legs[route], day)
        return state.with_permits(self.route_permits[route], day)

    def crossing_state(self, crossing: str, day: dt.date) -> State:
        """Return the state of a border crossing on a day."""
        state = road_state(self.crossing_rows[crossing], CROSSING_LEGS, day)
        return state.with_permits(self.crossing_permits[crossing], day)

    def states(self, day: dt.date) -> dict[str, State]:
        """Return the state of every route and crossing on a day, by id."""
        routes = {route: self.route_state(route, day) for route in self.routes.index}
        return routes | {crossing: self.crossing_state(crossing, day) for crossing in self.crossings.index}

    def stretches(self, route: str, legs: Collection[int]) -> list[Segment]:
        """Return the ends of the parts of a route that some legs are, in its direction; none where they are all."""
        whole = set(self.network.route_legs[route]) <= set(legs)
        return [] if whole else self.network.stretches(route, legs)

    @cached_property
    def present_ids(self) -> Mapping[str, str]:
        """Return the ids that older data had, each with the one it has now, or "" where it was withdrawn."""
        next_id = dict(zip(self.renamed["id"], self.renamed["becomes"], strict=True))
        return {old: follow(next_id, old) for old in next_id}


def follow(next_id: Mapping[str, str], old: str) -> str:
    """Return where a chain of changed ids ends; a circle ends where it began."""
    passed = {old}
    new = next_id[old]
    while new in next_id and new not in passed:
        passed.add(new)
        new = next_id[new]
    return new


Passing = TypeVar("Passing", Row, Permit)


def touching(rows: Iterable[Passing], legs: Sequence[int]) -> tuple[Passing, ...]:
    """Return the rows that speak of any of the legs."""
    return tuple(row for row in rows if not row.legs.isdisjoint(legs))


def by_crossing(crossings: Iterable[str], rows: Iterable[tuple[str, Passing]]) -> dict[str, tuple[Passing, ...]]:
    """Return the rows of each crossing."""
    found: dict[str, list[Passing]] = {crossing: [] for crossing in crossings}
    for crossing, row in rows:
        if crossing in found:
            found[crossing].append(row)
    return {crossing: tuple(of_it) for crossing, of_it in found.items()}


def passages(status: pd.DataFrame) -> list[Record]:
    """Return the rows of a status table that say who passed or could not."""
    return [record for record in status.to_dict("records") if record["basis"] != PERMIT]


def permissions(status: pd.DataFrame) -> list[Record]:
    """Return the rows of a status table that say who may pass."""
    return [record for record in status.to_dict("records") if record["basis"] == PERMIT]


def report_days(record: Record, publications: Iterable[dt.date]) -> tuple[dt.date, ...]:
    """Return the days by which sources support a row: its first and its last confirmed one, publications between."""
    if pd.isna(record["confirmed"]):
        return ()
    first, last = record["start"].date(), record["confirmed"].date()
    return tuple(sorted({first, last, *(day for day in publications if first < day < last)}))


def make_permit(record: Record, legs: frozenset[int]) -> Permit:
    return Permit(
        id=record["id"],
        legs=legs,
        start=record["start"].date(),
        end=None if pd.isna(record["end"]) else record["end"].date(),
        by=texts(record, "by"),
        why=texts(record, "why"),
        sources=tuple(record["sources"].split()),
    )


def make_waypoint(record: Record) -> Waypoint:
    """Return a waypoint from the place that it is."""
    return Waypoint(
        id=record["id"],
        name=texts(record, "name"),
        longitude=record["geometry"].x,
        latitude=record["geometry"].y,
        country=record["country"],
        coord_source=texts(record, "coord_source"),
        note=texts(record, "note"),
    )


def road_line(record: Record, leg: Leg) -> LegLine:
    """Return the line of a leg from its row, in the direction of the leg."""
    positions = tuple((x, y) for x, y, *_ in record["geometry"].coords)
    return LegLine(
        positions if tuple(record["segment"].split()) == leg else positions[::-1],
        float(record["length_km"]),
        record["basis"],
        record["attribution"],
        record["licence"],
    )


def straight_line(start: Position, end: Position) -> LegLine:
    return LegLine((start, end), GEOD.inv(*start, *end)[2] / 1000)


def texts(record: Record, name: str) -> tuple[tuple[str, str], ...]:
    """Return a text by language, without those that are not translated."""
    return tuple(
        (language, record[column]) for language, column in translations(record, name).items() if record[column]
    )
