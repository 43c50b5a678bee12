"""The layout of the situation sheet: the head, the map with legend and notes on the left, the tables on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import geopandas as gpd
from matplotlib.patches import Rectangle

from geodata import Situation
from layers.share.state import ShareState
from layers.share.viewport import Box
from layers.share.visible import visible_events
from layers.sheet.drawing.paper import Paper
from layers.sheet.drawing.projection import view_of
from layers.sheet.drawing.rows import SMALL, Column, Row, draw_rows, stacked
from layers.sheet.drawing.symbols import ground
from layers.sheet.drawing.text import cut, text_width, wrap
from layers.sheet.legend import legend_entries, legend_row
from layers.sheet.map.map import draw_map
from layers.sheet.map.names import kinds_shown
from layers.sheet.tables.tables import draw_tables
from layers.text.headline import headline
from layers.text.labels import translation
from layers.text.languages import long_date, say

MARGIN = 8.0  # millimetres
LEFT_SHARE = 0.5  # of the width within the margins, for the map
GUTTER = 6.0
TITLE, DATE, SENTENCE = 16.0, 13.0, 9.0  # points
BLOCK_GAP = 2.0


def title_of(situation: Situation, language: str) -> str:
    return translation(situation.settings.title, language)


def draw_page(
    situation: Situation, state: ShareState, fit: Box | None = None, tell: Callable[[str], None] = lambda step: None
) -> Paper:
    """Set the whole sheet: head, map with legend and notes on the left, tables on the right; `tell` hears each part."""
    tell("tables")
    paper, language = Paper(), state.lang
    events = visible_events(situation, state)
    inner = paper.width - 2 * MARGIN
    left = Column(paper, MARGIN, inner * LEFT_SHARE, language)
    right = Column(paper, MARGIN + inner * LEFT_SHARE + GUTTER, inner * (1 - LEFT_SHARE) - GUTTER, language)
    top = draw_head(Column(paper, MARGIN, inner, language), situation, state)
    listed = draw_tables(right, top, paper.height - MARGIN, situation, state, events)
    numbers = {event: number for number, event in enumerate(events.index[:listed], start=1)}
    tell("map")
    draw_left(left, top, situation, state, fit, events, numbers)
    return paper


def draw_head(column: Column, situation: Situation, state: ShareState) -> float:
    """Write title, date and headline; return where the page goes on."""
    paper, language = column.paper, column.language
    date = long_date(state.day, language)
    room = column.width - text_width(date, DATE, "bold") - 6
    dark = ground("text")
    paper.text(
        column.left, MARGIN, cut(title_of(situation, language), room, TITLE, "bold"), TITLE, face="bold", colour=dark
    )
    paper.text(column.left + column.width, MARGIN + 0.9, date, DATE, face="bold", colour=ground("place"), align="right")
    sentence = wrap(headline(situation, state.day, language), column.width, SENTENCE, "plain", 2)
    below = paper.lines(column.left, MARGIN + 7.6, sentence, SENTENCE, colour=dark)
    paper.rule(column.left, below + 1.2, column.width, dark, 0.8)
    return below + 3.2


def draw_left(
    column: Column,
    top: float,
    situation: Situation,
    state: ShareState,
    fit: Box | None,
    events: gpd.GeoDataFrame,
    numbers: Mapping[str, int],
) -> None:
    """Draw the notes at the foot, the legend above them, and the map in all the room that is left."""
    foot = column.paper.height - MARGIN
    notes = note_rows(column, situation)
    kinds = kinds_shown(state, view_of(situation, state, fit, column.width, foot - top - stacked(notes) - 25))
    legend = legend_row(column, legend_entries(situation, state, events, kinds, column.language))
    height = foot - top - stacked(notes) - legend.height - 2 * BLOCK_GAP
    frame = column.paper.frame(column.left, top, column.width, height)
    draw_map(frame, view_of(situation, state, fit, column.width, height), situation, state, events, numbers)
    frame.add_patch(
        Rectangle(
            (0, 0), column.width, height, fill=False, edgecolor=ground("border"), linewidth=0.6, clip_on=False, zorder=3
        )
    )
    legend.draw(top + height + BLOCK_GAP)
    draw_rows(notes, foot - stacked(notes))


def note_rows(column: Column, situation: Situation) -> list[Row]:
    """Return what the sheet does not claim, and where its data come from."""
    settings, language = situation.settings, column.language
    corrections = settings.corrections.removeprefix("mailto:")
    texts = [
        " ".join(say(language, key) for key in ("sheet.disclaimer", "legend.schematic", "legend.boundaries")),
        " · ".join(
            [
                say(language, "print.version", version=long_date(settings.version, language)),
                say(language, "sheet.licence", licence=settings.licence),
                *([say(language, "sheet.corrections", address=corrections)] if corrections else []),
            ]
        ),
        settings.attribution,
    ]
    return [
        column.lines(wrap(text, column.width, SMALL, "plain", 4), SMALL, gap=0.5, colour=ground("place"))
        for text in texts
        if text
    ]
