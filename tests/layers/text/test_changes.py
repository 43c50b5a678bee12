"""What changed between two days, in a sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata import Situation
from geodata.questions.changes import CHANGE_TYPES, changes
from layers.text.changes import change_sentence
from layers.text.locales import languages, words

DAY = dt.date
BEFORE, AFTER = DAY(2025, 10, 17), DAY(2025, 10, 31)


def test_the_sentence_counts_routes_crossings_and_events(mali: Situation) -> None:
    assert change_sentence(changes(mali, BEFORE, AFTER), "en") == (
        "Between 17 October 2025 and 31 October 2025: 4 routes changed (1 better, 3 newly known), "
        "3 crossings changed (3 newly known), 32 events began (2 attacks)."
    )


def test_the_french_sentence_follows_french_rules(mali: Situation) -> None:
    assert change_sentence(changes(mali, DAY(2025, 9, 5), DAY(2025, 9, 6)), "fr") == (
        "Entre le 5 septembre 2025 et le 6 septembre 2025\u00a0: 6 routes ont changé d’état "
        "(5 en dégradation, 1 sans nouveau compte rendu), "
        "3 événements ont commencé (1 attaque)."
    )


@pytest.mark.parametrize("language", languages())
def test_every_course_has_its_words(language: str) -> None:
    wanted = {f"change.course.{name}" for name in CHANGE_TYPES} | {f"change.{name}.other" for name in CHANGE_TYPES}
    assert wanted <= words(language).keys()


def test_a_time_without_reports_is_called_that_and_not_calm(mali: Situation) -> None:
    silent = changes(mali, DAY(2026, 3, 24), DAY(2026, 4, 1))
    assert (
        change_sentence(silent, "en") == "Between 24 March 2026 and 1 April 2026: no state changed and no event began."
    )
