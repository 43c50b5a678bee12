"""Arguments that several commands take: how their text is read, and what is checked of their values."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from geodata.dates import is_recorded_day, last_day, parse_day
from geodata.imports import FIELDS, Order, is_encoding
from layers.app.situations.folders import folders_of_environment
from layers.cli.outcome import UsageError
from layers.text.locales import languages

FIELDS_LISTED = ", ".join(FIELDS)
BEFORE_FIELD = re.compile(rf",(?=(?:{'|'.join(FIELDS)})=)")

if TYPE_CHECKING:
    from layers.share.state import ShareState
    from layers.share.viewport import Box


def add_situation(parser: argparse.ArgumentParser) -> None:
    folders = folders_of_environment()
    sentence = "the situation folder (else SITUATION_MAP_FOLDER, where it names one)"
    parser.add_argument(
        "--situation", type=Path, default=folders[0], required=len(folders) > 1, metavar="DIR", help=sentence
    )


def add_date(parser: argparse.ArgumentParser, sentence: str = "YYYY-MM-DD") -> None:
    parser.add_argument("--date", type=day, help=sentence)


def add_language(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    parser.add_argument("--lang", choices=languages(), default=default)


def add_bbox(parser: argparse.ArgumentParser, sentence: str) -> None:
    parser.add_argument("--bbox", type=bbox, metavar="W,S,E,N", help=sentence)


def add_date_order(parser: argparse.ArgumentParser) -> None:
    sentence = "whether the day or the month comes first in dates like 03/04/2025"
    parser.add_argument("--dates", choices=get_args(Order), help=sentence)


def add_columns(parser: argparse.ArgumentParser) -> None:
    sentence = "which column of the file holds what, where its name does not say: start=COLUMN,lat=COLUMN,lon=COLUMN"
    parser.add_argument(
        "--columns",
        type=columns,
        action="extend",
        default=[],
        metavar="FIELD=COLUMN",
        help=f"{sentence}; of {FIELDS_LISTED}",
    )


def add_encoding(parser: argparse.ArgumentParser) -> None:
    sentence = "how the text of the file is written, such as utf-8, cp1252 or mac_roman"
    parser.add_argument("--encoding", type=encoding, metavar="NAME", help=sentence)


def columns(text: str) -> list[tuple[str, str]]:
    """Return pairs of field and column; a comma separates them where a field follows it."""
    pairs = [part.partition("=") for part in BEFORE_FIELD.split(text)]
    for field, equals, column in pairs:
        if field.strip() not in FIELDS or not equals or not column.strip():
            raise argparse.ArgumentTypeError(f"expected FIELD=COLUMN with a field of {FIELDS_LISTED}, found {text!r}")
    return [(field.strip(), column.strip()) for field, _, column in pairs]


def encoding(text: str) -> str:
    if not is_encoding(text):
        raise argparse.ArgumentTypeError(f"expected the name of an encoding such as utf-8 or cp1252, found {text!r}")
    return text


def day(text: str) -> dt.date:
    if not is_recorded_day(text):
        raise argparse.ArgumentTypeError(f"expected a day of the calendar as YYYY-MM-DD, found {text!r}")
    return parse_day(text)


def whole_number(kind: str, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from 1 to `most`."""

    def number(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"expected a {kind} from 1 to {most}, found {text!r}")
        return int(text)

    return number


def bbox(text: str) -> Box:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected W,S,E,N in degrees, found {text!r}") from None
    across = west > east and east + 360 - west < 180  # longitude 180; more than half the world is a slip
    if not (max(abs(west), abs(east)) <= 180 and (west < east or across) and -85 <= south < north <= 85):
        raise argparse.ArgumentTypeError(f"expected west < east and south < north in degrees, found {text!r}")
    return west, south, east, north


def changed(state: ShareState, **typed: Any) -> ShareState:
    """Return a state with what was typed; None was not."""
    return replace(state, **{name: value for name, value in typed.items() if value is not None})


def check_day(date: dt.date, span: tuple[dt.date, dt.date]) -> None:
    """Raise UsageError for a day outside the half-open span that the data can speak of."""
    first, last = span[0], last_day(span[1])
    if not first <= date <= last:
        raise UsageError(f"--date: expected a day from {first} to {last}, of which the data can speak; found {date}.")
