"""The app's logic, without a browser."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app_script import APP, opened, to_panel, with_panel
from layers.text.locales import languages
from paths import DARFUR, MALI

# a text that nobody wrote
KEY = re.compile(r"\b(app|state|basis|category|corroboration|precision|dateprecision|attack|kind|status|note)\.[a-z]+")
LABELLED = ("button", "checkbox", "date_input", "download_button", "multiselect", "selectbox", "text_input", "toggle")
SAID = ("markdown", "caption", "warning", "info")


def headings(text: str) -> list[str]:
    return text.split(", ")


EVENTS = headings("First day, Last day, Title, Place, Corroboration, Sources, Later")
TABLES = {  # headings of the tables of each panel, by the first file that each can be taken away as
    "events": [
        headings(
            "First day, Last day, Title, Place, Category, Corroboration, Place known to, Date known to, Sources, Later"
        )
    ],
    "deliveries": [headings("First day, Last day, Place, Quantity, Basis, Reason, Sources, Later")],
    "changes": [
        headings("Kind, Route or crossing, Before, After, Change, Since, Last report, Basis, First source, Sources"),
        EVENTS,
    ],
    "known": [
        headings("Route or crossing, State, Stretch, Since, Last report, Basis, Permits, First source, Sources"),
        EVENTS[:-1],  # what came later is taken back
    ],
    "sources": [
        headings(
            "Publisher, Title, Kind of text, Whose text, Published, Address, Events, States, Counts of deliveries, "
            "Routes, Crossings, Places, Later"
        )
    ],
    "layers": [],
    "share": [],
    "about": [],
}
ROUTES = next(MALI.glob("*routes.geojson")).name
NIGOUN, LOME = "abidjan-bamako-nigoun", "lome-bobo-sikasso-bamako"


def headline_of(app: AppTest) -> str:
    (found,) = [str(each.value) for each in app.markdown if str(each.value).startswith("#### ")]
    return found.removeprefix("#### ").replace("\\", "")


def texts(app: AppTest) -> list[str]:
    """Return all that the app says, headings of tables and labels included."""
    labels = [str(getattr(each, "label", "")) for kind in LABELLED for each in app.get(kind)]
    return [
        *(str(each.value) for kind in SAID for each in app.get(kind)),
        *labels,
        *(name for table in headings(app) for name in table),
    ]


def headings(app: AppTest) -> list[list[str]]:
    """Return the headings that each table is shown under, in the order of its columns."""
    settings = [json.loads(table.proto.columns) for table in app.dataframe]
    return [
        [str(columns[name]["label"]) for name in table.value.columns]
        for table, columns in zip(app.dataframe, settings, strict=True)
    ]


def texts_of(app: AppTest, kind: str = "markdown") -> str:
    return " ".join(str(each.value) for each in app.get(kind)).replace("\\", "").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            {},
            (
                "31 October 2025: of 8 routes into Bamako, 1 attacked 3 days ago, 4 restricted, "
                "3 escorted; none known to be open."
            ),
        ),
        ({"t": "2026-08-01"}, "1 August 2026: of 8 routes into Bamako, 8 unknown; none known to be open."),
        (
            {"t": "2025-10-17", "lang": "fr"},
            (
                "17 octobre 2025\u00a0: sur 8 routes vers Bamako, 1 attaquée, 4 restreintes, 3 à l’état inconnu\u00a0; "
                "aucune n’est signalée ouverte."
            ),
        ),
    ],
)
def test_the_headline_is_computed_from_the_ledger_of_the_day(query: dict[str, str], sentence: str) -> None:
    assert headline_of(opened(**query)) == sentence


def test_the_ledger_shows_every_route_and_crossing() -> None:
    table: Any = opened().dataframe[0].value
    assert len(table) == 13 + 12
    assert table.at["abidjan-bamako-nigoun", "state"] == "Escorted"
    assert table.at["dakar-bamako-south", "state"] == "Attacked 3 days ago"
    assert table.at["labbezanga", "state"] == "Reopened (claimed), reported yesterday"
    assert table.at["tema-ouagadougou", "state"] == "Unknown"


def test_nonsense_in_the_address_gives_a_note_and_defaults() -> None:
    app = opened(t="tomorrow", z="<script>")
    assert "31 October 2025" in headline_of(app)
    (note,) = (str(each.value).replace("\\", "") for each in app.warning)
    assert "t=tomorrow" in note
    assert "z=" in note
    assert "<script>" not in str(app.warning[0].value)


def test_a_link_made_with_older_data_shows_a_note() -> None:
    app = opened(t="2025-12-06", v="2025-01-01")
    assert "1 January 2025" in str(app.warning[0].value)
    assert headline_of(app).startswith("6 December 2025")


@pytest.fixture(params=[MALI, DARFUR], ids=lambda folder: folder.name)
def of_each(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the app be of each of the situations that come along."""
    monkeypatch.setenv("SITUATION_MAP_FOLDER", str(request.param))


