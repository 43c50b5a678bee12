"""A command that ends itself, as `kill -9` would, at one of its own writes: `dying_command.py FOLDER STEP COMMAND…`.

A step is whatever changes something in FOLDER, or locks it, before it is done: a file opened for writing, a block
written, flushed to the disk, renamed, made, removed. At step number STEP, from 1, the process is killed; with 0 it is
not, and the number of steps is the last line that it prints.
"""

from __future__ import annotations

import builtins
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
    """Counts the steps, and kills the process before the one it is to die at."""

    def __init__(self, folder: str, last: int) -> None:
        self.folder = folder
        self.last = last
        self.done = 0

    def step(self) -> None:
        self.done += 1
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(self, act: str, about: tuple[Any, ...]) -> None:
        """Take an event of Python's audit for a step if it changes something in the folder."""
        changes = act in ACTS or (act == "open" and isinstance(about[2], int) and about[2] & WRITING)
        if act == "fcntl.flock" or (changes and self.is_inside(about[0])):
            self.step()

    def is_inside(self, path: object) -> bool:
        return isinstance(path, str | Path) and str(path).startswith(self.folder)


def watch(steps: Steps) -> None:
    """Let every write of a file in the folder be one of many blocks, each a step."""

    class Blocks(io.FileIO):
        def write(self, data: Any) -> int:
            steps.step()
            return super().write(memoryview(data)[:BLOCK])

    def opened(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **named: Any) -> Any:
        if not (set(mode) & set("wax+") and steps.is_inside(file)):
            return whole_open(file, mode, buffering, *rest, **named)
        buffer = io.BufferedWriter(Blocks(file, mode.replace("b", "").replace("t", "")))
        return buffer if "b" in mode else io.TextIOWrapper(buffer, *rest, **named)

    def sent(out: int, source: int, offset: int, count: int) -> int:
        steps.step()
        return whole_sendfile(out, source, offset, min(count, BLOCK))

    def flushed(handle: int) -> None:
        steps.step()
        whole_fsync(handle)

    whole_open, whole_sendfile, whole_fsync = builtins.open, os.sendfile, os.fsync
    builtins.open = io.open = opened  # type: ignore[assignment]
    os.sendfile, os.fsync = sent, flushed  # type: ignore[assignment]
    sys.addaudithook(steps.hear)


def main(folder: str, last: str, *command: str) -> None:
    from layers.cli.main import main as run_command

    steps = Steps(folder, int(last))
    watch(steps)
    code = run_command(command)
    print(steps.done)
    sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
