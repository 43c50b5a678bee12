"""Workbooks of Excel: what stands beside the cells is read too, and what Excel loses is named."""

from __future__ import annotations

import datetime as dt
import time
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from importing import problems_here, read_here, rows_of

HEADER = ["title", "date", "lat", "lon", "region", "source"]
ROW = ["A", "2024-08-21", 12.5, -7.5, "North", "Report"]


@pytest.fixture
def sheet() -> Worksheet:
    made = openpyxl.Workbook().active
    assert isinstance(made, Worksheet)
    made.append(HEADER)
    return made


def saved(sheet: Worksheet, folder: Path) -> Path:
    assert sheet.parent is not None
    sheet.parent.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_cells_merged_downwards_hold_their_value_in_every_row(sheet: Worksheet, tmp_path: Path) -> None:
    for title in "ABCD":
        sheet.append([title, *ROW[1:]])
    sheet.merge_cells("B2:B4")
    sheet.merge_cells("E3:E5")
    path = saved(sheet, tmp_path)
    rows = rows_of(path)
    assert [str(row["start"].date()) for row in rows] == ["2024-08-21"] * 4
    assert [row["original"]["region"] for row in rows] == ["North"] * 4
    assert [(found.code, found.row, found.rows) for found in problems_here(path)] == [("merged-cells", 3, 3)]


def test_a_merged_cell_that_is_empty_fills_nothing(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append(["A", None, *ROW[2:]])
    sheet.append(["B", None, *ROW[2:]])
    sheet.merge_cells("B2:B3")
    assert "merged-cells" not in [found.code for found in problems_here(saved(sheet, tmp_path))]


def test_cells_merged_across_columns_are_named(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append(ROW)
    sheet.merge_cells("E2:F2")
    found = [found for found in problems_here(saved(sheet, tmp_path)) if found.code == "merged-cells"]
    assert [(one.row, bool(one.fix)) for one in found] == [(2, True)]


def test_a_merged_title_above_the_header_is_no_concern(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.insert_rows(1)
    sheet["A1"] = "Survey"
    sheet.merge_cells("A1:F1")
    sheet.append(ROW)
    assert [found.code for found in problems_here(saved(sheet, tmp_path))] == ["lines-above-header"]


@pytest.mark.parametrize("address", ["https://example.org/report", "https://example.org/x?a=1&b=2#c"])
def test_the_address_behind_a_link_is_kept(sheet: Worksheet, tmp_path: Path, address: str) -> None:
    sheet.append(ROW)
    sheet["F2"].hyperlink = address
    sheet["A2"].hyperlink = "https://example.org/title"
    (row,) = rows_of(saved(sheet, tmp_path))
    assert row["source"] == f"Report ({address})"
    assert row["title"] == "A (https://example.org/title)"


def test_the_address_of_a_link_formula_is_kept(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append([*ROW[:5], '=HYPERLINK("https://example.org/y","see")'])
    (row,) = rows_of(saved(sheet, tmp_path))
    assert "https://example.org/y" in row["source"]


def test_a_cell_that_shows_its_address_does_not_repeat_it(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append([*ROW[:5], "https://example.org/y"])
    sheet["F2"].hyperlink = "https://example.org/y"
    (row,) = rows_of(saved(sheet, tmp_path))
    assert row["source"] == "https://example.org/y"


def with_cell(path: Path, value: str) -> Path:
    """Put a number as it is written into the first cell of data, which no library would write so."""
    changed = path.with_name("b.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<v>4242</v>", f"<v>{value}</v>".encode()))
    return changed


@pytest.mark.parametrize("digits", ["1961234567890123457", "12345678901234567", "99999999999999999999"])
def test_a_long_integer_is_kept_as_it_is_written_and_pointed_out(sheet: Worksheet, tmp_path: Path, digits: str) -> None:
    sheet.append([4242, *ROW[1:]])
    path = with_cell(saved(sheet, tmp_path), digits)
    assert rows_of(path)[0]["title"] == digits
    assert "rounded-number" in [found.code for found in problems_here(path)]


def test_a_number_of_fifteen_digits_is_no_concern(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append([4242, *ROW[1:]])
    path = with_cell(saved(sheet, tmp_path), "123456789012345")
    assert rows_of(path)[0]["title"] == "123456789012345"
    assert problems_here(path) == []


def test_a_second_table_below_the_first_is_named_with_its_rows(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append(ROW)
    sheet.append([])
    sheet.append(["name", "date", "latitude", "longitude"])
    sheet.append(["B", "2024-08-22", 12, -7])
    path = saved(sheet, tmp_path)
    (layer,) = read_here(path)
    assert (layer.report.kept, layer.report.rejected) == (1, 2)
    (found,) = [found for found in layer.report.problems if found.code == "second-table"]
    assert (found.row, found.rows) == (4, 2)


def test_a_header_that_is_repeated_is_named_and_the_rows_after_it_are_read(sheet: Worksheet, tmp_path: Path) -> None:
    for row in (ROW, HEADER, ROW):
        sheet.append(row)
    (layer,) = read_here(saved(sheet, tmp_path))
    assert (layer.report.kept, layer.report.rejected) == (2, 1)
    assert [(found.code, found.row) for found in layer.report.problems] == [("repeated-header", 3)]


def test_a_date_with_a_link_behind_it_stays_a_date(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append(ROW)
    for cell in ("B2", "C2"):
        sheet[cell].hyperlink = "https://example.org/x"
    (row,) = rows_of(saved(sheet, tmp_path))
    assert (str(row["start"].date()), row["geometry"].y) == ("2024-08-21", 12.5)


def test_merged_cells_without_end_take_no_time(sheet: Worksheet, tmp_path: Path) -> None:
    for number in range(2_000):
        sheet.append([f"{number}", *ROW[1:]])
    made = saved(sheet, tmp_path)
    ranges = "".join(f'<mergeCell ref="B{row}:B1048576"/>' for row in range(2, 2_002))
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>".encode())
            new.writestr(name, data)
    start = time.process_time()
    assert len(rows_of(tmp_path / "b.xlsx")) == 2_000
    assert time.process_time() - start < 10


def test_midnight_of_a_cell_ends_a_day_only_beside_a_start_with_a_clock(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.delete_rows(1)
    sheet.append(["title", "start", "end"])
    sheet.append(["A", dt.datetime(2024, 8, 21, 10), dt.datetime(2024, 8, 23)])
    sheet.append(["B", dt.datetime(2024, 8, 21), dt.datetime(2024, 8, 23)])
    last = [str((row["end"] - pd.Timedelta(days=1)).date()) for row in rows_of(saved(sheet, tmp_path))]
    assert last == ["2024-08-22", "2024-08-23"]