@pytest.mark.usefixtures("of_each")
@pytest.mark.parametrize("language", languages())
def test_no_panel_shows_the_key_of_a_text(language: str) -> None:
    app = opened(lang=language, t="2025-10-31")
    for panel, tables in TABLES.items():
        shown = to_panel(app, panel)
        assert not [text for text in texts(shown) if KEY.search(text)], panel
        assert len(shown.dataframe) == len(tables), panel


def test_every_table_has_its_headings() -> None:
    app = opened(t="2025-10-31")
    assert {panel: headings(to_panel(app, panel)) for panel in TABLES} == TABLES


@pytest.mark.usefixtures("of_each")
@pytest.mark.parametrize("language", languages())
def test_no_view_of_the_routes_shows_the_key_of_a_text(language: str) -> None:
    app = opened(lang=language, t="2025-10-31")
    for view in ("today", "time", "remaining", "by", "one"):
        assert not [text for text in texts(to_panel(app, "routes", view)) if KEY.search(text)], view


@pytest.mark.parametrize(
    ("panel", "view", "tables"),
    [
        ("routes", "today", 1),
        ("routes", "remaining", 1),
        ("routes", "by", 1),
        ("routes", "one", 3),
        ("changes", "", 2),
        ("known", "", 2),
        ("sources", "", 1),
        ("deliveries", "", 1),
    ],
)
def test_every_table_can_be_taken_away_as_it_is_shown(panel: str, view: str, tables: int) -> None:
    app = with_panel(panel, view=view, t="2025-10-31")
    assert len(app.dataframe) == tables
    assert [button.label for button in app.get("download_button")].count("This table (CSV)") == tables


def test_which_remain_are_those_of_the_ledger_with_what_each_rests_on() -> None:
    app = with_panel("routes", view="remaining", t="2025-10-31")
    table: Any = app.dataframe[0].value
    assert tuple(table.loc[NIGOUN, ["state", "basis", "stretch", "origin", "crossing_state"]]) == (
        "Escorted",
        "independent reporting",
        "Kakolé – Bamako",
        "Abidjan",
        "Open",
    )
    assert "7 of 8 routes are said to be usable" in texts_of(app)


def test_deliveries_are_the_counts_of_the_file() -> None:
    table: Any = with_panel("deliveries").dataframe[0].value
    assert len(table) == 33
    assert table.at["delivery-2026-01-12-mali", "quantity"] == "875 tankers"


def test_days_since_an_attack_count_those_on_the_road_before_those_near_it() -> None:
    app = with_panel("routes", view="one", t="2025-10-31", s=LOME)
    on_the_road = "40 days since the last reported attack on this road (21 September 2025)."
    assert f"{on_the_road} Near it, within 25 km, there was one 10 days ago" in texts_of(app)


