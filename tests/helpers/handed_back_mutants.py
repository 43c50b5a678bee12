"""Reads tampered results of the reading process in this one, and prints whatever is neither a layer nor a message.

Started by a test as a process of its own, because a result that is believed may take its process with it. By hand, with
more of them: `PYTHONPATH=tests/helpers:. python tests/helpers/handed_back_mutants.py FOLDER SEED VARIANTS`.
"""

from __future__ import annotations

import json
import os
import random
import struct
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from geodata.imports.raw import Source
from geodata.imports.sandbox.handed_back import read_result
from geodata.imports.sandbox.ipc import REPORTS, ROWS, SCHEMA, write_result
from geodata.limits import Limits
from geodata.problems import DataError
from importing import read_here, written

LIMITS = Limits(cells=10_000)
TABLE = """name,date,wkt,note
A,2025-09-14,POINT (-8 12),x
B,,"MULTIPOINT (-8 12, -7 13)",é
C,2025-09-15,"GEOMETRYCOLLECTION (POINT (-8 12), LINESTRING (-8 12, -7 12))",
"""
WORDS = (0, 1, 7, 8, 64, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)  # what an offset or a length is changed to
MEGABYTE = 1_000_000
MOST_BYTES = 150 * MEGABYTE  # for a result of a few kB, or one that is as large as allowed


