"""Days since the last attack, in sentences; days are those of the flagship's ledger and events, read by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from geodata import Situation
from geodata.questions.attacks import attacks_on_route
from layers.text.attacks import attack_words

DAY = dt.date
NORTH, SOUTH, LOME = "dakar-bamako-north", "dakar-bamako-south", "lome-bobo-sikasso-bamako"


def sentence(situation: Situation, route: str, day: dt.date, language: str = "en") -> str:
    return attack_words(attacks_on_route(situation, route), day, language).replace("\u00a0", " ")


def test_the_road_comes_first_and_a_later_attack_near_it_second(mali: Situation) -> None:
    assert sentence(mali, LOME, DAY(2025, 10, 31)) == (
        "40 days since the last reported attack on this road (21 September 2025). "
        "Near it, within 25 km, there was one 10 days ago (21 October 2025)."
    )


def test_an_earlier_attack_near_the_road_is_not_mentioned(mali: Situation) -> None:
    assert "Near it" not in sentence(mali, NORTH, DAY(2025, 10, 31))


def test_one_day_is_one_day_in_both_languages(mali: Situation) -> None:
    assert sentence(mali, SOUTH, DAY(2025, 10, 29)).startswith("1 day since ")
    assert sentence(mali, SOUTH, DAY(2025, 10, 29), "fr").startswith("1 jour depuis ")
    assert sentence(mali, SOUTH, DAY(2025, 10, 30)).startswith("2 days since ")


def test_the_day_of_the_attack_itself_is_not_counted_as_no_days(mali: Situation) -> None:
    assert sentence(mali, SOUTH, DAY(2025, 10, 28)).startswith(
        "An attack on this road is reported on this very day (28 October 2025)."
    )


@pytest.mark.parametrize(
    ("day", "beginning"),
    [(DAY(2025, 10, 31), "About 3 days since"), (DAY(2025, 10, 28), "An attack on this road is reported around")],
)
def test_a_day_known_to_the_week_gives_about_so_many(mali: Situation, day: dt.date, beginning: str) -> None:
    events = mali.events.copy()
    events.loc["2025-10-28-rn24-convoy-kati", "date_precision"] = "week"
    changed = replace(mali, events=events, route_status=mali.route_status[mali.route_status["state"] != "attacked"])
    assert sentence(changed, SOUTH, day).startswith(beginning)


def test_gaps_are_those_between_attacks_up_to_the_day(mali: Situation) -> None:
    assert sentence(mali, NORTH, DAY(2025, 10, 31)).endswith(
        "the longest time without a report of one was 63 days."
    )  # 1 July to 3 September, between Kayes and Nioro
    assert sentence(mali, NORTH, DAY(2026, 3, 1)).endswith("the longest time without a report of one was 136 days.")
    assert "longest" not in sentence(mali, NORTH, DAY(2025, 7, 15))  # one attack, and none to come is known of


def test_without_an_attack_there_is_one_sentence(mali: Situation) -> None:
    assert sentence(mali, "conakry-bamako", DAY(2025, 10, 31)) == "No attack on this road is on record up to this day."
    assert (
        sentence(mali, "tema-ouagadougou", DAY(2025, 10, 31), "fr")
        == "Aucune attaque n’est signalée sur cette route jusqu’à ce jour."
    )


def test_no_text_is_missing_in_either_language(mali: Situation) -> None:
    days = pd.date_range("2025-07-01", "2026-06-01", freq="3D").date
    attacks = [attacks_on_route(mali, route) for route in (NORTH, SOUTH, LOME)]
    texts = [attack_words(found, day, language) for found in attacks for day in days for language in ("en", "fr")]
    assert not [text for text in texts if "attack." in text or "{" in text]
