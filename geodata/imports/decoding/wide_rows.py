"""Rows far wider than any table that is read: found before a header is looked for in them, which takes long."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.imports.raw import Source
from geodata.limits import over_limit

SPARE = 4  # times as many cells as columns: a row that only lost its line break is rejected alone


def check_width(source: Source, rows: Sequence[tuple[int, Sequence[object]]]) -> None:
    """Raise DataError if one of the numbered rows of a table has far more cells than there may be columns."""
    number, cells = max(rows, key=lambda row: len(row[1]), default=(0, ()))
    if len(cells) > SPARE * source.limits.columns:
        what = f"row {number:,} has {len(cells):,} cells"
        raise over_limit(source.shown, "columns", source.limits.columns, what, "look for lost line breaks")
