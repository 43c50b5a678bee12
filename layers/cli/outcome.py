"""What a command can come to: its exit codes, wrong usage, and problems in the data."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from geodata import Problem, problem_lines
from layers.escape.terminal import print_safely

FINE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130


class UsageError(Exception):
    """An argument that only the data can show to be wrong."""


def print_problems(problems: Sequence[Problem]) -> None:
    """Print each problem as a line of standard error."""
    for line in problem_lines(problems):
        print_safely(line, sys.stderr)
