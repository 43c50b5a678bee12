"""Printing texts that may hold a stranger's words: a terminal shows them and obeys none of them."""

from __future__ import annotations

import io
import sys
from typing import TextIO

from geodata.problems import printable


def print_safely(text: str, stream: TextIO | None = None) -> None:
    """Print lines to a stream, standard output unless another is given."""
    print(visible(text), file=stream or sys.stdout)


def print_table(text: str) -> None:
    """Write a table to standard output, unchanged unless that is a terminal."""
    sys.stdout.write(visible(text) if sys.stdout.isatty() else text)


def visible(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))


def escape_unencodable() -> None:
    """Let standard output write letters that its encoding lacks as `\\uXXXX`, as standard error does."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
