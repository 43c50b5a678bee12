"""Times the reading of strangers' files, in the confined process, beside geopandas and pandas reading them unguarded.

Run it with `PYTHONPATH=tests/helpers python tests/benchmarks/reading.py`, on Linux. Prints a table; ends with 1 if a
bound is missed. Seconds are of the wall clock, for that is what a reader waits; private memory is what a reading
process holds for itself, beyond what it shares with the server that forked it.
"""

from __future__ import annotations

import platform
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import psutil

from geodata.imports import read_layer

ROWS = 100_000
MOST_PRIVATE_MEGABYTES = 150
SMALL = "title,date,lat,lon\nA,2024-08-21,12.5,-7.5\n"


@dataclass(frozen=True)
class Measured:
    """What took how many seconds, and how many it may; beside it, where there is one, another way of reading."""

    name: str
    seconds: float
    bound: float | None = None
    beside: str = ""

    @property
    def is_missed(self) -> bool:
        return self.bound is not None and self.seconds > self.bound

    def line(self) -> str:
        bound = f"{self.bound:g} s" if self.bound else ""
        return f"| {self.name} | {self.seconds:.2f} s | {bound} | {self.beside} |"


def seconds_of(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def table(rows: int) -> pd.DataFrame:
    chance = np.random.default_rng(1)
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(chance.integers(0, 365, rows), "D")
    return pd.DataFrame(
        {
            "title": [f"Event {number}" for number in range(rows)],
            "date": days.strftime("%Y-%m-%d"),
            "latitude": chance.uniform(10, 20, rows).round(4),
            "longitude": chance.uniform(-10, 0, rows).round(4),
            "category": "attack",
            "place": [f"Place {number % 50}" for number in range(rows)],
        }
    )


@contextmanager
def watching() -> Iterator[list[float]]:
    """Collect the private megabytes of the processes that read, while the block runs."""
    seen: list[float] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            seen.extend(map(private_megabytes, readers()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def readers() -> list[psutil.Process]:
    """The readers at work: each is a child of a minder, which is one of the server."""
    return [
        reader for server in psutil.Process().children() for minder in server.children() for reader in minder.children()
    ]


def private_megabytes(process: psutil.Process) -> float:
    try:
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return sum(int(kilobytes) for kilobytes in re.findall(r"Private_\w+:\s+(\d+) kB", text)) / 1000


def measured(folder: Path) -> Iterator[Measured]:
    """Yield every figure."""
    small, large, package = folder / "small.csv", folder / "large.csv", folder / "large.gpkg"
    small.write_text(SMALL, encoding="utf-8")
    frame = table(ROWS)
    frame.to_csv(large, index=False)
    points = gpd.points_from_xy(frame["longitude"], frame["latitude"])
    gpd.GeoDataFrame(frame, geometry=points, crs=4326).to_file(package)
    yield Measured("a small file, the first of the app", seconds_of(lambda: read_layer(small)), 1.4)
    with watching() as private:
        yield Measured("a small file, from then on", max(seconds_of(lambda: read_layer(small)) for _ in range(10)), 0.4)
    yield Measured(f"private memory of its reader: {max(private, default=0):.0f} MB", 0, None, "bound 150 MB")
    if max(private, default=0) > MOST_PRIVATE_MEGABYTES:
        yield Measured("private memory is too much", 1, 0.001)
    with ThreadPoolExecutor(4) as pool:
        heavy = [pool.submit(read_layer, large) for _ in range(3)]
        time.sleep(0.3)
        waited = seconds_of(lambda: pool.submit(read_layer, small, owner="another").result())
        yield Measured("a small file while three large ones are read", waited, 2)
        for one in heavy:
            one.result()
    beside = f"pandas.read_csv {seconds_of(lambda: pd.read_csv(large)):.2f} s"
    yield Measured(f"{ROWS:,} rows of CSV", seconds_of(lambda: read_layer(large)), 6, beside)
    beside = f"geopandas.read_file {seconds_of(lambda: gpd.read_file(package)):.2f} s"
    yield Measured(f"{ROWS:,} features of GeoPackage", seconds_of(lambda: read_layer(package)), 6, beside)


def main() -> int:
    print(f"{platform.machine()}, {psutil.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| what | took | bound | beside |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for one in measured(Path(folder)):
            found.append(one)
            print(one.line(), flush=True)
    return int(any(one.is_missed for one in found))


if __name__ == "__main__":
    sys.exit(main())
