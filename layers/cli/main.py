"""The command line: `situation-map app | export | sheet | validate | status | new`.

Exit codes: 0 fine, 1 problems found in the data, 2 wrong usage. Problems go to standard error, a line each.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata import FLAGSHIP, DataError, Problem, Situation, errors, problem_lines, read_situation
from geodata.dates import ONE_DAY, is_recorded_day, parse_day
from geodata.files.read import no_folder
from layers.escape.terminal import print_any_letter, put, put_table

if TYPE_CHECKING:
    from layers.uploads.layer import Upload

FINE, PROBLEMS, USAGE = 0, 1, 2
ORDERS = ("dmy", "mdy")
DATES_HELP = "whether the day or the month comes first in dates like 03/04/2025"


def day(text: str) -> Any:
    if not is_recorded_day(text):
        raise argparse.ArgumentTypeError(f"expected a day of the calendar as YYYY-MM-DD, found {text!r}")
    return parse_day(text)


def port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"expected a port from 1 to 65535, found {text!r}")
    return int(text)


def positive(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 3650:
        raise argparse.ArgumentTypeError(f"expected a number of days from 1 to 3650, found {text!r}")
    return int(text)


def bbox(text: str) -> tuple[float, ...]:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected W,S,E,N in degrees, found {text!r}") from None
    if not (-180 <= west < east <= 180 and -85 <= south < north <= 85):
        raise argparse.ArgumentTypeError(f"expected west < east and south < north in degrees, found {text!r}")
    return west, south, east, north


def with_bbox_joined(argv: Sequence[str]) -> list[str]:
    """Join `--bbox` to its value, which begins with a minus sign west of Greenwich and would be taken for an option."""
    words = iter(argv)
    return [f"--bbox={next(words, '')}" if word == "--bbox" else word for word in words]


class Parser(argparse.ArgumentParser):
    """A parser whose messages no terminal obeys: they repeat what was typed, which may name a stranger's file."""

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            put(message.rstrip("\n"), file or sys.stderr)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; languages and modes are those there are."""
    from layers.payload.basemaps import TILES
    from layers.share.keys import MODES
    from layers.text.languages import languages

    top = Parser(prog="situation-map", description="Maps of a situation that moves through time.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    situation = Parser(add_help=False)
    named = Path(os.environ.get("SITUATION_MAP_FOLDER") or FLAGSHIP)
    situation.add_argument(
        "--situation", type=Path, default=named, metavar="DIR", help="the situation folder (else SITUATION_MAP_FOLDER)"
    )

    app = commands.add_parser("app", parents=[situation], help="start the app in the browser")
    app.add_argument(
        "--port", type=port, default=None, help="port to listen on (8501 unless Streamlit is told otherwise)"
    )
    app.set_defaults(run=run_app)

    export = commands.add_parser("export", parents=[situation], help="write the page as one HTML file")
    export.add_argument("out", type=Path, metavar="OUT.html")
    export.add_argument("--date", type=day, help="day to open on, YYYY-MM-DD")
    export.add_argument("--mode", choices=MODES)
    export.add_argument("--days", type=positive, help="length of the window")
    export.add_argument("--lang", choices=languages())
    export.add_argument("--bbox", type=bbox, metavar="W,S,E,N", help="what the view shows, in degrees")
    export.add_argument(
        "--tiles", choices=TILES, action="append", default=[], help="offer a tile service as well (needs the network)"
    )
    export.add_argument(
        "--add",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="add a layer of your own; may be given several times",
    )
    export.add_argument(
        "--share-restricted",
        action="store_true",
        help="add rows too whose licence leaves passing them on to your own terms (ACLED)",
    )
    export.add_argument("--dates", choices=ORDERS, help=DATES_HELP)
    export.set_defaults(run=run_export)

    sheet = commands.add_parser("sheet", parents=[situation], help="draw the situation on one A4 page")
    sheet.add_argument("out", type=Path, metavar="OUT.pdf|OUT.png")
    sheet.add_argument("--date", type=day, help="YYYY-MM-DD")
    sheet.add_argument("--lang", choices=languages())
    sheet.add_argument("--bbox", type=bbox, metavar="W,S,E,N", help="what the map shows, in degrees")
    sheet.set_defaults(run=run_sheet)

    validate = commands.add_parser("validate", help="check situation folders and files of layers")
    validate.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    validate.add_argument("--json", action="store_true", help="print the report for machines")
    validate.add_argument("--dates", choices=ORDERS, help=DATES_HELP)
    validate.add_argument(
        "--situation",
        type=Path,
        metavar="DIR",
        help="tell which places of a file are swapped or outside the box of this situation",
    )
    validate.set_defaults(run=run_validate)

    status = commands.add_parser("status", parents=[situation], help="print the route ledger on a day")
    status.add_argument("--date", type=day, help="YYYY-MM-DD; with --csv it may be left out for all days")
    status.add_argument("--lang", choices=languages(), default="en")
    form = status.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true")
    status.set_defaults(run=run_status)

    new = commands.add_parser("new", help="write a small situation folder to begin with")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument("--title", required=True)
    new.set_defaults(run=run_new)
    return top


def run_app(arguments: argparse.Namespace) -> int:
    from layers.app.launch import launch

    if not arguments.situation.is_dir():
        raise DataError([no_folder(arguments.situation)])
    return launch(arguments.situation, arguments.port)


def run_export(arguments: argparse.Namespace) -> int:
    from layers.page.export import write_export
    from layers.share.state import default_state
    from layers.uploads.layer import widened

    situation = read_situation(arguments.situation)
    uploads, problems = added_layers(arguments, situation)
    chosen = {"day": arguments.date, "mode": arguments.mode, "days": arguments.days, "lang": arguments.lang}
    ids = [upload.id for upload in uploads]
    state = replace(default_state(situation, layers=ids), **{key: value for key, value in chosen.items() if value})
    check_day(state.day, widened(situation.span, uploads))
    tiles = tuple(arguments.tiles)
    size = write_export(arguments.out, situation, state, fit=arguments.bbox, tiles=tiles, uploads=uploads)
    put(f"{arguments.out}: {size / 1e6:.2f} MB")
    return PROBLEMS if errors(problems) else FINE


def added_layers(arguments: argparse.Namespace, situation: Situation) -> tuple[list[Upload], list[Problem]]:
    """Read the files to add, tell what is wrong with them, and leave out what may not be passed on."""
    from geodata.imports import read_layer
    from layers.uploads.layer import make_upload

    uploads: list[Upload] = []
    problems: list[Problem] = []
    for path in arguments.add:
        layer = read_layer(path, dates=arguments.dates, box=situation.settings.box)
        problems += [problem for report in layer.reports for problem in report.problems]
        if layer.may_export or arguments.share_restricted:
            uploads.append(make_upload(layer, situation, uploads))
        else:
            left_out = "is left out. Say --share-restricted if you may share its rows."
            put(f"situation-map: {path.name} {left_out} {layer.licence}", sys.stderr)
    tell(problems)
    return uploads, problems


def run_sheet(arguments: argparse.Namespace) -> int:
    from layers.share.state import default_state
    from layers.sheet import sheet_form, write_sheet

    try:
        sheet_form(arguments.out)
    except ValueError as error:
        raise UsageError(f"OUT: {error}.") from None
    situation = read_situation(arguments.situation)
    chosen = {"day": arguments.date, "lang": arguments.lang}
    state = replace(default_state(situation), **{key: value for key, value in chosen.items() if value})
    check_day(state.day, situation.span)
    size = write_sheet(arguments.out, situation, state, fit=arguments.bbox)
    put(f"{arguments.out}: {size / 1e6:.2f} MB")
    return FINE


def run_validate(arguments: argparse.Namespace) -> int:
    from layers.cli.validate_report import report_text, validate_path

    box = read_situation(arguments.situation).settings.box if arguments.situation else None
    reports = [validate_path(path, arguments.dates, box) for path in arguments.paths]
    found = [problem for report in reports for problem in report.problems]
    several = len(reports) > 1
    tell(
        [
            replace(problem, file=str(path / problem.file)) if several and path.is_dir() else problem
            for path, report in zip(arguments.paths, reports, strict=True)
            for problem in report.problems
        ]
    )
    put(report_text(reports, as_json=arguments.json))
    return PROBLEMS if errors(found) else FINE


def run_status(arguments: argparse.Namespace) -> int:
    from layers.tables.status import status_csv, status_json, status_text

    situation = read_situation(arguments.situation)
    date = arguments.date or situation.settings.day
    check_day(date, situation.span)
    if arguments.csv:
        put_table(status_csv(situation, arguments.date, arguments.lang))
    else:
        put((status_json if arguments.json else status_text)(situation, date, arguments.lang))
    return FINE


def run_new(arguments: argparse.Namespace) -> int:
    from geodata import new_situation

    try:
        new_situation(arguments.folder, arguments.title)
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    quoted = shlex.quote(str(arguments.folder))
    put(f"{arguments.folder}: edit its files, then try: situation-map app --situation {quoted}")
    return FINE


def check_day(date: dt.date, span: tuple[dt.date, dt.date]) -> None:
    """Raise UsageError for a day outside the half-open span that the data can speak of."""
    first, last = span[0], span[1] - ONE_DAY
    if not first <= date <= last:
        raise UsageError(f"--date: expected a day from {first} to {last}, of which the data can speak; found {date}.")


class UsageError(Exception):
    """An argument that only the data can show to be wrong."""


def tell(problems: Sequence[Problem]) -> None:
    for line in problem_lines(problems):
        put(line, sys.stderr)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    print_any_letter()
    arguments = parser().parse_args(with_bbox_joined(sys.argv[1:] if argv is None else argv))
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except DataError as error:
        tell(error.problems)
        return PROBLEMS
    except UsageError as error:
        put(f"situation-map: {error}", sys.stderr)
        return USAGE
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        put(f"situation-map: {': '.join(filter(None, (error.filename, error.strerror)))}", sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return 130
