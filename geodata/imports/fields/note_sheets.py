"""Sheets of a workbook, and tables of a database, that are notes about the data rather than data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geodata.imports.fields.column_names import PLACE_FIELDS
from geodata.imports.fields.recognise import columns_of, layout_of
from geodata.imports.raw import RawLayer

DATED_OR_PLACED = frozenset(("start", *PLACE_FIELDS))
QGIS_STYLES = frozenset(("f_table_name", "styleName", "styleQML"))
STYLE_TABLE = ("style-table", "the table holds styles of QGIS and no data, so it is left out.")
NO_COLUMNS = ("no-columns", "the sheet has no column of dates or places, so it is left out.")


def skip_note_sheets(layers: Sequence[RawLayer], choice: Mapping[str, str]) -> list[RawLayer]:
    """Empty style tables, and sheets of a workbook with neither dates nor places beside one that has them."""
    is_data = [bool(DATED_OR_PLACED & known_fields(layer, choice)) for layer in layers]
    return [
        skipped(layer, *STYLE_TABLE)
        if set(layer.headers) >= QGIS_STYLES
        else skipped(layer, *NO_COLUMNS)
        if any(is_data) and not useful and layer.format == "Excel"
        else layer
        for layer, useful in zip(layers, is_data, strict=True)
    ]


def known_fields(layer: RawLayer, choice: Mapping[str, str]) -> set[str]:
    """Return the fields whose columns a layer has, or of which a person says that it has them."""
    chosen = {field for field, header in choice.items() if header in layer.headers}
    return chosen | columns_of(layout_of(layer), layer).keys()


def skipped(layer: RawLayer, code: str, message: str) -> RawLayer:
    """Reject all rows of a table for one reason, which is no fault of the file."""
    layer.findings.warn(None, code, message)
    layer.findings.rejected |= {int(row) for row in layer.frame.index}
    return replace(layer, frame=layer.frame.iloc[:0])
