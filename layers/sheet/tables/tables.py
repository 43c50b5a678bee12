"""The right-hand side of the printed sheet: ledger, events and sources share its height."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from geodata.vocabulary import UNKNOWN
from layers.sheet.context import SheetContext
from layers.sheet.drawing.rows import SMALL, Column, SheetRow, draw_rows, fitting, stacked
from layers.sheet.drawing.text import wrap
from layers.sheet.map.events import NEWEST_DRAWN
from layers.sheet.tables.items import event_rows, numbered_sources, source_row
from layers.sheet.tables.ledger import ledger_head, ledger_rows, ordered_statuses
from layers.sheet.tables.sources import References
from layers.sheet.words import filter_note, moment_heading
from layers.tables.status import CROSSING, ROUTE
from layers.text.labels import translation
from layers.text.locales import long_date, say_count

ROUTES_SHARE = 0.66  # of the height, that the routes take at most
FOOT_MM = 3.0  # kept for the line that says where the sources are
GAP_MM = 2.2  # between blocks


@dataclass(frozen=True)
class Tables:
    """The sheet that tables speak of, and the column in which they are set."""

    column: Column
    sheet: SheetContext

    def more(self, key: str) -> Callable[[int], SheetRow]:
        """Return the row that says how many things of a kind did not fit."""
        return lambda count: self.column.note(say_count(self.column.language, key, count))


def draw_tables(column: Column, top: float, bottom: float, sheet: SheetContext) -> tuple[int, tuple[str, ...]]:
    """Draw the tables between two heights; return how many events are listed, and the sources left for further pages.

    The sources stand here if there is room for all of them. The room that is left goes to the situation's method.
    """
    tables, height = Tables(column, sheet), bottom - top
    references = References(cited(sheet, sheet.events["sources"]))
    upper, listed = upper_rows(tables, references, height)
    ids = cited(sheet, sheet.events["sources"][:listed])
    sources = source_block(tables, ids)
    fits = stacked([*upper, *sources]) <= height
    below = draw_rows([*upper, *(sources if fits else [elsewhere(tables, len(ids))])], top)
    draw_rows(method_block(tables, bottom - below), below)
    return listed, () if fits else ids


def elsewhere(tables: Tables, count: int) -> SheetRow:
    """Return the line that says where the sources are."""
    return tables.column.note(tables.sheet.say("sheet.sources.next", last=count))


def cited(sheet: SheetContext, events: Iterable[str]) -> tuple[str, ...]:
    """Return the sources of the routes, the crossings and some events, in the order of their numbers."""
    routes, crossings = (
        [status.state.sources for status in ordered_statuses(sheet, kind)] for kind in (ROUTE, CROSSING)
    )
    named = [*routes, *crossings, *(ids.split() for ids in events)]
    return tuple(dict.fromkeys(source for ids in named for source in ids))


def upper_rows(tables: Tables, references: References, height: float) -> tuple[list[SheetRow], int]:
    """Return the rows above the sources, and how many events are among them."""
    routes = route_block(tables, references, height * ROUTES_SHARE)
    rest = height - stacked(routes) - FOOT_MM
    events, listed = event_block(tables, references, rest)
    crossings = crossing_block(tables, references, rest - stacked(events))
    return [*routes, *crossings, *events], listed


def route_block(tables: Tables, references: References, height: float) -> list[SheetRow]:
    """Return the routes on the day, as many as fit."""
    column, sheet = tables.column, tables.sheet
    heading = sheet.say("sheet.routes", date=long_date(sheet.day, sheet.language))
    head = [column.heading(heading), ledger_head(column, "kind.route")]
    rows = ledger_rows(column, sheet, ROUTE, references)
    fitted, _ = fitting(rows, len(rows), height - stacked(head), tables.more("sheet.more.routes"))
    return [*head, *fitted, column.gap(GAP_MM)] if rows else []


def crossing_block(tables: Tables, references: References, height: float) -> list[SheetRow]:
    """Return the crossings with a known state and how many are unknown; only the counts, where room is short."""
    column, states = tables.column, [status.state.state for status in tables.sheet.statuses_of(CROSSING)]
    unknown = states.count(UNKNOWN)
    known = len(states) - unknown
    foot = [column.note(say_count(column.language, "sheet.unknowncrossings", unknown))] if unknown else []
    rows = ledger_rows(column, tables.sheet, CROSSING, references)[:known]
    head = [ledger_head(column, "kind.crossing")] if known else []
    fitted, _ = fitting(rows, known, height - stacked([*head, *foot]) - GAP_MM, tables.more("sheet.more.crossings"))
    block = [*head, *fitted, *foot, column.gap(GAP_MM)]
    return block if len(block) > 1 and stacked(block) <= height else []


def event_block(tables: Tables, references: References, height: float) -> tuple[list[SheetRow], int]:
    """Return the events of the moment, newest first, and how many fit."""
    column, sheet = tables.column, tables.sheet
    count = len(sheet.events)
    notes = [filter_note(sheet), sheet.say("sheet.newest", n=NEWEST_DRAWN) if count > NEWEST_DRAWN else ""]
    head = [column.heading(moment_heading(sheet)), *(column.note(note) for note in notes if note)]
    room = height - stacked(head) - GAP_MM
    rows, listed = fitting(event_rows(column, sheet, references), count, room, tables.more("sheet.more.events"))
    return [*head, *(rows or [column.note(sheet.say("list.none"))]), column.gap(GAP_MM)], listed


def source_block(tables: Tables, ids: Sequence[str]) -> list[SheetRow]:
    """Return all the sources, under their heading."""
    if not ids:
        return []
    head = [
        tables.column.heading(tables.sheet.say("item.sources")),
        tables.column.note(tables.sheet.say("source.marks")),
    ]
    return [*head, *(source_row(tables.column, source) for source in numbered_sources(tables.sheet, ids))]


def method_block(tables: Tables, height: float) -> list[SheetRow]:
    """Return how the data were made, where there is room for all of it."""
    column = tables.column
    text = translation(tables.sheet.situation.settings.method, column.language)
    block = [
        column.gap(GAP_MM),
        column.heading(tables.sheet.say("sheet.method")),
        column.lines(wrap(text, column.width, SMALL), SMALL),
    ]
    return block if text and stacked(block) <= height else []
