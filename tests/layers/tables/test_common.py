"""Tables for the screen and to take away: headings, and texts held once."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geodata import Situation
from layers.tables.common import headed, headings, ledger_table, light
from layers.text.languages import languages

DAY = dt.date(2025, 10, 31)


@pytest.mark.parametrize("language", languages())
def test_columns_are_headed_by_words_and_those_named_after_a_text_by_it(mali: Situation, language: str) -> None:
    table = ledger_table(mali, DAY, language).assign(**{"category.attack": 1})
    found = headings(table, language)
    assert list(found) == list(table.columns)
    assert not [heading for heading in found.values() if "." in heading]
    assert found["category.attack"] == {"en": "Attack", "fr": "Attaque"}[language]


def test_a_table_to_take_away_says_what_is_shown_under_its_headings(mali: Situation) -> None:
    table = ledger_table(mali, DAY, "fr")
    assert list(headed(table, "fr").columns) == list(headings(table, "fr").values())
    assert headed(table, "fr").to_numpy().tolist()[0][:2] == table.to_numpy().tolist()[0][:2]


def test_on_the_screen_every_value_stands_as_it_was_and_empty_texts_are_absent(mali: Situation) -> None:
    table = ledger_table(mali, DAY, "en")
    shown = light(table)
    for name in table:
        told = table[name].replace("", None) if name in ("stretch", "basis", "sources") else table[name]
        assert [None if pd.isna(value) else value for value in shown[name]] == [
            None if pd.isna(value) else value for value in told
        ]


def test_texts_that_recur_are_held_once(mali: Situation) -> None:
    shown = light(ledger_table(mali, DAY, "en"))
    assert {name for name in shown if isinstance(shown[name].dtype, pd.CategoricalDtype)} >= {"state", "basis"}
    assert not isinstance(shown["name"].dtype, pd.CategoricalDtype)


def test_a_ledger_links_each_state_to_its_first_source(mali: Situation) -> None:
    table = ledger_table(mali, DAY, "en")
    first = mali.route_state("abidjan-bamako-nigoun", DAY).sources[0]
    assert table.at["abidjan-bamako-nigoun", "link"] == mali.sources.at[first, "url"]
    assert pd.isna(table.at["tema-ouagadougou", "link"])


def test_a_state_said_of_no_stretch_is_said_of_the_whole_road(mali: Situation) -> None:
    stretches = ledger_table(mali, DAY, "en")["stretch"]
    assert stretches["dakar-bamako-north"] == "whole road"
    assert (stretches["tema-ouagadougou"], stretches["nigoun"]) == (
        "",
        "",
    )  # nothing is known of the one, the other is a point
