"""The legend of the printed sheet, from the style table: what occurs on the sheet, and unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import geopandas as gpd
from matplotlib.axes import Axes

from geodata.vocabulary import SEVERITY
from layers.sheet.context import SheetContext
from layers.sheet.drawing.rows import SMALL, Column, SheetRow
from layers.sheet.drawing.strokes import Look
from layers.sheet.drawing.symbols import (
    INK,
    add_marks,
    draw_crossing,
    draw_road,
    event_marks,
    ground,
    place_marks,
    soft_disc,
    stroke,
)
from layers.sheet.drawing.text import line_height, wrap
from layers.sheet.map.roads import look_of, road_lines
from layers.tables.status import CROSSING, ROUTE
from layers.text.languages import say

COLUMNS = 4
SIGN_MM = 8.0
GAP_MM = 0.75  # between entries
STEP_MM, TOLERANCE_MM = 0.5, 0.01
CLAIM = "claim"

Painter = Callable[[Axes, float, float], None]  # draws a sign about the point given


@dataclass(frozen=True)
class Entry:
    """A line of the legend; a heading has no sign."""

    text: str
    paint: Painter | None = None


@dataclass(frozen=True)
class SetEntry:
    """An entry as it is set: its lines, how far in they begin, and the height it takes."""

    entry: Entry
    lines: list[str]
    left: float
    face: str
    height: float


def legend_entries(sheet: SheetContext, kinds: Iterable[str]) -> list[list[Entry]]:
    """Return the sections of the legend, each beginning with its heading; `kinds` are those of the places drawn."""
    language, events = sheet.language, sheet.events
    headlines = {kind: {look_of(status.state) for status in sheet.statuses_of(kind)} for kind in (ROUTE, CROSSING)}
    roads, crossings = {line.look for line in road_lines(sheet)} | headlines[ROUTE], headlines[CROSSING]
    sections = {
        "legend.routes": road_entries(roads | {Look()}, language),
        "legend.crossings": crossing_entries(crossings | {Look()}, language) if crossings else [],
        "legend.events": category_entries(events, language),
        "legend.certainty": certainty_entries(roads | crossings, events, language),
        "legend.places": place_entries(kinds, language),
    }
    return [[Entry(sheet.say(key)), *entries] for key, entries in sections.items() if entries]


def state_names(looks: Iterable[Look]) -> list[tuple[str, Look]]:
    """Return each state once with its plainest look, by severity; open by claim alone reads as resumed."""
    found: dict[str, Look] = {}
    for look in sorted(looks, key=lambda look: (SEVERITY.index(look.state), look.claim)):
        resumed = look.state == "open" and look.claim
        found.setdefault("resumed" if resumed else look.state, Look(look.state, claim=resumed))
    return list(found.items())


def road_entries(looks: Iterable[Look], language: str) -> list[Entry]:
    return [Entry(say(language, f"state.{name}"), road_painter(look)) for name, look in state_names(looks)]


def crossing_entries(looks: Iterable[Look], language: str) -> list[Entry]:
    return [Entry(say(language, f"crossingstate.{name}"), crossing_painter(look)) for name, look in state_names(looks)]


def road_painter(look: Look) -> Painter:
    return lambda axes, x, y: draw_road(axes, [(x - 3.2, y), (x + 3.2, y)], look, cased=False)


def crossing_painter(look: Look) -> Painter:
    return lambda axes, x, y: draw_crossing(axes, x, y, look)


def category_entries(events: gpd.GeoDataFrame, language: str) -> list[Entry]:
    """Return the categories that occur, in the order of the style table."""
    found = set(events["category"])
    listed = [category for category in INK.categories if category in found]
    return [Entry(say(language, f"category.{category}"), event_painter(category)) for category in listed]


def event_painter(category: str, *, claim: bool = False) -> Painter:
    return lambda axes, x, y: add_marks(axes, event_marks(x, y, category, claim=claim, vague=False))


def certainty_entries(looks: Iterable[Look], events: gpd.GeoDataFrame, language: str) -> list[Entry]:
    """Return how doubt is drawn, where there is any."""
    shown = set(looks)
    precisions = set(events["location_precision"])
    usual = next(iter(INK.categories))
    stale = next((look for look in sorted(shown, key=lambda look: look.state) if look.stale), None)
    claimed = next((look for look in sorted(shown, key=lambda look: look.state) if look.claim), None)
    entries = [
        Entry(say(language, "legend.stale"), road_painter(Look(stale.state, stale=True))) if stale else None,
        Entry(say(language, "legend.claim"), road_painter(Look(claimed.state, claim=True))) if claimed else None,
        Entry(say(language, "legend.claim"), event_painter(usual, claim=True))
        if CLAIM in set(events["corroboration"]) and not claimed
        else None,
        Entry(say(language, "legend.region"), region_painter(INK.category(usual).color))
        if "region" in precisions
        else None,
        Entry(say(language, "legend.road"), band_painter(INK.category(usual).color)) if "road" in precisions else None,
    ]
    return [entry for entry in entries if entry]


def region_painter(colour: str) -> Painter:
    return lambda axes, x, y: add_marks(axes, soft_disc(x, y, 1.5, colour))


def band_painter(colour: str) -> Painter:
    return lambda axes, x, y: stroke(
        axes, [(x - 2.4, y), (x + 2.4, y)], colour, INK.area.band, cap="round", opacity=INK.area.opacity
    )


def place_entries(kinds: Iterable[str], language: str) -> list[Entry]:
    return [Entry(say(language, f"kind.{kind}"), place_painter(kind)) for kind in kinds]


def place_painter(kind: str) -> Painter:
    return lambda axes, x, y: add_marks(axes, place_marks(x, y, kind))


def legend_row(column: Column, sections: list[list[Entry]]) -> SheetRow:
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


def set_entry(entry: Entry, width: float) -> SetEntry:
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
    colour = ground("text" if each.entry.paint else "place")
    column.paper.lines(left + each.left, top, each.lines, SMALL, face=each.face, colour=colour)
