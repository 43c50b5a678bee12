"""One stranger's file as a layer of the map."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict, Unpack

import geopandas as gpd

from geodata.files.full_disk import is_full
from geodata.files.work_folder import work_folder
from geodata.imports.fields.normalize import LayerSummary
from geodata.imports.fields.reader_questions import Question
from geodata.imports.options import Box, Options
from geodata.imports.report import FileReport
from geodata.imports.sandbox.handed_back import Result
from geodata.imports.sandbox.input_file import FileBytes
from geodata.imports.sandbox.parent import no_space, read_in_subprocess
from geodata.imports.values.cells import well_formed
from geodata.imports.values.dates.spans import Order
from geodata.limits import Limits
from geodata.problems import DataError

LONGEST_LICENCE = 2_000  # characters


class ReadOptions(TypedDict, total=False):
    """What `read_layer` takes besides the file; see there."""

    name: str | None
    dates: Order | None
    columns: Mapping[str, str] | None
    encoding: str
    box: Box | None
    limits: Limits | None
    owner: Hashable


@dataclass(kw_only=True)
class ImportedLayer:
    """All layers of one file together; `frame` has a row per kept row, in EPSG:4326.

    Columns: id, title, summary, category, start, end (datetime64[s], `[start, end)`; no start is undated; no end
    with `ongoing` is open), ongoing, date_precision, location_precision, corroboration, place, country, source,
    sublayer and row (where it stands in the file), original (the row's own filled columns as text), geometry (`None` is
    unplaced). A text that is not known is empty.
    """

    name: str
    path: Path
    format: str
    schema: str
    frame: gpd.GeoDataFrame
    licence: str
    may_export: bool
    """False where the licence leaves passing rows on to the user's own terms."""
    reports: list[FileReport]
    questions: list[Question] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    """All columns of the file."""
    columns: dict[str, str] = field(default_factory=dict)
    """The file's column by the field it was recognised as, or chosen for."""
    size: int = 0
    """Bytes that it takes in memory, about."""


def read_layer(
    file: str | Path | FileBytes,
    *,
    name: str | None = None,
    dates: Order | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    box: Box | None = None,
    limits: Limits | None = None,
    owner: Hashable = None,
) -> ImportedLayer:
    """Read a file in a process of its own; raise DataError if nothing of it can be read.

    It is on disk a second time, or the only time if it came as bytes, only while it is read. `name` is that of the
    layer, `dates` says whether day or month comes first, `columns` is the user's choice of header by field,
    `encoding` is how its text is written, `box` is where places are expected. Without `limits` those of
    the environment hold. Where files wait for each other, turns go round their owners.
    """
    file = Path(file) if isinstance(file, str) else file
    bounds = limits or Limits.from_environment()
    options = Options(dates=dates, columns=columns or {}, encoding=encoding, box=box)
    try:
        with work_folder() as folder:
            result = read_in_subprocess(file, options, bounds, folder, owner)
    except OSError as error:
        if is_full(error):
            raise no_space(file.name) from error
        raise
    return assembled(Path(file.name) if isinstance(file, FileBytes) else file, name, result)


def assembled(path: Path, name: str | None, result: Result) -> ImportedLayer:
    """Return the layer of a file from the rows and summaries of all its layers."""
    fullest = sorted(result.layers, key=lambda layer: -layer.report.kept)
    columns: dict[str, str] = {}
    for layer in fullest:
        columns = layer.columns | columns
    reports = [layer.report for layer in result.layers]
    return ImportedLayer(
        name=name or well_formed(path.stem),
        path=path,
        format=next((report.format for report in reports if report.format), ""),
        schema=next((report.schema for report in reports if report.schema), ""),
        frame=result.frame,
        licence=joined_licences(layer.licence for layer in result.layers),
        may_export=all(layer.may_export for layer in result.layers),
        reports=reports,
        questions=open_questions(fullest, columns),
        headers=list(dict.fromkeys(header for layer in result.layers for header in layer.headers)),
        columns=columns,
        size=result.size,
    )


def joined_licences(licences: Iterable[str]) -> str:
    """Return each licence once, as much of all as a person would read."""
    joined = "; ".join(dict.fromkeys(filter(None, licences)))
    return joined if len(joined) <= LONGEST_LICENCE else f"{joined[: LONGEST_LICENCE - 1]}…"


def open_questions(layers: Sequence[LayerSummary], columns: Mapping[str, str]) -> list[Question]:
    """Return each question once, and none about a column that another layer of the file answers."""
    asked: dict[tuple[str, str, str], Question] = {}
    for question in (question for layer in layers for question in layer.questions):
        if question.kind != "column" or question.field not in columns:
            asked.setdefault((question.kind, question.field, question.column), question)
    return list(asked.values())


def reports_of(path: str | Path, **options: Unpack[ReadOptions]) -> list[FileReport]:
    """Return the reports of a file whether or not it can be read; takes what `read_layer` takes."""
    try:
        return read_layer(path, **options).reports
    except DataError as error:
        return [FileReport(path=Path(path).name, problems=error.problems)]
