"""The roads as one network: legs that routes share, and what a segment means on them."""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from typing import Any

import pytest

from geodata import Network, Situation
from geodata.network import SegmentError, parse_segment
from paths import MALI

NORTH, COAST, TOWN, SHORT = "north", "coast", "town", "short"
NETWORK = Network(
    {
        NORTH: ("harbour", "bridge", "market", "capital"),
        COAST: ("capital", "market", "fort", "bay"),  # passes the market from the other side
        TOWN: ("bay", "fort", "mill", "market", "capital"),
        SHORT: ("harbour", "capital"),
    }
)
LEGS = (
    ("harbour", "bridge"),
    ("bridge", "market"),
    ("market", "capital"),
    ("market", "fort"),
    ("fort", "bay"),
    ("fort", "mill"),
    ("mill", "market"),
    ("harbour", "capital"),
)


def ends_of(legs: frozenset[int]) -> set[tuple[str, str]]:
    return {NETWORK.legs[leg] for leg in legs}


def features(name: str) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in json.loads((MALI / name).read_text(encoding="utf-8"))["features"]}


def test_two_neighbours_are_one_leg_whichever_route_passes_them() -> None:
    assert NETWORK.legs == LEGS
    assert NETWORK.route_legs == {NORTH: (0, 1, 2), COAST: (2, 3, 4), TOWN: (4, 5, 6, 2), SHORT: (7,)}
    assert NETWORK.routes_of_leg[2] == (NORTH, COAST, TOWN)
    assert NETWORK.routes_of_leg[0] == (NORTH,)


@pytest.mark.parametrize(
    ("routes", "segment", "expected"),
    [
        ([NORTH], None, LEGS[:3]),
        ([NORTH, SHORT], None, (*LEGS[:3], LEGS[7])),
        ([NORTH], ("harbour", "market"), LEGS[:2]),
        ([NORTH], ("market", "harbour"), LEGS[:2]),
        ([COAST], ("market", "bay"), LEGS[3:5]),
        ([TOWN], ("market", "bay"), LEGS[4:7]),
        ([], ("market", "bay"), LEGS[3:7]),  # all ways between them
        ([COAST, TOWN], ("market", "bay"), LEGS[3:7]),
        ([], ("harbour", "capital"), (*LEGS[:3], LEGS[7])),
        ([], ("capital", "market"), LEGS[2:3]),
        ([], ("mill", "capital"), (LEGS[6], LEGS[2])),  # by the one route that passes the mill
    ],
)
def test_a_segment_means_the_legs_between_its_ends(
    routes: list[str], segment: tuple[str, str] | None, expected: tuple[tuple[str, str], ...]
) -> None:
    assert ends_of(NETWORK.select(routes, segment)) == set(expected)


@pytest.mark.parametrize(
    ("routes", "segment", "why"),
    [
        ([], None, "expected a route or a segment"),
        ([], ("bridge", "bay"), "no route passes both bridge and bay"),
        ([], ("bridge", "moon"), "no route passes both bridge and moon"),
        ([NORTH, COAST], ("market", "fort"), "north does not pass fort"),
        ([NORTH], ("fort", "mill"), "north does not pass fort and mill"),
        ([NORTH], ("market", "market"), "expected the ids of two waypoints, found market twice"),
        ([], ("market", "market"), "expected the ids of two waypoints, found market twice"),
    ],
)
def test_a_segment_that_means_no_stretch_is_refused(
    routes: list[str], segment: tuple[str, str] | None, why: str
) -> None:
    with pytest.raises(SegmentError, match=why):
        NETWORK.select(routes, segment)


def test_a_text_names_two_waypoints_or_the_whole_road() -> None:
    assert parse_segment("bridge market") == ("bridge", "market")
    assert parse_segment("") is None


@pytest.mark.parametrize(("text", "count"), [("bridge", 1), ("bridge market capital", 3)])
def test_a_text_of_more_or_fewer_waypoints_is_refused(text: str, count: int) -> None:
    with pytest.raises(SegmentError, match=f"expected the ids of two waypoints, found {count}"):
        parse_segment(text)


