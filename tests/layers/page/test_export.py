"""The exported file, opened from disk with the network cut."""

from __future__ import annotations

import datetime as dt
import json
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Run
from geodata import Situation
from paths import CASES
from watched import Watched

Open = Callable[..., Watched]
LEDGER = json.loads((CASES / "ledger.json").read_text(encoding="utf-8"))["cases"]
DAYS = sorted({case["day"] for case in LEDGER})
MEDIUM_MB = 1.2
SECONDS_TO_WRITE = 5
SECONDS_TO_READY = 2
STEP_MS = 4


@pytest.mark.alone
def test_the_file_is_small_and_quickly_written(tmp_path: Path, run: Run) -> None:
    began = time.monotonic()
    done = run("export", tmp_path / "mali.html")
    assert done.returncode == 0
    assert time.monotonic() - began <= SECONDS_TO_WRITE
    assert (tmp_path / "mali.html").stat().st_size <= MEDIUM_MB * 1e6


def test_its_policy_allows_scripts_and_styles_by_hash_only(exported: Path) -> None:
    (policy,) = re.findall(
        r'http-equiv="Content-Security-Policy" content="([^"]+)"', exported.read_text(encoding="utf-8")
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.replace("&#x27;", "'").split(";"))
    assert rules["default-src"] == "'none'"
    assert all(source.startswith("'sha256-") for name in ("script-src", "style-src") for source in rules[name].split())
    assert "data:" not in policy
    assert "unsafe" not in policy
    assert rules["img-src"] == "'none'"


def test_tile_hosts_enter_the_policy_only_when_tiles_are_chosen(tmp_path: Path, run: Run) -> None:
    run("export", tmp_path / "tiles.html", "--tiles", "osm")
    text = (tmp_path / "tiles.html").read_text(encoding="utf-8")
    assert "img-src &#x27;self&#x27; https://tile.openstreetmap.org;" in text


@pytest.mark.parametrize("day", DAYS)
def test_every_state_on_a_day_is_the_one_of_the_dossier(exported: Path, open_page: Open, day: str) -> None:
    page = open_page(exported)
    page.call("setTime", day)
    expected = {
        case["id"]: {name: case[name] for name in ("state", "since", "confirmed", "age", "basis")}
        for case in LEDGER
        if case["day"] == day
    }
    assert page.call("states") == expected


def test_page_command_line_and_python_show_the_same_states(
    exported: Path, open_page: Open, mali: Situation, run: Run
) -> None:
    page = open_page(exported)
    for day in DAYS:
        page.call("setTime", day)
        shown = {key: (value["state"], value["age"]) for key, value in page.call("states").items()}
        printed = json.loads(run("status", "--date", day, "--json").stdout)["states"]
        asked = mali.states(dt.date.fromisoformat(day))
        assert shown == {row["id"]: (row["state"], row["age"]) for row in printed}
        assert shown == {key: (state.state, state.age) for key, state in asked.items()}


@pytest.mark.alone
def test_it_is_ready_soon_after_opening(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    page.page.reload()
    page.page.evaluate("() => window.situationMap.ready.then(() => true)")
    milliseconds = page.page.evaluate("() => performance.now()")
    assert milliseconds <= SECONDS_TO_READY * 1000


@pytest.mark.alone
def test_a_step_through_time_is_a_few_milliseconds_of_script(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    steps = page.page.evaluate("""async () => {
        const days = Array.from({ length: 60 }, (_, k) => \
new Date(Date.UTC(2025, 8, 20 + k)).toISOString().slice(0, 10));
        const took = [];
        for (const day of days) {
            const began = performance.now();
            window.situationMap.setTime(day);
            took.push(performance.now() - began);
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        }
        return took;
    }""")
    assert statistics.median(steps) <= STEP_MS


def test_the_events_of_a_day_are_those_of_the_dossier(exported: Path, open_page: Open, mali: Situation) -> None:
    page = open_page(exported)
    page.call("setTime", "2025-10-31")
    shown = set(page.call("visible"))
    assert shown & set(mali.events.index) == {
        "2025-10-31-kayes-dioila-curfew-extended",
        "2025-10-31-nigoun-tengrela-trucks",
        "2025-10-30-africa-corps-escort",
        "2025-10-30-ivorian-drivers-refuse-mali",
        "2025-10-27-lere-blockade",
        "2025-10-26-schools-suspended",
        "2025-10-14-siguiri-bans-jerrycan-sales",
        "2025-10-07-mopti-month-without-power",
    }
    assert {"nigoun", "abidjan-bamako-nigoun", "ml-bamako"} <= shown


def test_a_nationwide_event_is_listed_without_a_place(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    page.call("setTime", "2025-10-26")
    assert "2025-10-26-schools-suspended" in page.call("visible")
    payload = json.loads(page.page.locator("#situation-payload").text_content() or "")
    events = payload["events"]
    nationwide = [
        i
        for i, at in enumerate(events["location_precision"]["at"])
        if events["location_precision"]["codes"][at] == "country"
    ]
    assert len(nationwide) == 14
    assert {events["lat"][i] for i in nationwide} == {None}


def test_nothing_looks_open_on_a_day_without_a_source(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    page.call("setTime", "2026-08-01")
    assert {state["state"] for state in page.call("states").values()} == {"unknown"}


def test_a_stranger_file_is_not_touched_when_the_export_cannot_be_written(tmp_path: Path, run: Run) -> None:
    done = run("export", tmp_path / "no-such-folder" / "mali.html")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
