"""`situation-map export`: write the page as one file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geodata import Problem, Situation, errors, imports, read_situation
from layers.cli.arguments import (
    add_bbox,
    add_columns,
    add_date,
    add_date_order,
    add_encoding,
    add_language,
    add_situation,
    changed,
    check_day,
    whole_number,
)
from layers.cli.outcome import FINE, PROBLEMS, print_problems
from layers.cli.output_file import add_output, check_output
from layers.escape.terminal import print_safely
from layers.page.export import write_export
from layers.payload.basemaps import TILES
from layers.share.link_keys import MAX_DAYS, MODES
from layers.share.state import default_state
from layers.uploads.layer import Upload, make_upload, widened


def arguments(parser: argparse.ArgumentParser) -> None:
    add_situation(parser)
    add_output(parser, "OUT.html")
    add_date(parser, "day to open on, YYYY-MM-DD")
    parser.add_argument("--mode", choices=MODES)
    parser.add_argument("--days", type=whole_number("number of days", MAX_DAYS), help="length of the window")
    add_language(parser)
    add_bbox(parser, "what the view shows whole at any width, in degrees")
    offered = "offer a tile service as well (needs the network)"
    parser.add_argument("--tiles", choices=TILES, action="append", default=[], help=offered)
    own = "add a layer of your own; may be given several times"
    parser.add_argument("--add", type=Path, action="append", default=[], metavar="FILE", help=own)
    restricted = "add rows too whose licence leaves passing them on to your own terms (ACLED)"
    parser.add_argument("--share-restricted", action="store_true", help=restricted)
    add_date_order(parser)
    add_columns(parser)
    add_encoding(parser)


def run(arguments: argparse.Namespace) -> int:
    check_output(arguments, arguments.add)
    situation = read_situation(arguments.situation)
    uploads, problems = added_layers(arguments, situation)
    state = changed(
        default_state(situation, layers=[upload.id for upload in uploads]),
        day=arguments.date,
        mode=arguments.mode,
        days=arguments.days,
        lang=arguments.lang,
        box=arguments.bbox,
    )
    check_day(state.day, widened(situation.span, uploads))
    tiles = tuple(arguments.tiles)
    size = write_export(arguments.out, situation, state, tiles=tiles, uploads=uploads)
    print_safely(f"{arguments.out}: {size / 1e6:.2f} MB")
    if not situation.settings.corrections:
        print_safely("note: readers are offered no address for corrections; set one in situation.toml.")
    return PROBLEMS if errors(problems) else FINE


def added_layers(arguments: argparse.Namespace, situation: Situation) -> tuple[list[Upload], list[Problem]]:
    """Read the files to add, print what is wrong with them, and leave out what may not be passed on."""
    uploads: list[Upload] = []
    problems: list[Problem] = []
    for path in arguments.add:
        layer = imports.read_layer(
            path,
            dates=arguments.dates,
            columns=dict(arguments.columns),
            encoding=arguments.encoding or "",
            box=situation.settings.box,
        )
        problems += [problem for report in layer.reports for problem in report.problems]
        if layer.may_export or arguments.share_restricted:
            uploads.append(make_upload(layer, situation, uploads))
        else:
            left_out = "is left out. Say --share-restricted if you may share its rows."
            print_safely(f"situation-map: {path.name} {left_out} {layer.licence}", sys.stderr)
    print_problems(problems)
    return uploads, problems
