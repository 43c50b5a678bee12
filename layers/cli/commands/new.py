"""`situation-map new`: write a small situation folder to begin with, about a place of the world or invented."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from geodata import Area, area_around, area_of_box, area_of_country, new_situation
from layers.cli.arguments import bbox
from layers.cli.outcome import FINE, UsageError
from layers.escape.terminal import print_safely

USUAL_KM = 300.0
MOST_NAMED = 5  # of other towns of the same name


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--title", required=True)
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--around", metavar="PLACE", help='a town, "Khartoum" or "Khartoum, SD", or LATITUDE,LONGITUDE; with --radius'
    )
    where.add_argument("--country", metavar="CODE", help="a country by its code in ISO 3166-1: SD")
    where.add_argument("--bbox", type=bbox, metavar="W,S,E,N", help="west, south, east, north in degrees")
    parser.add_argument("--radius", type=float, metavar="KM", help=f"of --around, {USUAL_KM:.0f} unless given")


def run(arguments: argparse.Namespace) -> int:
    if arguments.radius is not None and arguments.around is None:
        raise UsageError("--radius: expected --around PLACE beside it.")
    try:
        area = chosen_area(arguments)
        new_situation(arguments.folder, arguments.title, area)
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    for line in notes(area):
        print_safely(line)
    quoted = shlex.quote(str(arguments.folder))
    print_safely(f"{arguments.folder}: edit its files, then try: situation-map app --situation {quoted}")
    return FINE


def chosen_area(arguments: argparse.Namespace) -> Area | None:
    """Return the area that was asked for; none means the invented example."""
    if arguments.around is not None:
        return area_around(arguments.around, USUAL_KM if arguments.radius is None else arguments.radius)
    if arguments.country is not None:
        return area_of_country(arguments.country)
    return area_of_box(arguments.bbox) if arguments.bbox else None


def notes(area: Area | None) -> list[str]:
    """Return which of several towns of one name was taken."""
    if not area or not area.centre or not area.others:
        return []
    others = ", ".join(f"{town.name}, {town.code}" for town in area.others[:MOST_NAMED])
    return [f"about {area.centre.name}, {area.centre.code}; towns of the same name: {others}"]
