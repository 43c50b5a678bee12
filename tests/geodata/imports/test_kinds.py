"""Files as the world writes them: each row says in its own column `right` which days and which place it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely

from importing import fixtures, read_here

KINDS = fixtures("kinds")


def stated(row: dict[str, Any]) -> str:
    """What a row says of itself: in a column, or in the one text that the format has."""
    return str(row["original"].get("right") or row["summary"] or row["title"])


def days_of(row: dict[str, Any]) -> str:
    """The first and the last day, both inclusive, with the precision unless it is the day."""
    if pd.isna(row["start"]):
        return "undated"
    first, last = row["start"].date(), (row["end"] - pd.Timedelta(days=1)).date()
    span = f"{first}" if first == last else f"{first}/{last}"
    return span if row["date_precision"] == "day" else f"{span} {row['date_precision']}"


def place_of(shape: shapely.Geometry | None) -> str:
    """Latitude and longitude of a point, WKT of anything else."""
    if shape is None:
        return "nowhere"
    return f"{round(shape.y, 4):g} {round(shape.x, 4):g}" if shape.geom_type == "Point" else str(shape.wkt)


def is_at(shape: shapely.Geometry | None, place: str) -> bool:
    """Whether a shape is the place that is written, wherever its rings begin."""
    return place_of(shape) == place or (place.endswith(")") and shapely.equals(shape, shapely.from_wkt(place)))


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.name)
def test_every_row_means_what_it_says_of_itself(path: Path) -> None:
    layers = read_here(path)
    rows = [row for layer in layers for row in layer.frame.to_dict("records")]
    assert len(rows) == int(path.name.split(".")[1])
    assert sum(layer.report.rejected for layer in layers) == 0
    for row in rows:
        if ";" in stated(row):
            days, _, place = stated(row).partition("; ")
            assert days_of(row) == days
            assert is_at(row["geometry"], place), place_of(row["geometry"])
