"""Routes as waypoints and the legs between them."""

from __future__ import annotations

import json

import pytest

from geodata import Leg, Situation, Waypoint
from geodata.ledger import parse_segment, row_legs
from paths import MALI

NAMES = ("Kayes", "Diéma", "Kati", "Bamako")


def test_waypoints_are_the_named_positions_of_the_file(mali: Situation) -> None:
    features = json.loads((MALI / "fuel_routes.geojson").read_text(encoding="utf-8"))["features"]
    for feature in features:
        properties, positions = feature["properties"], feature["geometry"]["coordinates"]
        waypoints = mali.waypoints[properties["id"]]
        assert [waypoint.name for waypoint in waypoints] == [member["name"] for member in properties["waypoints"]]
        assert [[waypoint.longitude, waypoint.latitude] for waypoint in waypoints] == positions


def test_a_leg_joins_each_waypoint_to_the_next(mali: Situation) -> None:
    for route, waypoints in mali.waypoints.items():
        legs = mali.legs[route]
        assert [leg.start for leg in legs] == list(waypoints[:-1])
        assert [leg.end for leg in legs] == list(waypoints[1:])


def test_equal_legs_are_one_leg() -> None:
    one, other = Waypoint("Kati", -8.07, 12.74), Waypoint("Bamako", -8.0, 12.65)
    assert len({Leg(one, other), Leg(Waypoint("Kati", -8.07, 12.74), other)}) == 1


@pytest.mark.parametrize(
    ("segment", "legs"),
    [("", range(3)), ("Kayes / Diéma", range(1)), ("Bamako / Diéma", range(1, 3)), ("Kati / Bamako", range(2, 3))],
)
def test_a_segment_covers_the_legs_between_its_ends(segment: str, legs: range) -> None:
    assert row_legs(parse_segment(segment), NAMES) == legs


@pytest.mark.parametrize("segment", ["Kayes", "Kayes / Kayes", "Kayes / Ségou", "Kayes / Diéma / Kati", " / "])
def test_a_segment_that_does_not_join_two_waypoints_is_refused(segment: str) -> None:
    with pytest.raises(ValueError, match="expected two waypoints"):
        row_legs(parse_segment(segment), NAMES)
