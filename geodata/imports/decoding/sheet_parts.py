"""What a sheet of a workbook says beside its cells: which are merged, and where links lead.

The reader of cells (openpyxl, read-only) leaves both out, so they are taken from the part of the sheet behind them.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

MERGED = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^>]{0,200}?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
LINK = re.compile(rb"<(?:\w{1,20}:)?hyperlink\s([^>]{1,3000})>")
FORMULA_LINK = re.compile(rb"<c r=\"([A-Z]{1,3}\d{1,7})\"[^>]{0,200}><f>(?:_xlfn\.)?HYPERLINK\(\"([^\"<]{1,2000})\"")
RELATION = re.compile(rb"<(?:\w{1,20}:)?Relationship\s([^>]{1,3000})>")
ATTRIBUTE = re.compile(rb"([\w:]{1,40})=\"([^\"]{0,2000})\"")
MOST = 100_000  # merged ranges and links of a sheet

Range = tuple[int, int, int, int]
"""First column, first row, last column, last row, counted from 1."""


@dataclass(frozen=True)
class SheetParts:
    """The merged ranges of a sheet, and the addresses behind cells by row and column, counted from 1."""

    merged: list[Range]
    links: Mapping[tuple[int, int], str]


def sheet_parts(archive: zipfile.ZipFile, path: str) -> SheetParts:
    """Return what the sheet at a path of the workbook's archive says beside its cells."""
    data = archive.read(path)
    behind = data[data.rfind(b"sheetData") :]
    merged = [
        range_boundaries(match[1].decode()) for _, match in zip(range(MOST), MERGED.finditer(behind), strict=False)
    ]
    links = {
        coordinate_to_tuple(match[1].decode()): html.unescape(match[2].decode("utf-8", "replace"))
        for _, match in zip(range(MOST), FORMULA_LINK.finditer(data), strict=False)
    }
    targets = related(archive, path) if b"hyperlink" in behind else {}
    for _, match in zip(range(MOST), LINK.finditer(behind), strict=False):
        stated = attributes(match[1])
        address = next((targets.get(value, "") for name, value in stated.items() if name.endswith(":id")), "")
        cell = stated.get("ref", "").partition(":")[0]
        if address and re.fullmatch(r"[A-Z]{1,3}\d{1,7}", cell):
            links[coordinate_to_tuple(cell)] = address
    return SheetParts([tuple(box) for box in merged], links)


def related(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """Return the addresses that a part of a workbook names, by the id it gives them."""
    folder, name = posixpath.split(path)
    try:
        data = archive.read(f"{folder}/_rels/{name}.rels")
    except KeyError:
        return {}
    found = [attributes(match[1]) for _, match in zip(range(MOST), RELATION.finditer(data), strict=False)]
    return {one["Id"]: one["Target"] for one in found if "Id" in one and "Target" in one}


def attributes(text: bytes) -> dict[str, str]:
    return {match[1].decode(): html.unescape(match[2].decode("utf-8", "replace")) for match in ATTRIBUTE.finditer(text)}
