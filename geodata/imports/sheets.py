"""Sheets of a workbook that are notes about the data rather than data."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.imports.raw import RawLayer
from geodata.imports.schemas import columns_of, schema_of

DATED_OR_PLACED = frozenset(("start", "lat", "lon", "geometry"))


def without_notes(layers: list[RawLayer], choice: Mapping[str, str]) -> list[RawLayer]:
    """Reject, row by row, the sheets of a workbook with neither dates nor places beside one that has them."""
    is_data = [bool(DATED_OR_PLACED & known_fields(layer, choice)) for layer in layers]
    for layer, useful in zip(layers, is_data, strict=True):
        if any(is_data) and not useful and layer.format == "Excel":
            reject_sheet(layer)
    return layers


def known_fields(layer: RawLayer, choice: Mapping[str, str]) -> set[str]:
    """Return the fields whose columns a layer has, or of which a person says that it has them."""
    headers = [str(header) for header in layer.frame.columns]
    return set(columns_of(schema_of(layer.format, headers, layer.tags), headers)) | {
        field for field, header in choice.items() if header in headers
    }


def reject_sheet(layer: RawLayer) -> None:
    """Reject all rows of a sheet for one reason."""
    layer.findings.error(None, "no-columns", "the sheet has no column of dates or places, so it is left out.")
    layer.findings.rejected |= {int(row) for row in layer.frame.index}
    layer.frame = layer.frame.iloc[:0]
