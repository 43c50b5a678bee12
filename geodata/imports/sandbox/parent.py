"""Starting the reading process, waiting no longer than allowed, and telling how it ended."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from geodata.imports.environment import ENVIRONMENT, THREADS
from geodata.imports.fields.normalize import Options
from geodata.imports.formats.registry import format_of
from geodata.imports.formats.shapefile import sidecars
from geodata.imports.report import refused
from geodata.imports.sandbox.ipc import REPORTS
from geodata.imports.sandbox.worker import REQUEST
from geodata.limits import Limits, over_limit
from geodata.problems import DataError

KEPT_VARIABLES = ("LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TZ")  # no proxies, no credentials
OWN_NAME = "input"


def read_in_child(path: Path, shown: str, options: Options, limits: Limits, folder: Path) -> None:
    """Let a child process read a file into `folder`; raise DataError if it fails, hangs or grows too large."""
    own = copied(path, shown, limits, folder)
    request = {
        "file": own.name,
        "shown": shown,
        "limits": asdict(limits),
        "dates": options.dates,
        "columns": dict(options.columns),
        "box": options.box,
        "today": options.today.isoformat(),
    }
    (folder / REQUEST).write_text(json.dumps(request), encoding="utf-8")
    code = run_worker(folder, shown, limits)
    if code != 0 or not (folder / REPORTS).exists():
        raise crashed(shown, code, limits)


def copied(path: Path, shown: str, limits: Limits, folder: Path) -> Path:
    """Copy a file, with what belongs to it, under a name of our own, because names can be commands to readers."""
    format_of(path.name, shown)
    own = folder / f"{OWN_NAME}{path.suffix.casefold()}"
    try:
        beside = sidecars(path) if path.suffix.casefold() == ".shp" else {}
        files = {own: path} | {own.with_suffix(extension): file for extension, file in beside.items()}
        if link := next((file for file in beside.values() if file.is_symlink()), None):
            fix = "put the file itself there."
            raise refused(shown, "not-a-file", "a file of the shapefile is a link.", value=link.name, fix=fix)
        if not all(stat.S_ISREG(file.stat().st_mode) for file in files.values()):
            raise refused(shown, "not-a-file", "expected a file.")
        size = sum(file.stat().st_size for file in files.values())
        if size > limits.file_bytes:
            raise over_limit(shown, "file_bytes", limits.file_bytes, f"the file has {size:,} bytes")
        for target, file in files.items():
            shutil.copyfile(file, target)
    except OSError as error:
        raise refused(shown, "not-readable", f"the file cannot be opened: {error.strerror}.") from error
    return own


def run_worker(folder: Path, shown: str, limits: Limits) -> int:
    """Run the reading process and return how it ended; raise DataError if it takes too long."""
    command = [sys.executable, "-m", "geodata.imports.sandbox.worker", str(folder), str(os.getpid())]
    try:
        with place_to_read(shown, limits):
            done = subprocess.run(  # noqa: S603  the command is our own
                command,
                cwd=folder,
                env=child_environment(folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=limits.seconds,
                check=False,
            )
    except subprocess.TimeoutExpired as error:
        raise too_slow(shown, limits) from error
    return done.returncode


@contextmanager
def place_to_read(shown: str, limits: Limits) -> Iterator[None]:
    """Hold one of the places to read for the length of the block; raise DataError if none becomes free in time."""
    free = places(limits.readers)
    if not free.acquire(timeout=limits.seconds):
        message = f"other files are being read, and none was done within {limits.seconds:,} seconds."
        raise refused(shown, "busy", message, fix="add the file again in a minute.")
    try:
        yield
    finally:
        free.release()


@cache
def places(readers: int) -> BoundedSemaphore:
    """Return the places of the processes that may read at once, so that many uploads cannot take all memory."""
    return BoundedSemaphore(readers)


def child_environment(folder: Path) -> dict[str, str]:
    """Return the variables of the reading process: where Python is, where it may write, and what GDAL must not do."""
    kept: dict[str, Any] = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    paths = [str(Path(__file__).parents[3]), *(entry for entry in sys.path if entry)]
    # Without the safe path Python would look for modules in the folder of the stranger's files first.
    own = {"TMPDIR": str(folder), "PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"}
    return kept | ENVIRONMENT | THREADS | own


def too_slow(shown: str, limits: Limits) -> DataError:
    """Return the error for a file that takes too long."""
    message = f"reading took longer than {limits.seconds:,} seconds."
    return refused(shown, "limit-seconds", message, fix="split the file, or raise SITUATION_MAP_MAX_SECONDS.")


def crashed(shown: str, code: int, limits: Limits) -> DataError:
    """Return the error for a process that ended without a result."""
    if code == -getattr(signal, "SIGXCPU", 0) != 0:
        return too_slow(shown, limits)
    message = "reading was broken off: the file is damaged, or needs more memory than allowed."
    fix = "open it and save it again, split it, or raise SITUATION_MAP_MAX_MEMORY_BYTES."
    return refused(shown, "crash", message, fix=fix)
