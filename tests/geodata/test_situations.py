"""What holds for every situation that comes with the package."""

from __future__ import annotations

import csv
import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from geodata import Situation, check_situation, read_situation
from paths import ROOT

FOLDERS = sorted(path.parent for path in (ROOT / "geodata").glob("*/situation.toml") if path.parent.name != "example")


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def situation(request: pytest.FixtureRequest) -> Situation:
    return read_situation(request.param)


def test_there_are_two_real_situations() -> None:
    assert [folder.name for folder in FOLDERS] == ["darfur", "mali"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_nothing_is_wrong_with_a_situation(folder: Path) -> None:
    assert check_situation(folder) == []


def test_each_leg_is_there_once_and_has_the_routes_that_pass_it(situation: Situation) -> None:
    network = situation.network
    assert len({frozenset(leg) for leg in network.legs}) == len(network.legs)
    for route, way in network.ways.items():
        passed = [frozenset(network.legs[leg]) for leg in network.route_legs[route]]
        assert passed == [frozenset(pair) for pair in pairwise(way)]


def test_a_leg_has_one_state_whichever_route_is_asked(situation: Situation) -> None:
    for day in (situation.settings.day, *(row.start for row in situation.rows)):
        seen: dict[int, tuple[str, bool]] = {}
        for route, legs in situation.network.route_legs.items():
            for leg, state in zip(legs, situation.leg_states(route, day), strict=True):
                assert seen.setdefault(leg, (state.state, state.age)) == (state.state, state.age)


def test_every_row_of_every_ledger_is_read_and_has_an_id(situation: Situation) -> None:
    ledgers = (
        ("route_status.csv", [*situation.rows, *situation.permits]),
        ("crossing_status.csv", [row for of_crossing in situation.crossing_rows.values() for row in of_crossing]),
    )
    for name, rows in ledgers:
        with (situation.path / name).open(encoding="utf-8", newline="") as file:
            written = {row["id"] for row in csv.DictReader(file) if name[0] == "r" or row["basis"] != "permit"}
        assert {row.id for row in rows} == written


def test_a_permit_alone_leaves_a_crossing_unknown() -> None:
    darfur = read_situation(ROOT / "geodata" / "darfur")
    state = darfur.crossing_state("adre", dt.date(2025, 1, 10))  # two extensions before, one after; no count of lorries
    assert state.state == "unknown"
    (permit,) = state.permits
    assert (permit.start, permit.end) == (dt.date(2024, 11, 16), dt.date(2025, 2, 16))


def test_a_flood_closes_a_road_and_a_crossing() -> None:
    darfur = read_situation(ROOT / "geodata" / "darfur")
    assert darfur.crossing_state("tine", dt.date(2024, 8, 17)).state == "closed"
    assert darfur.route_state("adre-zalingei-nyala", dt.date(2024, 8, 12)).state == "closed"
    assert set(darfur.events.loc[["2024-08-05-mornei-bridge", "2024-08-16-tine-impassable"], "category"]) == {"hazard"}
