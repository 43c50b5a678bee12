"""Which roads are far from what a situation is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from geodata import Situation
from layers.payload.network import far_legs
from layers.sheet.context import sheet_context
from layers.sheet.map.routes import RoadLine, legs_of, road_lines
from sheet_reading import state_of


def far_ways(situation: Situation) -> set[frozenset[str]]:
    return {frozenset(situation.network.legs[number]) for number in far_legs(situation)}


def countries(situation: Situation, legs: Iterable[frozenset[str]]) -> set[str]:
    return {situation.waypoints[end].country for leg in legs for end in leg}


def test_roads_between_other_countries_towns_are_far(mali: Situation) -> None:
    far = far_ways(mali)
    assert {frozenset({"sn-dakar", "sn-rufisque"}), frozenset({"bf-bittou", "tg-cinkasse"})} <= far
    assert countries(mali, far) == {"SN", "CI", "GN", "TG", "BF", "GH", "MR", "NE"}


@pytest.mark.parametrize("leg", [("sn-kidira", "ml-diboli"), ("ci-pogo", "ml-zegoua"), ("mr-kobenni", "ml-gogui")])
def test_the_road_over_the_border_is_not_far(mali: Situation, leg: tuple[str, str]) -> None:
    assert frozenset(leg) in map(frozenset, mali.network.legs)
    assert frozenset(leg) not in far_ways(mali)


def test_a_road_from_a_place_of_no_known_country_is_not_far(mali: Situation) -> None:
    places = mali.places.assign(country=mali.places["country"].where(mali.places["id"] != "sn-rufisque", ""))
    lost = far_ways(mali) - far_ways(replace(mali, places=places))
    assert lost == {frozenset({"sn-dakar", "sn-rufisque"}), frozenset({"sn-rufisque", "sn-mbour"})}


def test_where_nothing_says_what_all_is_about_no_road_is_far(mali: Situation) -> None:
    assert not far_legs(replace(mali, settings=replace(mali.settings, destinations=())))


def test_a_line_of_the_sheet_ends_where_a_road_becomes_far(mali: Situation) -> None:
    sheet = sheet_context(mali, state_of(mali, "2025-10-31"))
    legs = {number: line for route in mali.routes["id"] for number, line in legs_of(sheet, route)}
    assert {number for number, line in legs.items() if line.state.far} == far_legs(mali)
    drawn = road_lines(sheet)
    for far in (True, False):
        assert pieces(line for line in drawn if line.state.far is far) == pieces(
            line for line in legs.values() if line.state.far is far
        )


def pieces(lines: Iterable[RoadLine]) -> int:
    return sum(len(line.positions) - 1 for line in lines)
