"""What stands on the map of a page, measured: where names, signs and roads lie, by the places and the view alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import Geod

from geodata import Situation, background
from layers.text.locales import country_name
from watched import Watched

TILE_PX = 256
PART_PX = 0.5  # a map is as many whole pixels high as its frame has, rounded
CROSSING_PX = 7.0  # radius of the sign of a crossing
SAME_PX = 4.0  # signs so near to each other stand for one place
NEWS_KM = 5
RIM_PX = 20  # a place nearer to the edge has no room for its name
ROOMY_PX = 70  # radius of a disc that has room for the name of any country
KEPT_PX = 6  # that names keep off roads and signs
LATER_RANKS = ("focus", "neighbour", "capital", "crossing", "active", "place", "quiet", "town")
SETTLED = """([zoom, day]) => {
  const { zoom: now } = situationMap.onMap();
  const isFarthest = now > zoom && document.querySelector(".leaflet-control-zoom-out.leaflet-disabled");
  return situationMap.time() === day && (zoom === null || Math.abs(now - zoom) < 0.01 || isFarthest);
}"""
FRAME = """() => {
  const { width, height } = document.querySelector(".map").getBoundingClientRect();
  return [width, height];
}"""

Xy = tuple[float, float]


@dataclass(frozen=True)
class OnMap:
    """The picture of a page: boxes in pixels of the map, as `situationMap.onMap()` tells them."""

    told: dict[str, Any]
    width: float
    height: float

    def at(self, lon: float, lat: float) -> Xy:
        """Return the pixel of a place, as Web Mercator has it (EPSG:3857)."""
        side = TILE_PX * 2 ** self.told["zoom"]
        latitude, longitude = self.told["center"]
        south = math.asinh(math.tan(math.radians(latitude))) - math.asinh(math.tan(math.radians(lat)))
        return self.width / 2 + (lon - longitude) / 360 * side, self.height / 2 + south / (2 * math.pi) * side

    def sees(self, xy: Xy, rim: float = 0) -> bool:
        return rim <= xy[0] <= self.width - rim and rim <= xy[1] <= self.height - rim

    @property
    def written(self) -> list[dict[str, Any]]:
        return [*self.told["names"], *self.told["signs"], *self.told["callouts"]]


def on_map(watched: Watched, day: str, zoom: float | None = None) -> OnMap:
    """Return what stands on the map once it shows a day at a zoom level."""
    watched.page.wait_for_function(SETTLED, arg=[zoom, day])
    watched.settled()
    return OnMap(watched.call("onMap"), *watched.page.evaluate(FRAME))


def chosen_box(watched: Watched) -> dict[str, float]:
    """Return the box of the sign of the selected event, in pixels of the window, once it is there."""
    watched.page.wait_for_function("() => situationMap.onMap().chosen")
    left, top, right, bottom = watched.call("onMap")["chosen"]
    frame = watched.page.locator(".map").bounding_box()
    assert frame
    return {"x": frame["x"] + left, "y": frame["y"] + top, "width": right - left, "height": bottom - top}


def chosen_middle(watched: Watched) -> tuple[float, float]:
    box = chosen_box(watched)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def eventful_days(situation: Situation, count: int = 3) -> list[str]:
    """Return the days on which the most events begin, the first of equals first."""
    table = situation.events[situation.events["date_precision"] == "day"]
    days = Counter(str(day)[:10] for day in table["start"])
    return [day for day, _ in sorted(days.items(), key=lambda each: (-each[1], each[0]))[:count]]


def places_of(situation: Situation) -> dict[str, Xy]:
    """Return longitude and latitude of all that has a name of its own on the map."""
    tables = (situation.capitals, situation.places, situation.crossings)
    return {key: (shape.x, shape.y) for table in tables for key, shape in zip(table["id"], table.geometry, strict=True)}


def faults(found: OnMap, situation: Situation) -> Iterator[str]:
    """Yield what is wrong with what is written: covered or covering, cut, across a road, nearer to another sign."""
    boxes = [shapely.box(*each["box"]) for each in found.written]
    for number, (box, each) in enumerate(zip(boxes, found.written, strict=True)):
        name = f"{each['text']} ({each['rank']})"
        left, top, right, bottom = each["box"]
        if min(left, top) < 0 or right > found.width + PART_PX or bottom > found.height + PART_PX:
            yield f"{name} is cut"
        covered = [found.written[k] for k in range(number) if boxes[k].intersection(box).area > 0]
        yield from (f"{name} covers {other['text']}" for other in covered)
        yield from (
            f"{name} lies under a sign" for sign in found.told["taken"] if shapely.box(*sign).intersection(box).area > 0
        )
    states = [shapely.Point(found.at(shape.x, shape.y)).buffer(CROSSING_PX) for shape in situation.crossings.geometry]
    for box, each in zip(boxes, found.written, strict=True):
        if any(state.intersection(box).area > 0 for state in states):
            yield f"{each['text']} ({each['rank']}) covers the state of a crossing"
    tree = shapely.STRtree(roads_of(found, situation))
    for name in found.told["names"]:
        if len(tree.query(shapely.box(*name["box"]), "intersects")):
            yield f"{name['text']} lies across a road"
    yield from misattributed(found, places_of(situation))


def misattributed(found: OnMap, places: dict[str, Xy]) -> Iterator[str]:
    """Yield names without a line to their sign that stand nearer to another one."""
    for name in found.told["names"]:
        if name["far"] or name["id"] not in places:
            continue
        box, own = shapely.box(*name["box"]), found.at(*places[name["id"]])
        distances = {(x, y): box.distance(shapely.Point(x, y)) - radius for x, y, radius in found.told["marks"]}
        mine = min((far for place, far in distances.items() if math.dist(place, own) <= SAME_PX), default=None)
        if mine is None:
            yield f"{name['text']} has no sign"
            continue
        others = [far for place, far in distances.items() if math.dist(place, own) > SAME_PX]
        if min(others, default=math.inf) < mine:
            yield f"{name['text']} is nearer to another sign"


def missing(found: OnMap, situation: Situation, day: str) -> Iterator[str]:
    """Yield what must be named and is not: a destination in view and the places of the day's news."""
    places = places_of(situation)
    named = [found.at(*places[name["id"]]) for name in found.told["names"] if name["id"] in places]
    for key in (*situation.settings.destinations, *news_places(situation, day)):
        xy = found.at(*places[key])
        is_named = any(math.dist(xy, other) <= SAME_PX for other in named)  # one name is enough for what is one mark
        if not is_named and found.sees(xy, RIM_PX) and not is_hidden(found, xy):
            yield f"{key} is not named"
    yield from unnamed_countries(found, situation)


