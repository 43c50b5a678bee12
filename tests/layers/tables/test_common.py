"""Tables for the screen and to take away: headings, and texts held once."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geodata import Situation
from layers.tables.common import compact, headed, headings, ledger_table
from layers.text.locales import languages, words

DAY = dt.date(2025, 10, 31)


@pytest.mark.parametrize("language", languages())
def test_columns_are_headed_by_words_and_those_named_after_a_text_by_it(mali: Situation, language: str) -> None:
    table = ledger_table(mali, DAY, language).assign(**{"category.attack": 1})
    found = headings(table, language)
    assert list(found) == list(table.columns)
    assert not [heading for heading in found.values() if "." in heading]
    assert found["category.attack"] == words(language)["category.attack"]


def test_a_downloaded_table_has_the_headings_and_values_shown(mali: Situation) -> None:
    row = headed(ledger_table(mali, DAY, "fr"), "fr").loc["abidjan-bamako-nigoun"]
    assert {heading: str(value) for heading, value in row.items() if heading not in ("Première source", "Sources")} == {
        "Route ou poste": "Abidjan par Nigoun",
        "État": "Sous escorte",
        "Tronçon": "Kakolé – Bamako",
        "Depuis": "2025-10-30 00:00:00",
        "Dernier compte rendu": "2025-10-30 00:00:00",
        "Plus tard": "comptes rendus ultérieurs\u00a0: jusqu’au 1er novembre 2025",
        "Fondement": "sources indépendantes",
        "Autorisations": "",
    }


def test_the_screen_shows_every_value_unchanged_and_no_empty_text() -> None:
    days = pd.to_datetime(["2025-10-30", None, "2025-11-04"])
    shown = compact(
        pd.DataFrame({"state": ["Open", "", "Open"], "name": ["A", "B", ""], "days": [3, 1, 2], "end": days})
    )
    assert shown.astype(object).where(shown.notna(), None).to_dict("list") == {
        "state": ["Open", None, "Open"],
        "name": ["A", "B", None],
        "days": [3, 1, 2],
        "end": [days[0], None, days[2]],
    }


def test_texts_that_recur_are_held_once(mali: Situation) -> None:
    shown = compact(ledger_table(mali, DAY, "en"))
    assert {name for name in shown if isinstance(shown[name].dtype, pd.CategoricalDtype)} >= {"state", "basis"}
    assert not isinstance(shown["name"].dtype, pd.CategoricalDtype)


def test_a_ledger_links_each_state_to_its_first_source(mali: Situation) -> None:
    table = ledger_table(mali, DAY, "en")
    assert table.at["abidjan-bamako-nigoun", "link"] == mali.sources.at["afp-2025-11-04", "url"]
    assert pd.isna(table.at["tema-ouagadougou", "link"])


def test_a_state_without_a_stretch_is_of_the_whole_road(mali: Situation) -> None:
    assert ledger_table(mali, dt.date(2025, 5, 1), "en").at["niamey-gao", "stretch"] == "whole road"
    stretches = ledger_table(mali, DAY, "en")["stretch"]
    assert (stretches["tema-ouagadougou"], stretches["nigoun"]) == (
        "",
        "",
    )  # nothing is known of the one, the other is a point
