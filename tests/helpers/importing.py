"""Reading files in this process, for tests of what a file means rather than of how its reading is confined."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from geodata.imports.fields.normalize import NormalizedLayer
from geodata.imports.options import Options
from geodata.imports.raw import Source
from geodata.imports.report import FileReport
from geodata.imports.sandbox.input_file import put_in
from geodata.imports.sandbox.worker import read_file
from geodata.limits import Limits
from geodata.problems import DataError, Problem

FIXTURES = Path(__file__).parents[1] / "fixtures" / "imports"
TODAY = dt.date(2026, 11, 1)


def read_here(path: Path, *, limits: Limits | None = None, **options: Any) -> list[NormalizedLayer]:
    """Read a file as the reading process would, but in this one."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        bounds = limits or Limits()
        source = Source(path=put_in(path, bounds, work), shown=path.name, limits=bounds, work=work)
        return read_file(source, Options(**{"today": TODAY, **options}))


def reports_here(path: Path, **options: Any) -> list[FileReport]:
    """Read a file in this process and return its reports, also when it is refused as a whole."""
    try:
        return [layer.report for layer in read_here(path, **options)]
    except DataError as error:
        return [FileReport(path=path.name, problems=error.problems)]


def problems_here(path: Path, **options: Any) -> list[Problem]:
    return [problem for report in reports_here(path, **options) for problem in report.problems]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def rows_of(path: Path, **options: Any) -> list[dict[str, Any]]:
    """Return the rows of all layers of a file as plain dictionaries."""
    return [row for layer in read_here(path, **options) for row in layer.frame.to_dict("records")]


def fixtures(kind: str) -> list[Path]:
    return sorted(path for path in (FIXTURES / kind).iterdir() if path.is_file())
