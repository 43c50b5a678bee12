"""What looks wrong although it can be read: kept, and pointed out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.imports.fields.column_names import PLACE_FIELDS
from geodata.imports.options import Box
from geodata.imports.report import Findings

Points: TypeAlias = npt.NDArray[np.float64]
"""A row per point: longitude, latitude."""


class MissingValueCheck(NamedTuple):
    """What a row may lack, and how that is reported."""

    column: str
    code: str
    message: str
    fields: frozenset[str]
    """Where any of these has a column, no cure is needed."""
    fix: str


MISSING_VALUE_CHECKS = (
    MissingValueCheck(
        "start",
        "undated",
        "the row has no date.",
        frozenset({"start", "start_year"}),
        "write it in a column called date, or say which column it is (--columns start=COLUMN).",
    ),
    MissingValueCheck(
        "geometry",
        "unplaced",
        "the row has no place.",
        frozenset(PLACE_FIELDS),
        "write it in columns called latitude and longitude, or say which they are (--columns lat=COLUMN,lon=COLUMN).",
    ),
)
POINTS = 0  # dimension of a point, and of several
LONG_AGO = pd.Timestamp("1900-01-01")


def check_plausibility(
    frame: pd.DataFrame, fields: Collection[str], findings: Findings, box: Box | None, today: dt.date
) -> None:
    """Report rows of a finished frame that may be mistakes; `fields` are those the file has columns for."""
    warn_of_missing_values(frame, fields, findings)
    warn_of_places(frame, findings, box)
    warn_of_dates(frame, findings, today)


def warn_of_missing_values(frame: pd.DataFrame, fields: Collection[str], findings: Findings) -> None:
    """Report once for the layer which rows have no date or no place, and if there are no rows at all."""
    for check in MISSING_VALUE_CHECKS:
        rows = [int(row) for row in frame.loc[frame[check.column].isna(), "row"]]
        findings.warn_rows(rows, check.code, check.message, fix="" if check.fields & set(fields) else check.fix)
    if frame.empty and not findings.problems:
        findings.warn(None, "empty", "there are no rows.")


def warn_of_places(frame: pd.DataFrame, findings: Findings, box: Box | None) -> None:
    """Report points at 0/0, and places outside the box, swapped or not."""
    shapes = frame["geometry"].to_numpy(dtype=object)
    placed = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    points = shapely.get_coordinates(shapely.centroid(shapes[placed]))
    rows = frame["row"].to_numpy()[placed]
    null_island = (shapely.get_dimensions(shapes[placed]) == POINTS) & (points == 0).all(axis=1)
    fix = "leave the coordinates empty where they are not known."
    for row in rows[null_island]:
        findings.warn(int(row), "zero-coordinates", "the place is 0/0, in the Gulf of Guinea.", fix=fix)
    if box is not None:
        warn_of_outside(rows[~null_island], points[~null_island], findings, box)


def warn_of_outside(rows: npt.NDArray[np.int64], points: Points, findings: Findings, box: Box) -> None:
    """Report places outside the box, and which of them swapping would bring inside."""
    outside, swapped = ~inside(points, box), inside(points[:, ::-1], box)
    swapped &= 2 * np.count_nonzero(outside & swapped) > len(points)  # a neighbouring country is no exchange
    for row, point, is_swapped in zip(rows[outside], points[outside], swapped[outside], strict=True):
        place = f"{point[1]:.5g}, {point[0]:.5g} (lat, lon)"
        if is_swapped:
            fix = "exchange the two columns."
            findings.warn(int(row), "swapped-coordinates", "latitude and longitude look swapped.", value=place, fix=fix)
        else:
            findings.warn(int(row), "outside-box", "the place lies outside the situation's box.", value=place)


def inside(points: Points, box: Box) -> npt.NDArray[np.bool_]:
    """Tell of each point whether it lies in a box, whose east is beyond 180 where it crosses the antimeridian."""
    west, south, east, north = box
    east = east if east <= 180 else east - 360
    lon, lat = points[:, 0], points[:, 1]
    across: npt.NDArray[np.bool_] = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    return across & (lat >= south) & (lat <= north)


def warn_of_dates(frame: pd.DataFrame, findings: Findings, today: dt.date) -> None:
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
