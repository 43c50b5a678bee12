"""What the second clock hides is counted of what its panel shows, and of nothing else."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from geodata import Situation
from geodata.questions.as_published import known_on
from layers.share.known import known_words, moment_rows
from layers.share.state import ShareState, default_state
from paths import MALI

DAY = dt.date(2025, 10, 31)
EVENTS = [  # of that day, as the dossier and its corrections have them
    "2025-10-31-kayes-dioila-curfew-extended",
    "2025-10-31-nigoun-tengrela-trucks",
    "2025-10-30-africa-corps-escort",
    "2025-10-30-ivorian-drivers-refuse-mali",
    "2025-10-27-lere-blockade",
    "2025-10-26-schools-suspended",
    "2025-10-14-siguiri-bans-jerrycan-sales",
    "2025-10-07-mopti-month-without-power",
]


def state(mali: Situation, **values: Any) -> ShareState:
    return replace(default_state(mali), **{"day": DAY} | values)


def counted(mali: Situation, known_day: dt.date, **values: Any) -> str:
    return known_words(mali, known_on(mali, known_day), state(mali, **values), "en")


def counting_rows(name: str) -> list[str]:
    """Return the ids of the rows of a file that hold on the day or ended up to seven days before it."""
    with (MALI / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["id"] for row in rows if row["start"] <= "2025-10-31" and row["end"] >= "2025-10-24"]


def test_rows_of_the_moment_are_those_that_its_states_rest_on(mali: Situation) -> None:
    assert {name: list(rows) for name, rows in moment_rows(mali, state(mali)).items()} == {
        "events": EVENTS,
        "route_status": counting_rows("route_status.csv"),
        "crossing_status": counting_rows("crossing_status.csv"),
    }


def test_before_anything_was_published_everything_of_the_moment_is_hidden(mali: Situation) -> None:
    assert counted(mali, dt.date(1999, 12, 31)).startswith(
        "Of the 26 events and states of this moment, as known on 31 December 1999: 26 not yet published, 0 "
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
    assert with_events - without == len(EVENTS)


@pytest.mark.parametrize(("language", "beginning"), [("en", "Of the 26 events"), ("fr", "Sur les 26 événements")])
def test_the_sentence_is_in_the_reader_s_words(mali: Situation, language: str, beginning: str) -> None:
    sentence = known_words(mali, known_on(mali, DAY), state(mali), language)
    assert sentence.startswith(beginning)
    assert {"en": "31 October 2025", "fr": "31 octobre 2025"}[language] in sentence
    assert "{" not in sentence
