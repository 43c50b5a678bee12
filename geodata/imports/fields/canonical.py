"""The canonical columns of a layer, but for place and original row: texts, codes in words of the contract, times."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.imports.fields.column_names import CODE_FIELDS, TEXT_FIELDS
from geodata.imports.fields.providers.layout import Codes, Layout
from geodata.imports.fields.recognise import by_plain_name, present
from geodata.imports.fields.row_dates import Times
from geodata.imports.raw import Columns, RawLayer
from geodata.imports.values.cells import as_label, is_missing
from geodata.imports.values.dates.spans import PRECISIONS
from geodata.imports.values.text import folded

VAGUEST = {"location_precision": "region"}  # a sharp mark would claim more than such a row does


def canonical_columns(layer: RawLayer, columns: Columns, layout: Layout, times: Times) -> pd.DataFrame:
    """Return a frame of them, with a row for every row of the layer."""
    frame = layer.frame
    texts = {key: text_column(frame, columns.get(key, ()), layout, key) for key in TEXT_FIELDS}
    codes = {key: code_column(layer, columns.get(key, ()), layout, key) for key in CODE_FIELDS}
    codes["date_precision"] = [
        coarser(stated, read) for stated, read in zip(codes["date_precision"], times.precision, strict=True)
    ]
    if layout.counted_sources and "corroboration" not in columns:
        codes["corroboration"] = corroborations(frame, layout.counted_sources)
    dated = {"start": as_days(times.start), "end": as_days(times.end), "ongoing": times.ongoing}
    made = pd.DataFrame({**texts, **dated, **codes}, index=frame.index)
    return made.assign(sublayer=layer.name, row=np.asarray(frame.index, dtype="int64"))


def as_days(days: Sequence[dt.date | None]) -> npt.NDArray[np.datetime64]:
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
    """Tell whether a cell holds something that is no code."""
    return not is_missing(text) and folded(text) not in words


def coarser(stated: str, read: str) -> str:
    """Return the coarser of a stated precision and that of the date as written."""
    return max((word for word in (stated, read) if word), key=PRECISIONS.index) if read else ""


def corroborations(frame: pd.DataFrame, name: str) -> list[str]:
    """Return whether each row has one source or several; empty if that is not known."""
    headers = by_plain_name(str(header) for header in frame.columns)
    column = present(name, headers)
    return [counted(as_label(value).strip()) for value in frame[headers[column]]] if column else [""] * len(frame)


def counted(text: str) -> str:
    """Return the word for a number of sources, or for their names separated by semicolons."""
    if re.fullmatch(r"-?[0-9]{1,6}", text):
        return "multiple" if int(text) > 1 else "single" if int(text) == 1 else ""
    names = [part for part in text.split(";") if part.strip()]
    return "" if not names else "single" if len(names) == 1 else "multiple"
