"""`situation-map sheet`: draw the situation on a page, its sources after it."""

from __future__ import annotations

import argparse

from geodata import read_situation
from layers.cli.arguments import add_bbox, add_date, add_language, add_situation, changed, check_day
from layers.cli.outcome import FINE, UsageError
from layers.cli.output_file import add_output, check_output
from layers.escape.terminal import print_safely
from layers.share.state import default_state
from layers.sheet import sheet_form, write_sheet


def arguments(parser: argparse.ArgumentParser) -> None:
    add_situation(parser)
    add_output(parser, "OUT.pdf|OUT.png")
    add_date(parser)
    add_language(parser)
    add_bbox(parser, "what the map shows, in degrees")


def run(arguments: argparse.Namespace) -> int:
    try:
        sheet_form(arguments.out)
    except ValueError as error:
        raise UsageError(f"OUT: {error}.") from None
    check_output(arguments)
    situation = read_situation(arguments.situation)
    state = changed(default_state(situation), day=arguments.date, lang=arguments.lang, box=arguments.bbox)
    check_day(state.day, situation.span)
    size = write_sheet(arguments.out, situation, state)
    print_safely(f"{arguments.out}: {size / 1e6:.2f} MB")
    return FINE
