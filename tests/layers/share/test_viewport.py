"""The share state in Python, against the cases that the page's codec is held to as well."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from layers.share.codec import KEYS, Limits, fit_view, format_share, no_filters, parse_share
from paths import CASES

SHARE = json.loads((CASES / "share.json").read_text(encoding="utf-8"))
NAMES = {key: name for key, name, _, _ in KEYS}


def limits() -> Limits:
    given = dict(SHARE["limits"])
    first, last = (dt.date.fromisoformat(given.pop(name)) for name in ("first_day", "last_day"))
    return Limits(**given | {"span": (first, last + dt.timedelta(days=1)), "ids": frozenset(given["ids"])})


def named(case_state: dict[str, Any]) -> dict[str, Any]:
    """Return a state of the case file with the names and types of Python."""
    turns = {"t": dt.date.fromisoformat, "c": tuple, "f": lambda filters: no_filters() | filters}
    return {NAMES[key]: turns.get(key, lambda value: value)(value) for key, value in case_state.items()}


@pytest.mark.parametrize("case", SHARE["cases"], ids=lambda case: case["text"][:60] or "nothing")
def test_a_link_is_read_as_the_cases_say(case: dict[str, Any]) -> None:
    state, problems = parse_share(case["text"], limits())
    assert state == named(case["state"])
    assert sorted({key for key, _ in problems}) == case["problems"]
    assert format_share(state, named(SHARE["defaults"])) == case["canonical"]


@pytest.mark.parametrize("case", SHARE["written"], ids=lambda case: case["canonical"] or "defaults")
def test_a_state_is_written_as_the_cases_say(case: dict[str, Any]) -> None:
    assert format_share(named(case["state"]), named(SHARE["defaults"])) == case["canonical"]


def test_a_box_is_shown_whole_at_the_largest_zoom() -> None:
    # at zoom 6 the world is 16 384 px wide: 17.6° of longitude are 801 px; at zoom 7 they would be 1 602 px
    view = fit_view([[10.0, -12.0], [15.0, 5.6]])
    assert view["zoom"] == 6
    assert view["center"] == pytest.approx((12.512, -3.2), abs=0.01)