def test_the_history_separates_claims_from_reports() -> None:
    app = with_panel("routes", view="one", s=NIGOUN)
    history, days, _ = (table.value for table in app.dataframe)
    assert "Resumed (claimed)" in set(history["state"])
    assert set(history["basis"][history["state"] == "Open"]) == {"independent reporting"}
    assert set(days["basis"][days["state"].str.startswith("Resumed")]) == {"claim of one party"}


def test_events_near_a_route_are_shown_on_request_only() -> None:
    app = with_panel("routes", view="one", s=NIGOUN)
    assert len(app.dataframe[2].value) == 10
    app.toggle(key="route-near").set_value(True).run()
    both: Any = app.dataframe[2].value
    assert len(both) > 60
    begun = both[both.get("later", "") != "later"]  # what begins after the day stands last
    assert begun["own"].is_monotonic_decreasing
    assert both["own"].sum() == 10


def test_the_route_box_and_the_map_select_the_same_route() -> None:
    app = with_panel("routes", view="one", t="2025-11-06")
    app.selectbox(key="route").set_value(NIGOUN).run()
    assert (app.query_params["s"], app.query_params["t"]) == (NIGOUN, "2025-11-06")
    app.query_params["s"] = LOME
    app.run()
    assert app.selectbox(key="route").value == LOME
    app.query_params["s"] = "nigoun"  # a crossing: nothing that the box holds
    app.run()
    assert app.selectbox(key="route").value == LOME


def test_a_filter_narrows_the_table_and_is_in_the_address() -> None:
    app = with_panel("events", t="2025-11-06", m="window", d="30")
    everything: Any = app.dataframe[0].value
    app.multiselect(key="filter-category").set_value(["convoy"]).run()
    convoys: Any = app.dataframe[0].value
    assert 0 < len(convoys) < len(everything)
    assert set(convoys["category"]) == {"Convoy"}
    assert (app.query_params["f"], app.query_params["t"]) == ("category:convoy", "2025-11-06")


def test_what_changed_is_in_the_language_of_the_reader() -> None:
    app = with_panel("changes", t="2025-11-06", lang="fr")
    table: Any = app.dataframe[0].value
    assert set(table["kind"]) == {"Route", "Poste-frontière"}


def test_the_compared_day_survives_map_moves_and_closing_its_panel() -> None:
    app = with_panel("changes", t="2025-11-06")
    assert app.date_input(key="since").value == dt.date(2025, 10, 30)
    app.date_input(key="since").set_value(dt.date(2025, 9, 14)).run()
    for panel in ("changes", "routes", "changes"):
        app.query_params["t"] = "2025-12-06"
        app.session_state["panel"] = panel
        app.run()
    assert app.date_input(key="since").value == dt.date(2025, 9, 14)
    assert "Between 14 September 2025 and 6 December 2025" in texts_of(app)


def test_a_day_after_that_of_the_map_is_compared_as_well() -> None:
    app = with_panel("changes", t="2025-11-06")
    app.query_params["t"] = "2025-09-14"
    app.run()
    assert not app.exception
    assert "Between 14 September 2025 and 30 October 2025" in texts_of(app)


def test_the_second_clock_stays_while_the_map_moves_and_outlives_its_panel() -> None:
    app = with_panel("known", t="2025-10-31")
    app.date_input(key="known-day").set_value(dt.date(2025, 9, 20)).run()
    app.toggle(key="known-undated").set_value(True).run()
    for panel in ("known", "sources", "known"):
        app.query_params["t"] = "2025-11-06"
        app.session_state["panel"] = panel
        app.run()
    assert (app.date_input(key="known-day").value, app.toggle(key="known-undated").value) == (
        dt.date(2025, 9, 20),
        True,
    )
    assert "as known on 20 September 2025" in texts_of(app, "caption")


def test_as_known_on_a_day_shows_what_had_been_published_by_then() -> None:
    app = with_panel("known", t="2025-10-31")
    states, _ = (table.value for table in app.dataframe)
    assert states.at[NIGOUN, "state"] == "Unknown"  # escorted from 30 October, as papers told from 4 November on
    app.date_input(key="known-day").set_value(dt.date(2025, 11, 11)).run()
    assert app.dataframe[0].value.at[NIGOUN, "state"] == "Escorted"


