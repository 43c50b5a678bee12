"""The state of roads and crossings, against the cases that the page's engine is held to as well."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from geodata import Situation
from geodata.ledger import Row, State, road_state
from geodata.questions.headline_counts import OPEN_IN_PART, RESUMED, heading
from paths import CASES

LEDGER = json.loads((CASES / "ledger.json").read_text(encoding="utf-8"))


def as_case(state: State) -> dict[str, object]:
    return {
        "state": state.state,
        "stale": state.stale,
        "basis": state.basis,
        "since": state.since and state.since.isoformat(),
        "confirmed": state.confirmed and state.confirmed.isoformat(),
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
    rows = [ledger_row(row, case["legs"]) for row in case["rows"]]
    day = dt.date.fromisoformat(case["day"])
    assert as_case(road_state(rows, case["legs"], day, case["fade_days"])) == case["expect"]


def ledger_row(row: dict[str, Any], legs: int) -> Row:
    return Row(
        legs=range(legs) if row["from"] is None else range(row["from"], row["to"]),
        start=dt.date.fromisoformat(row["start"]),
        end=dt.date.fromisoformat(row["end"]) + dt.timedelta(days=1),
        state=row["state"],
        basis=row["basis"],
        confirmed=dt.date.fromisoformat(row["confirmed"]) if row.get("confirmed") else None,
    )


def test_a_road_open_by_claim_on_a_stretch_does_not_count_as_open() -> None:
    def row(leg: int, basis: str) -> Row:
        return Row(
            legs=range(leg, leg + 1),
            start=dt.date(2025, 1, 1),
            end=dt.date(2025, 1, 9),
            state="open",
            basis=basis,
            confirmed=None,
        )

    day = dt.date(2025, 1, 2)
    headings = {
        bases: heading(road_state([row(leg, basis) for leg, basis in enumerate(bases)], 2, day, 7))
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
    assert len(INVENTED) >= 30
