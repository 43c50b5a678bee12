"""What is at a path already, in words, before something is written there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

FILE, FOLDER = "a file", "a folder"
KINDS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def occupant(path: Path) -> str:
    """Return what is at a path, FILE or FOLDER where it may be written to, nothing where there is nothing."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return ""
    if kind := next((kind for is_kind, kind in KINDS if is_kind(mode)), ""):
        return kind
    read_only = not mode & stat.S_IWUSR or not os.access(path, os.W_OK)  # the system lets root write to any
    return f"a {'read-only ' if read_only else ''}{'folder' if stat.S_ISDIR(mode) else 'file'}"


def check_replaceable(path: Path) -> None:
    """Raise FileExistsError if something is at a path that is no plain file, or one that may not be written to."""
    if (found := occupant(path)) not in ("", FILE):
        message = f"expected a new file, or a plain one to replace, found {found}. Fix: name another file."
        raise FileExistsError(errno.EEXIST, message, str(path))