def test_a_chosen_source_lists_what_rests_on_it_and_stays_chosen() -> None:
    app = with_panel("sources")
    number = list(app.dataframe[0].value["title"]).index("Truckers Defy Death To Supply Militant-Hit Mali With Fuel")
    app.session_state["sources-id"] = {"selection": {"rows": [number], "columns": [], "cells": []}}
    app.run()
    for panel in ("sources", "about", "sources"):
        app.session_state["panel"] = panel
        app.run()
    assert "What rests on “Truckers Defy Death" in texts_of(app)
    assert len(app.dataframe[1].value) == 4  # an event, two states and a crossing
    app.session_state["sources-view"] = "publisher"
    app.run()
    assert [len(table.value) for table in app.dataframe] == [345]


def test_a_hidden_layer_of_events_is_named_and_can_be_shown() -> None:
    app = with_panel("events", t="2025-11-06", l="routes,capitals")
    assert "The events layer is switched off on the map" in texts_of(app)
    assert app.dataframe[0].value.empty
    (button,) = [each for each in app.button if each.label == "Show the events"]
    button.click().run()
    assert app.query_params["l"] == "routes,events,capitals"
    assert len(app.dataframe[0].value) > 0
    assert "switched off" not in texts_of(app)


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_a_sheet_that_was_made_stays_while_the_map_moves(form: str) -> None:
    app = with_panel("share", t="2025-10-31")
    app.button(key=f"make-{form}").click().run()
    assert not app.exception
    for _ in range(2):
        assert f"Download the {form.upper()} of 31 October 2025" in [
            button.label for button in app.get("download_button")
        ]
        app.query_params["t"] = "2025-11-06"
        app.run()


@pytest.mark.parametrize("name", [ROUTES, "events.geojson", "deliveries.csv"])
def test_no_panel_fails_where_a_situation_has_none_of_something(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    empty(folder, name)
    monkeypatch.setenv("SITUATION_MAP_FOLDER", str(folder))
    app = opened()
    for panel in ("routes", *TABLES):
        assert headline_of(to_panel(app, panel)), panel


@pytest.mark.parametrize("view", ["time", "remaining", "by", "one"])
def test_no_view_of_the_routes_fails_where_there_are_no_events(
    folder: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    empty(folder, "events.geojson")
    monkeypatch.setenv("SITUATION_MAP_FOLDER", str(folder))
    assert not with_panel("routes", view=view).exception


def empty(folder: Path, name: str) -> None:
    """Leave nothing in a file of a situation, nor what refers to it."""
    if name.endswith(".csv"):
        (folder / name).write_text(
            (folder / name).read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8"
        )
        return
    (folder / name).write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    empty(folder, "renamed.csv")
    if name == ROUTES:
        empty(folder, "route_status.csv")
        document = json.loads((folder / "events.geojson").read_text(encoding="utf-8"))
        for feature in document["features"]:
            feature["properties"]["routes"] = ""
        (folder / "events.geojson").write_text(json.dumps(document), encoding="utf-8")
        path = folder / "situation.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^destinations = .*$", "destinations = []", text), encoding="utf-8")


def test_the_first_run_leaves_the_line_to_the_map() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    assert headline_of(app).startswith("31 October 2025")
    assert len(app.dataframe) == 0
    assert len(app.run().dataframe) == 1


def test_an_address_that_changes_under_the_app_is_followed() -> None:
    app = opened(t="2025-12-06")
    app.query_params["t"] = "2025-12-07"
    app.run()
    assert headline_of(app).startswith("7 December 2025")


def test_two_sessions_know_nothing_of_each_other() -> None:
    one, other = opened(t="2025-12-06", f="category:convoy"), opened()
    one.run()
    assert headline_of(one).startswith("6 December 2025")
    assert headline_of(other).startswith("31 October 2025")
    assert "f" not in other.query_params
