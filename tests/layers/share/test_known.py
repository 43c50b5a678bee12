"""What the second clock hides is counted of what its panel shows, and of nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from geodata import Situation
from geodata.questions.as_published import known_on
from layers.share.known import known_words, moment_rows
from layers.share.state import ShareState, default_state
from layers.share.visible import visible_events
from layers.text.languages import long_date, say

DAY = dt.date(2025, 10, 31)


def state(mali: Situation, **values: Any) -> ShareState:
    return replace(default_state(mali), **{"day": DAY} | values)


def counted(mali: Situation, known_day: dt.date, **values: Any) -> str:
    return known_words(mali, known_on(mali, known_day), state(mali, **values), "en")


def test_rows_of_the_moment_are_those_that_its_states_rest_on(mali: Situation) -> None:
    rows = moment_rows(mali, state(mali))
    resting = {row for route in mali.routes.index for leg in mali.leg_states(route, DAY) for row in leg.rows}
    told = mali.route_status.loc[rows["route_status"]]
    assert {(row.start, row.sources) for row in resting} <= {
        (start.date(), tuple(ids.split())) for start, ids in zip(told["start"], told["sources"], strict=True)
    }
    assert ((told["start"] <= "2025-10-31") & (told["end"] > "2025-10-24")).all()
    assert list(rows["events"]) == list(visible_events(mali, state(mali)).index)


def test_before_anything_was_published_everything_of_the_moment_is_hidden(mali: Situation) -> None:
    total = sum(map(len, moment_rows(mali, state(mali)).values()))
    assert counted(mali, dt.date(1999, 12, 31)).startswith(
        f"Of the {total} events and states of this moment, as known on 31 December 1999: {total} not yet published, 0 "
    )


def test_deliveries_and_other_days_are_not_counted(mali: Situation) -> None:
    known_day = dt.date(2025, 11, 5)
    without = replace(mali, deliveries=mali.deliveries.iloc[:0])
    assert counted(without, known_day) == counted(mali, known_day)
    summer = dt.date(2026, 8, 1)  # no row of the ledger reaches so far
    ongoing = int(mali.events["ongoing"].astype(bool).sum())
    assert f"Of the {ongoing} events and states" in counted(mali, known_day, day=summer)


def test_a_layer_that_is_off_hides_no_events(mali: Situation) -> None:
    with_events, without = (
        sum(map(len, moment_rows(mali, state(mali, layers=layers)).values()))
        for layers in (("routes", "events"), ("routes",))
    )
    assert with_events - without == len(visible_events(mali, state(mali))) > 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sentence_is_in_the_reader_s_words(mali: Situation, language: str) -> None:
    sentence = known_words(mali, known_on(mali, DAY), state(mali), language)
    assert long_date(DAY, language) in sentence
    assert "{" not in sentence
    assert sentence != say(language, "app.known.hidden")
