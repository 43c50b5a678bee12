"""Rows that an open quotation mark has drawn into one cell, known by their likeness to the rows of the table."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence

FIGURE = re.compile(r"[-+]?\d")
SAMPLE_ROWS = 1_000


def find(rows: Sequence[tuple[int, Sequence[str]]], separator: str) -> Iterator[int]:
    """Yield the numbers of the rows into which other rows seem to have been drawn."""
    inner = {number: lines for number, cells in rows if (lines := inner_lines(cells))}
    if inner:
        usual = Counter(kinds_of(cells) for _, cells in rows[:SAMPLE_ROWS]).most_common(1)[0][0]
        for number, lines in inner.items():
            if any(is_like(cells, usual) for cells in csv.reader(lines, delimiter=separator)):
                yield number


def inner_lines(cells: Sequence[str]) -> list[str]:
    """Return the lines of cells that have several, without the first of each, which belongs to the row."""
    return [line for cell in cells for line in cell.splitlines()[1:]]


def kinds_of(cells: Sequence[str]) -> str:
    """Return a letter for each cell: a figure, a text or nothing."""
    return "".join("f" if FIGURE.match(cell.strip()) else "t" if cell.strip() else "-" for cell in cells)


def is_like(cells: Sequence[str], usual: str) -> bool:
    """Tell whether a line is a row, or the beginning of one, rather than a sentence with commas and numbers."""
    kinds = kinds_of(cells)
    figures = sum(kind == other == "f" for kind, other in zip(kinds, usual, strict=False))
    agree = all(kind in ("-", other) for kind, other in zip(kinds, usual, strict=False)) and len(kinds) <= len(usual)
    return agree and figures >= (1 if len(kinds) == len(usual) else 2)
