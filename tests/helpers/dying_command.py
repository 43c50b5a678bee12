"""A command that is killed at one of its own writes, or finds the disk full from there on.

    dying_command.py kill|full FOLDER STEP COMMAND…

A step is whatever changes something in FOLDER, or locks it, before it is done: a file opened for writing, a block
written, flushed to the disk, renamed, made, removed. At step number STEP, from 1, the process is killed as by
`kill -9`, or from there on nothing can be made or written; with 0 neither happens, and the number of steps is the last
line printed.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sys
from pathlib import Path
from typing import Any

BLOCK = 4_096  # bytes that are written at once
ACTS = {"os.rename", "os.mkdir", "os.chmod", "os.remove", "os.rmdir"}
WRITING = os.O_WRONLY | os.O_RDWR


class Steps:
    """Counts the steps, and ends before the one numbered `last` as is to be."""

    def __init__(self, end: str, folder: str, last: int) -> None:
        self.end = end
        self.folder = folder
        self.last = last
        self.done = 0

    def step(self, *, takes_space: bool) -> None:
        self.done += 1
        if self.end == "kill" and self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.end == "full" and 0 < self.last <= self.done and takes_space:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def hear(self, act: str, about: tuple[Any, ...]) -> None:
        """Take an event of Python's audit for a step if it changes something in the folder."""
        opens = act == "open" and isinstance(about[2], int) and about[2] & WRITING
        if act == "fcntl.flock" or ((opens or act in ACTS) and self.is_inside(about[0])):
            self.step(takes_space=bool(opens) or act == "os.mkdir")

    def is_inside(self, path: object) -> bool:
        return isinstance(path, str | Path) and str(path).startswith(self.folder)


def watch(steps: Steps) -> None:
    """Let every write of a file in the folder be one of many blocks, each a step."""

    class Blocks(io.FileIO):
        def write(self, data: Any) -> int:
            steps.step(takes_space=True)
            return super().write(memoryview(data)[:BLOCK])

    def opened(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **named: Any) -> Any:
        if not (set(mode) & set("wax+") and steps.is_inside(file)):
            return whole_open(file, mode, buffering, *rest, **named)
        buffer = io.BufferedWriter(Blocks(file, mode.replace("b", "").replace("t", "")))
        return buffer if "b" in mode else io.TextIOWrapper(buffer, *rest, **named)

    def sent(out: int, source: int, offset: int, count: int) -> int:
        steps.step(takes_space=True)
        return whole_sendfile(out, source, offset, min(count, BLOCK))

    def flushed(handle: int) -> None:
        steps.step(takes_space=True)
        whole_fsync(handle)

    whole_open, whole_sendfile, whole_fsync = builtins.open, os.sendfile, os.fsync
    builtins.open = io.open = opened  # type: ignore[assignment]
    os.sendfile, os.fsync = sent, flushed  # type: ignore[assignment]
    sys.addaudithook(steps.hear)


def main(end: str, folder: str, last: str, *command: str) -> None:
    from layers.cli.main import main as run_command

    steps = Steps(end, folder, int(last))
    watch(steps)
    code = run_command(command)
    print(steps.done)
    sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
