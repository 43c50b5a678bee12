"""What changed between two days; states are those of the ledger's rows, events are counted in the file itself."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from geodata import Situation
from geodata.ledger import State
from geodata.questions.changes import change_type, changes
from paths import CASES, MALI

DAY = dt.date
BEFORE, AFTER = DAY(2025, 10, 17), DAY(2025, 10, 31)


def test_a_route_that_changes_state_lists_both_states(mali: Situation) -> None:
    found = {change.id: change for change in changes(mali, BEFORE, AFTER).roads}
    nigoun = found["abidjan-bamako-nigoun"]  # attacked on 17 October, escorted from 30 October to 4 November
    assert (nigoun.before.state, nigoun.after.state, nigoun.type) == ("attacked", "escorted", "better")
    assert nigoun.before.confirmed == BEFORE
    assert nigoun.after.since == DAY(2025, 10, 30)


def test_only_roads_whose_state_age_or_basis_differs_are_listed(mali: Situation) -> None:
    cases = json.loads((CASES / "ledger.json").read_text(encoding="utf-8"))["cases"]
    states = {(case["id"], case["day"]): (case["state"], case["age"] > 0, case["basis"]) for case in cases}
    differ = {road for road, _ in states if states[road, "2025-10-17"] != states[road, "2025-10-31"]}
    assert {change.id for change in changes(mali, BEFORE, AFTER).roads} == differ
    assert "conakry-bamako" not in differ  # restricted from 29 September to 1 November


def test_events_begin_after_the_first_day_up_to_and_on_the_second(mali: Situation) -> None:
    features = json.loads((MALI / "events.geojson").read_text(encoding="utf-8"))["features"]
    expected = {each["id"] for each in features if "2025-10-17" < each["properties"]["start"] <= "2025-10-31"}
    assert set(changes(mali, BEFORE, AFTER).events.index) == expected
    assert "2025-10-17-kadiana-kolondieba-convoy" not in expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (State("open", basis="reported"), State("blocked", basis="reported"), "worse"),
        (State("attacked", basis="reported"), State("blocked", age=1, basis="claim"), "worse"),
        (State("blocked", basis="claim"), State("escorted", basis="claim"), "better"),
        (State("closed", basis="claim"), State("blocked", basis="claim"), "worse"),
        (State("closed", basis="claim"), State("attacked", basis="claim"), "better"),
        (State(), State("open", basis="claim"), "found"),
        (State("open", basis="claim"), State(), "lost"),
        (State("open", basis="claim"), State("open", age=1, basis="claim"), "fading"),
        (State("open", age=1, basis="claim"), State("open", basis="claim"), "renewed"),
        (State("open", basis="claim"), State("open", basis="reported"), "rebased"),
    ],
)
def test_unknown_is_neither_better_nor_worse_than_any_state(before: State, after: State, expected: str) -> None:
    assert change_type(before, after) == expected


def test_between_a_day_and_itself_nothing_changes(mali: Situation) -> None:
    found = changes(mali, BEFORE, BEFORE)
    assert (found.roads, len(found.events)) == ((), 0)


def test_the_later_day_first_is_refused(mali: Situation) -> None:
    with pytest.raises(ValueError, match="expected the earlier day first, found 2025-10-31 and 2025-10-17"):
        changes(mali, AFTER, BEFORE)
