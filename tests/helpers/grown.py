"""Folders grown from the flagship: as many events, and as many routes with rows of the ledger, as are asked for."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from hostile import ROUTES, read_rows, write_csv
from paths import MALI

TEXTS = ("title_en", "title_fr", "summary_en", "summary_fr")
FIRST_DAY = dt.date(2025, 7, 1)
EAST, NORTH, ABREAST = 10.0, 2.5, 15  # degrees between copies of a route, and how many lie beside each other
SOUTHERNMOST = -70.0  # what is added to the latitude of the first copies
WORLD = "box = [-180.0, -90.0, 180.0, 90.0]"

Feature = dict[str, Any]


def grown(folder: Path, *, events: int = 0, routes: int = 0, rows: int = 0) -> Path:
    """Make a copy of the flagship with this many events, and this many more routes with `rows` of the ledger each.

    Every further event has an id and texts of its own, every further route places of its own; nothing is at fault.
    """
    shutil.copytree(MALI, folder)
    change_features(folder / "events.geojson", lambda own: chain(own, more_events(own, events)))
    if routes:
        grow_routes(folder, routes, rows)
    return folder


def spoil(folder: Path) -> Path:
    """Break three cells of every event and of every row of the ledger of routes, no two in the same words."""
    faults = {"start": "2025-10-02", "end": "2025-10-01", "ongoing": False}
    change_features(folder / "events.geojson", lambda own: (with_faults(*each, faults) for each in enumerate(own)))
    rows = read_rows(folder / "route_status.csv")
    for number, row in enumerate(rows):
        row |= {"segment": f"from-{number} to-{number}", "state": f"opened-{number}", "sources": f"nobody-{number}"}
    write_csv(folder / "route_status.csv", rows)
    return folder


def with_faults(number: int, event: Feature, faults: dict[str, object]) -> Feature:
    own = {"category": f"atack-{number}", "sources": f"nobody-{number}"}
    return {**event, "properties": event["properties"] | own | faults}


def change_features(path: Path, change: Callable[[list[Feature]], Iterable[Feature]]) -> None:
    """Write other features into a file, a line each."""
    with_commas = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in change(features_of(path)))
    path.write_text(f'{{"type": "FeatureCollection", "features": [\n{with_commas}\n]}}\n', encoding="utf-8")


def features_of(path: Path) -> list[Feature]:
    return list(json.loads(path.read_text(encoding="utf-8"))["features"])


def more_events(own: list[Feature], count: int) -> Iterator[Feature]:
    for number in range(len(own), count):
        event = own[number % len(own)]
        yield renamed(event, number, {name: f"{event['properties'][name]} ({number})" for name in TEXTS})


def renamed(feature: Feature, number: int, properties: dict[str, object]) -> Feature:
    """Return a copy of a feature with an id of its own and some other properties."""
    id_ = f"{feature['properties']['id']}-{number}"
    return {**feature, "id": id_, "properties": feature["properties"] | properties | {"id": id_}}


def grow_routes(folder: Path, count: int, rows: int) -> None:
    """Add copies of the first route, each in a part of the world of its own, with places and rows of its own."""
    route, place = (features_of(folder / name)[0] for name in (ROUTES.name, "places.geojson"))
    stops = list(zip(route["properties"]["waypoints"].split(), route["geometry"]["coordinates"], strict=True))
    ways = [[stop_of(place, *stop, number) for stop in stops] for number in range(count)]
    roads = [road_of(route, way, number) for number, way in enumerate(ways)]
    change_features(folder / "places.geojson", lambda own: chain(own, *ways))
    change_features(folder / ROUTES.name, lambda own: chain(own, roads))
    with (folder / "route_status.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for road in roads for row in ledger_of(road, rows))
    settings = folder / "situation.toml"
    settings.write_text(re.sub(r"(?m)^box = \[.*?\]", WORLD, settings.read_text(encoding="utf-8")), encoding="utf-8")


def stop_of(place: Feature, id_: str, position: list[float], number: int) -> Feature:
    """Return the place that a copy of a route passes where the route passes another."""
    down, across = divmod(number, ABREAST)
    moved = [round(position[0] + EAST * across, 4), round(position[1] + SOUTHERNMOST + NORTH * down, 4)]
    geometry = {"type": "Point", "coordinates": moved}
    return renamed({**place, "geometry": geometry, "properties": place["properties"] | {"id": id_}}, number, {})


def road_of(route: Feature, way: list[Feature], number: int) -> Feature:
    """Return a copy of a route along other places."""
    line = {"type": "LineString", "coordinates": [stop["geometry"]["coordinates"] for stop in way]}
    short = {name: f"{route['properties'][name]} {number}" for name in ("short_en", "short_fr")}
    waypoints = " ".join(stop["id"] for stop in way)
    return {**renamed(route, number, {"waypoints": waypoints, **short}), "geometry": line}


def ledger_of(road: Feature, rows: int) -> Iterator[list[str]]:
    """Yield rows of a day each on the legs of a route in turn; every other one names the stretch alone."""
    legs = list(pairwise(road["properties"]["waypoints"].split()))
    for number in range(rows):
        day = (FIRST_DAY + dt.timedelta(days=number)).isoformat()
        about = [f"{road['id']}-row-{number}", road["id"] if number % 2 else "", " ".join(legs[number % len(legs)])]
        yield [*about, day, day, "open", "claim", day, "", "", "Invented.", "Inventé.", "dw-2025-09-17"]
