"""The file that a command writes: what may be there before. `--force` gives up what others made, never an input."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from geodata import imports, is_situation_file
from geodata.files.occupant import check_replaceable
from layers.cli.outcome import UsageError

MARKS = (  # how a file that this program made begins, and what stands at either end of it
    (b"<!doctype html>", b'<meta name="generator" content="situation-map">'),
    (b"%PDF-", b"/Creator (situation-map)"),
    (b"\x89PNG", b"Software\0situation-map"),
)
END_BYTES = 4_096


def add_output(parser: argparse.ArgumentParser, metavar: str) -> None:
    sentence = "the file to write; what is there is replaced only if situation-map made it"
    parser.add_argument("out", type=Path, metavar=metavar, help=sentence)
    forced = "replace another file too; never a link, a device, a read-only file, or a file that is read for this one"
    parser.add_argument("--force", action="store_true", help=forced)


def check_output(arguments: argparse.Namespace, added: Sequence[Path] = ()) -> None:
    """Refuse to write where something is that may not be replaced; `added` are files that are read, of any format.

    Raises UsageError, and FileExistsError for what is no plain file.
    """
    out = arguments.out
    check_replaceable(out)
    if is_read(out, arguments.situation, added):
        raise UsageError(f"{out}: expected a file to write, found one that is to be read. Fix: name another file.")
    if out.exists() and not arguments.force and not is_own(out):
        found = "a file that situation-map did not make"
        raise UsageError(f"{out}: expected a new file, found {found}. Fix: name another file, or say --force.")


def is_read(out: Path, situation: Path, added: Sequence[Path]) -> bool:
    """Tell whether a file is, or would be, one of the situation or of those added to it, by whatever path."""
    belongs = is_same(out.parent, situation) and is_situation_file(out.name)
    return belongs or any(is_same(out, each) for each in read_files(situation, added))


def read_files(situation: Path, added: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of a situation, and of files that are added, with the parts of a shapefile."""
    yield from (file for file in situation.glob("*") if is_situation_file(file.name))
    for file in filter(Path.is_file, added):
        yield from (file, *imports.sidecars(file).values())


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to the same thing, which is there."""
    with suppress(OSError):
        return one.samefile(other)
    return False


def is_own(path: Path) -> bool:
    """Tell whether this program made a file, by the mark that it puts into each."""
    with path.open("rb") as file:
        head = file.read(END_BYTES)
        file.seek(max(0, file.seek(0, os.SEEK_END) - END_BYTES))
        ends = head + file.read()
    return any(head.startswith(beginning) and mark in ends for beginning, mark in MARKS)
