"""`situation-map app`: start the app."""

from __future__ import annotations

import argparse

from geodata import DataError, no_folder
from layers.app.launch import launch
from layers.cli.arguments import add_situation, whole_number

HIGHEST_PORT = 65535


def arguments(parser: argparse.ArgumentParser) -> None:
    add_situation(parser)
    sentence = "port to listen on (8501 unless Streamlit is told otherwise)"
    parser.add_argument("--port", type=whole_number("port", HIGHEST_PORT), help=sentence)


def run(arguments: argparse.Namespace) -> int:
    if not arguments.situation.is_dir():
        raise DataError([no_folder(arguments.situation)])
    return launch(arguments.situation, arguments.port)
