"""Tables of the routes say what the ledger says, in words; expected values are those of the flagship's files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from geodata import Situation
from layers.tables.routes import counts_table, days_table, history_table, remaining_table, route_events_table

DAY = dt.date(2025, 10, 31)
NIGOUN, LOME = "abidjan-bamako-nigoun", "lome-bobo-sikasso-bamako"


@pytest.mark.parametrize(("language", "words"), [("en", "Resumed (claimed)"), ("fr", "Rouverte (selon une partie)")])
def test_what_is_open_by_a_claim_is_never_plainly_open(mali: Situation, language: str, words: str) -> None:
    history = history_table(mali, NIGOUN, language).set_index("start")
    assert history.loc["2025-09-15", "state"] == words  # the drivers' union alone says so
    assert words in set(days_table(mali, NIGOUN, language)["state"])
    for route in mali.routes.index:
        plainly = history_table(mali, route, "en")
        assert set(plainly.loc[plainly["state"] == "Open", "basis"]) <= {"independent reporting"}


def test_days_of_reports_and_of_claims_are_counted_apart(mali: Situation) -> None:
    table = days_table(mali, NIGOUN, "en").set_index(["state", "basis"])["days"]
    assert (table["Attacked", "independent reporting"], table["Attacked", "claim of one party"]) == (5, 1)
    assert table.sum() == 336  # 1 July 2025 to 1 June 2026


def test_history_names_its_last_days_and_links_to_the_first_source(mali: Situation) -> None:
    row = history_table(mali, NIGOUN, "en").set_index("start").loc["2025-09-08"]
    assert (str(row["end"])[:10], row["stretch"]) == ("2025-09-14", "Kakolé – Kadiana")
    assert set(
        history_table(mali, "dakar-bamako-north", "en").set_index("start").loc["2025-09-06", ["state", "stretch"]]
    ) == {"Blocked", "Tambacounda – Kati"}
    assert row["link"] == mali.sources.at["dw-2025-09-17", "url"]


def test_events_near_a_route_follow_those_on_it_when_asked_for(mali: Situation) -> None:
    own = route_events_table(mali, NIGOUN, "en")
    assert set(own.index) == set(mali.events.index[[NIGOUN in ids.split() for ids in mali.events["routes"]]])
    assert "own" not in own
    both = route_events_table(mali, NIGOUN, "en", near_too=True)
    assert list(both["own"]) == [True] * len(own) + [False] * (len(both) - len(own))
    assert list(both["start"][both["own"]]) == sorted(own["start"], reverse=True)
    assert (both.loc[~both["own"], "place"] == "Bamako").sum() > len(own)  # why they are left out unless asked for


def test_what_remains_has_its_basis_its_part_and_its_crossing(mali: Situation) -> None:
    table = remaining_table(mali, DAY, "en")
    nigoun = table.loc[NIGOUN]
    assert tuple(nigoun[["state", "basis", "stretch", "origin"]]) == (
        "Escorted",
        "independent reporting",
        "Kakolé – Bamako",
        "Abidjan",
    )
    assert (nigoun["crossing"], nigoun["crossing_state"]) == ("Nigoun – Kakolé crossing (Tengréla–Kadiana)", "Open")
    assert table.loc["dakar-bamako-south", "state"] == "Attacked 3 days ago"
    assert remaining_table(mali, dt.date(2025, 9, 6), "en").loc["dakar-bamako-north", "stretch"] == "Tambacounda – Kati"
    unknown = remaining_table(mali, dt.date(2025, 9, 6), "en").loc["conakry-bamako"]
    assert tuple(unknown[["state", "basis", "stretch"]]) == ("Unknown", "", "")


def test_a_road_open_on_a_part_of_it_is_not_plainly_open(mali: Situation) -> None:
    opened = mali.route_status.assign(state="open", basis="reported")
    table = remaining_table(replace(mali, route_status=opened), DAY, "en")
    assert tuple(table.loc[NIGOUN, ["state", "stretch"]]) == (
        "Open in part",
        "Niakaramandougou – Bamako",  # two rows that meet at Kakolé are one part
    )
    assert "Open in part" not in set(table.loc[table["stretch"] == "whole road", "state"])


def test_a_route_without_a_crossing_has_none_in_the_table(mali: Situation) -> None:
    without = remaining_table(replace(mali, routes=mali.routes.assign(crossing="")), DAY, "fr")
    assert set(without["crossing"]) == set(without["crossing_state"]) == {""}


def test_compared_routes_have_their_events_and_attacks_up_to_the_day(mali: Situation) -> None:
    table = counts_table(mali, DAY, "en")
    lome = table.loc[LOME]
    assert (lome["on_it"], str(lome["last_attack"])[:10], lome["days_since"]) == (0, "2025-09-21", 40)
    assert table.loc[NIGOUN, "category.attack"] == 2
    assert pd.isna(table.loc["conakry-bamako", "last_attack"])
