"""CSV and TSV, whatever the separator, the encoding and the rows above the header."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from geodata.imports.decoding import unclosed_quotes
from geodata.imports.decoding.encodings import decoded
from geodata.imports.decoding.header_row import table_layer
from geodata.imports.decoding.wide_rows import check_width
from geodata.imports.raw import RawLayer, Source
from geodata.imports.report import Findings, refused
from geodata.imports.values.strict_json import is_json
from geodata.limits import over_limit

QUOTATION_FIX = "look for a quotation mark that is never closed."
SEPARATORS = (",", ";", "\t", "|")
SAMPLE_CHARACTERS = 50_000
SAMPLE_ROWS = 100
END = "\x1e"  # read as a row of its own, unless an open quotation mark swallows it
SPARE_ROWS = 50  # titles, header and tags come on top of the rows that count


def read_delimited(source: Source) -> list[RawLayer]:
    """Return the one table of a file of separated values."""
    decoding = decoded(source.path.read_bytes(), source)
    text = decoding.text
    if is_json(text, source.limits.nesting):
        fix = "give the file the extension of what it is."
        raise refused(source.shown, "content", "expected a table of text, found JSON.", fix=fix)
    csv.field_size_limit(max(10 * source.limits.text_characters, 131_072))
    separator = choose_separator(text[:SAMPLE_CHARACTERS])
    rows: list[tuple[int, list[str]]] = []
    try:
        collect(text, separator, rows, source.limits.rows + SPARE_ROWS)
    except csv.Error as error:
        line = rows[-1][0] + 1 if rows else 1
        raise refused(
            source.shown,
            "csv",
            f"the table cannot be read from line {line:,} on: {error}.",
            fix=QUOTATION_FIX,
        ) from error
    if len(rows) > source.limits.rows + SPARE_ROWS:
        raise over_limit(
            source.shown, "rows", source.limits.rows, f"the table has more than {source.limits.rows:,} rows"
        )
    found = Findings(source.shown)
    rows = without_row_quotes(rows, found)
    check_width(source, rows)
    layer = table_layer(source, "", "TSV" if separator == "\t" else "CSV", rows)
    layer.findings.problems += found.problems
    for row in unclosed_quotes.find(rows, separator):
        message = "a cell holds line breaks and what looks like further rows, which are not counted."
        layer.findings.error(row, "quotation-mark", message, fix=QUOTATION_FIX)
    decoding.report(layer.findings)
    return [replace(layer, encodings=decoding.choices)]


def without_row_quotes(rows: Sequence[tuple[int, list[str]]], findings: Findings) -> list[tuple[int, list[str]]]:
    """Return the rows of a table of which every row as a whole stands in quotation marks, with cells of their own."""
    if any(any(cells[1:]) for _, cells in rows[:SAMPLE_ROWS]):
        return list(rows)
    filled = [(number, cells[:1] if not any(cells[1:]) else cells) for number, cells in rows if cells]
    if len(filled) < 2 or any(len(cells) != 1 for _, cells in filled):
        return list(rows)
    separator = choose_separator("\n".join(cells[0] for _, cells in filled[:SAMPLE_ROWS]))
    inner = list(csv.reader((cells[0].replace("\n", " ") for _, cells in filled), delimiter=separator))
    if min(map(len, inner)) < 2:
        return list(rows)
    message = "every row as a whole stands in quotation marks; the cells inside were read."
    findings.warn(None, "quoted-rows", message, fix="save the table without quotation marks around its rows.")
    return [(number, cells) for (number, _), cells in zip(filled, inner, strict=True)]


def collect(text: str, separator: str, rows: list[tuple[int, list[str]]], most: int) -> None:
    """Add the rows of a text to a list, each with the line it begins on, until there are too many."""
    reader = csv.reader(itertools.chain(io.StringIO(text, newline=""), [END]), delimiter=separator)
    line = 1
    for cells in reader:
        rows.append((line, cells))
        line = reader.line_num + 1
        if len(rows) > most + 1:
            return
    if rows.pop()[1] != [END]:
        raise csv.Error("a quotation mark is open to the end of the file")


def choose_separator(sample: str) -> str:
    """Return the separator that gives the most rows of the same width, then the wider ones."""
    return max(SEPARATORS, key=lambda separator: evenness(sample, separator))


def evenness(sample: str, separator: str) -> int:
    """Return cells in rows of the commonest width above one; 0 if nothing is separated."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator))
    except csv.Error:
        return 0
    return max((count * (width - 1) for width, count in widths.items()), default=0)
