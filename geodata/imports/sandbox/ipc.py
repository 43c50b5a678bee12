"""What the reading process hands back: one Arrow file of rows and one JSON file of reports, nothing executable."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely
from pyarrow import feather

from geodata.imports.fields.normalize import Understood
from geodata.imports.fields.questions import Question
from geodata.imports.raw import Source
from geodata.imports.report import FileReport
from geodata.imports.values.text import words
from geodata.limits import over_limit
from geodata.problems import DataError, Problem, Severity

ROWS, REPORTS = "rows.arrow", "reports.json"
MOST_PROBLEMS = 5_000
BYTES_PER_CELL, BYTES_PER_PROBLEM = 100, 1_500
TEXT_COLUMNS = words(
    "id title summary category date_precision location_precision corroboration place country source sublayer"
)
SCHEMA = pa.schema(
    [(name, pa.string()) for name in TEXT_COLUMNS]
    + [("start", pa.timestamp("s")), ("end", pa.timestamp("s")), ("ongoing", pa.bool_()), ("row", pa.int64())]
    + [("original", pa.string()), ("geometry", pa.binary())]
)


def write_result(folder: Path, layers: list[Understood], source: Source) -> None:
    """Write the rows and reports of a file that could be read; raise DataError if they are too much for the app."""
    tables = [arrow_table(layer.frame) for layer in layers]
    reports = {"layers": with_fewer_problems([layer_json(layer) for layer in layers])}
    size, most = sum(table.nbytes for table in tables) + len(json.dumps(reports)), source.limits.result_bytes
    if size > most:
        raise over_limit(source.shown, "result_bytes", most, f"read, its rows take {size:,} bytes")
    feather.write_feather(pa.concat_tables(tables) if tables else SCHEMA.empty_table(), folder / ROWS, "uncompressed")
    write_json(folder, reports)


def with_fewer_problems(layers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return layers with no more problems than a person would read, all together; one line counts the others."""
    dropped: list[dict[str, Any]] = []
    left = MOST_PROBLEMS
    for layer in layers:
        report = layer["report"]
        listed, beyond = report["problems"][:left], report["problems"][left:]
        report["problems"] = listed
        dropped += beyond
        left -= len(listed)
    if dropped:
        severity: Severity = "error" if any(problem["severity"] == "error" for problem in dropped) else "warning"
        message = f"{len(dropped):,} more problems of this file are not listed."
        last = layers[-1]["report"]
        last["problems"].append(asdict(Problem(file=last["path"], code="more", severity=severity, message=message)))
    return layers


def write_failure(folder: Path, error: DataError) -> None:
    """Write why nothing of a file could be read."""
    write_json(folder, {"problems": [asdict(problem) for problem in error.problems]})


def write_json(folder: Path, value: dict[str, Any]) -> None:
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


def filled_json(row: dict[str, str]) -> str:
    """Return the columns of a row that hold anything as JSON text."""
    return json.dumps({name: text for name, text in row.items() if text}, ensure_ascii=False)


def layer_json(layer: Understood) -> dict[str, Any]:
    """Return everything about a layer but its rows."""
    return {
        "report": {**asdict(layer.report), "problems": [asdict(problem) for problem in layer.report.problems]},
        "questions": [question.as_json() for question in layer.questions],
        "headers": layer.headers,
        "columns": layer.columns,
        "licence": layer.licence,
        "may_export": layer.layout.may_export,
    }


def read_rows(folder: Path) -> gpd.GeoDataFrame:
    """Return the rows that the reading process wrote."""
    table = feather.read_table(folder / ROWS, memory_map=False)
    if not table.schema.equals(SCHEMA):
        raise ValueError("the rows are not as they were agreed")
    columns: dict[str, Any] = {name: table.column(name).to_pylist() for name in (*TEXT_COLUMNS, "ongoing", "row")}
    columns |= {name: table.column(name).to_numpy().astype("datetime64[s]") for name in ("start", "end")}
    columns["original"] = [json.loads(text) for text in table.column("original").to_pylist()]
    geometry = shapely.from_wkb(table.column("geometry").to_pylist())
    return gpd.GeoDataFrame(columns, geometry=geometry, crs="EPSG:4326")


def held_bytes(folder: Path, frame: gpd.GeoDataFrame, reports: dict[str, Any]) -> int:
    """Return about how much memory a layer takes in the app, where each cell and each problem is an object."""
    handed_back = sum((folder / name).stat().st_size for name in (ROWS, REPORTS))
    cells = frame.size + sum(map(len, frame["original"]))
    problems = sum(len(layer["report"]["problems"]) for layer in reports["layers"])
    return max(handed_back, BYTES_PER_CELL * int(cells) + BYTES_PER_PROBLEM * problems)


def read_reports(folder: Path) -> dict[str, Any]:
    """Return the JSON part; raise DataError if it says that nothing could be read."""
    value: dict[str, Any] = json.loads((folder / REPORTS).read_text(encoding="utf-8"))
    if "problems" in value:
        raise DataError([Problem(**problem) for problem in value["problems"]])
    return value


def as_report(value: dict[str, Any]) -> FileReport:
    """Return a report from its JSON form."""
    return FileReport(**{**value, "problems": [Problem(**problem) for problem in value["problems"]]})


def as_question(value: dict[str, Any]) -> Question:
    """Return a question from its JSON form."""
    return Question(**value)
