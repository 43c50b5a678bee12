"""`situation-map validate`: check situation folders and files of layers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from geodata import Problem, errors, read_situation
from geodata.imports import ReadOptions
from layers.cli.arguments import add_columns, add_date_order, add_encoding
from layers.cli.outcome import FINE, PROBLEMS, print_problems
from layers.cli.validate_report import PathReport, report_text, validate_path
from layers.escape.terminal import print_safely


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--json", action="store_true", help="print the report for machines")
    add_date_order(parser)
    add_columns(parser)
    add_encoding(parser)
    sentence = "tell which places of a file are swapped or outside the box of this situation"
    parser.add_argument("--situation", type=Path, metavar="DIR", help=sentence)


def run(arguments: argparse.Namespace) -> int:
    box = read_situation(arguments.situation).settings.box if arguments.situation else None
    options = ReadOptions(
        dates=arguments.dates, columns=dict(arguments.columns), encoding=arguments.encoding or "", box=box
    )
    reports = [validate_path(path, options) for path in arguments.paths]
    problems = list(placed_problems(arguments.paths, reports))
    print_safely(report_text(reports, as_json=arguments.json))
    sys.stdout.flush()  # what is said at a glance stands before the rest
    print_problems(problems)
    return PROBLEMS if errors(problems) else FINE


def placed_problems(paths: Sequence[Path], reports: Sequence[PathReport]) -> Iterator[Problem]:
    """Yield all problems; where several folders are checked, each names its folder."""
    for path, report in zip(paths, reports, strict=True):
        named = len(paths) > 1 and path.is_dir()
        for problem in report.problems:
            yield replace(problem, file=str(path / problem.file)) if named else problem
