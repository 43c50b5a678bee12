"""Scale bar and north arrow of the printed map, in the corner where they hide least."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import shapely
from matplotlib.axes import Axes
from matplotlib.path import Path

from layers.sheet.drawing.painter import PALETTE, Mark, add_marks, base_colour, draw_line, placed
from layers.sheet.drawing.paper import set_text
from layers.sheet.drawing.projection import Projection
from layers.sheet.drawing.text import clean
from layers.sheet.map.room import Rect, overlap
from layers.text.locales import grouped, say

BAR_SHARE = 0.22  # of the map's width, that the bar has at most
WIDTH, HEIGHT = 44.0, 9.0
RIM = 1.5
TEXT_POINTS = 5.6
ARROW = Path([(0, -3.0), (1.3, 1.2), (0, 0.2), (-1.3, 1.2), (0, -3.0)], closed=True)


def bar_km(projection: Projection) -> float:
    """Return the longest round length, 1, 2 or 5 times a power of ten kilometres, that the bar may have."""
    most = min(projection.width * BAR_SHARE, WIDTH - 14) / projection.mm_per_km
    power = 10 ** math.floor(math.log10(most))
    return float(next(step * power for step in (5, 2, 1) if step * power <= most))


def scale_corner(projection: Projection, marks: Iterable[Rect], lines: Sequence[shapely.LineString]) -> Rect:
    """Return the corner of the frame, as a box, with the fewest signs and roads; lower left is taken first."""
    right, low = projection.width - WIDTH - RIM, projection.height - HEIGHT - RIM
    corners = [(left, top, left + WIDTH, top + HEIGHT) for top in (low, RIM) for left in (RIM, right)]
    roads = shapely.MultiLineString(list(lines)) if lines else shapely.MultiLineString()
    signs = list(marks)

    def hidden(corner: Rect) -> float:
        return 10 * sum(overlap(corner, sign) for sign in signs) + float(
            shapely.length(roads.intersection(shapely.box(*corner)))
        )

    return min(corners, key=hidden)


def draw_scale(axes: Axes, projection: Projection, corner: Rect, language: str) -> None:
    """Draw the bar, its length in kilometres, the latitude where it holds, and the arrow."""
    left, top, right, bottom = corner
    dark = base_colour("text")
    box = Path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], closed=True)
    add_marks(
        axes,
        [
            Mark(box, base_colour("paper"), PALETTE.basemap.scale_opacity),
            Mark(placed(ARROW, right - 4, bottom - 2.6, 1), dark),
        ],
    )
    axes.add_artist(
        set_text(
            right - 4,
            top + 2.9,
            clean(say(language, "sheet.north")),
            TEXT_POINTS,
            face="bold",
            colour=dark,
            align="center",
            zorder=2,
        )
    )
    length = bar_km(projection)
    end = left + 2.5 + length * projection.mm_per_km
    draw_line(
        axes, [(left + 2.5, bottom - 3.4), (left + 2.5, bottom - 2), (end, bottom - 2), (end, bottom - 3.4)], dark, 4
    )
    words = say(
        language,
        "sheet.scale",
        km=grouped(length, language),
        latitude=f"{abs(projection.middle_latitude):.0f}",
        side=hemisphere(projection, language),
    )
    axes.add_artist(set_text(left + 2.5, bottom - 4.6, clean(words), TEXT_POINTS, face="plain", colour=dark, zorder=2))


def hemisphere(projection: Projection, language: str) -> str:
    if not round(projection.middle_latitude):
        return ""
    return say(language, "sheet.latitude.north" if projection.middle_latitude > 0 else "sheet.latitude.south")
