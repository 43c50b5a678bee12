"""A layer as it stands in its file: values with no meaning yet, rows numbered as a person counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.imports.report import Findings
from geodata.limits import Limits

LONGEST_NAME = 200  # characters
Geometries: TypeAlias = npt.NDArray[np.object_]
"""Shapely geometries in EPSG:4326, longitude first, or `None`."""
Columns: TypeAlias = Mapping[str, tuple[str, ...]]
"""Headers by the field that they hold; of several the first that is filled in a row counts."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file to read. `path` is a copy under a name of our own; `shown` is the name people know."""

    path: Path
    shown: str
    limits: Limits
    encoding: str = ""
    """How its text is written, where a person states it."""
    layer: str = ""
    """Where in an archive the file was, otherwise empty."""
    work: Path
    """A private folder that is thrown away."""

    def layer_name(self, inner: str) -> str:
        """Return the name of a layer inside this file, together with its place in an archive."""
        return shortened(" / ".join(part for part in (self.layer, inner) if part))


def shortened(name: str) -> str:
    """Return a name short enough to stand beside every row."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


@dataclass(frozen=True, kw_only=True)
class RawLayer:
    """Rows of one layer; those rejected while reading are in `findings` and not in `frame`.

    The value is not changed once it is made, but more is found, and so `findings` grows, until it is normalized.
    """

    name: str
    format: str
    frame: pd.DataFrame
    """Original columns as objects; the index holds row numbers."""
    findings: Findings
    geometry: Geometries | None = None
    """Beside `frame`; `None` where places stand in columns."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """HXL tag by column."""
    licence: str = ""
    encodings: Mapping[str, str] = field(default_factory=dict)
    """Where it is not sure how the text is written: a line of it by each encoding it may be in."""

    @property
    def headers(self) -> list[str]:
        return [str(name) for name in self.frame.columns]

    @property
    def read(self) -> int:
        """Number of rows of the file, rejected or not."""
        return len(set(self.frame.index) | self.findings.rejected)


def no_geometry(count: int) -> Geometries:
    return np.full(count, None, dtype=object)


def empty_layer(name: str, findings: Findings, format_name: str = "") -> RawLayer:
    """Return a layer without rows, which only has something to report."""
    return RawLayer(name=name, format=format_name, frame=object_frame({}, []), findings=findings)


def object_frame(columns: Mapping[str, Sequence[object]], rows: Sequence[int]) -> pd.DataFrame:
    """Return a frame that leaves every value as it was read; `rows` are the numbers of its rows."""
    index = pd.Index(rows, dtype="int64")
    made = {name: pd.Series(values, index=index, dtype=object) for name, values in columns.items()}
    return pd.DataFrame(made, index=index)
