"""What a day is about: its news, the places where that was, and those on stretches of which something is known.

`layers/static/data/news/news.mjs` and `notable.mjs` answer the same for the page; `tests/cases/news.json` holds both to
it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import geopandas as gpd
import pandas as pd
import shapely

from geodata import Situation, State
from layers.style import palette
from layers.text.labels import Record

STYLE = palette("light")  # of which only what no theme changes is read
KM_PER_DEGREE = 111.195  # of a great circle on a sphere of 6371 km
ATTACK = "attack"
SURE = ("multiple", "single", "claim")  # the surest first
CATEGORIES = {category: number for number, category in enumerate(STYLE.categories)}
VAGUE = {"country", *STYLE.area.km} - {"road"}  # of a road a stretch is known


@dataclass(frozen=True)
class Notable:
    """The news of a day, ids of events, the weightiest first; the places in it, and the active ones, by id."""

    news: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    active: frozenset[str] = frozenset()


def notable(
    situation: Situation, events: gpd.GeoDataFrame, day: dt.date, legs: Mapping[str, Sequence[State]]
) -> Notable:
    """Return what a day is about, by the events shown on it and the states of the `legs` of each route."""
    news = news_of(events, day)
    tables = (situation.capitals, situation.places, situation.crossings)
    places = {str(place): point for table in tables for place, point in table.geometry.items()}
    found = {nearest_place(events.geometry[event], places) for event in news}
    active = active_waypoints(situation.network.ways, legs)
    return Notable(tuple(news), frozenset(found - {""}), frozenset(active))


def news_of(events: gpd.GeoDataFrame, day: dt.date) -> list[str]:
    """Return the weightiest events that begin on a day, known to the day, at a place better known than vague ones."""
    shapes = events.geometry
    begun = events[
        (events["start"] == pd.Timestamp(day))
        & (events["date_precision"] == "day")
        & ~events["location_precision"].isin(VAGUE)
        & ~(shapes.isna() | shapes.is_empty)
    ]
    records = sorted(begun.to_dict("records"), key=weight)
    return [record["id"] for record in records[: STYLE.lettering.most_news]]


def weight(event: Record) -> tuple[bool, float, int, int, str]:
    """Return what puts events in order, the weightiest first: attacks, then by their figure, category and sureness."""
    figure = sum(float(event[name]) for name in ("destroyed", "fatalities") if pd.notna(event[name]))
    category = CATEGORIES.get(event["category"], -1)
    return event["category"] != ATTACK, -figure, category, SURE.index(event["corroboration"]), event["id"]


def nearest_place(shape: shapely.Geometry, places: Mapping[str, shapely.Point]) -> str:
    """Return the place that an event is at, "" where it is at none: the nearest one, the first of those as near."""
    event = shape.representative_point()
    far = {place: km_between(event, point) for place, point in places.items()}
    near = min(far, key=far.__getitem__, default="")
    return near if near and far[near] <= STYLE.lettering.news_km else ""


def km_between(event: shapely.Point, place: shapely.Point) -> float:
    """Return the distance on a small piece of the sphere, as on a plane."""
    east = (place.x - event.x) * math.cos(math.radians(event.y))
    return math.hypot(place.y - event.y, east) * KM_PER_DEGREE


def active_waypoints(ways: Mapping[str, Sequence[str]], legs: Mapping[str, Sequence[State]]) -> Iterator[str]:
    """Yield the ends of the legs of which something is known."""
    for route, states in legs.items():
        for ends, state in zip(pairwise(ways[route]), states, strict=True):
            yield from ends if state.rows else ()
