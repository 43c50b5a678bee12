"""What crosses between the app and the reading process: JSON and Arrow in a folder, nothing executable.

`request.json` says what to read, `rows.arrow` holds the rows of all layers, `reports.json` everything else about them,
or why nothing could be read. How the last two are looked at before they are trusted is in `handed_back.py`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import shapely

from geodata.imports.fields.normalize import LayerSummary, NormalizedLayer
from geodata.imports.options import Options
from geodata.imports.raw import Source
from geodata.imports.values.text import words
from geodata.json_types import Json
from geodata.limits import Limits, over_limit
from geodata.problems import DataError, Problem, Severity

REQUEST, ROWS, REPORTS = "request.json", "rows.arrow", "reports.json"
MOST_PROBLEMS = 5_000
TEXT_COLUMNS = words(
    "id title summary category date_precision location_precision corroboration place country source sublayer"
)
SCHEMA = pa.schema(
    [(name, pa.string()) for name in TEXT_COLUMNS]
    + [("start", pa.timestamp("s")), ("end", pa.timestamp("s")), ("ongoing", pa.bool_()), ("row", pa.int64())]
    + [("original", pa.string()), ("geometry", pa.binary())]
)


def write_request(folder: Path, source: Source, options: Options) -> None:
    """Write what is to be read, and what was stated about it."""
    request: Json = {
        "file": source.path.name,
        "shown": source.shown,
        "limits": asdict(source.limits),
        "options": {**asdict(options), "columns": dict(options.columns), "today": options.today.isoformat()},
    }
    (folder / REQUEST).write_text(json.dumps(request), encoding="utf-8")


def read_request(folder: Path) -> tuple[Source, Options]:
    """Return what is to be read; the app itself has written it."""
    request = json.loads((folder / REQUEST).read_text(encoding="utf-8"))
    limits, options = Limits(**request["limits"]), Options(**request["options"])
    source = Source(path=folder / request["file"], shown=request["shown"], limits=limits, work=folder)
    options = replace(options, today=dt.date.fromisoformat(request["options"]["today"]))
    if options.box:  # a list, as JSON has no tuples
        west, south, east, north = options.box
        options = replace(options, box=(west, south, east, north))
    return source, options


def write_result(folder: Path, layers: Sequence[NormalizedLayer], source: Source) -> None:
    """Write the rows and reports of a file that could be read; raise DataError if they are too much for the app."""
    tables = [arrow_table(layer.frame) for layer in layers]
    reports: Json = {"layers": [asdict(summary) for summary in with_fewer_problems([summary_of(it) for it in layers])]}
    size, most = sum(table.nbytes for table in tables) + len(json.dumps(reports)), source.limits.result_bytes
    if size > most:
        raise over_limit(source.shown, "result_bytes", most, f"read, its rows take {size:,} bytes")
    write_rows(folder, tables)
    write_reports(folder, reports)


def write_rows(folder: Path, tables: Sequence[pa.Table]) -> None:
    """Write the rows of all layers as an Arrow stream, as one batch if their texts allow."""
    rows = pa.concat_tables(tables).combine_chunks() if tables else SCHEMA.empty_table()
    with pa.OSFile(str(folder / ROWS), "wb") as file, pa.ipc.new_stream(file, SCHEMA) as stream:
        stream.write_table(rows)


def summary_of(layer: NormalizedLayer) -> LayerSummary:
    """Return everything about a layer but its rows."""
    return LayerSummary(**{field.name: getattr(layer, field.name) for field in fields(LayerSummary)})


def with_fewer_problems(layers: Sequence[LayerSummary]) -> list[LayerSummary]:
    """Return layers with no more problems than a person would read, all together; one line counts the others."""
    dropped: list[Problem] = []
    listed: list[list[Problem]] = []
    left = MOST_PROBLEMS
    for layer in layers:
        listed.append(layer.report.problems[:left])
        dropped += layer.report.problems[left:]
        left -= len(listed[-1])
    if dropped:
        listed[-1].append(count_of(dropped))
    return [
        replace(layer, report=replace(layer.report, problems=problems))
        for layer, problems in zip(layers, listed, strict=True)
    ]


def count_of(problems: Sequence[Problem]) -> Problem:
    """Return one problem in place of many, as severe as the worst."""
    severity: Severity = "error" if any(problem.severity == "error" for problem in problems) else "warning"
    message = f"{len(problems):,} more problems of this file are not listed."
    return Problem(file=problems[0].file, code="more", severity=severity, message=message)


def write_failure(folder: Path, error: DataError) -> None:
    """Write why nothing of a file could be read."""
    write_reports(folder, {"problems": [asdict(problem) for problem in error.problems]})


def write_reports(folder: Path, value: Json) -> None:
    """Write the JSON part under its final name only when it is whole."""
    draft = folder / f"{REPORTS}.part"
    draft.write_text(json.dumps(value), encoding="utf-8")
    draft.replace(folder / REPORTS)


def arrow_table(frame: pd.DataFrame) -> pa.Table:
    """Return rows as an Arrow table, geometry as WKB, original columns as JSON text."""
    columns = {name: pa.array(frame[name].tolist(), pa.string()) for name in TEXT_COLUMNS}
    columns |= {name: pa.array(frame[name].to_numpy("datetime64[s]")) for name in ("start", "end")}
    columns["ongoing"] = pa.array(frame["ongoing"].tolist(), pa.bool_())
    columns["row"] = pa.array(frame["row"].tolist(), pa.int64())
    columns["original"] = pa.array([filled_json(row) for row in frame["original"]], pa.string())
    blobs = shapely.to_wkb(frame["geometry"].to_numpy(dtype=object))
    columns["geometry"] = pa.array(list(blobs), pa.binary())
    return pa.table({name: columns[name] for name in SCHEMA.names}, schema=SCHEMA)


def filled_json(row: Mapping[str, str]) -> str:
    """Return the columns of a row that hold anything as JSON text."""
    return json.dumps({name: text for name, text in row.items() if text}, ensure_ascii=False)
