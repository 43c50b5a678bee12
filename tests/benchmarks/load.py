"""Holds many sessions of the app open at once and lets all of them work.

Run it with `PYTHONPATH=tests/helpers python tests/benchmarks/load.py`. Prints what a session costs in memory,
what many runs add, and how long a run takes; ends with 1 if a bound is missed. Sessions that fail, or that see anything
of another, end it at once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

import psutil

from app_client import Client
from app_server import Server, app_server

FIRST_DAY = dt.date(2025, 9, 1)
AT_ONCE = 8  # runs that are asked for at the same time
WARM_RUNS = 15  # of the first session, before anything is measured: libraries load, allocators and caches fill
UPLOADS = 4  # sessions that add a layer of their own
MOST_MB_OF_A_SESSION = 5
MOST_MB_OF_GROWTH = 5  # over all runs, whatever their number


@dataclass(frozen=True)
class Load:
    """What was measured."""

    session_mb: float
    growth_mb: float
    run_ms: float

    @property
    def fits(self) -> bool:
        return self.session_mb <= MOST_MB_OF_A_SESSION and self.growth_mb <= MOST_MB_OF_GROWTH


@dataclass
class Visit:
    """A session with a day, a filter and perhaps a layer that no other has."""

    number: int
    client: Client
    runs: int = 0

    @property
    def word(self) -> str:
        return f"word{self.number}of"

    def open(self) -> None:
        self.client.query = f"t={FIRST_DAY + dt.timedelta(days=self.number)}&f=q:{self.word}"
        self.client.run()
        self.client.report("", event="open")
        assert self.word in self.client.arguments
        self.check(self.number)

    def move(self) -> float:
        """Let go of the timeline at another day and return the milliseconds until the run has ended."""
        self.runs += 1
        day = FIRST_DAY + dt.timedelta(days=self.number + self.runs)
        begun = time.perf_counter()
        self.client.report(f"t={day}&f=q:{self.word}")
        took = time.perf_counter() - begun
        self.check(self.number + self.runs)
        return 1000 * took

    def check(self, days: int) -> None:
        """Fail if the session is anywhere but where its reader is, or was not answered."""
        day = FIRST_DAY + dt.timedelta(days=days)
        assert self.client.headline.startswith(f"{day.day} {day:%B %Y}"), self.client.headline
        assert self.client.asked["t"] == [day.isoformat()]
        assert self.client.asked["f"] == [f"q:{self.word}"]
        assert not self.client.of("exception")

    def add_layer(self) -> None:
        self.client.open_panel("Your layers")
        self.client.drop(f"{self.word}.geojson", own_layer(self.word))
        self.client.press("Add to map")
        assert any(self.word in text.body for text in self.client.of("markdown"))

    def sees_only_its_own(self, visits: Sequence[Visit]) -> None:
        self.client.open_panel("Your layers")
        texts = self.client.arguments + "".join(text.body for text in self.client.of("markdown"))
        assert not [visit.number for visit in visits if visit is not self and visit.word in texts]


def own_layer(word: str) -> bytes:
    point = {"type": "Point", "coordinates": [-8, 12.6]}
    feature = {"type": "Feature", "properties": {"title": word, "date": "2025-10-31"}, "geometry": point}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def load(server: Server, sessions: int, runs: int, uploads: int = UPLOADS) -> Load:
    """Open the sessions, let each work, and measure the server's memory before, with all open, and after."""
    process = psutil.Process(server.pid)
    with ExitStack() as stack, ThreadPoolExecutor(AT_ONCE) as pool:
        visits = [Visit(number, stack.enter_context(Client(server.address))) for number in range(sessions)]
        visits[0].open()
        for _ in range(WARM_RUNS):
            visits[0].move()
        alone = megabytes(process)
        list(pool.map(Visit.open, visits[1:]))
        list(pool.map(Visit.move, visits[1:]))
        together = megabytes(process)
        list(pool.map(Visit.add_layer, visits[:uploads]))
        list(pool.map(lambda visit: visit.sees_only_its_own(visits), visits))
        list(pool.map(Visit.move, visits))
        before = megabytes(process)
        turns = range(math.ceil(runs / sessions))
        times = pool.map(lambda visit: [visit.move() for _ in turns], visits)
        run_ms = median(each for of_visit in times for each in of_visit)
        growth = megabytes(process) - before
    return Load((together - alone) / (sessions - 1), growth, run_ms)


def megabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description="Holds many sessions of the app open at once.")
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--runs", type=int, default=200)
    options = parser.parse_args()
    with app_server() as server:
        found = load(server, options.sessions, options.runs)
    print("| | measured | bound |\n| --- | --- | --- |")
    memory = f"memory of each of {options.sessions} sessions but the first, MB"
    print(f"| {memory} | {found.session_mb:.1f} | ≤ {MOST_MB_OF_A_SESSION} |")
    print(f"| growth over {options.runs} runs, MB | {found.growth_mb:.1f} | ≤ {MOST_MB_OF_GROWTH} |")
    print(f"| a run with {AT_ONCE} asked for at once, ms | {found.run_ms:.0f} | |")
    return int(not found.fits)


if __name__ == "__main__":
    sys.exit(main())
