"""A situation that is edited while the app runs: seen at the next run, or refused with the last valid version kept."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest

from app_page import AppPage, open_app
from app_script import APP, opened, with_panel
from app_server import Server, app_server
from geodata import EXAMPLE, read_situation
from layers.app.situations.reading import fingerprint
from layers.app.situations.served_folder import MOST_EDITIONS, ServedFolder
from paths import MALI

OURS, THEIRS = "The fuel blockade of Bamako", "The siege of Elsewhere"
ROW = "dakar-bamako-north"


@pytest.fixture
def edited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the flagship that the app shows."""
    monkeypatch.setenv("SITUATION_MAP_FOLDER", str(folder))
    return folder


def replace(path: Path, old: str, new: str, count: int = -1) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def retitle(folder: Path, old: str = OURS, new: str = THEIRS) -> None:
    replace(folder / "situation.toml", old, new)


def spoil(folder: Path) -> None:
    """Put a day that is none into the first row of the ledger."""
    path = folder / "route_status.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = re.sub(r"(?<=,)\d{4}-\d\d-\d\d", "2025-02-30", lines[1], count=1)
    path.write_text("".join(lines), encoding="utf-8")


def mend(folder: Path) -> None:
    (folder / "route_status.csv").write_bytes((MALI / "route_status.csv").read_bytes())


def title(app: AppTest) -> str:
    return str(app.markdown[0].value).removeprefix("### ")


def warnings(app: AppTest) -> list[str]:
    return [str(each.value).replace("\\", "") for each in app.warning]