def flipped(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 30))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def with_wrong_number(data: bytearray, chance: random.Random) -> None:
    struct.pack_into("<I", data, 4 * chance.randrange(len(data) // 4), chance.choice(WORDS))


def stirred(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at : at + chance.randrange(64)] = chance.randbytes(chance.randrange(64))


CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (flipped, cut, with_wrong_number, stirred)


def nested(deep: int, kind: int) -> bytes:
    return struct.pack("<BII", 1, kind, 1) * deep + struct.pack("<BIdd", 1, 1, -8, 12)


def with_values(name: str, value: object) -> Callable[[pa.Table], pa.Table]:
    """Return what puts a value into every row of a column."""

    def change(rows: pa.Table) -> pa.Table:
        at = SCHEMA.get_field_index(name)
        return rows.set_column(at, SCHEMA.field(at), pa.array([value] * rows.num_rows, SCHEMA.field(at).type))

    return change


ROW_CASES: dict[str, Callable[[pa.Table], pa.Table]] = {
    "a column more": lambda rows: rows.append_column("more", pa.array([1] * rows.num_rows)),
    "a column less": lambda rows: rows.drop_columns("title"),
    "columns in another order": lambda rows: rows.select(SCHEMA.names[::-1]),
    "a column of another type": lambda rows: rows.set_column(0, "id", pa.array(range(rows.num_rows))),
    "metadata": lambda rows: rows.replace_schema_metadata({"pandas": "{}"}),
    "no title": with_values("title", None),
    "a day of no calendar": with_values("start", 10**13),
    "a row less": lambda rows: rows.slice(1),
    "more rows than there may be": lambda rows: pa.concat_tables([rows] * 5_000),
    "a place off the globe": with_values("geometry", struct.pack("<BIdd", 1, 1, 800, 12)),
    "a place that is no number": with_values("geometry", struct.pack("<BIdd", 1, 1, float("nan"), 12)),
    "a curve": with_values("geometry", struct.pack("<BIIdddddd", 1, 8, 3, 0, 0, 1, 1, 2, 0)),
    "four billion parts": with_values("geometry", struct.pack("<BII", 1, 7, 0xFFFFFFFF)),
    "four billion vertices": with_values("geometry", struct.pack("<BII", 1, 2, 0xFFFFFFFF)),
    "no geometry": with_values("geometry", b"\1"),
    "a nested original": with_values("original", '{"a": {"b": "c"}}'),
    "an original of lists": with_values("original", f"[{'[],' * 1_000_000}[]]"),
    "an original of a million columns": with_values(
        "original", json.dumps({str(at): "" for at in range(MEGABYTE)}, separators=(", ", ": "))
    ),
    "a bomb": with_values("summary", "x" * 300 * MEGABYTE),
} | {
    f"kind {kind} in itself {deep} times": with_values("geometry", nested(deep, kind))
    for kind in (4, 5, 6, 7)
    for deep in (33, 200_000)
}


def report_cases(reports: Any) -> dict[str, object]:
    """Return reports that are not as they were agreed, by what is wrong with them."""
    (layer,) = reports["layers"]
    report = layer["report"]
    return {
        "no object": [],
        "nothing": {},
        "both": {**reports, "problems": []},
        "a member more": {"layers": [{**layer, "frame": None}]},
        "a member less": {"layers": [{"report": report}]},
        "a number for a text": {"layers": [{**layer, "licence": 1}]},
        "a text for a number": {"layers": [{**layer, "report": {**report, "kept": "3"}}]},
        "a truth for a number": {"layers": [{**layer, "report": {**report, "rejected": False}}]},
        "columns of lists": {"layers": [{**layer, "columns": {"start": ["date"]}}]},
        "a severity of its own": {"problems": [{**PROBLEM, "severity": "fatal"}]},
        "an object for a message": {"problems": [{**PROBLEM, "message": {}}]},
        "a lost row": {"layers": [{**layer, "report": {**report, "read": 4}}]},
        "a row less than there is": {"layers": [{**layer, "report": {**report, "kept": 2, "read": 2}}]},
        "problems without end": {"layers": [{**layer, "report": {**report, "problems": [PROBLEM] * 6_000}}]},
        "a number without end": {"layers": [{**layer, "report": {**report, "kept": 10**4_000}}]},
    }


PROBLEM = {"file": "a", "message": "b", "code": "c", "row": None, "field": None, "value": None, "fix": ""} | {
    "severity": "error"
}
TEXT_CASES = {
    "nested without end": "[" * 200_000,
    "millions of lists": '{"layers": [' + "[]," * 10_000_000 + "[]]}",
    "no text": "\udcff",
}


def good_result(folder: Path) -> None:
    """Write what the reading process writes of a small table with every kind of value."""
    layers = read_here(written(folder, "a.csv", TABLE))
    write_result(folder, layers, Source(path=folder / "a.csv", shown="a.csv", limits=LIMITS, work=folder))


def taken(folder: Path) -> bool:
    """Read a result and use it as the app does; print any failure. Tell whether it was taken."""
    try:
        result = read_result(folder, "a.csv", LIMITS)
        result.frame.explode().to_csv()
        result.frame.total_bounds.tolist()
    except DataError:
        return False
    except Exception:  # noqa: BLE001  a traceback is what must not happen
        print(traceback.format_exc())
    return True


def refused_with(path: Path, case: str, content: bytes) -> None:
    """Put other content into a file of the result; print the case if it is taken or takes much memory."""
    good = path.read_bytes()
    path.write_bytes(content)
    before = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    if taken(path.parent):
        print("taken:", case)
    if (grown := memory("VmHWM") - before) > MOST_BYTES:
        print(f"takes {grown:,} bytes:", case)
    path.write_bytes(good)


def memory(kind: str) -> int:
    """Return bytes of resident memory of this process, now (`VmRSS`) or at most (`VmHWM`)."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(kind)]
    return int(line.split()[1]) * 1024


def stream(rows: pa.Table, compression: str | None) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema, options=pa.ipc.IpcWriteOptions(compression=compression)) as writer:
        writer.write_table(rows)
    return bytes(sink.getvalue().to_pybytes())


def made_cases(folder: Path) -> None:
    """Try what somebody would write who knows what is expected."""
    rows = pa.ipc.open_stream((folder / ROWS).read_bytes()).read_all()
    for name, change in ROW_CASES.items():
        refused_with(folder / ROWS, name, stream(change(rows), "zstd" if name == "a bomb" else None))
    for compression in ("zstd", "lz4"):
        refused_with(folder / ROWS, compression, stream(rows, compression))
    reports = (folder / REPORTS).read_text(encoding="utf-8")
    sys.set_int_max_str_digits(0)
    texts = {name: json.dumps(value) for name, value in report_cases(json.loads(reports)).items()} | TEXT_CASES
    for name, text in texts.items():
        refused_with(folder / REPORTS, name, text.encode("utf-8", "surrogateescape"))
    for path in (folder / ROWS, folder / REPORTS):
        not_a_file(path)


def not_a_file(path: Path) -> None:
    """Put a link to the good file, and a pipe, in place of a file of the result."""
    aside = path.rename(path.with_name("aside"))
    for make in (lambda: path.symlink_to(aside), lambda: os.mkfifo(path)):
        make()
        if taken(path.parent):
            print("taken: no file of its own,", path.name)
        path.unlink()
    aside.rename(path)


def random_cases(folder: Path, chance: random.Random, variants: int) -> None:
    """Tamper with the rows, and with the reports, in every way so many times."""
    for path in (folder / ROWS, folder / REPORTS):
        good = path.read_bytes()
        for change in CHANGES:
            for _ in range(variants):
                data = bytearray(good)
                change(data, chance)
                path.write_bytes(data)
                taken(folder)
        path.write_bytes(good)


def main(folder: Path, seed: int, variants: int) -> None:
    """Try all that there is."""
    good_result(folder)
    if not taken(folder):
        print("the good result is refused")
    random_cases(folder, random.Random(seed), variants)  # noqa: S311  repeatable, not secret
    made_cases(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
