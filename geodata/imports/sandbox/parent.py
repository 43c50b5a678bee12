"""Starting the reading process, waiting no longer than allowed, and saying how it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from geodata.imports.environment import ENVIRONMENT, THREADS
from geodata.imports.options import Options
from geodata.imports.raw import Source
from geodata.imports.report import refused
from geodata.imports.sandbox.fork_server import ForkServer
from geodata.imports.sandbox.handed_back import Result, read_result
from geodata.imports.sandbox.input_file import FileBytes, put_in
from geodata.imports.sandbox.ipc import REPORTS, write_request
from geodata.imports.sandbox.turns import Turns
from geodata.imports.sandbox.worker import NO_SPACE
from geodata.limits import Limits
from geodata.problems import DataError

INHERITED = ("LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TZ")  # variables: no proxies, no credentials


def read_in_subprocess(
    file: Path | FileBytes, options: Options, limits: Limits, folder: Path, owner: Hashable = None
) -> Result:
    """Let a process of its own read a file in `folder`; raise DataError if it fails, hangs or grows too large."""
    source = Source(path=put_in(file, limits, folder), shown=file.name, limits=limits, work=folder)
    write_request(folder, source, options)
    code = run_worker(folder, source.shown, limits, owner)
    if code != 0 or not (folder / REPORTS).exists():
        raise crashed(source.shown, code, limits)
    return read_result(folder, source.shown, limits)


def run_worker(folder: Path, shown: str, limits: Limits, owner: Hashable = None) -> int:
    """Run the reading process and return how it ended; raise DataError if it takes too long."""
    read = read_by_fork if sys.platform == "linux" else read_by_new_process
    try:
        with reader_slot(shown, limits, owner):
            return read(folder, limits.seconds)
    except (TimeoutError, subprocess.TimeoutExpired) as error:
        raise too_slow(shown, limits) from error


def read_by_fork(folder: Path, seconds: float) -> int:
    """Let the waiting server fork the reading process; return how it ended."""
    return FORK_SERVER.read(folder, seconds)


def read_by_new_process(folder: Path, seconds: float) -> int:
    """Start the reading process anew, with its libraries; return how it ended."""
    done = subprocess.run(  # noqa: S603  the command is our own
        [sys.executable, "-m", "geodata.imports.sandbox.worker", str(folder), str(os.getpid())],
        cwd=folder,
        env=subprocess_environment() | {"TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        check=False,
    )
    return done.returncode


@contextmanager
def reader_slot(shown: str, limits: Limits, owner: Hashable = None) -> Iterator[None]:
    """Hold one of the slots for the length of the block; raise DataError if none becomes free in time.

    Turns go round owners; without one, a file is an owner of its own.
    """
    slots, owner = reader_slots(limits.readers), object() if owner is None else owner
    if not slots.take(owner, limits.seconds):
        message = f"other files are being read, and none was done within {limits.seconds:,} seconds."
        raise refused(shown, "busy", message, fix="add the file again in a minute.")
    try:
        yield
    finally:
        slots.give_back(owner)


@cache
def reader_slots(readers: int) -> Turns:
    """Return as many slots as processes may read at once, so that many uploads cannot take all memory."""
    return Turns(readers)


def subprocess_environment() -> dict[str, str]:
    """Return the variables of the reading process: where Python is, and what GDAL must not do."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    paths = [str(Path(__file__).parents[3]), *(entry for entry in sys.path if entry)]
    # Without the safe path Python would look for modules in the folder of the stranger's files first.
    python = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"}
    return inherited | ENVIRONMENT | THREADS | python


FORK_SERVER = ForkServer(subprocess_environment)


def warm_up() -> None:
    """Let the readers' libraries be loaded before the first file comes."""
    if sys.platform == "linux":
        FORK_SERVER.start()


def too_slow(shown: str, limits: Limits) -> DataError:
    message = f"reading took longer than {limits.seconds:,} seconds."
    return refused(shown, "limit-seconds", message, fix="split the file, or raise SITUATION_MAP_MAX_SECONDS.")


def no_space(shown: str) -> DataError:
    message = "there is no space left in the temporary folder, where the file is read."
    return refused(shown, "no-space", message, fix="make room there, or set TMPDIR to a folder that has room.")


def crashed(shown: str, code: int, limits: Limits) -> DataError:
    if code == NO_SPACE:
        return no_space(shown)
    if code == -getattr(signal, "SIGXCPU", 0) != 0:
        return too_slow(shown, limits)
    message = "reading was broken off: the file is damaged, or needs more memory than allowed."
    fix = "open it and save it again, split it, or raise SITUATION_MAP_MAX_MEMORY_BYTES."
    return refused(shown, "crash", message, fix=fix)
