"""From a layer as it stands in its file to rows whose columns mean something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.imports.fields.canonical import canonical_columns
from geodata.imports.fields.place_columns import report_half_pair, without_contradictions
from geodata.imports.fields.plausibility import check_plausibility, unique_ids
from geodata.imports.fields.providers.layout import Layout
from geodata.imports.fields.reader_questions import Question, column_questions, encoding_question
from geodata.imports.fields.recognise import columns_of, layout_of
from geodata.imports.fields.row_dates import read_times
from geodata.imports.geometry.locate import place_geometry
from geodata.imports.options import Options
from geodata.imports.raw import Columns, RawLayer, Source
from geodata.imports.report import FileReport
from geodata.imports.values.cells import as_text
from geodata.limits import variable
from geodata.problems import shown

UNKNOWN_COLUMNS = "none of the columns is known by its name; names are known in English and French."
COLUMNS_FIX = "say which they are (--columns title=COLUMN,start=COLUMN,lat=COLUMN,lon=COLUMN)."


@dataclass(frozen=True, kw_only=True)
class LayerSummary:
    """Everything about one layer of a file but its rows."""

    report: FileReport
    licence: str
    may_export: bool
    """False where passing rows on needs leave."""
    headers: list[str]
    columns: dict[str, str]
    """The file's column by the field it was recognised as, or chosen for; several are joined by commas."""
    questions: list[Question]


@dataclass(frozen=True, kw_only=True)
class NormalizedLayer(LayerSummary):
    """One layer of a file with its canonical columns (see `ImportedLayer`), geometry in EPSG:4326 as objects."""

    frame: pd.DataFrame


def normalize(layer: RawLayer, source: Source, options: Options, taken: set[str]) -> NormalizedLayer:
    """Return a layer with its rows kept, counted and explained; `taken` are the ids of the file's other layers."""
    layout = layout_of(layer)
    columns = chosen(columns_of(layout, layer), layer.headers, options.columns)
    columns = without_contradictions(layer.frame, columns, options.columns, layer.findings)
    if layer.geometry is None:
        report_half_pair(layer.headers, columns, layer.findings)
    originals = original_rows(layer, source, columns)
    geometry = place_geometry(layer, columns, source)
    times = read_times(layer.frame, columns, layer.name, options.dates, layer.findings)
    frame = canonical_columns(layer, columns, layout, times).assign(original=originals, geometry=geometry)
    frame = frame[~frame["row"].isin(layer.findings.rejected)].reset_index(drop=True)
    frame["id"] = unique_ids(list(frame["id"]), list(frame["row"]), layer.findings, taken)
    placed = layer.geometry is not None
    known = {*columns, *(("geometry",) if placed else ())}
    check_plausibility(frame, known, layer.findings, options.box, options.today)
    if layer.headers and not known:
        layer.findings.warn(None, "columns-unknown", UNKNOWN_COLUMNS, fix=COLUMNS_FIX)
    return NormalizedLayer(
        frame=frame,
        report=report_of(layer, layout, frame),
        licence="; ".join(text for text in (layout.licence, layer.licence) if text),
        may_export=layout.may_export,
        headers=layer.headers,
        columns={key: ", ".join(names) for key, names in columns.items()},
        questions=encoding_questions(layer)
        + times.questions
        + column_questions(layer.name, layer.headers, columns, placed=placed),
    )


def encoding_questions(layer: RawLayer) -> list[Question]:
    return [encoding_question(layer.name, layer.encodings)] if len(layer.encodings) > 1 else []


def report_of(layer: RawLayer, layout: Layout, frame: pd.DataFrame) -> FileReport:
    return FileReport(
        path=layer.findings.file,
        layer=layer.name,
        format=layer.format,
        schema=layout.name,
        read=layer.read,
        kept=len(frame),
        placed=int(frame["geometry"].notna().sum()),
        dated=int(frame["start"].notna().sum()),
        rejected=len(layer.findings.rejected),
        problems=layer.findings.closed(),
    )


def chosen(columns: Columns, headers: list[str], choice: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the columns of each field, the person's own choice before what was recognised."""
    made = dict(columns)
    for key, header in choice.items():
        if not header:
            made.pop(key, None)
        elif header in headers:
            made[key] = (header,)
    return made


def original_rows(layer: RawLayer, source: Source, columns: Columns) -> list[dict[str, str]]:
    """Return every row as the text of its own columns; one with endless text is rejected.

    Shapes and lists of times may be long; of those the beginning is kept, since they are read already.
    """
    most = source.limits.text_characters
    may_be_long = {*columns.get("geometry", ()), *columns.get("start", ())}
    texts: list[list[str]] = []
    for name in layer.frame.columns:
        column = [as_text(value) for value in layer.frame[name]]
        if max(map(len, column), default=0) > most and name in may_be_long:
            column = [shown(text) for text in column]
        reject_endless(layer, str(name), column, most)
        texts.append(column)
    names = [str(name) for name in layer.frame.columns]
    return [dict(zip(names, (column[at] for column in texts), strict=True)) for at in range(len(layer.frame))]


def reject_endless(layer: RawLayer, name: str, column: list[str], most: int) -> None:
    """Reject the rows whose text in a column is beyond the limit."""
    for row, text in zip(layer.frame.index, column, strict=True):
        if len(text) > most:
            message = f"the text has {len(text):,} characters; at most {most:,} are read."
            fix = f"shorten it, or raise {variable('text_characters')}."
            layer.findings.reject(int(row), "limit-text-characters", message, field=name, fix=fix)
