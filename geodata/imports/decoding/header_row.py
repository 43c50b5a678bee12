"""Rows of cells to a layer: where the header stands, what the HXL row says, which rows do not fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from geodata.imports.decoding import second_tables
from geodata.imports.fields.column_names import known_names
from geodata.imports.raw import RawLayer, Source, object_frame
from geodata.imports.report import Findings
from geodata.imports.values.cells import as_text
from geodata.limits import over_limit
from geodata.problems import rows_text

Row: TypeAlias = tuple[int, Sequence[object]]  # the row's number as a person counts, and its cells

HEADER_SEARCHED_ROWS = 30
SHORTEST_TELLING_NAME = 3  # letters: `y`, `n` and `no` are as often answers as names
TAG = re.compile(r"#[a-z][a-z0-9_]*(?: ?\+ ?[a-z][a-z0-9_]*)*", re.IGNORECASE)
VALUE = re.compile(r"[-+]?[\d.,]{1,40}[°%]?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ t].{0,40})?", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")


def table_layer(source: Source, name: str, format_name: str, rows: Sequence[Row]) -> RawLayer:
    """Return the layer of a table whose rows, title rows and all, are given."""
    findings = Findings(source.shown)
    filled = [(number, cells) for number, cells in rows if any(as_text(cell).strip() for cell in cells)]
    header_at = find_header(filled)
    body = filled if header_at is None else filled[header_at + 1 :]
    header = [] if header_at is None else list(filled[header_at][1])
    if header_at is None:
        header = [""] * max((len(cells) for _, cells in filled), default=0)
        report_no_header(filled, findings)
    elif header_at:
        report_lines_above([number for number, _ in filled[:header_at]], findings)
    header, body = second_tables.left_out(header, body, findings)
    if len(header) > source.limits.columns:
        raise over_limit(source.shown, "columns", source.limits.columns, f"the table has {len(header):,} columns")
    headers = unique_headers(header, findings)
    tags, body = split_tags(headers, [(0, header)], body)
    if len(body) > source.limits.rows:
        raise over_limit(source.shown, "rows", source.limits.rows, f"the table has {len(body):,} rows")
    fitting = [row for row in body if fits(row, len(headers), findings)]
    columns = {name: [cell_at(cells, at) for _, cells in fitting] for at, name in enumerate(headers)}
    return RawLayer(
        name=source.layer_name(name),
        format=format_name,
        frame=object_frame(columns, [number for number, _ in fitting]),
        findings=findings,
        tags=tags,
    )


def find_header(rows: Sequence[Row]) -> int | None:
    """Return which of the filled rows is the header, `None` if none is; titles and notes may stand above it."""
    searched = rows[:HEADER_SEARCHED_ROWS]
    known = [known_names(filter(is_telling, map(as_text, cells))) for _, cells in searched]
    first = next((at for at, count in enumerate(known) if count >= 2), None)
    if first is not None:
        return fuller_below(first, known, searched)
    widths = [sum(bool(as_text(cell).strip()) for cell in cells) for _, cells in rows[: 10 * HEADER_SEARCHED_ROWS]]
    usual = Counter(widths).most_common(1)[0][0] if widths else 0
    for at, (_, cells) in enumerate(searched):
        if widths[at] >= 0.6 * usual and all(is_label(as_text(cell)) for cell in cells):
            return at
    return 0 if not rows or any(known) else None


def fuller_below(first: int, known: Sequence[int], rows: Sequence[Row]) -> int:
    """Return the header, or the row of more names right below one, as where a heading spans several columns."""
    at = first
    while at + 1 < len(rows) and known[at + 1] > known[at] and all(is_label(as_text(cell)) for cell in rows[at + 1][1]):
        at += 1
    return at


def is_telling(text: str) -> bool:
    """Tell whether a cell is long enough for a name to be no mere mark, and no tag of HXL."""
    return len(text.strip()) >= SHORTEST_TELLING_NAME and not text.lstrip().startswith("#")


def is_label(text: str) -> bool:
    """Tell whether a cell could be a heading: anything but a number or a date; a year may head a column."""
    plain = text.strip()
    return VALUE.fullmatch(plain) is None or YEAR.fullmatch(plain) is not None


def report_no_header(rows: Sequence[Row], findings: Findings) -> None:
    message = "no line of names was found, so the columns are numbered and every line is a row."
    fix = 'write the names of the columns in the first line, or say which they are (--columns "lat=column 3").'
    findings.warn(rows[0][0], "no-header", message, fix=fix)


def report_lines_above(numbers: Sequence[int], findings: Findings) -> None:
    """Say which lines above the header are no rows."""
    findings.note(None, "lines-above-header", f"{rows_text(numbers)} above the header: titles or notes, not counted.")


def unique_headers(cells: Sequence[object], findings: Findings) -> list[str]:
    """Return a different name for every column."""
    seen: Counter[str] = Counter()
    unique = []
    for at, cell in enumerate(cells, start=1):
        label = " ".join(as_text(cell).split()) or f"column {at}"
        seen[label] += 1
        if seen[label] > 1:
            findings.warn(None, "duplicate-column", "two columns have the same name.", field=label)
            label = f"{label} ({seen[label]})"
        unique.append(label)
    return unique


def split_tags(headers: list[str], header: list[Row], body: list[Row]) -> tuple[dict[str, str], list[Row]]:
    """Return the HXL tags of the columns, and the rows without the row of tags."""
    for row, rest in ((header, body), (body[:1], body[1:])):
        texts = [as_text(cell).strip() for cell in row[0][1]] if row else []
        filled = [text for text in texts if text]
        if len(filled) >= 2 and all(TAG.fullmatch(text) for text in filled):
            plain = [re.sub(r"\s", "", text).casefold() for text in texts]
            return {name: tag for name, tag in zip(headers, plain, strict=False) if tag}, rest
    return {}, body


def fits(row: Row, width: int, findings: Findings) -> bool:
    """Tell whether a row has no more cells than the header, and reject it otherwise."""
    number, cells = row
    surplus = [as_text(cell) for cell in cells[width:] if as_text(cell).strip()]
    if surplus:
        findings.reject(
            number,
            "surplus-cells",
            f"expected {width} cells as in the header.",
            value=surplus[0],
            fix="put quotation marks around cells that hold the separator.",
        )
    return not surplus


def cell_at(cells: Sequence[object], at: int) -> object:
    """Return a cell, or nothing where the row is too short."""
    return cells[at] if at < len(cells) else None
