"""Many sessions at once: none fails or sees another's, and memory stays; `benchmarks/load.py` does it with thirty."""

from __future__ import annotations

from pathlib import Path

from app_client import Client
from app_server import app_server
from benchmarks.load import MOST_MB_OF_A_SESSION, MOST_MB_OF_GROWTH, load


def test_sessions_are_light_apart_from_each_other_and_do_not_grow() -> None:
    with app_server() as server:
        found = load(server, sessions=4, runs=8, uploads=2)
    assert found.session_mb <= MOST_MB_OF_A_SESSION
    assert found.growth_mb <= MOST_MB_OF_GROWTH


def test_nothing_of_the_app_is_left_on_the_disk_when_it_ends(tmp_path: Path) -> None:
    with app_server(TMPDIR=str(tmp_path)) as server, Client(server.address) as client:
        client.run()
        (own,) = tmp_path.glob("situation-map-*")
        assert len(list(own.iterdir())) == 1
    assert list(own.iterdir()) == []