def test_an_edit_is_seen_at_the_next_run_and_read_once(edited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(
        "layers.app.situations.loaded.read_situation", lambda path: (read.append(path), read_situation(path))[1]
    )
    app = opened()
    assert title(app) == OURS
    retitle(edited)
    for _ in range(3):
        assert title(app.run()) == THEIRS
    assert title(opened()) == THEIRS
    assert len(read) == 2


def test_an_edited_row_is_in_the_tables_of_the_next_run(edited: Path) -> None:
    app = with_panel("sources")
    publisher = app.dataframe[0].value["publisher"].iloc[0]
    replace(edited / "sources.csv", f",{publisher},", ",A Paper Nobody Knew,")
    assert "A Paper Nobody Knew" in set(app.run().dataframe[0].value["publisher"])


def test_an_invalid_edit_leaves_the_last_valid_version_and_says_so(edited: Path) -> None:
    app = opened(t="2025-10-31")
    before = [str(each.value) for each in app.markdown]
    spoil(edited)
    app.run()
    assert not app.exception
    assert [str(each.value) for each in app.markdown] == before
    (note,) = warnings(app)
    assert note.startswith("The data were edited and have 1 problem; the last valid version is shown.")
    assert "route_status.csv, row 2, start" in note
    assert "2025-02-30" in note
    (late,) = warnings(opened(lang="fr"))
    assert late.startswith("Les données ont été modifiées et contiennent 1 problème\u00a0; ")
    mend(edited)
    assert warnings(app.run()) == []


def test_the_first_problems_of_an_invalid_edit_stand_for_all(edited: Path) -> None:
    app = opened()
    retitle(edited)
    path = edited / "route_status.csv"
    path.write_text(re.sub(r"(\d{4})-\d\d-\d\d", r"\1-02-30", path.read_text(encoding="utf-8")), encoding="utf-8")
    (note,) = warnings(app.run())
    assert int(re.findall(r"have (\d+) problems", note)[0]) > 100
    assert len(note.split("\n\n")) == 1 + 3
    assert title(app) == OURS


def test_markup_in_an_invalid_edit_is_text(edited: Path) -> None:
    app = opened()
    replace(edited / "route_status.csv", "reported", "<b>[x](javascript:a)</b>", 1)
    app.run()
    assert r"\<b\>\[x\]\(javascript\:a\)" in str(app.warning[0].value)


def test_what_was_never_valid_shows_its_problems_until_it_is_mended(edited: Path) -> None:
    spoil(edited)
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert "row 2, start" in str(app.error[0].value).replace("\\", "")
    mend(edited)
    assert title(app.run()) == OURS
    assert not app.error


@pytest.mark.parametrize("view", ["time", "one"])
def test_what_was_chosen_may_be_gone_after_an_edit(edited: Path, view: str) -> None:
    app = with_panel("sources", view=view, s=ROW, f=f"route:{ROW}", t="2026-05-01")
    app.session_state["sources-id"] = {"selection": {"rows": [320], "columns": [], "cells": []}}
    for panel in ("routes", "known", "sources"):
        app.session_state["panel"] = panel
        app.run()
    shutil.rmtree(edited)
    shutil.copytree(EXAMPLE, edited)
    for panel in ("sources", "known", "events", "routes"):
        app.session_state["panel"] = panel
        app.run()
        assert not app.exception, panel
    assert title(app) == "The invented blockade of Exampleland"


def test_the_fingerprint_is_that_of_the_files_of_the_situation(folder: Path) -> None:
    seen = [fingerprint(folder)]
    (folder / ".events.csv.swp").write_text("of an editor", encoding="utf-8")
    (folder / "notes.txt").write_text("of an analyst", encoding="utf-8")
    assert fingerprint(folder) == seen[0]
    for change in (
        lambda: (folder / "extra.csv").write_text("a", encoding="utf-8"),
        lambda: (folder / "extra.csv").write_text("ab", encoding="utf-8"),
        lambda: (folder / "extra.csv").rename(folder / "other.csv"),
        lambda: (folder / "other.csv").unlink(),
    ):
        change()
        seen.append(fingerprint(folder))
    assert seen[-1] == seen[0]
    assert len(set(seen)) == len(seen) - 1
    assert fingerprint(folder / "nowhere") == ""


def test_the_files_of_no_more_editions_stay_than_are_kept(tmp_path: Path) -> None:
    served = ServedFolder(tmp_path, "../served")
    first, *_, newest = (served.write("mali", {"edition": edition}) for edition in range(MOST_EDITIONS + 3))
    assert len(list(tmp_path.glob("payload-*.js"))) == MOST_EDITIONS
    assert {path.name for path in tmp_path.iterdir()} >= set(newest.names)
    assert not (tmp_path / first.scripts[-1]).exists()


def test_an_edition_that_comes_back_keeps_its_files(tmp_path: Path) -> None:
    served = ServedFolder(tmp_path, "../served")
    for edition in (0, 1, 2, 3, 0, 4):
        served.write("mali", {"edition": edition})
    back = served.write("mali", {"edition": 0})
    assert all((tmp_path / name).exists() for name in back.names)


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with app_server(SITUATION_MAP_FOLDER=str(folder)) as started:
        yield started


def payload_address(app: AppPage) -> str:
    names = app.frame.evaluate("() => performance.getEntriesByType('resource').map(entry => entry.name)")
    (address,) = [name for name in names if "/payload-" in name]
    return str(address)


def wait_for_new_map(app: AppPage, day: str) -> None:
    """Wait until another map stands in the place of the old one, at a day, and the app is up to date."""
    app.page.wait_for_function(
        "day => { const maps = [...document.querySelectorAll('iframe')].map(frame => frame.contentWindow)"
        ".filter(window => window.situationMap);"
        " return maps.length === 1 && !maps[0].old && maps[0].situationMap.time?.() === day; }",
        arg=day,
    )
    app.wait_until_idle()


def test_an_edit_reaches_an_open_page_and_takes_nothing_from_it(browser: Browser, server: Server, folder: Path) -> None:
    app, other = (open_app(browser, f"{server.address}/?t=2025-10-31") for _ in range(2))
    address = payload_address(app)
    for tab in (app, other):
        tab.frame.evaluate("() => { window.old = true }")
    retitle(folder)
    app.press("ArrowRight")  # the run that finds the edit is the one that hears of the move
    app.wait_for_headline("1 November 2025")
    expect(app.page.locator("h3")).to_have_text(THEIRS)
    expect(app.page).to_have_title(THEIRS)
    wait_for_new_map(app, "2025-11-01")
    assert payload_address(app) != address
    with urlopen(address) as answer:  # noqa: S310 - our own server
        assert answer.status == 200
    assert other.call("time") == "2025-10-31"
    other.press("ArrowLeft")
    other.wait_for_headline("30 October 2025")
    expect(other.page.locator("h3")).to_have_text(THEIRS)
    wait_for_new_map(other, "2025-10-30")
    spoil(folder)
    with other.run():
        other.press("ArrowLeft")
    expect(other.page.get_by_test_id("stAlert")).to_contain_text("the last valid version is shown")
    mend(folder)
    with other.run():
        other.press("ArrowLeft")
    expect(other.page.get_by_test_id("stAlert")).to_have_count(0)
    assert [*app.troubles, *other.troubles] == []
    for tab in (app, other):
        tab.page.context.close()
