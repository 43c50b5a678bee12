"""The legend of the printed sheet: what occurs on the sheet, as the layers explain it."""

from __future__ import annotations

from dataclasses import dataclass

from layers.payload.layer_registry import registered_layers
from layers.sheet.drawing.painter import base_colour
from layers.sheet.drawing.rows import SMALL, Column, SheetRow
from layers.sheet.drawing.text import line_height, wrap
from layers.sheet.map.parts import MapContext, Painter, sheet_layer

COLUMNS = 4
SIGN_MM = 8.0
GAP_MM = 0.75  # between entries
STEP_MM, TOLERANCE_MM = 0.5, 0.01


@dataclass(frozen=True)
class LegendLine:
    """A line of the legend; a heading has no sign."""

    text: str
    paint: Painter | None = None


@dataclass(frozen=True)
class SetEntry:
    """An entry as it is set: its lines, how far in they begin, and the height it takes."""

    entry: LegendLine
    lines: list[str]
    left: float
    face: str
    height: float


def legend_entries(context: MapContext) -> list[list[LegendLine]]:
    """Return the sections of the legend, each beginning with its heading; layers may share one."""
    sections: dict[str, list[LegendLine]] = {}
    for layer in registered_layers():
        for key, entries in sheet_layer(layer).legend(context).items():
            sections.setdefault(key, []).extend(LegendLine(text, paint) for text, paint in entries)
    return [[LegendLine(context.sheet.say(key)), *entries] for key, entries in sections.items() if entries]


def legend_row(column: Column, sections: list[list[LegendLine]]) -> SheetRow:
    """Return the legend as one row: its entries run down four columns of the least height that will do."""
    entries = [set_entry(entry, column.width / COLUMNS) for section in sections for entry in section]
    height = sum(each.height for each in entries) / COLUMNS
    while len(cells := arranged(entries, height)) > COLUMNS:
        height += STEP_MM

    def draw(top: float) -> None:
        for number, cell in enumerate(cells):
            below = top
            for each in cell:
                draw_entry(column, each, column.left + number * column.width / COLUMNS, below)
                below += each.height

    return SheetRow(max(sum(each.height for each in cell) for cell in cells), draw)


def set_entry(entry: LegendLine, width: float) -> SetEntry:
    left, face = (0.0, "bold") if entry.paint is None else (SIGN_MM, "plain")
    lines = wrap(entry.text, width - left - 1.0, SMALL, face, 2)
    return SetEntry(entry, lines, left, face, len(lines) * line_height(SMALL) + GAP_MM)


def arranged(entries: list[SetEntry], height: float) -> list[list[SetEntry]]:
    """Return the entries in columns no higher than `height`; no heading stands last in one."""
    cells: list[list[SetEntry]] = [[]]
    for each, after in zip(entries, [*entries[1:], None], strict=True):
        kept_together = [each, after] if each.entry.paint is None and after else [each]
        if cells[-1] and sum(item.height for item in (*cells[-1], *kept_together)) > height + TOLERANCE_MM:
            cells.append([])
        cells[-1].append(each)
    return cells


def draw_entry(column: Column, each: SetEntry, left: float, top: float) -> None:
    if each.entry.paint:
        each.entry.paint(column.paper.page, left + SIGN_MM / 2 - 0.6, top + line_height(SMALL) / 2)
    colour = base_colour("text" if each.entry.paint else "place")
    column.paper.lines(left + each.left, top, each.lines, SMALL, face=each.face, colour=colour)
