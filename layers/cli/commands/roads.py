"""`situation-map roads`: replace the straight legs of a situation by the roads of a network that the user has."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import MOST_KM_BESIDE, DataError, imports
from geodata.imports import RoadOptions
from layers.cli.outcome import FINE, UsageError
from layers.escape.terminal import print_safely

if TYPE_CHECKING:
    from geodata.imports import FollowedRoads  # it needs networkx

MOST_FACTOR = 10.0
INSTALL = "Fix: pip install networkx, or install situation-map with its extra, roads."


def arguments(parser: argparse.ArgumentParser) -> None:
    usual = RoadOptions()
    parser.add_argument("folder", type=Path, metavar="DIR")
    formats = "lines of roads: .osm.pbf, GeoPackage, GeoJSON or Shapefile"
    parser.add_argument("file", type=Path, metavar="FILE", help=formats)
    parser.add_argument("--attribution", default="", metavar="TEXT", help="whom the roads are owed to")
    parser.add_argument("--licence", default="", metavar="TEXT", help="the licence of the roads")
    sentence = "leave a leg straight whose way is longer than its straight line times this"
    parser.add_argument(
        "--factor", type=number(1, MOST_FACTOR), default=usual.factor, help=f"{sentence} ({usual.factor})"
    )
    for option, km, sentence in (
        ("--within", usual.within_km, "leave a leg straight whose waypoint is farther than this from any road"),
        (
            "--beside",
            usual.beside_km,
            "but for one between two others, which a road may pass by so far away, and is told",
        ),
    ):
        parser.add_argument(
            option, type=number(0, MOST_KM_BESIDE), default=km, metavar="KM", help=f"{sentence} ({km:g})"
        )
    parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")


def number(least: float, most: float) -> Callable[[str], float]:
    """Return a reader of numbers above `least`, up to `most`."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = least
        if not least < value <= most:
            raise argparse.ArgumentTypeError(f"expected a number above {least:g}, up to {most:g}, found {text!r}")
        return value

    return read


def run(arguments: argparse.Namespace) -> int:
    options = RoadOptions(
        attribution=arguments.attribution,
        licence=arguments.licence,
        factor=arguments.factor,
        within_km=arguments.within,
        beside_km=arguments.beside,
    )
    try:
        followed = imports.follow_roads(arguments.folder, arguments.file, options)
    except DataError:  # a ValueError too, of which the exit code is another
        raise
    except ValueError as error:
        raise UsageError(f"{error}.") from None
    except ModuleNotFoundError as error:
        if error.name != "networkx":
            raise
        raise UsageError(f"expected networkx, which finds the ways, found none. {INSTALL}") from None
    for line in report(followed):
        print_safely(line)
    print_safely("nothing is written." if arguments.dry_run else f"{followed.write()}: {len(followed.roads)} lines")
    return FINE


def report(followed: FollowedRoads) -> Iterator[str]:
    """Yield what became of the legs, of each that stays schematic why, and the length of each route."""
    yield from (f"note: {note}" for note in followed.notes)
    network, sourced = followed.situation.network, followed.situation.routes["length_km"].dropna()
    counted = f"{len(followed.roads)} of {len(network.legs)} legs"
    yield f"on roads: {lengths(*followed.km(range(len(network.legs))))}, {counted}"
    for place, km in followed.apart.items():
        yield f"to check: {place} is {km:.1f} km from the road that passes it by"
    for leg in followed.schematic:
        yield f"schematic: {' – '.join(leg.leg)}, {leg.straight_km:.0f} km: {leg.reason}"
    for route, legs in network.route_legs.items():
        road, straight = followed.km(legs)
        source = f"; a source says {sourced[route]:.0f} km" if route in sourced else ""
        yield f"{route}: on roads {lengths(road, straight)}{source}"


def lengths(road: float, straight: float) -> str:
    """Return how much of a length is on roads."""
    return f"{road:.0f} of {road + straight:.0f} km ({road / max(road + straight, 1):.0%})"
