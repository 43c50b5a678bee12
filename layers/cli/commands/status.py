"""`situation-map status`: print the route ledger on a day."""

from __future__ import annotations

import argparse

from geodata import DEFAULT_LANGUAGE, read_situation
from layers.cli.arguments import add_date, add_language, add_situation, check_day
from layers.cli.outcome import FINE
from layers.escape.terminal import print_safely, print_table
from layers.tables.status_formats import status_csv, status_json, status_text


def arguments(parser: argparse.ArgumentParser) -> None:
    add_situation(parser)
    add_date(parser, "YYYY-MM-DD; with --csv it may be left out for all days")
    add_language(parser, DEFAULT_LANGUAGE)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    situation = read_situation(arguments.situation)
    date = arguments.date or situation.settings.day
    check_day(date, situation.span)
    if arguments.csv:
        print_table(status_csv(situation, arguments.date, arguments.lang))
    else:
        print_safely((status_json if arguments.json else status_text)(situation, date, arguments.lang))
    return FINE
