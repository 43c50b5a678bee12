"""Events and sources of the printed sheet, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layers.sheet.context import SheetContext
from layers.sheet.drawing.painter import EVENT_MM, PALETTE, add_marks, base_colour, event_marks
from layers.sheet.drawing.rows import BODY, SMALL, Column, SheetRow
from layers.sheet.drawing.text import cut, line_height, wrap
from layers.sheet.tables.sources import References
from layers.sheet.words import event_details, period, published
from layers.text.labels import Record, localized_text
from layers.text.locales import say
from layers.text.sources import cited_name

NUMBER_MM = 4.0
SIGN_MM = 4.0
ROW_GAP_MM = 0.7


def event_rows(column: Column, sheet: SheetContext, references: References) -> Iterator[SheetRow]:
    """Yield a row per event, numbered as on the map."""
    for number, event in enumerate(sheet.events.index, start=1):
        yield event_row(column, number, sheet.events.loc[event].to_dict(), sheet, references)


def event_row(column: Column, number: int, event: Record, sheet: SheetContext, references: References) -> SheetRow:
    text_left = NUMBER_MM + SIGN_MM
    width = column.width - text_left
    title = wrap(localized_text(event, "title", column.language), width, BODY, "bold", 2)
    days = period(event["start"], event["end"], sheet.day, column.language)
    cited = references(event["sources"].split())
    details = f"{days} · {event_details(sheet, event)} {cited}"
    lines = wrap(details, width, SMALL, "plain", 2)
    height = len(title) * line_height(BODY) + len(lines) * line_height(SMALL) + ROW_GAP_MM

    def draw(top: float) -> None:
        dark = base_colour("text")
        end = column.left + NUMBER_MM
        column.paper.text(end - 1.0, top, str(number), BODY, face="bold", colour=dark, align="right")
        claim, vague = event["corroboration"] == "claim", event["location_precision"] in PALETTE.area.km
        x, y = end + EVENT_MM, top + line_height(BODY) / 2
        add_marks(column.paper.page, event_marks(x, y, event["category"], claim=claim, vague=vague))
        below = column.paper.lines(column.left + text_left, top, title, BODY, face="bold", colour=dark)
        column.paper.lines(column.left + text_left, below, lines, SMALL, colour=base_colour("place"))

    return SheetRow(height, draw)


@dataclass(frozen=True)
class NumberedSource:
    """A source as the sheet prints it; `link` is the address that can be followed in the PDF, empty for none."""

    number: int
    text: str
    link: str


def numbered_sources(sheet: SheetContext, ids: Sequence[str]) -> list[NumberedSource]:
    """Return sources numbered from 1: publisher, title, date, and as text an address that a reader must not follow."""
    followable, addresses = sheet.situation.followable, sheet.situation.sources["url"]
    return [
        NumberedSource(number, source_text(sheet, id_), addresses[id_] if id_ in followable else "")
        for number, id_ in enumerate(ids, start=1)
    ]


def source_text(sheet: SheetContext, id_: str) -> str:
    source, language = sheet.situation.sources.loc[id_], sheet.language
    parts = [
        cited_name(source["publisher"], source["kind"], language),
        say(language, "sheet.quoted", text=source["title"]),
        published(source["published"], sheet.day, language),
    ]
    unlinked = [] if id_ in sheet.situation.followable else [say(language, "source.nolink", address=source["url"])]
    return ", ".join([*parts, *unlinked])


def source_row(column: Column, source: NumberedSource) -> SheetRow:
    lines = wrap(source.text, column.width - NUMBER_MM, SMALL, "plain", 4)

    def draw(top: float) -> None:
        number = cut(str(source.number), NUMBER_MM, SMALL)
        grey, right = base_colour("place"), column.left + NUMBER_MM - 1.0
        column.paper.text(right, top, number, SMALL, colour=grey, align="right")
        text = base_colour("text")
        column.paper.lines(column.left + NUMBER_MM, top, lines, SMALL, colour=text, link=source.link)

    return SheetRow(len(lines) * line_height(SMALL) + 0.15, draw)
