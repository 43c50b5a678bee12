"""Derives the pictograms of `layers/static/style.json` from the icons of a package; not part of the program.

    npm pack @mapbox/maki@8.2.0 && tar xzf mapbox-maki-8.2.0.tgz
    pip install svgelements shapely
    python .github/derive-pictograms.py package/icons

Maki 8.2.0 by Mapbox is in the public domain (CC0-1.0). Prints a line of JSON for each icon: the rings of its outline
about the origin of a sign of radius 1, y growing downwards, holes the other way round. Needs svgelements 1.9 and
shapely 2.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import shapely
import svgelements
from svgelements import SVG, Close, Line, Move, PathSegment, Shape

STYLE = Path(__file__).parents[1] / "layers" / "static" / "style.json"
MIDDLE = 7.5  # of the 15 pixels that an icon is high and wide
TOLERANCE = 0.09  # of these pixels, by which a curve may be off
STEPS = 12  # into which a curve is cut before that
DIGITS = 2

Ring = list[list[float]]


def main(folder: Path) -> None:
    categories = json.loads(STYLE.read_text(encoding="utf-8"))["categories"].values()
    for icon in (category["icon"] for category in categories if "icon" in category):
        print(f'    "{icon}": {json.dumps(rings_of(folder / f"{icon}.svg"), separators=(",", ":"))},')


def rings_of(file: Path) -> list[Ring]:
    """Return the outlines of what is filled; a part within another is a hole (the even-odd rule)."""
    shapes = [each for each in SVG.parse(str(file)).elements() if isinstance(each, Shape)]
    lines = [line for shape in shapes for line in flattened(svgelements.Path(shape))]
    area = reduce(shapely.symmetric_difference, map(shapely.Polygon, lines))
    polygons = [shapely.geometry.polygon.orient(each) for each in shapely.get_parts(area.simplify(TOLERANCE))]
    return [about_origin(ring) for each in polygons for ring in (each.exterior, *each.interiors)]


def about_origin(ring: shapely.LinearRing) -> Ring:
    return [[round((x - MIDDLE) / MIDDLE, DIGITS), round((y - MIDDLE) / MIDDLE, DIGITS)] for x, y in ring.coords[:-1]]


def flattened(path: svgelements.Path) -> Iterator[list[tuple[float, float]]]:
    """Yield the closed lines of a path, its curves as straight pieces."""
    for part in path.as_subpaths():
        pieces = [piece for piece in svgelements.Path(part) if not isinstance(piece, Close)]
        ends = [
            piece.point(step / steps) for piece in pieces for steps in [cuts(piece)] for step in range(1, steps + 1)
        ]
        yield [(end.x, end.y) for end in ends]


def cuts(piece: PathSegment) -> int:
    return 1 if isinstance(piece, Move | Line) else STEPS


main(Path(sys.argv[1]))
