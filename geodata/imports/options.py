"""What the person who brings a file states about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from geodata.imports.values.dates.spans import Order

Box: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north in degrees; one that reaches over longitude 180 has its west beyond its east."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """Nothing of it has to be stated."""

    dates: Order | None = None
    """Whether day or month comes first in dates like 03/09/2025."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Header by field, where the person chose; an empty header means that there is none."""
    encoding: str = ""
    """How the text of the file is written, by a name that Python knows; empty to find out."""
    box: Box | None = None
    """Where places are expected; others are pointed out."""
    today: dt.date = field(default_factory=lambda: dt.datetime.now(dt.UTC).date())
