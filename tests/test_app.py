"""The app's logic, without a browser: AppTest sees the map as an element it does not know."""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from paths import ROOT

APP = str(ROOT / "map_app.py")
KEY = re.compile(r"\b(app|state|basis|category|corroboration|precision|dateprecision)\.[a-z]+")  # a text that nobody wrote
LABELLED = ("button", "checkbox", "date_input", "download_button", "multiselect", "selectbox", "text_input", "toggle")
HOLDS = {
    "routes": "dataframe", "events": "dataframe", "deliveries": "dataframe", "changes": "dataframe", "known": "dataframe",
    "sources": "dataframe", "layers": "file_uploader", "share": "code", "about": "markdown",
}  # fmt: skip


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    app.run()  # as the map's word that it is open does
    assert not app.exception
    return app


def headline_of(app: AppTest) -> str:
    (found,) = [str(each.value) for each in app.markdown if str(each.value).startswith("#### ")]
    return found.removeprefix("#### ").replace("\\", "")


def with_panel(panel: str, *, view: str = "", **query: str) -> AppTest:
    app = opened(**query)
    app.session_state["panel"] = panel
    if view:
        app.session_state["routes-view"] = view
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> list[str]:
    """Return all that the app says, headings of tables and labels included."""
    labels = [str(getattr(each, "label", "")) for kind in LABELLED for each in app.get(kind)]
    return [*(str(each.value) for kind in ("markdown", "caption", "warning", "info") for each in app.get(kind)), *labels]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({}, "31 October 2025: of 8 routes into Bamako, 2 restricted, 3 escorted, 2 stale, 1 unknown; none known to be open."),
        ({"t": "2026-08-01"}, "1 August 2026: of 8 routes into Bamako, 8 unknown; none known to be open."),
        (
            {"t": "2025-10-17", "lang": "fr"},
            "17 octobre 2025\u00a0: sur 8 routes vers Bamako, 1 attaquée, 2 restreintes, 5 à l’état inconnu\u00a0; aucune n’est signalée ouverte.",
        ),
    ],
)
def test_the_headline_is_computed_from_the_ledger_of_the_day(query: dict[str, str], sentence: str) -> None:
    assert headline_of(opened(**query)) == sentence


def test_the_ledger_shows_every_route_and_crossing() -> None:
    table: Any = opened().dataframe[0].value
    assert len(table) == 13 + 12
    assert table.at["abidjan-bamako-nigoun", "state"] == "Escorted"
    assert table.at["dakar-bamako-south", "state"] == "Attacked (stale)"
    assert table.at["labbezanga", "state"] == "Reopened (claimed) (stale)"
    assert table.at["tema-ouagadougou", "state"] == "Unknown"


def test_nonsense_in_the_address_gives_a_note_and_defaults() -> None:
    app = opened(t="tomorrow", z="<script>")
    assert "31 October 2025" in headline_of(app)
    assert len(app.warning) == 2
    assert all("<script>" not in str(each.value) for each in app.warning)


def test_a_link_made_with_older_data_says_so() -> None:
    app = opened(t="2025-12-06", v="2025-01-01")
    assert "2025-01-01" in str(app.warning[0].value).replace("\\", "")
    assert headline_of(app).startswith("6 December 2025")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("panel", HOLDS)
def test_every_panel_draws_what_it_is_for_in_words(panel: str, language: str) -> None:
    app = with_panel(panel, lang=language, t="2025-10-31")
    assert len(app.get(HOLDS[panel])) > 0
    assert not [text for text in texts(app) if KEY.search(text)]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("view", ["today", "time", "remaining", "one"])
def test_every_view_of_the_routes_is_drawn(view: str, language: str) -> None:
    app = with_panel("routes", view=view, lang=language, t="2025-10-31")
    assert not [text for text in texts(app) if KEY.search(text)]


def test_a_filter_narrows_the_table_and_stands_in_the_address() -> None:
    app = with_panel("events", t="2025-11-06", m="window", d="30")
    everything: Any = app.dataframe[0].value
    app.multiselect(key="filter-category").set_value(["convoy"]).run()
    convoys: Any = app.dataframe[0].value
    assert 0 < len(convoys) < len(everything)
    assert set(convoys["category"]) == {"Convoy"}
    assert (app.query_params["f"], app.query_params["t"]) == ("category:convoy", "2025-11-06")


def test_what_changed_is_said_in_the_readers_language() -> None:
    app = with_panel("changes", t="2025-11-06", lang="fr")
    table: Any = app.dataframe[0].value
    assert set(table["kind"]) == {"Route", "Poste-frontière"}


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
