"""The state of roads and crossings, against the cases that the page's engine is held to as well."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from geodata import Situation
from geodata.ledger import Permit, Row, State, road_state
from geodata.questions.headline_counts import OPEN_IN_PART, RESUMED, heading
from geodata.vocabulary import STATES
from paths import CASES

LEDGER = json.loads((CASES / "ledger.json").read_text(encoding="utf-8"))


def as_case(state: State) -> dict[str, object]:
    return {
        "state": state.state,
        "age": state.age,
        "basis": state.basis,
        "since": state.since and state.since.isoformat(),
        "confirmed": state.confirmed and state.confirmed.isoformat(),
        "later": state.later and state.later.isoformat(),
    }


FACTS = LEDGER["cases"]
INVENTED = LEDGER["synthetic"]


@pytest.mark.parametrize("case", FACTS, ids=lambda case: f"{case['id']} on {case['day']}")
def test_the_flagship_matches_its_ledger(mali: Situation, case: dict[str, object]) -> None:
    day = dt.date.fromisoformat(str(case["day"]))
    found = as_case(mali.states(day)[str(case["id"])])
    assert found == {name: case[name] for name in found}


@pytest.mark.parametrize("case", INVENTED, ids=lambda case: case["why"])
def test_the_rules_of_the_ledger_hold(case: dict[str, Any]) -> None:
    legs = range(case["legs"])
    rows = [ledger_row(row, legs, fading(case["fade_days"])) for row in case["rows"]]
    permits = [permit_of(permit, legs) for permit in case.get("permits", [])]
    day = dt.date.fromisoformat(case["day"])
    state = road_state(rows, legs, day).with_permits(permits, day)
    assert as_case(state) == case["expect"]
    assert [permits.index(permit) for permit in state.permits] == case.get("allowed", [])


def fading(days: int | dict[str, int]) -> dict[str, int]:
    """For how many days each state fades, where one number stands for all."""
    return days if isinstance(days, dict) else dict.fromkeys(STATES, days)


def ledger_row(row: dict[str, Any], legs: range, fade_days: dict[str, int]) -> Row:
    reports = row.get("reports") or sorted({row["start"], row["confirmed"]} if row.get("confirmed") else ())
    return Row(
        id=f"{row['start']}-{row['state']}",
        legs=frozenset(legs if row["legs"] is None else row["legs"]),
        start=dt.date.fromisoformat(row["start"]),
        end=dt.date.fromisoformat(row["end"]) + dt.timedelta(days=1),
        state=row["state"],
        basis=row["basis"],
        fade_days=fade_days[row["state"]],
        reports=tuple(map(dt.date.fromisoformat, reports)),
    )


def permit_of(permit: dict[str, Any], legs: range) -> Permit:
    return Permit(
        id=f"{permit['start']}-permit",
        legs=frozenset(legs if permit["legs"] is None else permit["legs"]),
        start=dt.date.fromisoformat(permit["start"]),
        end=dt.date.fromisoformat(permit["end"]) + dt.timedelta(days=1) if permit["end"] else None,
    )


def test_a_road_open_by_claim_on_a_stretch_does_not_count_as_open() -> None:
    def row(leg: int, basis: str) -> Row:
        return Row(
            id=f"{leg}-{basis}",
            legs=frozenset({leg}),
            start=dt.date(2025, 1, 1),
            end=dt.date(2025, 1, 9),
            state="open",
            basis=basis,
            fade_days=7,
            reports=(),
        )

    day = dt.date(2025, 1, 2)
    headings = {
        bases: heading(road_state([row(leg, basis) for leg, basis in enumerate(bases)], range(2), day))
        for bases in [("reported", "reported"), ("reported", "claim"), ("claim", "claim"), ("reported",)]
    }
    assert headings == {
        ("reported", "reported"): "open",
        ("reported", "claim"): OPEN_IN_PART,
        ("claim", "claim"): RESUMED,
        ("reported",): OPEN_IN_PART,
    }


def test_both_kinds_of_cases_are_there() -> None:
    assert len(FACTS) == 25 * 6
    assert len(INVENTED) >= 55
    assert sum("permits" in case for case in INVENTED) >= 8
