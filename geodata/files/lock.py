"""The lock of a file or a folder: the system's own, on the thing itself, which ends with the process that holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows locks no folders
    LOCKS = False
else:
    LOCKS = True


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of what is at a path, which may be renamed meanwhile.

    Raises BlockingIOError if another holds it, FileNotFoundError if it was removed before it could be locked, another
    OSError where there are no locks.
    """
    if not LOCKS:
        raise OSError("there are no locks of folders on this system")
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(handle), path.lstat()):
            raise FileNotFoundError(f"another thing is at {path} now")
        yield
    finally:
        os.close(handle)
