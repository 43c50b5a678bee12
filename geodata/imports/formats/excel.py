"""Excel workbooks: every sheet a layer, formulas by their last result, macros and links never touched."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator

import openpyxl
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from geodata.imports.decoding.header_row import Row, table_layer
from geodata.imports.decoding.zip_safety import checked_members
from geodata.imports.formats.delimited import SPARE_ROWS
from geodata.imports.raw import RawLayer, Source
from geodata.imports.report import refused
from geodata.limits import over_limit
from geodata.problems import DataError

LAST_ROW = 1_048_576  # of any workbook
WITHOUT_RESULT = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


def read_excel(source: Source) -> list[RawLayer]:
    """Return a layer for every sheet that holds anything."""
    check_workbook(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that do not concern the values
        book = openpyxl.load_workbook(source.path, read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, rows) for sheet in book.worksheets if (rows := list(sheet_rows(source, sheet)))]
    if len(sheets) > source.limits.layers:
        raise over_limit(source.shown, "layers", source.limits.layers, f"the workbook has {len(sheets):,} sheets")
    hidden = {sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"}
    layers = [
        sheet_layer(source, title, rows, alone=len(sheets) == 1, hidden=title in hidden) for title, rows in sheets
    ]
    if layers and has_formula_without_result(source):
        message = "formulas were never worked out, and their cells count as empty."
        layers[0].findings.warn(None, "formula", message, fix="open the workbook in Excel or LibreOffice and save it.")
    return layers


def sheet_layer(source: Source, title: str, rows: list[Row], *, alone: bool, hidden: bool) -> RawLayer:
    layer = table_layer(source, "" if alone else title, "Excel", rows)
    if hidden:
        layer.findings.warn(None, "hidden-sheet", "the sheet is hidden in the workbook, and is read.", value=title)
    return layer


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
