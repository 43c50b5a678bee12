"""`situation-map migrate`: bring a situation folder of the first edition of the contract to the second."""

from __future__ import annotations

import argparse
from pathlib import Path

from geodata import DataError, errors, migrate_situation, validate_folder
from geodata.problems import printable
from layers.cli.outcome import FINE, PROBLEMS, UsageError, print_problems
from layers.escape.terminal import print_safely


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")


def run(arguments: argparse.Namespace) -> int:
    try:
        report = migrate_situation(arguments.folder)
    except DataError:  # a ValueError too, of which the exit code is another
        raise
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    for line in report:
        print_safely(printable(line))
    problems = validate_folder(arguments.folder).problems
    print_problems(problems)
    return PROBLEMS if errors(problems) else FINE
