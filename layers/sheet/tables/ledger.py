"""The ledger of the printed sheet: a row per route and crossing with state, since, last report and basis."""

from __future__ import annotations

from geodata import Situation, State
from geodata.vocabulary import SEVERITY, UNKNOWN
from layers.sheet.context import SheetContext
from layers.sheet.drawing.painter import base_colour, draw_crossing, draw_road
from layers.sheet.drawing.paper import Paper
from layers.sheet.drawing.rows import BODY, SMALL, Column, SheetRow
from layers.sheet.drawing.text import line_height, wrap
from layers.sheet.map.routes import drawn_state
from layers.sheet.tables.sources import References
from layers.sheet.words import short_date
from layers.tables.status import CROSSING, ROUTE, Status
from layers.text.labels import permit_words, state_words
from layers.text.locales import say

SIGN_MM = 8.0
GAP_MM = 1.4  # between the cells of a row
ROW_GAP_MM = 0.9
SHARES = (0.365, 0.235, 0.122, 0.122, 0.156)  # of the width: road, state, since, last report, basis


def ledger_cells(width: float) -> list[tuple[float, float]]:
    """Return left edge and width of each cell of the ledger."""
    edges = [sum(SHARES[:number]) * width for number in range(len(SHARES))]
    return [(edge, share * width - GAP_MM) for edge, share in zip(edges, SHARES, strict=True)]


def ledger_head(column: Column, first: str) -> SheetRow:
    names = [
        say(column.language, key) for key in (first, "print.state", "print.since", "print.confirmed", "print.basis")
    ]
    cells = [
        wrap(name, width, SMALL, "bold", 2) for name, (_, width) in zip(names, ledger_cells(column.width), strict=True)
    ]
    height = max(map(len, cells)) * line_height(SMALL) + 1.0

    def draw(top: float) -> None:
        for lines, (edge, _) in zip(cells, ledger_cells(column.width), strict=True):
            column.paper.lines(column.left + edge, top, lines, SMALL, face="bold", colour=base_colour("place"))
        column.paper.rule(column.left, top + height - 0.7, column.width, base_colour("border"), 0.5)

    return SheetRow(height, draw)


def ledger_rows(column: Column, sheet: SheetContext, kind: str, references: References) -> list[SheetRow]:
    """Return a row per route or crossing, in the order of `ordered_statuses`."""
    return [ledger_row(column, status, references) for status in ordered_statuses(sheet, kind)]


def ordered_statuses(sheet: SheetContext, kind: str) -> list[Status]:
    """Return the statuses of routes or of crossings: routes to the destination first, then the most severe first."""
    return sorted(sheet.statuses_of(kind), key=lambda status: importance(sheet.situation, status))


def importance(situation: Situation, status: Status) -> tuple[bool, int, int]:
    elsewhere = status.kind == ROUTE and status.id not in situation.destination_routes
    return elsewhere, SEVERITY.index(status.state.state), status.state.age


def ledger_row(column: Column, status: Status, references: References) -> SheetRow:
    state = status.state
    cells = [
        (edge + (SIGN_MM if number == 1 else 0), width - (SIGN_MM if number == 1 else 0))
        for number, (edge, width) in enumerate(ledger_cells(column.width))
    ]
    words = state_words(status.kind, state, column.language)
    texts = [status.short, words, *state_cells(state, column.language, references)]
    wrapped = [wrap(text, width, BODY, "plain", 3) for text, (_, width) in zip(texts, cells, strict=True)]
    language = column.language
    later = say(language, "later.until", date=short_date(state.later, language)) if state.later else ""
    notes = [status.stretch, later, permit_words(state, language)]
    beside = "; ".join(filter(None, notes))
    stretch = wrap(beside, cells[0][1], SMALL, "italic", 3)
    height = max(
        len(wrapped[0]) * line_height(BODY) + len(stretch) * line_height(SMALL),
        *(len(cell) * line_height(BODY) for cell in wrapped[1:]),
    )
    colour = base_colour("place" if state.state == UNKNOWN else "text")

    def draw(top: float) -> None:
        for lines, (edge, _) in zip(wrapped, cells, strict=True):
            below = column.paper.lines(column.left + edge, top, lines, BODY, colour=colour)
            if edge == 0:
                column.paper.lines(column.left, below, stretch, SMALL, face="italic", colour=base_colour("place"))
        left, middle = column.left + cells[1][0] - SIGN_MM, top + line_height(BODY) / 2
        draw_state_sign(column.paper, status.kind, left, middle, state)
        column.paper.rule(column.left, top + height + ROW_GAP_MM / 2, column.width, base_colour("region"), 0.3)

    return SheetRow(height + ROW_GAP_MM, draw)


def state_cells(state: State, language: str, references: References) -> list[str]:
    """Return since, last report and basis; an unknown state has none, and says so."""
    if state.state == UNKNOWN:
        return ["–", "–", "–"]
    dates = [short_date(date, language) if date else "–" for date in (state.since, state.confirmed)]
    return [*dates, f"{say(language, f'basis.{state.basis}')} {references(state.sources)}"]


def draw_state_sign(paper: Paper, kind: str, left: float, middle: float, state: State) -> None:
    if kind == CROSSING:
        draw_crossing(paper.page, left + 3.2, middle, drawn_state(state))
    else:
        draw_road(paper.page, [(left, middle), (left + SIGN_MM - 1.6, middle)], drawn_state(state), cased=False)
