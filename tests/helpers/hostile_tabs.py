"""The app in a browser, watched as closely as the file: dialogs, errors, requests, and payloads run in any frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from app_page import AppPage, open_app


@contextmanager
def watched_tabs(browser: Browser, address: str) -> Iterator[Callable[..., AppPage]]:
    """Give a function that opens the app; whatever a payload has done in any of the tabs fails the test at the end."""
    opened: list[AppPage] = []

    def call(path: str = "", **options: Any) -> AppPage:
        opened.append(open_app(browser, address + path, **options))
        watch(opened[-1].page, opened[-1].troubles)
        return opened[-1]

    yield call
    troubles = [trouble for app in opened for trouble in [*app.troubles, *has_run(app.page)]]
    for app in opened:
        app.page.context.close()
    assert troubles == []


def watch(page: Page, troubles: list[str]) -> None:
    """Write down every dialog and every error that the page logs."""
    page.on("dialog", lambda dialog: (troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: message.type == "error" and troubles.append(f"console: {message.text}"))
    page.context.on("page", lambda other: troubles.append(f"page: {other.url}"))


def has_run(page: Page) -> list[str]:
    """Return the frames in which a payload has set its mark."""
    return [f"hacked: {frame.url}" for frame in page.frames if frame.evaluate("() => window.__hacked")]
