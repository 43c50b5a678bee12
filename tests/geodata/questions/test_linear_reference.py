"""Distances and kilometre marks, against points laid on the ellipsoid every 100 m along each leg."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pyproj import Geod

from geodata import Situation
from geodata.questions.attacks import attacks_by_kilometre
from geodata.questions.linear_reference import counts_per_route, event_stretches, events_on_routes, line_km
from paths import MALI

WGS84 = Geod(ellps="WGS84")
STEP_M = 100
ALL_DAYS = dt.date(2030, 1, 1)
DISTANCE_TOLERANCE_KM = 0.15  # a step, and the rounding to 0.1 km
MARK_TOLERANCE_KM = 0.5
GREAT_CIRCLE_KM = {  # published with the dossier, on a sphere; the ellipsoid differs by up to 0.5 %
    "dakar-bamako-north": 1247.7,
    "dakar-bamako-south": 1155.5,
    "abidjan-bamako-pogo": 1119.6,
    "abidjan-bamako-nigoun": 1066.2,
    "conakry-bamako": 837.9,
    "lome-bobo-sikasso-bamako": 1717.9,
    "tema-ouagadougou": 943.8,
    "bobo-koury-segou-bamako": 574.6,
    "nouakchott-bamako": 1335.0,
    "nioro-kayes": 234.0,
    "niamey-gao": 406.9,
    "algeria-gao": 613.9,
    "bamako-mopti-gao": 1087.3,
}


def features(name: str) -> dict[str, Any]:
    return {each["id"]: each for each in json.loads((MALI / name).read_text(encoding="utf-8"))["features"]}


@cache
def laid_points(route: str) -> np.ndarray:
    """Return lon, lat and kilometre mark of points along a route, in order."""
    positions = features("fuel_routes.geojson")[route]["geometry"]["coordinates"]
    rows, before = [], 0.0
    for (lon1, lat1), (lon2, lat2) in pairwise(positions):
        azimuth, _, length = WGS84.inv(lon1, lat1, lon2, lat2)
        for metres in np.arange(0.0, length, STEP_M):
            lon, lat, _ = WGS84.fwd(lon1, lat1, azimuth, metres)
            rows.append((lon, lat, (before + metres) / 1000))
        before += length
    return np.array([*rows, (*positions[-1], before / 1000)])


def nearest(route: str, lon: float, lat: float) -> tuple[float, float]:
    points = laid_points(route)
    _, _, metres = WGS84.inv(np.full(len(points), lon), np.full(len(points), lat), points[:, 0], points[:, 1])
    best = int(np.argmin(metres))
    return metres[best] / 1000, points[best, 2]


def test_attacks_are_located_where_points_on_the_ellipsoid_put_them(mali: Situation) -> None:
    found = events_on_routes(mali)
    attacks = found[found["event"].map(mali.events["category"]) == "attack"]
    assert len(attacks) > 20
    for row in attacks.to_dict("records"):
        lon, lat = features("events.geojson")[row["event"]]["geometry"]["coordinates"]
        distance, mark = nearest(row["route"], lon, lat)
        assert row["distance_km"] == pytest.approx(distance, abs=max(DISTANCE_TOLERANCE_KM, 0.01 * distance)), row
        assert row["km"] == pytest.approx(mark, abs=MARK_TOLERANCE_KM), row


def test_the_convoy_of_lakamane_burned_856_km_from_dakar_beside_the_road(mali: Situation) -> None:
    found = events_on_routes(mali).set_index(["event", "route"])
    found = found.loc[("2025-09-14-lakamane-convoy-destroyed", "dakar-bamako-north")]
    distance, mark = nearest("dakar-bamako-north", -9.98426, 14.55455)  # where Bellingcat places it
    assert found["distance_km"] == pytest.approx(distance, abs=DISTANCE_TOLERANCE_KM)
    assert found["km"] == pytest.approx(mark, abs=MARK_TOLERANCE_KM)
    assert round(found["km"]) == 856


def test_an_event_at_the_destination_is_at_the_length_of_the_route(mali: Situation) -> None:
    found = events_on_routes(mali).set_index(["event", "route"])
    for route in ("dakar-bamako-north", "conakry-bamako"):
        row = found.loc[("2025-10-07-300-tankers-reach-bamako", route)]
        assert (row["distance_km"], row["km"]) == (0.0, pytest.approx(laid_points(route)[-1, 2], abs=0.1))


def test_lengths_of_lines_agree_with_the_great_circles_of_the_dossier(mali: Situation) -> None:
    for route, expected in GREAT_CIRCLE_KM.items():
        assert line_km(mali.routes.geometry[route]) == pytest.approx(expected, rel=0.005), route


def test_an_event_in_a_region_or_without_a_place_is_on_no_route(mali: Situation) -> None:
    vague = mali.events.index[
        mali.events["location_precision"].isin(["region", "country"]) | mali.events.geometry.isna()
    ]
    assert not set(events_on_routes(mali)["event"]) & set(vague)


def test_no_event_clearly_within_reach_is_missed(mali: Situation) -> None:
    near = events_on_routes(mali, near_km=25)
    found = set(near["event"][near["route"] == "niamey-gao"])
    for event, feature in features("events.geojson").items():
        precise = feature["properties"]["location_precision"] in ("exact", "town", "road")
        if precise and feature["geometry"] and nearest("niamey-gao", *feature["geometry"]["coordinates"])[0] < 24.5:
            assert event in found


def test_a_wider_reach_finds_more(mali: Situation) -> None:
    assert (
        len(events_on_routes(mali, near_km=1)) < len(events_on_routes(mali)) < len(events_on_routes(mali, near_km=60))
    )


def test_attacks_by_kilometre_fill_the_route_and_hold_each_attack_once(mali: Situation) -> None:
    table = attacks_by_kilometre(mali, "dakar-bamako-north")
    assert list(table["from_km"].iloc[1:]) == list(table["to_km"].iloc[:-1])
    assert (table["from_km"].iloc[0], table["to_km"].iloc[-1]) == (0, pytest.approx(1247.5, abs=0.1))
    assert table[table["attacks"] > 0].set_index("from_km")["events"].to_dict() == {
        650.0: ["2026-01-29-diboli-kayes"],
        850.0: ["2025-09-14-lakamane-convoy-destroyed"],
        1100.0: ["2025-09-13-kolokani-convoy-ambush"],
        1200.0: ["2026-04-25-camara-killed", "2026-04-25-coordinated-attacks"],
    }


def test_attacks_by_kilometre_may_be_asked_in_other_steps(mali: Situation) -> None:
    coarse = attacks_by_kilometre(mali, "abidjan-bamako-pogo", bin_km=2000)
    fine = attacks_by_kilometre(mali, "abidjan-bamako-pogo", bin_km=10)
    assert len(coarse) == 1
    assert coarse["attacks"].sum() == fine["attacks"].sum() == 9 + 1  # at Ouéléssébougou, added by the audit


def said_on(route: str) -> set[str]:
    events = features("events.geojson")
    return {id_ for id_, each in events.items() if route in each["properties"]["routes"].split()}


def test_counts_per_route_hold_every_route_and_add_up_over_categories(mali: Situation) -> None:
    counts = counts_per_route(mali, ALL_DAYS)
    assert list(counts.index) == list(mali.routes.index)
    assert (counts.drop(columns=["own", "near"]).sum(axis="columns") == counts["own"]).all()
    assert counts["own"].to_dict() == {route: len(said_on(route)) for route in counts.index}
    assert counts.loc["dakar-bamako-north", "attack"] == 4


def test_what_is_near_a_route_is_not_counted_as_on_it(mali: Situation) -> None:
    near = events_on_routes(mali)
    counts = counts_per_route(mali, ALL_DAYS)
    nigoun = set(near["event"][near["route"] == "abidjan-bamako-nigoun"])
    own = said_on("abidjan-bamako-nigoun")
    assert (
        counts.loc["abidjan-bamako-nigoun", "near"] == len(nigoun - own) > 60
    )  # most of them in Bamako, where it ends
    assert counts.loc["abidjan-bamako-nigoun", "own"] == len(own) == 11 - 1  # the audit leaves one in the region


def test_only_events_that_had_begun_are_counted(mali: Situation) -> None:
    by_then = counts_per_route(mali, dt.date(2025, 9, 14))
    assert by_then.loc["dakar-bamako-north", "attack"] == 3  # 1 July; 13 and 14 September
    assert counts_per_route(mali, dt.date(1990, 1, 1))[["own", "near"]].sum().sum() == 0


def test_stretches_are_on_a_route_and_at_most_thirty_kilometres_long(mali: Situation) -> None:
    found = event_stretches(mali)
    assert found
    for event, line in found.items():
        assert mali.events.loc[event, "location_precision"] == "road"
        assert line_km(line) <= 30.3  # within 1 %
