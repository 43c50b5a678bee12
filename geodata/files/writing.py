"""Writing files so that a reader sees the old file or the new one, never a part, and nothing but plain files."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from geodata.files.full_disk import errors_named
from geodata.files.occupant import check_replaceable
from geodata.files.unfinished import unfinished_file

PERMISSIONS = 0o777


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file in one step: into a temporary file beside it, then renamed over it.

    A file that is replaced keeps its permissions. Raises FileExistsError as `check_replaceable` does, OSError, with the
    path that was asked for, if it cannot be written; what was there then stays.
    """
    check_replaceable(path)
    with errors_named(path):
        replace_whole(path, content.encode("utf-8") if isinstance(content, str) else content)


def replace_whole(path: Path, data: bytes) -> None:
    with unfinished_file(path.parent) as draft:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(stat.S_IMODE(path.stat().st_mode) & PERMISSIONS if path.exists() else 0o666 & ~UMASK)
        draft.replace(path)


def read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


UMASK = read_umask()  # once: to ask for it is to set it, for all threads
