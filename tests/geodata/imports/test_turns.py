"""Whose file is read next: turns go round, and nobody holds all slots while others wait."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

import pytest

from geodata.imports import Limits, read_layer
from geodata.imports.sandbox import parent
from geodata.imports.sandbox.turns import Turns
from importing import written

PATIENCE = 60  # seconds; what is waited for comes at once


def started(function: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=function)
    thread.start()
    return thread


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for a state that another thread brings about."""
    passed = threading.Event()
    for _ in range(100 * PATIENCE):
        if holds():
            return
        passed.wait(0.01)
    raise AssertionError("the state never came about")


def order_of(turns: Turns, owners: list[str]) -> list[str]:
    """Return in what order files are read that all wait behind one, of one slot."""
    taken: SimpleQueue[str] = SimpleQueue()

    def read(owner: str) -> None:
        assert turns.take(owner, PATIENCE)
        taken.put(owner)
        turns.give_back(owner)

    assert turns.take("first", PATIENCE)
    threads = []
    for count, owner in enumerate(owners, 1):
        threads.append(started(lambda owner=owner: read(owner)))
        wait_until(lambda count=count: sum(map(len, turns.waiting.values())) == count)
    turns.give_back("first")
    for thread in threads:
        thread.join()
    return [taken.get() for _ in owners]


def test_turns_go_round_those_who_wait() -> None:
    assert order_of(Turns(1), ["a", "a", "a", "b", "a", "c", "b"]) == ["a", "b", "c", "a", "b", "a", "a"]


def test_the_last_slot_is_free_for_another_owner() -> None:
    turns = Turns(2)
    assert turns.take("a", PATIENCE)
    assert not turns.take("a", 0)
    assert turns.take("b", 0)
    turns.give_back("a")
    assert turns.take("a", 0)


def test_who_gives_up_waiting_takes_no_turn() -> None:
    turns = Turns(1)
    assert turns.take("a", 0)
    assert not turns.take("b", 0)
    turns.give_back("a")
    assert (turns.free, turns.waiting, dict(turns.held)) == (1, {}, {})


def test_ten_files_of_one_session_keep_no_other_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release, reading = threading.Event(), SimpleQueue[str]()

    def read(folder: Path, _: float) -> int:
        hostile = "hostile" in (folder / "input.csv").read_text()
        reading.put("hostile" if hostile else "honest")
        if hostile:
            assert release.wait(PATIENCE)
        return 1

    monkeypatch.setattr(parent, "read_by_fork" if sys.platform == "linux" else "read_by_new_process", read)
    limits = Limits(readers=2, seconds=PATIENCE)
    files = [written(tmp_path, f"{number}.csv", "hostile\n") for number in range(10)]
    threads = [started(lambda path=path: outcome(path, limits, "a")) for path in files]
    assert reading.get(timeout=PATIENCE) == "hostile"
    outcome(written(tmp_path, "mine.csv", "title\n"), limits, "b")
    assert reading.get(timeout=PATIENCE) == "honest"
    release.set()
    for thread in threads:
        thread.join()


def outcome(path: Path, limits: Limits, owner: str) -> None:
    with pytest.raises(ValueError, match="broken off"):
        read_layer(path, limits=limits, owner=owner)
