"""The lines of legs: what the contract asks of them, and what a situation makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodata import check_situation, read_situation, salvage_situation
from road_files import BRIDGE, ELBOW, PORT, TOWN, example

LEGS = "legs.geojson"
FIRST = "xn-port-example xe-placeholder-bridge"
Leg = dict[str, Any]


def leg(segment: str = FIRST, line: Any = (PORT, ELBOW, BRIDGE), **others: Any) -> Leg:
    properties = {
        "id": f"leg-{segment.replace(' ', '-')}",
        "segment": segment,
        "basis": "road",
        "length_km": 101.3,
        "attribution": "Sampleton survey",
        "licence": "CC0",
    }
    geometry = {"type": "LineString", "coordinates": [list(position) for position in line]}
    return {"type": "Feature", "properties": properties | others, "geometry": geometry}


SECOND = leg("xe-placeholder-bridge xe-sampleton", (BRIDGE, TOWN))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return example(tmp_path / "own")


@pytest.fixture
def with_legs(own: Path) -> Callable[..., Path]:
    def write(*legs: Leg) -> Path:
        (own / LEGS).write_text(json.dumps({"type": "FeatureCollection", "features": legs}), encoding="utf-8")
        return own

    return write


def test_a_folder_may_have_lines_for_some_legs_or_for_none(own: Path, with_legs: Callable[..., Path]) -> None:
    assert [line.basis for line in read_situation(own).leg_lines] == ["", ""]
    for legs, bases in (((), ["", ""]), ((leg(),), ["road", ""]), ((SECOND, leg()), ["road", "road"])):
        assert [line.basis for line in read_situation(with_legs(*legs)).leg_lines] == bases


def test_a_line_runs_as_its_leg_does_whichever_end_it_names_first(with_legs: Callable[..., Path]) -> None:
    backwards = leg("xe-placeholder-bridge xn-port-example", (BRIDGE, ELBOW, PORT))
    found = [read_situation(with_legs(each)).leg_lines[0] for each in (leg(), backwards)]
    assert found[0] == found[1]
    assert found[0].positions == (PORT, ELBOW, BRIDGE)
    assert found[0].length_km == 101.3


def test_a_line_is_no_item_of_the_map(with_legs: Callable[..., Path]) -> None:
    assert not any(id_.startswith("leg-") for id_ in read_situation(with_legs(leg())).ids)


def test_whom_roads_are_owed_to_is_said_with_their_licence_once(with_legs: Callable[..., Path]) -> None:
    situation = read_situation(with_legs(leg(), SECOND))
    assert situation.attribution.startswith(f"{situation.settings.attribution} · Sampleton survey (CC0) · Natural")


FAULTS: dict[str, tuple[tuple[Leg, ...], str, str]] = {
    "no id": ((leg(id=""),), "row 1, id", "an id of the characters"),
    "an id of another item": ((leg(id="xe-sampleton"),), "row 1, id", "an id of its own"),
    "another basis": ((leg(basis="guess"),), "row 1, basis", "expected one of road"),
    "no length": ((leg(length_km=""),), "row 1, length_km", "a length in kilometres"),
    "owed to nobody": ((leg(attribution=" "),), "row 1, attribution", "a text that is not empty"),
    "no licence": ((leg(licence=None),), "row 1, licence", "a text that is not empty"),
    "no line": ((leg() | {"geometry": {"type": "Point", "coordinates": PORT}},), "row 1, geometry", "a LineString"),
    "no leg": ((leg("xn-port-example xe-sampleton", (PORT, TOWN)),), "row 1, segment", "two neighbouring waypoints"),
    "one end": ((leg("xe-sampleton"),), "row 1, segment", "They are two, found 1."),
    "the same leg twice": ((leg(), leg(id="another")), "row 2, segment", "row 1 has this one"),
    "the wrong way round": ((leg(line=(BRIDGE, PORT)),), "row 1, geometry", "one of its ends lies 95.5 km away"),
    "lines that do not meet": (
        (leg(line=(PORT, ELBOW)) | {"geometry": leg(line=(PORT, (-1.1, -1.61)))["geometry"]}, SECOND),
        "row 2, geometry",
        "to meet in one position; row 1 ends elsewhere",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_line_is_one_problem_and_its_leg_schematic(with_legs: Callable[..., Path], name: str) -> None:
    legs, place, told = FAULTS[name]
    folder = with_legs(*legs)
    (problem,) = [problem for problem in check_situation(folder) if problem.code != "template-text"]
    assert str(problem).startswith(f"{LEGS}, {place}: ")
    assert told in str(problem)
    situation, _ = salvage_situation(folder)
    assert len(situation.legs) == len(legs) - 1
