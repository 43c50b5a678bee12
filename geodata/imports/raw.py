"""A layer as it stands in its file: values with no meaning yet, rows numbered as a person counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geodata.imports.report import Findings
from geodata.limits import Limits

LONGEST_NAME = 200  # characters


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file to read. `path` is a copy under a name of our own; `shown` is the name people know."""

    path: Path
    shown: str
    limits: Limits
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


@dataclass(kw_only=True)
class RawLayer:
    """Rows of one layer; those rejected while reading are in `findings` and not in `frame`."""

    name: str
    format: str
    frame: pd.DataFrame
    """Original columns as objects; the index holds row numbers."""
    findings: Findings
    geometry: np.ndarray[Any, Any] | None = None
    """Shapely geometries in EPSG:4326 beside `frame`; `None` where places stand in columns."""
    tags: dict[str, str] = field(default_factory=dict)
    """HXL tag by column."""
    licence: str = ""

    @property
    def headers(self) -> list[str]:
        """The names of all columns."""
        return [str(name) for name in self.frame.columns]

    @property
    def read(self) -> int:
        """Number of rows found in the file, rejected or not."""
        return len(set(self.frame.index) | self.findings.rejected)


def object_frame(columns: dict[str, list[Any]], rows: list[int]) -> pd.DataFrame:
    """Return a frame that leaves every value as it was read."""
    index = pd.Index(rows, dtype="int64")
    made = {name: pd.Series(values, index=index, dtype=object) for name, values in columns.items()}
    return pd.DataFrame(made, index=index)
