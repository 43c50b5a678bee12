"""What looks wrong although it can be read: kept, and pointed out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geodata.imports.fields.column_names import PLACE_FIELDS
from geodata.imports.report import Findings

Box = tuple[float, float, float, float]  # west, south, east, north

# What a row may lack: the column, what is said of all such rows at once, and the cure where no field is for it.
LACKING = (
    (
        "start",
        "undated",
        "the row has no date.",
        frozenset({"start"}),
        "write it in a column called date, or say which column it is.",
    ),
    (
        "geometry",
        "unplaced",
        "the row has no place.",
        frozenset(PLACE_FIELDS),
        "write it in columns called latitude and longitude, or say which they are.",
    ),
)
LONG_AGO = pd.Timestamp("1900-01-01")


def suspect(frame: pd.DataFrame, fields: Collection[str], findings: Findings, box: Box | None, today: dt.date) -> None:
    """Report rows of a finished frame that may be mistakes; `fields` are those the file has columns for."""
    suspect_absence(frame, fields, findings)
    suspect_places(frame, findings, box)
    suspect_dates(frame, findings, today)


def suspect_absence(frame: pd.DataFrame, fields: Collection[str], findings: Findings) -> None:
    """Say once for the layer which rows have no date or no place, and if there are no rows at all."""
    for column, code, message, told_by, fix in LACKING:
        rows = [int(row) for row in frame.loc[frame[column].isna(), "row"]]
        findings.warn_rows(rows, code, message, fix="" if told_by & set(fields) else fix)
    if frame.empty and not findings.problems:
        findings.warn(None, "empty", "there are no rows.")


def suspect_places(frame: pd.DataFrame, findings: Findings, box: Box | None) -> None:
    """Report points at 0/0, and places outside the box, swapped or not."""
    shapes = frame["geometry"].to_numpy(dtype=object)
    placed = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    points = shapely.get_coordinates(shapely.centroid(shapes[placed]))
    rows = frame["row"].to_numpy()[placed]
    is_point = shapely.get_type_id(shapes[placed]) == shapely.GeometryType.POINT
    null_island = is_point & (points == 0).all(axis=1)
    fix = "leave the coordinates empty where they are not known."
    for row in rows[null_island]:
        findings.warn(int(row), "zero-coordinates", "the place is 0/0, in the Gulf of Guinea.", fix=fix)
    if box is not None:
        suspect_outside(rows[~null_island], points[~null_island], findings, box)


def suspect_outside(rows: Any, points: Any, findings: Findings, box: Box) -> None:
    """Report places outside the box; those that swapping would bring inside are told so."""
    outside, swapped = ~inside(points, box), inside(points[:, ::-1], box)
    for row, point, is_swapped in zip(rows[outside], points[outside], swapped[outside], strict=True):
        place = f"{point[1]:.5g}, {point[0]:.5g} (lat, lon)"
        if is_swapped:
            fix = "swap the two numbers; if it is so in every row, the two columns."
            findings.warn(int(row), "swapped-coordinates", "latitude and longitude look swapped.", value=place, fix=fix)
        else:
            findings.warn(int(row), "outside-box", "the place lies outside the situation's box.", value=place)


def inside(points: Any, box: Box) -> Any:
    """Tell for each lon/lat point whether it lies in a box; one may reach over the antimeridian."""
    west, south, east, north = box
    lon, lat = points[:, 0], points[:, 1]
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    return across & (lat >= south) & (lat <= north)


def suspect_dates(frame: pd.DataFrame, findings: Findings, today: dt.date) -> None:
    """Report rows that begin after today, or very long ago."""
    for mask, code, message in (
        (frame["start"] > np.datetime64(today), "future-date", "the date lies in the future."),
        (frame["start"] < LONG_AGO, "long-ago", "the date lies before 1900."),
    ):
        for row, start in zip(frame.loc[mask, "row"], frame.loc[mask, "start"], strict=True):
            findings.warn(int(row), code, message, value=str(start.date()))


def unique_ids(ids: list[str], rows: list[int], findings: Findings, taken: set[str]) -> list[str]:
    """Return an id for every row, different from all in `taken`, to which they are added.

    A repeated id is numbered, and reported if it is repeated within the layer.
    """
    seen: set[str] = set()
    reserved = taken | set(ids)
    counts: Counter[str] = Counter()
    made = []
    for text, row in zip(ids, rows, strict=True):
        if text and text in seen:
            message = "another row has the same id; both are kept."
            findings.warn(row, "duplicate-id", message, field="id", value=text)
        unique = wanted = text or f"row-{row}"
        while unique in taken or (unique != text and unique in reserved):
            counts[wanted] += 1
            unique = f"{wanted}-{counts[wanted] + 1}"
        seen.add(text)
        taken.add(unique)
        made.append(unique)
    return made
