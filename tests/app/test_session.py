"""What a session holds: the layers of its reader's own are joined to the situation once, and again after an edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from app_script import with_panel

ROWS = b"title,date,lat,lon\nA well,2025-10-31,12.6,-8\nAnother,2031-01-01,12.7,-8\n"
JOINING = ("layers.app.situations.loaded.allowed_values", "layers.app.situations.loaded.added_payload")


@pytest.fixture
def calls(counted: Callable[[str], Counter[str]]) -> Counter[str]:
    """Count how often the layers of a reader are joined to a situation."""
    return [counted(name) for name in JOINING][-1]


def with_layer(**query: str) -> AppTest:
    """Open the app and add a layer that reaches beyond the days of the situation."""
    app = with_panel("layers", **query)
    app.file_uploader[0].set_value([("wells.csv", ROWS, "text/csv")]).run()
    button(app, "Add to map").click().run()
    assert not app.exception
    return app


def button(app: AppTest, label: str) -> Button:
    (found,) = [each for each in app.button if each.label == label]
    return found


def go(app: AppTest, day: str) -> None:
    app.query_params["t"] = day
    app.run()
    assert not app.exception


def test_layers_of_a_reader_s_own_are_joined_to_the_situation_once(calls: Counter[str]) -> None:
    with_panel("layers")  # the situation is read
    calls.clear()
    app = with_layer()
    for day in ("2025-10-01", "2031-01-01", "2025-10-02"):
        go(app, day)
        assert (app.query_params["t"], len(app.warning)) == (day, 0)
    assert calls == dict.fromkeys(JOINING, 1)


def test_what_a_layer_widens_is_narrow_again_without_it() -> None:
    app = with_layer()
    button(app, "Remove").click().run()
    go(app, "2031-01-01")
    assert "2031" in str(app.warning[0].value)
    assert "l" not in app.query_params


def test_layers_of_a_reader_s_own_outlive_an_edit_of_the_data(
    folder: Path, monkeypatch: pytest.MonkeyPatch, calls: Counter[str]
) -> None:
    monkeypatch.setenv("SITUATION_MAP_FOLDER", str(folder))
    app = with_layer()
    settings = folder / "situation.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("fade_days = 7", "fade_days = 8"), encoding="utf-8"
    )
    calls.clear()
    for day in ("2031-01-01", "2025-10-01"):
        go(app, day)
        assert (app.query_params["t"], len(app.warning)) == (day, 0)
    assert [button.label for button in app.button].count("Remove") == 1
    assert calls == {JOINING[0]: 2, JOINING[1]: 1}  # the first is for the situation as well
