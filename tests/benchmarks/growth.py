"""Times checking and reading folders grown from the flagship, each in a process of its own.

Run it with `PYTHONPATH=tests/helpers python tests/benchmarks/growth.py`, on Linux. Prints a table; ends with 1 if a
bound is missed. Bounds are of seconds of the processor, which other work on the machine disturbs least; a process has
read the flagship before, so that imports do not count. Memory is the most that the process ever held.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grown import grown, spoil
from paths import ROOT

ASKED = ("validate_folder", "read_situation")
MOST_MEGABYTES = 1000
MOST_TIMES = 3  # as long as a sound folder may one take of which every row is at fault
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "SITUATION_MAP_MAX_FILE_BYTES": "250000000"}  # 100,000 events are 161 MB
MEASURED = r"""
import json, re, sys, time
from pathlib import Path
import geodata

ask, folder = getattr(geodata, sys.argv[1]), Path(sys.argv[2])
ask(geodata.FLAGSHIP)
begun = time.process_time(), time.perf_counter()
try:
    answer = ask(folder)
except geodata.DataError as error:
    answer = error
ended = time.process_time(), time.perf_counter()
(peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
print(json.dumps([ended[0] - begun[0], ended[1] - begun[1], int(peak) / 1000]))
"""


@dataclass(frozen=True)
class Subject:
    """A folder to grow, how many seconds it may take, and whether it is broken to be timed again."""

    name: str
    make: Callable[[Path], Path]
    seconds: float
    broken: bool = True


SUBJECTS = (
    Subject("the flagship", grown, 0.3, broken=False),
    Subject("10,000 events", lambda folder: grown(folder, events=10_000), 2),
    Subject("100,000 events", lambda folder: grown(folder, events=100_000), 12),
    Subject("300 routes of 60 rows", lambda folder: grown(folder, routes=300, rows=60), 3),
)


@dataclass(frozen=True)
class Cost:
    """Seconds of the processor and on the clock, and the most megabytes that were held."""

    seconds: float
    on_clock: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.on_clock:.2f} s), {self.megabytes:.0f} MB"


def main() -> int:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}\n")
    print(f"| processor (clock), memory | {' | '.join(ASKED)} | bound |\n| --- | --- | --- | --- |", flush=True)
    missed = sum(not kept for subject in SUBJECTS for kept in judged(subject))
    return int(missed > 0)


def judged(subject: Subject) -> Iterator[bool]:
    """Print what a folder costs, and what it costs when every row is at fault; yield whether the bounds are kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = subject.make(Path(name) / "grown")
        sound = [cost(asked, folder) for asked in ASKED]
        show(subject.name, sound, f"{subject.seconds} s, {MOST_MEGABYTES} MB")
        yield all(each.seconds <= subject.seconds and each.megabytes <= MOST_MEGABYTES for each in sound)
        if not subject.broken:
            return
        spoil(folder)
        spoilt = [cost(asked, folder) for asked in ASKED]
        show(f"{subject.name}, every row at fault", spoilt, f"{MOST_TIMES} times as long")
        yield all(each.seconds <= MOST_TIMES * other.seconds for each, other in zip(spoilt, sound, strict=True))


def show(name: str, costs: list[Cost], bound: str) -> None:
    print(f"| {name} | {' | '.join(map(str, costs))} | {bound} |", flush=True)


def cost(asked: str, folder: Path) -> Cost:
    """Return what a process of its own needs to answer."""
    command = [sys.executable, "-c", MEASURED, asked, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | ENVIRONMENT, check=True)
    return Cost(*json.loads(done.stdout))


if __name__ == "__main__":
    sys.exit(main())
