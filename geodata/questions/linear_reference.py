"""Where events stand along routes: distance to the route, and the kilometre mark on it.

Distances are measured in an azimuthal equidistant projection centred on the middle of the situation's home box
(WGS 84), which keeps them within 1 % up to 1 500 km from there. Kilometre marks are geodesic lengths on the WGS 84
ellipsoid from the route's origin, along the line that is drawn: the road where a leg has one, else the schematic line,
than which roads are longer (by 2 to 16 % where their length is known).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS, Geod
from shapely.geometry import LineString, Point
from shapely.ops import substring

from geodata.questions.home import home_box, middle
from geodata.questions.memoize import memoize
from geodata.situation import Situation

__all__ = ["NEAR_KM", "counts_per_route", "event_stretches", "events_on_routes"]

NEAR_KM = 25.0  # an event farther from every route is on none
PLACED = ("exact", "town", "road")
GEOD = Geod(ellps="WGS84")
COLUMNS = ["event", "route", "distance_km", "km"]


def metric_crs(situation: Situation) -> CRS:
    """Return the projected CRS (metres) in which distances to routes are measured."""
    latitude, longitude = middle(home_box(situation))
    return CRS.from_proj4(f"+proj=aeqd +lat_0={latitude} +lon_0={longitude} +datum=WGS84 +units=m")


def lines_on(situation: Situation, crs: CRS) -> gpd.GeoSeries:
    """Return the lines of the routes in a projection."""
    lines = gpd.GeoSeries(situation.route_lines, index=situation.routes.index, dtype="geometry", crs="EPSG:4326")
    return lines.to_crs(crs)


@memoize
def events_on_routes(situation: Situation, near_km: float = NEAR_KM) -> pd.DataFrame:
    """Return a row per event and route it is near to: `event`, `route`, `distance_km`, `km` from the route's origin.

    Only events located to exact, town or road count; an event on a shared road has a row for each route.
    """
    events = situation.events[situation.events["location_precision"].isin(PLACED) & situation.events.geometry.notna()]
    crs = metric_crs(situation)
    points = events.geometry.to_crs(crs)
    tables = [
        near_line(points, str(route), line, situation.route_lines[str(route)], near_km)
        for route, line in lines_on(situation, crs).items()
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)


def near_line(
    points: gpd.GeoSeries, route: str, line: LineString, line_lonlat: LineString, near_km: float
) -> pd.DataFrame:
    """Return the rows of one route; points and line are in metres, `line_lonlat` is the same line in degrees."""
    distance_km = shapely.distance(points.to_numpy(), line) / 1000
    near = distance_km <= near_km
    km = kilometres(line, line_lonlat, points.to_numpy()[near])
    cells = {"event": points.index[near], "route": route, "distance_km": distance_km[near].round(1), "km": km.round(1)}
    return pd.DataFrame(cells, columns=COLUMNS)


def kilometres(line: LineString, line_lonlat: LineString, points: np.ndarray) -> np.ndarray:
    """Return the geodesic length in km from the line's start to its place nearest to each point.

    Nearest is meant in the projection of the line.
    """
    projected = cumulative(shapely.length(shapely.linestrings(legs(line))))
    marks: np.ndarray = np.interp(shapely.line_locate_point(line, points), projected, leg_marks_km(line_lonlat))
    return marks


def legs(line: LineString) -> np.ndarray:
    """Return the legs of a line as an array of pairs of positions."""
    positions = shapely.get_coordinates(line)
    return np.stack([positions[:-1], positions[1:]], axis=1)


def leg_marks_km(line: LineString) -> np.ndarray:
    """Return the kilometre mark of each position of a line in EPSG:4326, measured on the ellipsoid."""
    longitudes, latitudes = shapely.get_coordinates(line).T
    return cumulative(np.array(GEOD.line_lengths(longitudes, latitudes))) / 1000


def cumulative(lengths: np.ndarray) -> np.ndarray:
    return np.concatenate([[0.0], np.cumsum(lengths)])


def line_km(line: LineString) -> float:
    """Return the geodesic length in km of a line in EPSG:4326."""
    return float(leg_marks_km(line)[-1])


def said_on_routes(situation: Situation) -> pd.DataFrame:
    """Return a row per event and route that it is said to be on: `event`, `route`; an event may be on several."""
    said = situation.events["routes"].str.split().explode().dropna()
    table = pd.DataFrame({"event": said.index, "route": said.astype(object).to_numpy()}, dtype=object)
    return table[table["route"].isin(situation.routes.index)].reset_index(drop=True)


def counts_per_route(situation: Situation, day: dt.date) -> pd.DataFrame:
    """Return how many events had begun by a day, a row per route: `own`, `near`, and a column per category that occurs.

    `own` are said to be on the route and counted by category; `near` are the others within reach of it, which are many
    where a route ends in a city. An event on a shared road counts near each of them, so the rows do not add up.
    """
    near = events_on_routes(situation)
    begun = situation.events[situation.events["start"] <= pd.Timestamp(day)]
    said = said_on_routes(situation)
    own = said[said["event"].isin(begun.index)]
    pairs = pd.MultiIndex.from_frame(near[["event", "route"]]).isin(pd.MultiIndex.from_frame(said))
    beside = near[near["event"].isin(begun.index) & ~pairs]
    counts = pd.crosstab(own["route"], own["event"].map(begun["category"])).reindex(
        situation.routes.index, fill_value=0
    )
    sums = pd.DataFrame({"own": counts.sum(axis="columns"), "near": beside["route"].value_counts()}, index=counts.index)
    return sums.fillna(0).astype(int).join(counts).rename_axis(index=None, columns=None)


@memoize
def event_stretches(situation: Situation, half_length_km: float = 15.0) -> Mapping[str, LineString]:
    """Return the stretch of road to draw for each event that is only known to lie somewhere on a road.

    It is the part of its own route, or else of the nearest one, within `half_length_km` of the point, in EPSG:4326.
    An event on no known route has none.
    """
    near = events_on_routes(situation)
    said = pd.MultiIndex.from_frame(said_on_routes(situation))
    near = near.assign(foreign=~pd.MultiIndex.from_frame(near[["event", "route"]]).isin(said))
    best = near.sort_values(["foreign", "distance_km", "route"]).drop_duplicates("event").set_index("event")
    on_road = best[situation.events.loc[best.index, "location_precision"] == "road"]
    crs = metric_crs(situation)
    lines = lines_on(situation, crs)
    points = situation.events.geometry.to_crs(crs)
    cut = {
        str(event): around(lines[route], points[event], half_length_km * 1000)
        for event, route in on_road["route"].items()
    }
    return dict(gpd.GeoSeries(cut, crs=crs).to_crs("EPSG:4326").items()) if cut else {}


def around(line: LineString, point: Point, half_length: float) -> LineString:
    """Return the part of a line within a length of its place nearest to a point; all in metres."""
    middle = line.project(point)
    return substring(line, max(0.0, middle - half_length), min(line.length, middle + half_length))
