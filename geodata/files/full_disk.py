"""A full disk, which is told from every other reason why something cannot be written."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT)


def is_full(error: BaseException) -> bool:
    """Tell whether an error says that there is no space left, or none for this user."""
    return isinstance(error, OSError) and reason(error) in FULL


def reason(error: OSError) -> int:
    """Return the number of an error of the system; one of a tree that is copied has it in its words alone."""
    return error.errno or next((number for number in FULL if os.strerror(number) in str(error)), errno.EIO)


@contextmanager
def errors_named(path: Path) -> Iterator[None]:
    """Let each OSError name the path that was asked for, not a temporary one beside it or a file that is copied."""
    try:
        yield
    except OSError as error:
        raise OSError(reason(error), os.strerror(reason(error)), str(path)) from error
