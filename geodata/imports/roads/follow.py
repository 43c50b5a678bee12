"""Lines of roads for the legs of a situation: the way that a network has between each two waypoints, or why none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from geodata.contract.schemas import LEGS
from geodata.files.read import read_situation
from geodata.files.writing import write_atomically
from geodata.imports.roads.graph import Position, RoadGraph, chosen, length_km
from geodata.imports.roads.options import RoadOptions
from geodata.imports.roads.reading import Box, read_roads
from geodata.json_types import Json
from geodata.network import Leg
from geodata.questions.linear_reference import metric_crs
from geodata.situation import Situation

DEFAULTS = RoadOptions()
SIMPLIFIED_M = 100.0  # a drawn line keeps this close to the road; its length is taken before
LEAST_KM = 0.1  # as lengths are rounded
DECIMALS = 5  # of a degree: about a metre
MARGIN_DEGREES, MARGIN_SHARE = 0.5, 0.1  # of the box of all waypoints, beyond which no network is read


@dataclass(frozen=True, kw_only=True)
class RoadLeg:
    """A leg that follows a road, in the direction of the network."""

    leg: Leg
    km: float
    straight_km: float
    positions: tuple[Position, ...]


@dataclass(frozen=True, kw_only=True)
class SchematicLeg:
    """A leg that stays straight, and why."""

    leg: Leg
    straight_km: float
    reason: str


@dataclass(frozen=True, kw_only=True)
class FollowedRoads:
    """What a network of roads gives a situation: a road, or none, for each leg by its number."""

    situation: Situation
    legs: tuple[RoadLeg | SchematicLeg, ...]
    attribution: str
    licence: str
    apart: Mapping[str, float]  # waypoints that the road of their legs passes by, and how many km away
    notes: tuple[str, ...] = ()

    @property
    def roads(self) -> list[RoadLeg]:
        return [leg for leg in self.legs if isinstance(leg, RoadLeg)]

    @property
    def schematic(self) -> list[SchematicLeg]:
        return [leg for leg in self.legs if isinstance(leg, SchematicLeg)]

    def km(self, numbers: Iterable[int]) -> tuple[float, float]:
        """Return the length of some legs in km: on roads, and straight where they are schematic."""
        legs = [self.legs[number] for number in numbers]
        road = sum(leg.km for leg in legs if isinstance(leg, RoadLeg))
        return road, sum(leg.straight_km for leg in legs if isinstance(leg, SchematicLeg))

    def write(self) -> Path:
        """Put the lines into the folder of the situation, in place of those it has, in one step; return the file.

        Raises OSError if it cannot be written; what was there then stays.
        """
        path = self.situation.path / LEGS
        write_atomically(path, self.geojson())
        return path

    def geojson(self) -> str:
        """Return the file of the contract, a line for each feature."""
        lines = ",\n".join(json.dumps(self.feature(road), ensure_ascii=False) for road in self.roads)
        return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'

    def feature(self, road: RoadLeg) -> Mapping[str, Json]:
        properties: dict[str, Json] = {
            "id": f"leg-{'-'.join(road.leg)}",
            "segment": " ".join(road.leg),
            "basis": "road",
            "length_km": max(round(road.km, 1), LEAST_KM),
            "attribution": self.attribution,
            "licence": self.licence,
        }
        geometry: dict[str, Json] = {"type": "LineString", "coordinates": road.positions}
        return {"type": "Feature", "properties": properties, "geometry": geometry}


def follow_roads(folder: Path, path: Path, options: RoadOptions = DEFAULTS) -> FollowedRoads:
    """Return the way on the network of a file for each leg of a situation folder, or why it has none.

    Lines that the folder has already are not looked at. Raises DataError for a folder or a file that cannot be read,
    ValueError if there is nothing to follow, or nothing says whom the roads are owed to.
    """
    situation = read_situation(folder, but_for=[LEGS])
    if not situation.network.legs:
        raise ValueError(f"expected a situation that has routes, found none: {folder}")
    file = read_roads(path, box_of(situation))
    owed = {"attribution": options.attribution or file.attribution, "licence": options.licence or file.licence}
    for name, text in owed.items():
        if not text.strip():
            raise ValueError(f"expected --{name}, for {path.name} does not say the {name} of its roads")
    finder = Finder(situation, RoadGraph(file.lines, metric_crs(situation)), options)
    found = tuple(finder.follow(leg) for leg in situation.network.legs)
    passed = {place for leg in found if isinstance(leg, RoadLeg) for place in leg.leg}
    apart = {place: finder.joints[place].km for place in finder.joints if place in passed}
    apart = {place: km for place, km in apart.items() if km > options.within_km}
    return FollowedRoads(situation=situation, legs=found, apart=apart, notes=file.notes, **owed)


def box_of(situation: Situation) -> Box:
    """Return the box in which the ways of a situation may lie, in degrees."""
    at = np.array([(waypoint.longitude, waypoint.latitude) for waypoint in situation.waypoints.values()])
    margin = MARGIN_DEGREES + MARGIN_SHARE * np.ptp(at, axis=0)
    west, south = np.maximum(at.min(axis=0) - margin, (-180, -90)).tolist()
    east, north = np.minimum(at.max(axis=0) + margin, (180, 90)).tolist()
    return west, south, east, north


class Finder:
    """Looks for the ways of the legs of a situation."""

    def __init__(self, situation: Situation, roads: RoadGraph, options: RoadOptions) -> None:
        self.roads, self.factor = roads, options.factor
        self.at: dict[str, Position] = {
            waypoint.id: (waypoint.longitude, waypoint.latitude) for waypoint in situation.waypoints.values()
        }
        between = {place for way in situation.network.ways.values() for place in way[1:-1]}
        reach = {True: max(options.within_km, options.beside_km), False: options.within_km}
        joints = {place: roads.joints(place, at, reach[place in between]) for place, at in self.at.items()}
        self.joints = chosen(joints, situation.network.legs)
        for place, joint in self.joints.items():
            roads.join(joint, self.at[place])

    def follow(self, leg: Leg) -> RoadLeg | SchematicLeg:
        """Return the way of a leg, or the first reason why there is none that can be vouched for."""
        straight_km = length_km([self.at[place] for place in leg])

        def schematic(reason: str) -> SchematicLeg:
            return SchematicLeg(leg=leg, straight_km=straight_km, reason=reason)

        far = [place for place in leg if place not in self.joints]
        if far:
            away = (f"{place} is {self.roads.nearest_km(self.at[place]):.1f} km from any road" for place in far)
            return schematic(" and ".join(away))
        start, end = (self.joints[place] for place in leg)
        if start.part != end.part:
            return schematic("a gap: its ends are on parts of the network that do not meet")
        beside_km = start.km + end.km  # so much longer the way may be, for its ends are elsewhere
        positions = self.roads.way(start.node, end.node, self.factor * straight_km + beside_km)
        if positions is None:
            km = self.roads.shortest_km(start.node, end.node)
            times = km / max(straight_km, LEAST_KM)
            return schematic(f"the way is {km:.0f} km long, {times:.1f} times the straight line")
        km = length_km(positions)
        if not km or km * self.factor < straight_km:
            return schematic(f"the way is only {km:.0f} km long: the road passes beside the two")
        positions = [start.position, *positions, end.position]
        return RoadLeg(leg=leg, km=km, straight_km=straight_km, positions=self.simplified(positions))

    def simplified(self, positions: Sequence[Position]) -> tuple[Position, ...]:
        """Return a line with fewer positions, none farther from it than a tolerance; its ends stay."""
        lonlat = np.array(positions)
        metres = np.column_stack(self.roads.projection.transform(*lonlat.T))
        x, y = shapely.get_coordinates(shapely.simplify(shapely.LineString(metres), SIMPLIFIED_M)).T
        degrees = np.column_stack(self.roads.projection.transform(x, y, direction="INVERSE")).round(DECIMALS)
        return tuple((longitude, latitude) for longitude, latitude in degrees.tolist())
