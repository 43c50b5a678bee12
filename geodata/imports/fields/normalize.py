"""From a layer as it stands in its file to rows whose columns mean something."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from geodata.imports.fields.column_names import CODE_FIELDS, TEXT_FIELDS
from geodata.imports.fields.plausibility import Box, suspect, unique_ids
from geodata.imports.fields.providers.layout import Codes, Columns, Layout
from geodata.imports.fields.questions import Question, column_questions
from geodata.imports.fields.recognise import by_own_name, columns_of, layout_of, present
from geodata.imports.fields.times import Times, read_times
from geodata.imports.geometry.locate import place_geometry
from geodata.imports.raw import RawLayer, Source
from geodata.imports.report import FileReport
from geodata.imports.values.cells import as_label, as_text, is_missing
from geodata.imports.values.dates import Order
from geodata.imports.values.spans import PRECISIONS
from geodata.imports.values.text import folded
from geodata.limits import variable
from geodata.problems import shown

VAGUEST = {"location_precision": "region"}  # a sharp mark would claim more than such a row does


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the person who brings a file has said about it."""

    dates: Order | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """Header by field, where the person chose; an empty header means that there is none."""
    box: Box | None = None
    today: dt.date = field(default_factory=lambda: dt.datetime.now(dt.UTC).date())


@dataclass(kw_only=True)
class Understood:
    """One layer of a file, with its canonical columns, its report and what is left to ask."""

    frame: pd.DataFrame
    report: FileReport
    layout: Layout
    licence: str
    headers: list[str]
    columns: dict[str, str]
    questions: list[Question]


def understood(layer: RawLayer, source: Source, options: Options, taken: set[str]) -> Understood:
    """Return a layer with its rows kept, counted and explained; `taken` are the ids of the file's other layers."""
    headers = layer.headers
    layout = layout_of(layer)
    columns = chosen(columns_of(layout, layer), headers, options.columns)
    originals = original_rows(layer, source, columns)
    geometry = place_geometry(layer, columns, source)
    times = read_times(layer.frame, columns, layer.name, options.dates, layer.findings)
    frame = canonical(layer, columns, layout, times).assign(original=originals, geometry=geometry)
    frame = frame[~frame["row"].isin(layer.findings.rejected)].reset_index(drop=True)
    frame["id"] = unique_ids(list(frame["id"]), list(frame["row"]), layer.findings, taken)
    suspect(frame, columns, layer.findings, options.box, options.today)
    placed = layer.geometry is not None
    return Understood(
        frame=frame,
        report=report_of(layer, layout, len(frame)),
        layout=layout,
        licence="; ".join(text for text in (layout.licence, layer.licence) if text),
        headers=headers,
        columns={key: ", ".join(names) for key, names in columns.items()},
        questions=times.questions + column_questions(layer.name, headers, columns, placed=placed),
    )


def report_of(layer: RawLayer, layout: Layout, kept: int) -> FileReport:
    """Return the report of a layer whose reading is over."""
    return FileReport(
        path=layer.findings.file,
        layer=layer.name,
        format=layer.format,
        schema=layout.name,
        read=layer.read,
        kept=kept,
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


def canonical(layer: RawLayer, columns: Columns, layout: Layout, times: Times) -> pd.DataFrame:
    """Return the canonical columns but for the place and the original row."""
    frame = layer.frame
    texts = {key: text_column(frame, columns.get(key, ()), layout, key) for key in TEXT_FIELDS}
    codes = {key: code_column(layer, columns.get(key, ()), layout, key) for key in CODE_FIELDS}
    codes["date_precision"] = [
        coarser(said, read) for said, read in zip(codes["date_precision"], times.precision, strict=True)
    ]
    if layout.counted_sources and "corroboration" not in columns:
        codes["corroboration"] = corroborations(frame, layout.counted_sources)
    dated = {"start": as_days(times.start), "end": as_days(times.end), "ongoing": times.ongoing}
    made = pd.DataFrame({**texts, **dated, **codes}, index=frame.index)
    return made.assign(sublayer=layer.name, row=np.asarray(frame.index, dtype="int64"))


def as_days(days: list[dt.date | None]) -> np.ndarray[Any, Any]:
    """Return days as datetime64[s], NaT where there is none."""
    return np.array([np.datetime64("NaT") if day is None else day for day in days], dtype="datetime64[s]")


def text_column(frame: pd.DataFrame, names: tuple[str, ...], layout: Layout, key: str) -> list[str]:
    """Return the text of a field, with the word for what is a code."""
    words = layout.codes.get(key, {})
    texts = filled_text(frame, names, joined=layout.joined_title and key == "title")
    return [words.get(text, text) for text in texts]


def filled_text(frame: pd.DataFrame, names: tuple[str, ...], *, joined: bool = False) -> list[str]:
    """Return the text of the first of some columns that is filled in each row, or of all that are."""
    rows = zip(*([as_label(value).strip() for value in frame[name]] for name in names), strict=True)
    texts = [" – ".join([cell for cell in cells if cell][: None if joined else 1]) for cells in rows]
    return texts if names else [""] * len(frame)


def code_column(layer: RawLayer, names: tuple[str, ...], layout: Layout, key: str) -> list[str]:
    """Return the word that a code stands for; an unknown one is reported and taken for the vaguest."""
    if not names:
        return [""] * len(layer.frame)
    words = layout.codes[key]
    texts = filled_text(layer.frame, names)
    unknown = {int(row): text for row, text in zip(layer.frame.index, texts, strict=True) if is_unknown(text, words)}
    if unknown:
        message = f"expected one of {', '.join(dict.fromkeys(words.values()))}."
        layer.findings.warn_rows(
            list(unknown), "unknown-code", message, field=names[0], value=next(iter(unknown.values()))
        )
    return [VAGUEST.get(key, "") if is_unknown(text, words) else words.get(folded(text), "") for text in texts]


def is_unknown(text: str, words: Codes) -> bool:
    """Tell whether something is said that is no code."""
    return not is_missing(text) and folded(text) not in words


def coarser(said: str, read: str) -> str:
    """Return the coarser of a stated precision and that of the date as written."""
    return max((word for word in (said, read) if word), key=PRECISIONS.index) if read else ""


def corroborations(frame: pd.DataFrame, name: str) -> list[str]:
    """Return whether each row has one source or several; empty if that is not known."""
    headers = by_own_name(str(header) for header in frame.columns)
    column = present(name, headers)
    return [counted(as_label(value).strip()) for value in frame[headers[column]]] if column else [""] * len(frame)


def counted(text: str) -> str:
    """Return the word for a number of sources, or for their names separated by semicolons."""
    if re.fullmatch(r"-?[0-9]{1,6}", text):
        return "multiple" if int(text) > 1 else "single" if int(text) == 1 else ""
    names = [part for part in text.split(";") if part.strip()]
    return "" if not names else "single" if len(names) == 1 else "multiple"
