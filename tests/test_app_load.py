"""Many sessions at once: none fails, none sees another's, and memory stays; `benchmarks/load.py` does it with thirty."""

from __future__ import annotations

import pytest

from app_server import app_server
from benchmarks.load import MOST_MB_OF_A_SESSION, MOST_MB_OF_GROWTH, load


@pytest.mark.alone
def test_sessions_are_light_apart_from_each_other_and_do_not_grow() -> None:
    with app_server() as server:
        found = load(server, sessions=8, runs=40, uploads=2)
    assert found.session_mb <= MOST_MB_OF_A_SESSION
    assert found.growth_mb <= MOST_MB_OF_GROWTH