@pytest.mark.parametrize(
    ("route", "legs", "expected"),
    [
        (NORTH, [], []),
        (NORTH, [1], [("bridge", "market")]),
        (NORTH, [0, 1], [("harbour", "market")]),
        (NORTH, [2, 0], [("harbour", "bridge"), ("market", "capital")]),
        (NORTH, range(len(LEGS)), [("harbour", "capital")]),
        (COAST, [2, 3], [("capital", "fort")]),
        (TOWN, [2, 3], [("market", "capital")]),  # the leg from the market to the fort is on another route
        (TOWN, [4, 2, 5], [("bay", "mill"), ("market", "capital")]),
    ],
)
def test_stretches_are_the_unbroken_runs_in_the_direction_of_a_route(
    route: str, legs: list[int], expected: list[tuple[str, str]]
) -> None:
    assert NETWORK.stretches(route, legs) == expected


def test_a_route_names_no_stretch_where_the_whole_of_it_is_meant(mali: Situation) -> None:
    legs = mali.network.route_legs["nioro-kayes"]
    assert mali.stretches("nioro-kayes", legs) == []
    assert mali.stretches("nioro-kayes", legs[:2]) == [("ml-nioro-du-sahel", "ml-simby")]
    assert mali.stretches("nioro-kayes", [*legs[:1], *legs[3:]]) == [
        ("ml-nioro-du-sahel", "ml-moloubali"),
        ("ml-sekoure", "ml-kayes"),
    ]


def test_waypoints_are_the_places_of_the_files_at_their_positions(mali: Situation) -> None:
    places = features("places.geojson") | features("capitals.geojson")
    passed = {
        id_ for each in features("fuel_routes.geojson").values() for id_ in each["properties"]["waypoints"].split()
    }
    assert set(mali.waypoints) == passed
    for id_, waypoint in mali.waypoints.items():
        properties = places[id_]["properties"]
        assert [waypoint.longitude, waypoint.latitude] == places[id_]["geometry"]["coordinates"]
        assert dict(waypoint.name) == {"en": properties["name_en"], "fr": properties["name_fr"]}
        assert waypoint.country == properties["country"]
        assert dict(waypoint.coord_source)["en"] == properties["coord_source_en"]


def test_a_leg_joins_each_waypoint_of_a_route_to_the_next(mali: Situation) -> None:
    network = mali.network
    for route, feature in features("fuel_routes.geojson").items():
        way = feature["properties"]["waypoints"].split()
        assert [waypoint.id for waypoint in mali.route_waypoints[route]] == way
        assert [set(network.legs[leg]) for leg in network.route_legs[route]] == list(map(set, pairwise(way)))


def test_each_leg_of_the_roads_is_there_once(mali: Situation) -> None:
    ways = [each["properties"]["waypoints"].split() for each in features("fuel_routes.geojson").values()]
    pairs = [frozenset(pair) for way in ways for pair in pairwise(way)]
    assert len(mali.network.legs) == len(set(pairs)) < len(pairs)
    assert {frozenset(leg) for leg in mali.network.legs} == set(pairs)


def test_a_row_of_one_stretch_speaks_of_every_route_over_it(mali: Situation) -> None:
    with (MALI / "route_status.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    row = "bougouni-bamako-2025-10-06-escorted"  # the three roads from the south share the way from Bougouni
    assert (rows[row]["routes"], rows[row]["segment"]) == ("", "ml-bougouni ml-bamako")
    assert {route for route, said in mali.route_rows.items() if row in {each.id for each in said}} == {
        "abidjan-bamako-pogo",
        "abidjan-bamako-nigoun",
        "lome-bobo-sikasso-bamako",
    }


def test_routes_lead_to_a_destination_by_their_last_waypoint(mali: Situation) -> None:
    ways = {id_: each["properties"]["waypoints"].split() for id_, each in features("fuel_routes.geojson").items()}
    assert mali.settings.destinations == ("ml-bamako",)
    assert list(mali.destination_routes) == [route for route, way in ways.items() if way[-1] == "ml-bamako"]


def test_an_old_id_leads_to_the_one_of_now(mali: Situation) -> None:
    with (MALI / "renamed.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert dict(mali.present_ids) == {row["id"]: row["becomes"] for row in rows}
    assert set(mali.present_ids.values()) <= mali.ids
    assert mali.ids.isdisjoint(mali.present_ids)
