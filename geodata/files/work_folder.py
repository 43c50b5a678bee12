"""Folders for work that ends with the process: in one of this user's own, below the system's temporary folder."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geodata.files.unfinished import unfinished_folder

OWN_MODE = 0o700
USER = os.geteuid() if hasattr(os, "geteuid") else 0  # Windows has a temporary folder for each user
NAME = f"situation-map-{USER}"


@contextmanager
def work_folder() -> Iterator[Path]:
    """Yield a new folder that only this user can open, and remove it after the block, or with the next after a kill.

    Raises OSError if there can be none.
    """
    with unfinished_folder(own_folder(Path(tempfile.gettempdir()))) as folder:
        yield folder


def own_folder(temporary: Path) -> Path:
    """Return the folder of this user; where another made one of its name, another, and the same the next time."""
    with suppress(FileExistsError):
        (temporary / NAME).mkdir(mode=OWN_MODE)
    candidates = (temporary / NAME, *sorted(temporary.glob(f"{NAME}-*")))
    return next(filter(is_private, candidates), None) or Path(tempfile.mkdtemp(dir=temporary, prefix=f"{NAME}-"))


def is_private(path: Path) -> bool:
    """Tell whether a path is a folder, no link, of this user, which nobody else may open."""
    status = path.lstat()
    private = not stat.S_IMODE(status.st_mode) & ~OWN_MODE or os.name == "nt"  # Windows shows no such rights
    return stat.S_ISDIR(status.st_mode) and status.st_uid == USER and private
