"""What checking costs grows with the rows of a folder and no faster; calls are counted, which no load disturbs."""

from __future__ import annotations

import cProfile
import gc
import pstats
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata import DataError, validate_folder
from geodata.contract import nearest
from geodata.network import Network
from grown import grown, spoil
from paths import MALI

MOST_CALLS = 350_000  # for the flagship; it took 490,000 when pandera went through whole tables


def calls(folder: Path) -> int:
    """Return how many calls of functions checking a folder takes."""
    profile = cProfile.Profile()
    profile.runcall(validate_folder, folder)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    validate_folder(MALI)  # what is imported when it is first needed counts for nobody


def test_checking_the_flagship_takes_few_calls() -> None:
    assert calls(MALI) < MOST_CALLS


@pytest.mark.parametrize("change", [lambda folder: folder, spoil], ids=["sound", "at fault"])
def test_twice_the_events_take_twice_the_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], Path]
) -> None:
    monkeypatch.setattr(nearest, "MOST_COMPARED", 0)
    few, more, most = (calls(change(grown(tmp_path / str(events), events=events))) for events in (200, 300, 500))
    assert most - more < 2.2 * (more - few)


def test_twice_the_routes_take_twice_the_calls(tmp_path: Path) -> None:
    few, more, most = (calls(grown(tmp_path / str(routes), routes=routes, rows=6)) for routes in (2, 4, 8))
    assert most - more < 2.2 * (more - few)


def test_garbage_is_collected_again_once_a_folder_is_checked(tmp_path: Path) -> None:
    validate_folder(MALI)
    assert gc.isenabled()
    with pytest.raises(DataError):
        validate_folder(tmp_path / "nowhere")
    assert gc.isenabled()


class Ways(dict[str, tuple[str, ...]]):
    """Ways that count how often one is looked at."""

    looks = 0

    def __getitem__(self, route: str) -> tuple[str, ...]:
        self.looks += 1
        return super().__getitem__(route)

    def items(self) -> list[tuple[str, tuple[str, ...]]]:  # type: ignore[override]
        return [(route, self[route]) for route in self]


def test_a_stretch_is_found_without_a_look_at_every_route() -> None:
    network = Network(ways := Ways({f"route-{n}": (f"a-{n}", f"b-{n}", f"c-{n}") for n in range(1000)}))
    legs = network.select([], ("a-7", "b-7"))
    looks = ways.looks
    assert network.select([], ("c-7", "a-7")) > legs
    assert ways.looks - looks < 10
