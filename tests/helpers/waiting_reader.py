"""A reading process that waits for a request that never comes: it opens a named pipe in place of the file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def opened_by_a_reader(pipe: Path) -> Iterator[None]:
    """Wait until another process has opened a pipe, and keep it waiting for the length of the block."""
    until = time.monotonic() + 60
    while True:
        try:
            end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:  # nobody yet
            assert time.monotonic() < until
            time.sleep(0.05)
    yield
    os.close(end)
