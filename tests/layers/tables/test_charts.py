"""Charts of the app: what they are told, and that every word a reader sees of them is one of the reader's language."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from geodata import Situation
from geodata.dates import ONE_DAY
from layers.tables.charts import Chart, deliveries_chart, deliveries_data, kilometre_chart, states_chart, states_data
from layers.text.labels import localized
from layers.text.locales import languages
from paths import MALI

DAY = dt.date(2025, 10, 31)
NIGOUN = "abidjan-bamako-nigoun"
CHARTS: dict[str, Callable[[Situation, str], Chart]] = {
    "states": lambda mali, language: states_chart(mali, language, "light"),
    "deliveries": lambda mali, language: deliveries_chart(mali, language, "dark"),
    "kilometres": lambda mali, language: kilometre_chart(mali, NIGOUN, language, "light"),
}


def parts(chart: Chart) -> list[dict[str, Any]]:
    """Return the specifications of the layers of a chart."""
    spec = chart.on(DAY)
    return list(spec.get("layer", [spec]))


def marked(chart: Chart, mark: str) -> dict[str, Any]:
    (found,) = [
        part for part in parts(chart) if part["mark"]["type"] == mark and (mark != "rule" or "x" in part["encoding"])
    ]
    return found


def runs_of(mali: Situation, route: str, language: str = "en") -> pd.DataFrame:
    table = states_data(mali, language)
    return table[table["route"] == localized(mali.routes, "short", language)[route]].set_index("start")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", CHARTS)
def test_every_tip_has_a_heading_in_words(mali: Situation, name: str, language: str) -> None:
    tips = [tip for part in parts(CHARTS[name](mali, language)) for tip in part["encoding"].get("tooltip", [])]
    headings = [tip["title"] for tip in tips]
    assert headings
    assert not [heading for heading in headings if not heading[0].isupper() or "." in heading]
    if language == "fr":
        assert not {"Place", "Quantity", "Reason", "State", "First day", "Last day"} & set(headings)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", CHARTS)
def test_no_axis_shows_the_name_of_a_field(mali: Situation, name: str, language: str) -> None:
    axes = [
        part["encoding"][axis]
        for part in parts(CHARTS[name](mali, language))
        for axis in ("x", "y")
        if axis in part["encoding"]
    ]
    shown = [axis for axis in axes if axis.get("axis", True)]
    titles = [axis["title"] for axis in shown if "title" in axis]
    assert titles
    assert not [title for title in titles if title and not title[0].isupper()]


@pytest.mark.parametrize("name", ["states", "deliveries"])
def test_a_tip_names_the_last_day_and_a_bar_reaches_to_its_end(mali: Situation, name: str) -> None:
    bar = marked(CHARTS[name](mali, "en"), "bar")["encoding"]
    assert bar["x2"]["field"] == "end"
    dates = {tip["title"]: (tip["field"], tip["format"]) for tip in bar["tooltip"] if tip["type"] == "temporal"}
    assert dates == {"First day": ("start", "%Y-%m-%d"), "Last day": ("last", "%Y-%m-%d")}


def test_runs_end_on_the_last_day_of_the_ledger_s_row(mali: Situation) -> None:
    escorted = runs_of(mali, NIGOUN).loc["2025-10-30"]  # 30 October to 1 November
    assert (str(escorted["last"])[:10], str(escorted["end"])[:10]) == ("2025-11-01", "2025-11-02")


@pytest.mark.parametrize(("language", "words"), [("en", "Resumed (claimed)"), ("fr", "Rouverte (selon une partie)")])
def test_what_is_open_by_a_claim_is_hollow_and_reads_as_resumed(mali: Situation, language: str, words: str) -> None:
    run = runs_of(mali, NIGOUN, language).loc["2025-09-15"]
    assert (run["state"], run["solid"]) == (words, 0)
    bar = marked(states_chart(mali, language, "light"), "bar")["encoding"]
    assert bar["fillOpacity"]["field"] == "solid"
    assert bar["stroke"]["field"] == bar["fill"]["field"] == "state"
    lines, fills = (
        dict(zip(bar[name]["scale"]["domain"], bar[name]["scale"]["range"], strict=True)) for name in ("stroke", "fill")
    )
    name = {"en": "Open", "fr": "Ouverte"}[language]
    assert [state for state, colour in lines.items() if colour == lines[words]] == [name, words]
    assert (fills[name], fills[words]) == (lines[name], "transparent")


def test_bars_are_hollow_for_claims_and_for_nothing_else(mali: Situation) -> None:
    table = states_data(mali, "en")
    assert set(table.loc[table["solid"] == 0, "basis"]) == {"claim of one party"}
    assert set(table.loc[table["solid"] == 1, "basis"]) == {"independent reporting"}


def test_what_is_only_the_last_known_is_faded_and_says_so(mali: Situation) -> None:
    table = states_data(mali, "en")
    assert list(table["lapsed"]) == list(table["state_text"].str.endswith("(last known state)"))
    opacity = marked(states_chart(mali, "en", "light"), "bar")["encoding"]["opacity"]
    assert opacity["value"] == 1
    (faded,) = opacity["condition"]
    assert faded["test"] == "datum.lapsed"
    assert 0.3 < faded["value"] < 0.7  # plainly paler, and still to be seen


def test_every_state_that_occurs_has_a_colour_unlike_any_other(mali: Situation) -> None:
    scale = marked(states_chart(mali, "en", "dark"), "bar")["encoding"]["fill"]["scale"]
    assert set(states_data(mali, "en")["state"]) <= set(scale["domain"])
    assert len(set(scale["range"])) == len(scale["range"]) == len(scale["domain"])


def test_a_route_of_which_nothing_is_known_has_its_line(mali: Situation) -> None:
    names = list(localized(mali.routes, "short", "en"))
    axis = marked(states_chart(mali, "en", "light"), "bar")["encoding"]["y"]
    assert axis["scale"]["domain"] == axis["sort"] == names
    assert set(names) - set(states_data(mali, "en")["route"])  # Tema – Ouagadougou, for one


@pytest.mark.parametrize("name", ["states", "deliveries"])
def test_a_line_marks_the_day_shown(mali: Situation, name: str) -> None:
    chart = CHARTS[name](mali, "en")
    line = marked(chart, "rule")["data"]["name"]
    assert list(chart.on(DAY)["datasets"][line]["start"]) == [pd.Timestamp("2025-10-31")]


@pytest.mark.parametrize("name", ["states", "deliveries"])
def test_from_day_to_day_only_the_line_differs(mali: Situation, name: str) -> None:
    chart = CHARTS[name](mali, "en")
    one, other = chart.on(DAY), chart.on(DAY + ONE_DAY)
    assert {part for part in one if one[part] is not other[part]} == {"datasets"}
    tables, others = one["datasets"], other["datasets"]
    assert [table for table in tables if tables[table] is not others[table]] == [marked(chart, "rule")["data"]["name"]]


@pytest.mark.parametrize("day", [dt.date(2012, 4, 24), dt.date(2030, 1, 1)])
def test_a_day_beyond_the_chart_does_not_stretch_it(mali: Situation, day: dt.date) -> None:
    chart = states_chart(mali, "en", "light")
    line = marked(chart, "rule")["data"]["name"]
    assert [name for name, table in chart.on(day)["datasets"].items() if table.empty] == [line]
    domain = marked(chart, "bar")["encoding"]["x"]["scale"]["domain"]
    assert [(each["year"], each["month"], each["date"]) for each in domain] == [(2025, 7, 1), (2026, 6, 2)]


def test_counts_that_share_a_day_are_on_shelves_that_do_not_touch(mali: Situation) -> None:
    table = deliveries_data(mali, "en")
    for one in table.itertuples():
        for other in table.itertuples():
            if one.Index != other.Index and one.start < other.end and other.start < one.end:
                assert one.top < other.base or other.top < one.base


def test_bars_of_all_shelves_are_to_one_scale(mali: Situation) -> None:
    table = deliveries_data(mali, "en")
    pd.testing.assert_series_equal(table["top"] - table["base"], table["quantity"], check_names=False)
    with (MALI / "deliveries.csv").open(encoding="utf-8", newline="") as file:
        tankers = {row["id"]: row["quantity"] for row in csv.DictReader(file) if row["unit"] == "tankers"}
    assert table["quantity"].to_dict() == {id_: float(number) for id_, number in tankers.items() if number}


def test_a_situation_without_deliveries_has_an_empty_chart(mali: Situation) -> None:
    chart = deliveries_chart(replace(mali, deliveries=mali.deliveries.iloc[:0]), "en", "light").on(DAY)
    assert chart["layer"]
    assert [len(table) for name, table in chart["datasets"].items()] == [0, 0, 1]


def test_kilometres_are_named_as_a_stretch(mali: Situation) -> None:
    chart = kilometre_chart(mali, "dakar-bamako-north", "en", "light")
    (table,) = chart.on(DAY)["datasets"].values()
    assert {row.stretch: row.attacks for row in table.itertuples() if row.attacks} == {
        "650–700": 1,
        "850–900": 1,
        "1100–1150": 1,
        "1200–1248": 2,
    }
