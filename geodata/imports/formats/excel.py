"""Excel workbooks: every sheet a layer, formulas by their last result, macros and links never touched."""

from __future__ import annotations

import re
import warnings
import zipfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial

import openpyxl
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from geodata.imports.decoding.header_row import Row, table_layer
from geodata.imports.decoding.sheet_parts import Range, SheetParts, sheet_parts
from geodata.imports.decoding.zip_safety import checked_members
from geodata.imports.formats.delimited import SPARE_ROWS
from geodata.imports.raw import RawLayer, Source
from geodata.imports.report import Findings, refused
from geodata.imports.values.cells import as_text
from geodata.imports.values.coordinates import read_coordinate
from geodata.imports.values.dates.values import read_date
from geodata.limits import over_limit
from geodata.problems import DataError

MOST_MERGED = 1_000_000  # cells of a sheet that are filled
EXACT = 10**15 - 1
LAST_ROW = 1_048_576  # of any workbook
WITHOUT_RESULT = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


def read_excel(source: Source) -> list[RawLayer]:
    """Return a layer for every sheet that holds anything."""
    check_workbook(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that do not concern the values
        book = openpyxl.load_workbook(source.path, read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet, rows) for sheet in book.worksheets if (rows := list(sheet_rows(source, sheet)))]
    if len(sheets) > source.limits.layers:
        raise over_limit(source.shown, "layers", source.limits.layers, f"the workbook has {len(sheets):,} sheets")
    hidden = {sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"}
    with zipfile.ZipFile(source.path) as archive:
        parts = [sheet_parts(archive, path_of(sheet)) for sheet, _ in sheets]
    layers = [
        sheet_layer(source, sheet.title, rows, beside, alone=len(sheets) == 1, hidden=sheet.title in hidden)
        for (sheet, rows), beside in zip(sheets, parts, strict=True)
    ]
    if layers and book.epoch == CALENDAR_MAC_1904:
        message = "the workbook counts days from 1904, and a bare day number was read as if from 1900."
        layers[0].findings.warn(None, "date-number", message, fix="give the cells of dates a date format.")
    if layers and has_formula_without_result(source):
        message = "formulas were never worked out, and their cells count as empty."
        layers[0].findings.warn(None, "formula", message, fix="open the workbook in Excel or LibreOffice and save it.")
    return layers


def path_of(sheet: ReadOnlyWorksheet) -> str:
    """Return where a sheet stands in the archive; the library has no other name for it."""
    return str(sheet._worksheet_path)


def sheet_layer(
    source: Source, title: str, rows: list[Row], parts: SheetParts, *, alone: bool, hidden: bool
) -> RawLayer:
    found = Findings(source.shown)
    rows = with_links(with_merged(rows, parts.merged, found), parts.links)
    layer = table_layer(source, "" if alone else title, "Excel", rows)
    layer.findings.problems += found.problems
    report_rounded(layer)
    if hidden:
        layer.findings.warn(None, "hidden-sheet", "the sheet is hidden in the workbook, and is read.", value=title)
    return layer


def with_merged(rows: list[Row], merged: Sequence[Range], findings: Findings) -> list[Row]:
    """Return rows in which every cell of a merged column holds what the merged cell shows; others are named."""
    by_number = {number: list(cells) for number, cells in rows}
    numbers = list(by_number)
    filled: list[int] = []
    room = MOST_MERGED
    for left, top, _, bottom in merged:
        value = cell_of(by_number.get(top, []), left)
        below = numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)] if value is not None else []
        room -= len(below)
        for number in below if room > 0 else ():
            cells = by_number[number]
            if cell_of(cells, left) is None:
                cells += [None] * (left - len(cells))
                cells[left - 1] = value
                filled.append(number)
    message = "cells that are merged downwards hold their value in every row."
    findings.warn_rows(sorted(set(filled)), "merged-cells", message)
    if room <= 0:
        message = f"only {MOST_MERGED:,} merged cells are filled."
        findings.warn(None, "merged-cells", message, fix="separate them, and fill in their values.")
    across = [top for left, top, right, _ in merged if right > left and top in by_number and top > numbers[0]]
    message = "cells are merged across columns, and only the first of them holds the value."
    findings.warn_rows(across, "merged-cells", message, fix="separate them, and write the value into each column.")
    return [(number, by_number[number]) for number, _ in rows]


