"""`situation-map new`: write a small situation folder to begin with."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from geodata import new_situation
from layers.cli.outcome import FINE, UsageError
from layers.escape.terminal import print_safely


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--title", required=True)


def run(arguments: argparse.Namespace) -> int:
    try:
        new_situation(arguments.folder, arguments.title)
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    quoted = shlex.quote(str(arguments.folder))
    print_safely(f"{arguments.folder}: edit its files, then try: situation-map app --situation {quoted}")
    return FINE
