"""Routes of the first edition, each with waypoints of its own, as ways over places that they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import cos, hypot, radians

from geodata.contract.rules.network import KM_PER_DEGREE, NEAR_KM
from geodata.contract.slug import slug
from geodata.files.migration.draft import Draft, Feature
from geodata.network import Network

NOT_PASSED = ("port", "depot", "airport")  # kinds of places beside a road, not on it
Position = tuple[float, ...]
Names = Mapping[str, Mapping[str, str]]  # the ids of the waypoints of each route, by the name that they had


def migrate_network(draft: Draft) -> tuple[Network, Names]:
    """Make the waypoints of the routes places, and routes that lie over each other share them."""
    places = PlaceIndex(draft)
    names: dict[str, dict[str, str]] = {}
    for route in draft.routes:
        properties = route["properties"]
        positions = [tuple(position) for position in route["geometry"]["coordinates"]]
        members = properties["waypoints"]
        called = [member["name"] for member in members]
        if len(set(called)) != len(called) or len(called) != len(positions):
            raise ValueError(f"expected a name of its own for each position of {properties['id']}")
        ids = [places.id_of(member, position) for member, position in zip(members, positions, strict=True)]
        names[properties["id"]] = {member["name"]: id_ for member, id_ in zip(members, ids, strict=True)}
        properties["waypoints"] = " ".join(ids)
    while insert_between(draft, places):
        pass
    name_shortly(draft)
    return Network(
        {route["properties"]["id"]: tuple(route["properties"]["waypoints"].split()) for route in draft.routes}
    ), names


class PlaceIndex:
    """The places and capitals of a folder, and what is added to them, by position."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.position: dict[str, Position] = {}
        self.named: dict[Position, list[tuple[str, str, bool]]] = {}
        for feature in (*draft.features["capitals.geojson"], *draft.features["places.geojson"]):
            self.add(feature)

    def add(self, feature: Feature) -> None:
        properties, position = feature["properties"], tuple(feature["geometry"]["coordinates"])
        self.position[properties["id"]] = position
        self.named.setdefault(position, []).append(
            (properties["id"], properties["name_en"], properties.get("kind") in NOT_PASSED)
        )

    def id_of(self, member: Feature, position: Position) -> str:
        """Return the id of the place at a position, of several the one of that name; add a place if there is none."""
        here = self.named.get(position, [])
        named = [id_ for id_, name, _ in here if name == member["name"]] or [
            id_ for id_, _, beside in here if not beside
        ]
        if named:
            return named[0]
        feature = place_of(member, position, taken=self.position)
        self.draft.features["places.geojson"].append(feature)
        self.add(feature)
        self.draft.say(f"places.geojson: added {feature['id']}, a waypoint that was no place; give it its kind.")
        return str(feature["id"])


def place_of(member: Feature, position: Position, taken: Mapping[str, Position]) -> Feature:
    country = member.get("country") or ""
    wanted = slug(f"{country} {member['name']}")
    id_ = wanted if wanted not in taken else f"{wanted}-waypoint"
    texts = {key: value for key, value in member.items() if key.startswith(("name_", "note_"))}
    properties = {"id": id_, "name_en": member["name"], "name_fr": member["name"]} | texts
    properties |= {"kind": "waypoint", "country": country, "coord_source": member.get("coord_source") or "not told"}
    return {
        "type": "Feature",
        "id": id_,
        "geometry": {"type": "Point", "coordinates": list(position)},
        "properties": properties,
    }


def insert_between(draft: Draft, places: PlaceIndex) -> bool:
    """Insert the waypoints that another route has between two neighbours of a route; return whether there were any."""
    ways = {route["properties"]["id"]: route["properties"]["waypoints"].split() for route in draft.routes}
    for route in draft.routes:
        way = ways[route["properties"]["id"]]
        for place, (start, end) in enumerate(pairwise(way), start=1):
            for other, between in detours(ways, way, start, end):
                if all(
                    km_beside(places.position[id_], places.position[start], places.position[end]) <= NEAR_KM
                    for id_ in between
                ):
                    way[place:place] = between
                    line = route["geometry"]["coordinates"]
                    line[place:place] = [list(places.position[id_]) for id_ in between]
                    route["properties"]["waypoints"] = " ".join(way)
                    passed = f"{start} – {end} passes {', '.join(between)}, as on {other}"
                    draft.say(f"{draft.routes_file}, {route['id']}: {passed}.")
                    return True
    return False


def detours(ways: Mapping[str, list[str]], own: list[str], start: str, end: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the routes that have waypoints between two places, and these, from the first to the second."""
    for route, way in ways.items():
        if start in way and end in way:
            first, last = way.index(start), way.index(end)
            between = way[first + 1 : last] if first < last else way[last + 1 : first][::-1]
            if between and not set(between) & set(own):
                yield route, between


def km_beside(point: Position, start: Position, end: Position) -> float:
    """Return how far a point lies from a leg, in kilometres on a plane around it; positions are lon/lat."""
    east, north = KM_PER_DEGREE * cos(radians(point[1])), KM_PER_DEGREE
    ax, ay = (start[0] - point[0]) * east, (start[1] - point[1]) * north
    bx, by = (end[0] - point[0]) * east, (end[1] - point[1]) * north
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, (ax * (ax - bx) + ay * (ay - by)) / length)) if length else 0.0
    return hypot(ax + along * (bx - ax), ay + along * (by - ay))


def name_shortly(draft: Draft) -> None:
    """Give each route a short name: its ends, and where these are those of another route too, a place on the way."""
    whole = [(route["properties"]["origin"], route["properties"]["destination"]) for route in draft.routes]
    taken: set[str] = set()
    for route, ends in zip(draft.routes, whole, strict=True):
        properties = route["properties"]
        for language in [key.removeprefix("name_") for key in properties if key.startswith("name_")]:
            parts = [part.strip() for part in str(properties[f"name_{language}"]).split("–")]
            middle = parts[len(parts) // 2] if whole.count(ends) > 1 and len(parts) > 2 else ""
            short = f"{parts[0]}–{parts[-1]}" + (f" ({middle})" if middle else "")
            properties[f"short_{language}"] = (
                short if f"{language} {short}" not in taken else properties[f"name_{language}"]
            )
            taken.add(f"{language} {short}")
        for key in ("origin", "destination"):
            del properties[key]
        properties.setdefault("crossing", "")
        properties["bypasses"] = ""