def cell_of(cells: Sequence[object], column: int) -> object:
    """Return the value in a column, counted from 1, or nothing."""
    return cells[column - 1] if column <= len(cells) else None


def with_links(rows: list[Row], links: Mapping[tuple[int, int], str]) -> list[Row]:
    """Return rows whose cells with a link have its address beside their text."""
    by_row: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), address in links.items():
        by_row[row][column] = address
    return [
        (number, [linked(cell, by_row[number].get(at, "")) for at, cell in enumerate(cells, 1)])
        if number in by_row
        else (number, cells)
        for number, cells in rows
    ]


def linked(value: object, address: str) -> object:
    """Return a cell with the address that it leads to, unless it shows it itself, or is a number or a date."""
    text = as_text(value).strip()
    if not address or address in text or not isinstance(value, str | None) or is_figure(text):
        return value
    return f"{text} ({address})".strip()


def is_figure(text: str) -> bool:
    """Tell whether a text is a date or a coordinate, which nothing may stand behind."""
    for read in (read_date, partial(read_coordinate, axis="lat"), partial(read_coordinate, axis="lon")):
        with suppress(ValueError):
            return read(text) is not None
    return False


def report_rounded(layer: RawLayer) -> None:
    """Point out numbers of more digits than Excel keeps, the last of which are lost."""
    for name in layer.frame.columns:
        cells = layer.frame[name].items()
        rows = [int(row) for row, value in cells if isinstance(value, int | float) and abs(value) > EXACT]
        message = "Excel keeps 15 digits of a number, so the last ones of longer numbers may be lost."
        fix = "bring such ids into the sheet as text."
        layer.findings.warn_rows(rows, "rounded-number", message, field=str(name), fix=fix)


def has_formula_without_result(source: Source) -> bool:
    """Tell whether a cell holds a formula and no result, as programs write it that cannot calculate."""
    with zipfile.ZipFile(source.path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(WITHOUT_RESULT.search(archive.read(name)) for name in sheets)


def check_workbook(source: Source) -> None:
    """Refuse a workbook whose unpacked size is beyond the limits, before it is unpacked."""
    with zipfile.ZipFile(source.path) as archive:
        names = {member.filename for member in checked_members(archive, source)}
    if "xl/workbook.xml" not in names:
        raise refused(source.shown, "content", "expected an Excel workbook.", fix="save it as .xlsx or .csv.")


def sheet_rows(source: Source, sheet: ReadOnlyWorksheet) -> Iterator[Row]:
    """Yield the rows of a sheet; its stated size is ignored, because anything can be stated."""
    sheet.reset_dimensions()
    filled = 0
    for cells in sheet_cells(source, sheet):
        if len(cells) > 4 * source.limits.columns:
            raise over_limit(source.shown, "columns", source.limits.columns, f"a sheet has {len(cells):,} columns")
        number = next((cell.row for cell in cells if cell.value is not None), None)
        if number is None:
            continue
        filled += 1
        if filled > source.limits.rows + SPARE_ROWS:
            raise over_limit(source.shown, "rows", source.limits.rows, f"a sheet has more than {filled - 1:,} rows")
        yield number, [cell.value for cell in cells]


def sheet_cells(source: Source, sheet: ReadOnlyWorksheet) -> Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]:
    """Yield the cells of every row, empty ones included; raise DataError at what no workbook can hold."""
    at, fix = 0, "open it in Excel or LibreOffice and save it again."
    try:
        for at, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW + 1), 1):
            if at > LAST_ROW:
                raise refused(
                    source.shown, "sheet-row", f"a sheet has rows after row {LAST_ROW:,}.", value=sheet.title, fix=fix
                )
            yield cells
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        message = f"a sheet holds a cell after row {at:,} that no program can read."
        raise refused(source.shown, "sheet-cell", message, value=sheet.title, fix=fix) from error
