"""The app's script run without a browser: AppTest sees the map as an element it does not know."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from paths import ROOT

APP = str(ROOT / "map_app.py")


def opened(**query: str) -> AppTest:
    """Open the app at an address, and run it once more, as the map's word that it is open does."""
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    app.run()
    assert not app.exception
    return app


def with_panel(panel: str, *, view: str = "", **query: str) -> AppTest:
    """Open the app at an address with a panel, and a view where it is that of the routes."""
    return to_panel(opened(**query), panel, view)


def to_panel(app: AppTest, panel: str, view: str = "") -> AppTest:
    """Open another panel of an app that is open."""
    app.session_state["panel"] = panel
    if view:
        app.session_state["routes-view"] = view
    app.run()
    assert not app.exception, (panel, view)
    return app
