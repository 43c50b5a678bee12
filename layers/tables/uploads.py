"""Tables of a file that a reader brings: what was read of it, what is wrong with it, and its first rows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geodata import Problem
from geodata.dates import last_days
from geodata.imports import FileReport, ImportedLayer
from layers.text.locales import say

COUNTS = ["layer", "format", "schema", "read", "kept", "rejected"]
PARTS = ["severity", "row", "field", "value", "message", "fix"]
PREVIEW = ["title", "start", "end", "category", "place", "source"]
PREVIEW_ROWS = 8


def reports_table(reports: Sequence[FileReport]) -> pd.DataFrame:
    """Return a row per layer of the file with how many rows were read, kept and rejected."""
    return pd.DataFrame([[getattr(report, name) for name in COUNTS] for report in reports], columns=COUNTS)


def problems_table(problems: Sequence[Problem], language: str) -> pd.DataFrame:
    """Return a row per problem: how bad, where, what was found, what was expected, and how to mend it."""
    table = pd.DataFrame([problem.as_json() for problem in problems], columns=PARTS).astype({"row": "Int64"})
    return table.assign(severity=[say(language, f"app.layers.severity.{severity}") for severity in table["severity"]])


def preview_table(layer: ImportedLayer) -> pd.DataFrame:
    """Return the first rows of a layer; both days are inclusive."""
    rows = pd.DataFrame(layer.frame[PREVIEW].head(PREVIEW_ROWS))
    return rows.assign(end=last_days(rows["end"]))
