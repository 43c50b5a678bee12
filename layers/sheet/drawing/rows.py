"""Rows of the printed sheet: things of a known height that are set one below the other in a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from layers.sheet.drawing.painter import base_colour
from layers.sheet.drawing.paper import Paper
from layers.sheet.drawing.text import line_height, wrap

BODY, SMALL, HEADING = 6.0, 5.3, 7.5  # points


@dataclass(frozen=True)
class SheetRow:
    """Something as high as `height` millimetres that can be drawn at a distance from the top of the page."""

    height: float
    draw: Callable[[float], None]


@dataclass(frozen=True)
class Column:
    """A column of the page in which rows are set."""

    paper: Paper
    left: float
    width: float
    language: str

    def lines(
        self, lines: Sequence[str], size: float, *, gap: float = 0.0, face: str = "plain", colour: str = "text"
    ) -> SheetRow:
        """Return a row of lines, followed by a gap; `colour` is the name of a base colour."""

        def draw(top: float) -> None:
            self.paper.lines(self.left, top, lines, size, face=face, colour=base_colour(colour))

        return SheetRow(len(lines) * line_height(size) + gap, draw)

    def heading(self, text: str) -> SheetRow:
        lines = wrap(text, self.width, HEADING, "bold", 2)
        return self.lines(lines, HEADING, face="bold", gap=0.7)

    def note(self, text: str) -> SheetRow:
        """Return a remark in small type."""
        return self.lines(wrap(text, self.width, SMALL, "italic", 3), SMALL, face="italic", gap=0.6, colour="place")

    def gap(self, height: float) -> SheetRow:
        return SheetRow(height, none)


def none(_: object) -> None:
    return None


def stacked(rows: Sequence[SheetRow]) -> float:
    return sum(row.height for row in rows)


def draw_rows(rows: Sequence[SheetRow], top: float) -> float:
    """Draw rows one below the other and return where the next one would begin."""
    for row in rows:
        row.draw(top)
        top += row.height
    return top


def fitting(
    rows: Iterable[SheetRow], total: int, height: float, more: Callable[[int], SheetRow]
) -> tuple[list[SheetRow], int]:
    """Return the rows that fit a height and how many those are.

    Where some do not, `more` says how many, as the last row. No more of the `total` rows are made than it takes to see
    that they do not fit.
    """
    kept: list[SheetRow] = []
    for row in rows:
        kept.append(row)
        if stacked(kept) > height:
            break
    if len(kept) == total and stacked(kept) <= height:
        return kept, total
    while kept and stacked([*kept, more(total)]) > height:
        kept.pop()
    return [*kept, more(total - len(kept))], len(kept)
