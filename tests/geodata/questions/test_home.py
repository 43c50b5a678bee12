"""The box that a map opens with: the one that is given, or what the routes to the destinations are about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata import Situation, home_box
from geodata.questions.home import middle

VIEW = (13.2, -7.2, 6)


def with_settings(situation: Situation, **settings: object) -> Situation:
    return replace(situation, settings=replace(situation.settings, **settings))  # type: ignore[arg-type]


def test_a_home_that_is_a_box_is_the_box(shipped: Situation) -> None:
    assert home_box(shipped) == shipped.settings.home


def test_else_it_holds_the_news_of_the_roads_to_a_destination(mali: Situation) -> None:
    west, south, east, north = home_box(with_settings(mali, home=VIEW))
    bamako, doussala, nioro = (-8.0, 12.65), (-11.4, 13.0), (-9.6, 15.2)
    assert all(west < lon < east and south < lat < north for lon, lat in (bamako, doussala, nioro))
    assert west > -17  # Dakar, of which no row speaks
    assert east < -4  # Gao and Niamey, whose roads end elsewhere


def test_where_the_ledger_is_silent_it_holds_these_routes_whole(mali: Situation) -> None:
    silent = replace(with_settings(mali, home=VIEW), route_status=mali.route_status.iloc[:0])
    assert home_box(silent) == pytest.approx((-17.44, 5.35, 1.22, 18.09), abs=0.01)  # Dakar, Abidjan, Lomé, Nouakchott


def test_without_routes_it_is_what_the_view_shows(mali: Situation) -> None:
    # at zoom 6 the world is 16 384 px wide: 850 px are 18.7 degrees
    bare = replace(mali, routes=mali.routes.iloc[:0], route_status=mali.route_status.iloc[:0])
    assert home_box(with_settings(bare, home=VIEW)) == pytest.approx((-16.54, 3.86, 2.14, 22.54), abs=0.01)
    world = home_box(with_settings(bare, home=(80, 170, 0)))
    assert world == (-10.0, -85.0, 180.0, 85.0)


def test_the_middle_of_a_box_is_latitude_and_longitude() -> None:
    assert middle((-12.0, 9.0, -4.0, 16.0)) == (12.5, -8.0)
