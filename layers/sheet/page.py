"""The layout of the situation sheet: the head, the map with legend and notes on the left, the tables on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from layers.sheet.context import SheetContext
from layers.sheet.drawing.painter import base_colour
from layers.sheet.drawing.paper import Paper
from layers.sheet.drawing.projection import projection_of
from layers.sheet.drawing.rows import SMALL, Column, SheetRow, draw_rows, stacked
from layers.sheet.drawing.text import cut, text_width, wrap
from layers.sheet.legend import legend_entries, legend_row
from layers.sheet.map.map import draw_map
from layers.sheet.map.parts import MapContext
from layers.sheet.tables.items import NumberedSource, numbered_sources, source_row
from layers.sheet.tables.tables import draw_tables
from layers.tables.status import states_by_id
from layers.text.headline import headline
from layers.text.labels import translation
from layers.text.locales import long_date

MARGIN = 8.0  # millimetres
LEFT_SHARE = 0.5  # of the width within the margins, for the map
GUTTER = 6.0
TITLE, DATE, SENTENCE = 16.0, 13.0, 9.0  # points
BLOCK_GAP = 2.0
SOURCE_COLUMNS = 3  # on a page of sources
LEGEND_MM = 25.0  # about as high as a legend is


def title_of(sheet: SheetContext) -> str:
    return translation(sheet.situation.settings.title, sheet.language)


def draw_pages(sheet: SheetContext, progress: Callable[[str], None] = lambda step: None) -> list[Paper]:
    """Set the whole sheet: head, map with legend and notes on the left, tables on the right.

    Sources for which there is no room follow on pages of their own. `progress` is called with the name of each part as
    it begins.
    """
    progress("tables")
    paper, language = Paper(), sheet.language
    inner = paper.width - 2 * MARGIN
    left = Column(paper, MARGIN, inner * LEFT_SHARE, language)
    right = Column(paper, MARGIN + inner * LEFT_SHARE + GUTTER, inner * (1 - LEFT_SHARE) - GUTTER, language)
    top = draw_head(Column(paper, MARGIN, inner, language), sheet)
    listed, sources = draw_tables(right, top, paper.height - MARGIN, sheet)
    numbers = {event: number for number, event in enumerate(sheet.events.index[:listed], start=1)}
    progress("map")
    draw_left(left, top, sheet, numbers)
    return [paper, *source_pages(sheet, sources)]


def source_pages(sheet: SheetContext, ids: Sequence[str]) -> list[Paper]:
    """Set sources on as many pages as they need, in columns."""
    pages: list[Paper] = []
    rest: Sequence[NumberedSource] = numbered_sources(sheet, ids)
    while rest:
        pages.append(Paper())
        columns = source_columns(pages[-1], sheet)
        for number, (column, top) in enumerate(columns):
            rest = fill(column, top, rest, share=1 / (len(columns) - number))
    return pages


def fill(column: Column, top: float, sources: Sequence[NumberedSource], *, share: float) -> Sequence[NumberedSource]:
    """Set as many sources as a column holds, but no more than its share of them, and return the others."""
    for place, source in enumerate(sources):
        row = source_row(column, source)
        full = top + row.height > column.paper.height - MARGIN
        if place and (full or place >= share * len(sources)):
            return sources[place:]
        top = draw_rows([row], top)
    return ()


def source_columns(paper: Paper, sheet: SheetContext) -> list[tuple[Column, float]]:
    """Return the columns of a page of sources, under its head, each with where it begins."""
    head = Column(paper, MARGIN, paper.width - 2 * MARGIN, sheet.language)
    title = sheet.say("sheet.sources", title=title_of(sheet), date=long_date(sheet.day, sheet.language))
    top = draw_rows([head.heading(title), head.note(sheet.say("source.marks")), head.gap(BLOCK_GAP)], MARGIN)
    width = (head.width - (SOURCE_COLUMNS - 1) * GUTTER) / SOURCE_COLUMNS
    lefts = [MARGIN + number * (width + GUTTER) for number in range(SOURCE_COLUMNS)]
    return [(Column(paper, left, width, sheet.language), top) for left in lefts]


def draw_head(column: Column, sheet: SheetContext) -> float:
    """Write title, date and headline; return where the page goes on."""
    paper, dark = column.paper, base_colour("text")
    date = long_date(sheet.day, sheet.language)
    title = cut(title_of(sheet), column.width - text_width(date, DATE, "bold") - 6, TITLE, "bold")
    paper.text(column.left, MARGIN, title, TITLE, face="bold", colour=dark)
    paper.text(
        column.left + column.width, MARGIN + 0.9, date, DATE, face="bold", colour=base_colour("place"), align="right"
    )
    states = states_by_id(sheet.statuses)
    sentence = wrap(headline(sheet.situation, sheet.day, sheet.language, states), column.width, SENTENCE, "plain", 2)
    below = paper.lines(column.left, MARGIN + 7.6, sentence, SENTENCE, colour=dark)
    paper.rule(column.left, below + 1.2, column.width, dark, 0.8)
    return below + 3.2


def draw_left(column: Column, top: float, sheet: SheetContext, numbers: Mapping[str, int]) -> None:
    """Draw the notes at the foot, the legend above them, and the map in all the room that is left."""
    foot = column.paper.height - MARGIN
    notes = note_rows(column, sheet)
    rough = projection_of(sheet, column.width, foot - top - stacked(notes) - LEGEND_MM)
    legend = legend_row(column, legend_entries(MapContext(sheet, rough)))
    height = foot - top - stacked(notes) - legend.height - 2 * BLOCK_GAP
    frame = column.paper.frame(column.left, top, column.width, height)
    draw_map(frame, MapContext(sheet, projection_of(sheet, column.width, height), numbers))
    draw_rim(frame, column.width, height)
    legend.draw(top + height + BLOCK_GAP)
    draw_rows(notes, foot - stacked(notes))


def draw_rim(frame: Axes, width: float, height: float) -> None:
    colour = base_colour("border")
    frame.add_patch(
        Rectangle((0, 0), width, height, fill=False, edgecolor=colour, linewidth=0.6, clip_on=False, zorder=3)
    )


def note_rows(column: Column, sheet: SheetContext) -> list[SheetRow]:
    """Return what the sheet does not claim, and where its data come from."""
    settings, say = sheet.situation.settings, sheet.say
    corrections = settings.corrections.removeprefix("mailto:")
    texts = [
        " ".join(say(key) for key in ("sheet.disclaimer", "legend.schematic", "legend.boundaries")),
        " · ".join(
            [
                say("print.version", version=long_date(settings.version, sheet.language)),
                *([say("sheet.licence", licence=settings.licence)] if settings.licence else []),
                *([say("sheet.corrections", address=corrections)] if corrections else []),
            ]
        ),
        sheet.situation.attribution,
    ]
    return [
        column.lines(wrap(text, column.width, SMALL, "plain", 4), SMALL, gap=0.5, colour="place")
        for text in texts
        if text
    ]
