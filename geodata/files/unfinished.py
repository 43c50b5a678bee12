"""Files and folders under a temporary name until they are finished. Whoever writes one holds its lock: what nobody
holds was left behind by a process that was killed, and is removed by the next that writes beside it.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from geodata.files.lock import held

PREFIX, SUFFIX = ".situation-map-", ".part"


@contextmanager
def unfinished_file(beside: Path) -> Iterator[Path]:
    """Yield a new, empty file in the folder `beside`; what is still under its name after the block is removed.

    Raises OSError if there can be none.
    """
    with unfinished(new_file, beside) as path:
        yield path


@contextmanager
def unfinished_folder(beside: Path) -> Iterator[Path]:
    """Yield a new folder, which only this user can open, in the folder `beside`; else as `unfinished_file`."""
    with unfinished(new_folder, beside) as path:
        yield path


@contextmanager
def unfinished(make: Callable[[Path], Path], beside: Path) -> Iterator[Path]:
    remove_abandoned(beside)
    with ExitStack() as locks:
        path = made_and_held(make, beside, locks)
        try:
            yield path
        finally:
            remove(path)


def made_and_held(make: Callable[[Path], Path], beside: Path, locks: ExitStack) -> Path:
    """Return what was made, locked where there are locks; where it was taken for abandoned before, another."""
    while True:
        path = make(beside)
        try:
            locks.enter_context(held(path))
        except (BlockingIOError, FileNotFoundError):
            continue
        except OSError:  # there are no locks: whoever looks for what is abandoned gets none either, and removes nothing
            return path
        return path


def new_file(beside: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=beside, prefix=PREFIX, suffix=SUFFIX)
    os.close(handle)
    return Path(name)


def new_folder(beside: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=beside, prefix=PREFIX, suffix=SUFFIX))


def remove_abandoned(folder: Path) -> None:
    """Remove what this user's killed processes left unfinished in a folder."""
    for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError), held(path):
            if is_own(path):
                remove(path)


def is_own(path: Path) -> bool:
    """Tell whether a file or a folder, no link, belongs to this user."""
    status = path.lstat()
    return status.st_uid == os.geteuid() and (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode))


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
