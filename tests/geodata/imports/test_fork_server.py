"""The server that forks the reading process: who is alive when, and what a reader gets of it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from geodata.imports import Limits, read_layer
from geodata.imports.sandbox import parent
from geodata.problems import DataError
from importing import written
from waiting_reader import opened_by_a_reader

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the reading process is started anew")
TABLE = "name,date,lat,lon\nA,2025-09-14,12,-8\n"
STREAMS = {"0", "1", "2"}


@pytest.fixture
def server(tmp_path: Path) -> psutil.Process:
    """The server of this process, after it has had a file."""
    read_layer(written(tmp_path, "first.csv", TABLE))
    return running()


def running() -> psutil.Process:
    assert parent.FORK_SERVER.running
    return psutil.Process(parent.FORK_SERVER.running[0].pid)


@contextmanager
def waiting(server: psutil.Process, folder: Path, seconds: int = 60) -> Iterator[tuple[psutil.Process, Future[int]]]:
    """Yield a reader that waits for its request, and how it will have ended."""
    folder.mkdir()
    os.mkfifo(folder / "request.json")
    with ThreadPoolExecutor() as pool:
        outcome = pool.submit(parent.run_worker, folder, "a.csv", Limits(seconds=seconds))
        with opened_by_a_reader(folder / "request.json"):
            (reader,) = (reader for minder in server.children() for reader in minder.children())
            yield reader, outcome  # the minder of an earlier reader may still be ending


def test_one_server_forks_the_reader_of_every_file(server: psutil.Process, tmp_path: Path) -> None:
    read_layer(written(tmp_path, "second.csv", TABLE))
    assert running() == server


def test_a_server_that_was_killed_is_replaced(server: psutil.Process, tmp_path: Path) -> None:
    server.kill()
    server.wait()
    assert len(read_layer(written(tmp_path, "second.csv", TABLE)).frame) == 1
    assert running() != server


@pytest.mark.parametrize("killed", ["reader", "minder"])
def test_a_killed_reader_is_a_message_and_the_next_file_is_read(
    killed: str, server: psutil.Process, tmp_path: Path
) -> None:
    with waiting(server, tmp_path / "work") as (reader, outcome):
        {"reader": reader, "minder": reader.parent()}[killed].send_signal(signal.SIGKILL)
        assert outcome.result(timeout=60) == -signal.SIGKILL
        assert reader not in psutil.wait_procs([reader], timeout=10)[1]
    assert len(read_layer(written(tmp_path, "second.csv", TABLE)).frame) == 1


def test_a_reader_that_took_too_long_is_dead_when_that_is_said(server: psutil.Process, tmp_path: Path) -> None:
    with waiting(server, tmp_path / "work", seconds=1) as (reader, outcome):
        with pytest.raises(DataError, match="longer than 1 seconds"):
            outcome.result(timeout=60)
        assert not reader.is_running()


def test_a_reader_has_nothing_open_but_its_streams(server: psutil.Process, tmp_path: Path) -> None:
    with waiting(server, tmp_path / "work") as (reader, _):
        kept = {each.name: str(each.readlink()) for each in Path(f"/proc/{reader.pid}/fd").iterdir()}
        reader.kill()
    assert {kept[name] for name in STREAMS} == {"/dev/null"}
    assert [path for name, path in kept.items() if name not in STREAMS and not path.startswith(str(tmp_path))] == []


def test_a_reader_knows_no_variable_that_the_app_was_given(
    server: psutil.Process, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent.FORK_SERVER.stop()
    monkeypatch.setenv("SECRET_KEY", "canary")
    read_layer(written(tmp_path, "second.csv", TABLE))
    assert running() != server
    assert "SECRET_KEY" not in running().environ()


def test_a_process_started_anew_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a.csv", TABLE)
    forked = read_layer(path)
    monkeypatch.setattr(parent, "read_by_fork", parent.read_by_new_process)
    anew = read_layer(path)
    assert anew.frame.to_csv() == forked.frame.to_csv()
    assert anew.reports == forked.reports