def unnamed_countries(found: OnMap, situation: Situation) -> Iterator[str]:
    """Yield countries without a name of whose part in view a large disc is free of roads and signs."""
    ground = background(situation.settings.box).grounds[-1].countries
    named = {name["text"] for name in found.told["names"]}
    before = [each["box"] for each in found.written if each["rank"] not in LATER_RANKS] + found.told["taken"]
    marks = [shapely.Point(x, y).buffer(radius) for x, y, radius in found.told["marks"]]
    full = shapely.union_all([*(shapely.box(*box) for box in before), *marks, *roads_of(found, situation)]).buffer(
        KEPT_PX
    )
    shapes = shapely.transform(ground.geometry.to_numpy(), lambda rows: np.array([found.at(*row) for row in rows]))
    view = shapely.box(0, 0, found.width, found.height)
    for code, shape in zip(ground["code"], shapes, strict=True):
        room = shapely.make_valid(shape).intersection(view).difference(full)
        disc = shapely.maximum_inscribed_circle(room, tolerance=2) if room.area else shapely.LineString()
        if disc.length >= ROOMY_PX and code and country_name("en", code).upper() not in named:
            yield f"{code} is not named"


def roads_of(found: OnMap, situation: Situation) -> list[shapely.LineString]:
    lines = ([found.at(lon, lat) for lon, lat in line.positions] for line in situation.leg_lines)
    return [shapely.LineString(line) for line in lines]


def is_hidden(found: OnMap, xy: Xy) -> bool:
    """Tell whether a place lies beneath a control or a sign."""
    return any(shapely.box(*box).distance(shapely.Point(xy)) < SAME_PX for box in found.told["taken"])


def news_places(situation: Situation, day: str) -> set[str]:
    """Return the places within five kilometres of what begins on a day, known to the day and to a town or a road."""
    events = situation.events
    begun = events[(events["start"].astype(str) == day) & (events["date_precision"] == "day")]
    placed = begun[begun["location_precision"].isin(["exact", "town", "road"]) & begun.geometry.notna()]
    return set(filter(None, (nearest_place(situation, shape.x, shape.y) for shape in placed.geometry)))


def nearest_place(situation: Situation, lon: float, lat: float) -> str | None:
    geod = Geod(ellps="WGS84")
    far = {key: geod.inv(lon, lat, *place)[2] / 1000 for key, place in places_of(situation).items()}
    key = min(far, key=lambda each: far[each])
    return key if far[key] <= NEWS_KM else None
