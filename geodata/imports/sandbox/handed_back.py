"""What the reading process has handed back, looked at before it is trusted: a file may have taken that process over."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import shapely

from geodata.imports.fields.normalize import LayerSummary
from geodata.imports.report import refused
from geodata.imports.sandbox.handed_back_rows import rows_from
from geodata.imports.sandbox.ipc import MOST_PROBLEMS, REPORTS, ROWS
from geodata.imports.sandbox.typed_json import typed
from geodata.imports.values.strict_json import parse_part
from geodata.limits import MEGABYTE, Limits
from geodata.problems import DataError, Problem

BYTES_PER_CELL, BYTES_PER_PROBLEM = 100, 1_500
MOST_VALUES = 1_000_000  # of the reports, where a value of two bytes would become an object of sixty
NESTED_AT_MOST = 8
WRONG = (
    *(ValueError, TypeError, LookupError, OSError, OverflowError, NotImplementedError),
    *(pa.ArrowException, shapely.errors.ShapelyError),
)


@dataclass(frozen=True)
class Result:
    """What was read of a file; `size` is about the memory that it takes in the app, in bytes."""

    frame: gpd.GeoDataFrame
    layers: list[LayerSummary]
    size: int


def read_result(folder: Path, shown: str, limits: Limits) -> Result:
    """Return what the reading process wrote; raise DataError if it could read nothing, or wrote something else."""
    try:
        written = contents(folder / REPORTS, limits)
        reports = reports_from(written)
        if problems := reports.get("problems"):
            raise DataError(typed(problems, list[Problem]))
        layers: list[LayerSummary] = typed(reports["layers"], list[LayerSummary])
        rows = contents(folder / ROWS, limits)
        frame = rows_from(rows, limits)
        check_counts(frame, layers)
    except DataError:
        raise
    except WRONG as error:
        raise refused(shown, "crash", "reading was broken off.") from error
    return Result(frame, layers, held_bytes(len(written) + len(rows), frame, layers))


def contents(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a file; raise OSError if it is none, but a link or a pipe, or too large."""
    plain = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, os.O_RDONLY | plain), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size > limits.result_bytes + MEGABYTE:
            raise OSError("expected a file of the size that was agreed")
        return file.read(limits.result_bytes + MEGABYTE)


def reports_from(written: bytes) -> dict[str, object]:
    """Return the JSON part with its one member, or raise ValueError."""
    if written.count(b",") > MOST_VALUES:
        raise ValueError("the reports hold too many values")
    reports = parse_part(written.decode("utf-8"), NESTED_AT_MOST)
    if not isinstance(reports, dict) or list(reports) not in (["problems"], ["layers"]):
        raise ValueError("the reports are not as they were agreed")
    return reports


def check_counts(frame: gpd.GeoDataFrame, layers: Sequence[LayerSummary]) -> None:
    """Raise ValueError if rows and reports do not tell the same."""
    reports = [layer.report for layer in layers]
    if not all(report.kept + report.rejected == report.read for report in reports):
        raise ValueError("a report has lost rows")
    if sum(report.kept for report in reports) != len(frame):
        raise ValueError("the reports count other rows")
    if sum(len(report.problems) for report in reports) > MOST_PROBLEMS + 1:
        raise ValueError("there are too many problems")


def held_bytes(handed_back: int, frame: gpd.GeoDataFrame, layers: Sequence[LayerSummary]) -> int:
    """Return about how much memory a file takes in the app, where each cell and each problem is an object."""
    cells = frame.size + sum(map(len, frame["original"]))
    problems = sum(len(layer.report.problems) for layer in layers)
    return max(handed_back, BYTES_PER_CELL * int(cells) + BYTES_PER_PROBLEM * problems)
