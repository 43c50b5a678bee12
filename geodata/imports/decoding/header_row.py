"""Rows of cells to a layer: where the header stands, what the HXL row says, which rows do not fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from geodata.imports.fields.column_names import known_names
from geodata.imports.raw import RawLayer, Source, object_frame
from geodata.imports.report import Findings
from geodata.imports.values.cells import as_text
from geodata.imports.values.coordinates import DEGREES
from geodata.limits import over_limit

Row: TypeAlias = tuple[int, Sequence[object]]  # the row's number as a person counts, and its cells

HEADER_SEARCHED_ROWS = 30
TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE)


def table_layer(source: Source, name: str, format_name: str, rows: Sequence[Row]) -> RawLayer:
    """Return the layer of a table whose rows, title rows and all, are given."""
    findings = Findings(source.shown)
    filled = [(number, cells) for number, cells in rows if any(as_text(cell).strip() for cell in cells)]
    header_at = find_header(filled)
    headers = unique_headers(filled[header_at][1], findings) if filled else []
    if len(headers) > source.limits.columns:
        raise over_limit(source.shown, "columns", source.limits.columns, f"the table has {len(headers):,} columns")
    body = filled[header_at + 1 :]
    tags, body = split_tags(headers, filled[header_at : header_at + 1], body)
    if len(body) > source.limits.rows:
        raise over_limit(source.shown, "rows", source.limits.rows, f"the table has {len(body):,} rows")
    fitting = [row for row in body if fits(row, len(headers), findings)]
    columns = {header: [cell_at(cells, at) for _, cells in fitting] for at, header in enumerate(headers)}
    return RawLayer(
        name=source.layer_name(name),
        format=format_name,
        frame=object_frame(columns, [number for number, _ in fitting]),
        findings=findings,
        tags=tags,
    )


def find_header(rows: Sequence[Row]) -> int:
    """Return which of the filled rows is the header; titles and notes may stand above it."""
    searched = rows[:HEADER_SEARCHED_ROWS]
    known = [known_names(as_text(cell) for cell in cells) for _, cells in searched]
    if known and max(known) >= 2:
        return known.index(max(known))
    widths = [sum(bool(as_text(cell).strip()) for cell in cells) for _, cells in rows[: 10 * HEADER_SEARCHED_ROWS]]
    usual = Counter(widths).most_common(1)[0][0] if widths else 0
    for at, (_, cells) in enumerate(searched):
        if widths[at] >= 0.6 * usual and all(is_label(as_text(cell)) for cell in cells):
            return at
    return 0


def is_label(text: str) -> bool:
    """Tell whether a cell could be a heading: anything but a number."""
    return DEGREES.fullmatch(text.strip()) is None


def unique_headers(cells: Sequence[object], findings: Findings) -> list[str]:
    """Return a different name for every column; empty columns at the end are left off."""
    names = [" ".join(as_text(cell).split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    seen: Counter[str] = Counter()
    unique = []
    for at, name in enumerate(names, start=1):
        label = name or f"column {at}"
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
