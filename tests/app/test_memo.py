"""What does not depend on the day is computed once, for all runs and sessions, and not kept without end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app_script import with_panel
from geodata import Situation
from layers.app.situations.memo import Memo

DAYS = ("2025-09-14", "2025-10-31", "2025-12-06")
WHATEVER_THE_DAY = {  # functions that make what a panel shows, by panel and view
    ("routes", "time"): ["layers.tables.charts.states_chart"],
    ("routes", "one"): [
        "layers.tables.charts.kilometre_chart",
        "layers.tables.routes.history_table",
        "layers.tables.routes.days_table",
        "layers.tables.routes.route_events_table",
        "layers.app.panels.routes.attacks_on_route",
    ],
    ("deliveries", ""): ["layers.tables.charts.deliveries_chart", "layers.tables.common.deliveries_table"],
    ("sources", ""): ["layers.app.panels.sources.sources_table"],
    ("known", ""): ["layers.app.panels.known.known_on"],
}
ON_A_DAY = {
    ("routes", "today"): ["layers.tables.common.ledger_table"],
    ("routes", "remaining"): ["layers.tables.routes.remaining_table"],
    ("routes", "by"): ["layers.tables.routes.counts_table"],
    ("events", ""): ["layers.app.panels.events.visible_events", "layers.tables.common.events_table"],
    ("changes", ""): ["layers.app.panels.changes.changes", "layers.app.panels.changes.change_table"],
}


def run_on_all_days(panel: str, view: str) -> None:
    app = with_panel(panel, view=view, t=DAYS[0])
    for day in DAYS[1:]:
        app.query_params["t"] = day
        app.run()
        assert not app.exception


@pytest.mark.parametrize(("panel", "view"), WHATEVER_THE_DAY)
def test_what_no_day_changes_is_computed_once_for_all_visits(
    folder: Path, monkeypatch: pytest.MonkeyPatch, counted: Callable[[str], Counter[str]], panel: str, view: str
) -> None:
    monkeypatch.setenv("SITUATION_MAP_FOLDER", str(folder))
    names = WHATEVER_THE_DAY[panel, view]
    calls = [counted(name) for name in names][-1]
    for _ in range(2):
        run_on_all_days(panel, view)
    assert calls == dict.fromkeys(names, 1)


@pytest.mark.parametrize(("panel", "view"), ON_A_DAY)
def test_what_a_day_changes_is_computed_once_a_run(
    counted: Callable[[str], Counter[str]], panel: str, view: str
) -> None:
    names = ON_A_DAY[panel, view]
    calls = [counted(name) for name in names][-1]
    run_on_all_days(panel, view)
    shown_before = {("routes", "today"): 1}  # the panel that a visit begins with
    assert calls == dict.fromkeys(names, len(DAYS) + shown_before.get((panel, view), 0))


def doubled(situation: Situation, number: int, *, plus: int = 0) -> list[int]:
    return [2 * number + plus]


def test_a_result_belongs_to_its_arguments(mali: Situation) -> None:
    memo = Memo(mali)
    assert memo(doubled, 1) is memo(doubled, 1)
    assert [memo(doubled, 1), memo(doubled, 2), memo(doubled, 1, plus=5)] == [[2], [4], [7]]


def test_the_result_not_asked_for_the_longest_goes_first(mali: Situation) -> None:
    memo = Memo(mali, most=2)
    first, second = memo(doubled, 1), memo(doubled, 2)
    assert memo(doubled, 1) is first
    memo(doubled, 3)
    assert memo(doubled, 1) is first
    assert memo(doubled, 2) is not second
    assert len(memo.results) == 2


def test_sessions_that_ask_at_once_share_one_computation(mali: Situation) -> None:
    memo, together = Memo(mali), Barrier(8)
    calls: list[Situation] = []

    def ask(_: int) -> int:
        together.wait()
        return memo(count)

    def count(situation: Situation) -> int:
        calls.append(situation)
        return len(calls)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [1] * 8
    assert calls == [mali]
