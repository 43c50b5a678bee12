"""`situation-map app`: start the app."""

from __future__ import annotations

import argparse
from pathlib import Path

from geodata import DataError, no_folder
from layers.app.server.launch import launch
from layers.app.situations.folders import NamesakesError, folders_of_environment, situation_folders
from layers.cli.arguments import whole_number
from layers.cli.outcome import UsageError, print_problems

HIGHEST_PORT = 65535


def arguments(parser: argparse.ArgumentParser) -> None:
    shown = "a situation folder, or a folder of them; may be given several times (else SITUATION_MAP_FOLDER)"
    parser.add_argument("--situation", type=Path, action="append", metavar="DIR", help=shown)
    sentence = "port to listen on (8501 unless Streamlit is told otherwise)"
    parser.add_argument("--port", type=whole_number("port", HIGHEST_PORT), help=sentence)


def run(arguments: argparse.Namespace) -> int:
    given = arguments.situation or folders_of_environment()
    check_folders(given)
    return launch(given, arguments.port)


def check_folders(given: list[Path]) -> None:
    """Print which folders are not there, which the app lists as such; raise DataError if none is."""
    try:
        situation_folders(given)
    except NamesakesError as error:
        raise UsageError(str(error)) from None
    missing = [no_folder(folder) for folder in given if not folder.is_dir()]
    if len(missing) == len(given):
        raise DataError(missing)
    print_problems(missing)
