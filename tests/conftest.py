"""What the tests share: the flagship, copies of it to break, and the built page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from app_page import AppPage, open_app
from app_server import app_server
from chromium import CHROMIUM_FLAGS, chromium
from command_line import Run, run_here, run_in_process
from geodata import Situation, read_situation
from paths import DARFUR, MALI
from watched import PATIENCE, Watched, open_watched

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is started a hundred times need not be compiled each time


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("chromium")


@cache
def situation_of(folder: Path) -> Situation:
    return read_situation(folder)


@pytest.fixture(scope="session")
def mali() -> Situation:
    return situation_of(MALI)


@pytest.fixture(scope="session", params=[MALI, DARFUR], ids=lambda folder: folder.name)
def shipped(request: pytest.FixtureRequest) -> Situation:
    """Each of the situations that come along: what is promised of one holds of both."""
    return situation_of(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the flagship that a test may break."""
    return Path(shutil.copytree(MALI, tmp_path / "mali"))


@pytest.fixture(scope="session")
def run() -> Run:
    """Run the command line in this process, which has its libraries loaded."""
    return run_here


@pytest.fixture(scope="session")
def run_as_user() -> Run:
    """Run the command line as a user does, in a process of its own."""
    return run_in_process


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium, never downloaded. What is waited for may come late on a busy machine."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def exported(run_as_user: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flagship as one HTML file, written by the command line."""
    path = tmp_path_factory.mktemp("export") / "mali.html"
    done = run_as_user("export", path)
    assert (done.returncode, done.stderr) == (0, "")
    return path


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Open a file with the network cut; any page error, policy violation or outside request fails the test."""
    opened: list[Watched] = []

    def call(path: Path, **options: object) -> Watched:
        opened.append(open_watched(browser, path, **options))
        return opened[-1]

    yield call
    for each in opened:
        each.page.context.close()
    assert [trouble for each in opened for trouble in each.troubles] == []


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The app, running for all tests that look at it in a browser."""
    with app_server() as server:
        yield server.address


@pytest.fixture
def open_tab(browser: Browser, address: str) -> Iterator[Callable[..., AppPage]]:
    """Open the app; any page error or request to elsewhere fails the test."""
    opened: list[AppPage] = []

    def call(path: str = "", **options: Any) -> AppPage:
        opened.append(open_app(browser, address + path, **options))
        return opened[-1]

    yield call
    for app in opened:
        app.page.context.close()
    assert [trouble for app in opened for trouble in app.troubles] == []
