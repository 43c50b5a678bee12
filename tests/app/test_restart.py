"""An open page and an app that was killed and started again agree without a touch of the reader's."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from app_page import AppPage, open_app
from app_server import app_server
from watched import PATIENCE

SECONDS_TO_AGREE = 2  # from the first thing that the new process draws; before that it loads its libraries


def note_drawing(app: AppPage, times: list[float]) -> None:
    """Write down when the app draws anything over connections that are made from now on."""

    def receive(data: Any) -> None:
        if isinstance(data, bytes) and ForwardMsg.FromString(data).WhichOneof("type") == "delta":
            times.append(time.monotonic())

    def watch(socket: WebSocket) -> None:
        socket.on("framereceived", receive)

    app.page.on("websocket", watch)


@contextmanager
def restarted(browser: Browser, keys: tuple[str, ...], drawn: list[float]) -> Iterator[AppPage]:
    """Kill the app under an open page, press keys on it, and yield the page once the next process has it."""
    with app_server() as server:
        app = open_app(browser, f"{server.address}/")
        with app.run():
            app.press("ArrowRight")
        app.wait_for_headline("1 November 2025")
        note_drawing(app, drawn)
        os.kill(server.pid, signal.SIGKILL)
        app.press(*keys)
    with ExitStack() as servers:
        with app.page.expect_websocket(timeout=PATIENCE):
            servers.enter_context(app_server(port=server.port))
        yield app
        app.page.context.close()
    assert app.troubles == []


@pytest.mark.alone
def test_what_moved_meanwhile_is_in_headline_and_address_within_seconds(browser: Browser) -> None:
    drawn: list[float] = []
    with restarted(browser, ("ArrowRight", "ArrowRight"), drawn) as app:
        app.wait_for_headline("3 November 2025")
        app.page.wait_for_url("**/?t=2025-11-03&**")
        assert time.monotonic() - drawn[0] <= SECONDS_TO_AGREE
        assert app.call("state")["day"] == "2025-11-03"


def test_what_did_not_move_stays_with_the_open_panel(browser: Browser) -> None:
    drawn: list[float] = []
    with restarted(browser, (), drawn) as app:
        app.wait_for_runs(app.traffic.ended + 1)
        assert drawn
        app.page.get_by_test_id("stDownloadButton").last.wait_for()
        app.wait_for_headline("1 November 2025")
        assert app.page.url.endswith("/?t=2025-11-01&v=2026-11-26")
        assert app.call("state")["day"] == "2025-11-01"
