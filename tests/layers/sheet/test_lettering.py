"""What is written on the maps of both situations, measured: nothing covers another, lies on a road, or misleads."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
import shapely

from geodata import Situation, read_situation
from layers.payload.basemaps import focus_countries
from layers.sheet.context import sheet_context
from layers.sheet.drawing.painter import PALETTE
from layers.sheet.drawing.projection import projection_of
from layers.sheet.map.lettering import Written
from layers.sheet.map.map import settled, written
from layers.sheet.map.parts import MapContext
from layers.sheet.map.room import Rect
from layers.text.locales import country_name
from paths import DARFUR
from sheet_reading import state_of

FRAME = (137.5, 134.0)  # millimetres: about that of the map on the sheet
SAME_MM = PALETTE.lettering.same * 0.19  # a pixel of the page is 0.19 mm on paper
SLACK = 1e-6
MAPS = [
    ("mali", "2025-10-30", None),
    ("mali", "2025-11-06", None),
    ("mali", "2025-12-06", None),
    ("mali", "2025-10-30", (-8.5, 10.0, -4.5, 13.5)),
    ("mali", "2025-11-06", (-8.5, 10.0, -4.5, 13.5)),
    ("mali", "2025-12-06", (-8.5, 10.0, -4.5, 13.5)),
    ("darfur", "2024-08-20", None),
    ("darfur", "2025-10-26", None),
    ("darfur", "2025-12-26", None),
    ("darfur", "2024-08-20", (21.5, 12.0, 26.0, 15.5)),
    ("darfur", "2025-10-26", (21.5, 12.0, 26.0, 15.5)),
    ("darfur", "2025-12-26", (21.5, 12.0, 26.0, 15.5)),
]


@pytest.fixture(scope="module")
def darfur() -> Situation:
    return read_situation(DARFUR)


@pytest.fixture(scope="module", params=MAPS, ids=lambda each: f"{each[0]} {each[1]} {'near' if each[2] else 'home'}")
def context(request: pytest.FixtureRequest) -> MapContext:
    name, day, box = request.param
    situation: Situation = request.getfixturevalue(name)
    sheet = sheet_context(situation, state_of(situation, day, **({"box": box} if box else {})))
    numbers = {event: number for number, event in enumerate(sheet.events.index, start=1)}
    return MapContext(sheet, projection_of(sheet, *FRAME), numbers)


@pytest.fixture(scope="module")
def found(context: MapContext) -> Written:
    return written(context)


def boxes_of(found: Written) -> dict[str, Rect]:
    """Every box that is written, by what it says."""
    said = {f"sign of {each.item.event}": each.box for each in found.signs}
    said |= {f"callout of {each.item.event}": each.box for each in found.callouts}
    return said | {f"{' '.join(each.item.lines)} {each.item.id}": each.box for each in found.names}


def test_no_two_boxes_overlap(found: Written) -> None:
    boxes = boxes_of(found) | {f"taken {number}": box for number, box in enumerate(found.taken)}
    shapes = {text: shapely.box(*box) for text, box in boxes.items()}
    pairs = combinations(list(shapes), 2)
    assert len(boxes_of(found)) == len(found.signs) + len(found.callouts) + len(found.names)
    assert [
        (a, b)
        for a, b in pairs
        if not a.startswith("taken") and shapely.area(shapely.intersection(shapes[a], shapes[b])) > SLACK
    ] == []


def test_nothing_lies_outside_the_frame(found: Written) -> None:
    frame = shapely.box(0, 0, *FRAME)
    assert [text for text, box in boxes_of(found).items() if not shapely.contains(frame, shapely.box(*box))] == []


def test_only_what_may_not_be_missing_lies_on_a_road(found: Written) -> None:
    roads = shapely.MultiLineString([list(road.points) for road in found.room.roads])
    kinds = PALETTE.lettering.kinds
    on_road = [
        each.item for each in (*found.names, *found.callouts) if shapely.intersects(roads, shapely.box(*each.box))
    ]
    assert [item for item in on_road if not kinds[item.kind].over_roads] == []


def test_each_name_stands_nearest_to_its_own_mark(found: Written) -> None:
    misled = []
    for name in found.names:
        if name.item.kind == "area" or name.leader:
            continue
        box, own = shapely.box(*name.box), shapely.Point(name.item.x, name.item.y)
        gaps = [
            (shapely.distance(own, point) <= SAME_MM, shapely.distance(box, point) - mark.radius, mark)
            for mark in found.room.marks
            for point in [shapely.Point(mark.x, mark.y)]
        ]
        near = min([shapely.distance(box, own) - name.item.radius, *(gap for is_own, gap, _ in gaps if is_own)])
        misled += [(name.item.lines, mark) for is_own, gap, mark in gaps if not is_own and gap < near - SLACK]
    assert misled == []


def test_destinations_the_focus_and_places_in_the_news_are_named(context: MapContext, found: Written) -> None:
    sheet, projection = context.sheet, context.projection
    tables = (sheet.situation.capitals, sheet.situation.places, sheet.situation.crossings)
    at = {place: projection.point(point.x, point.y) for table in tables for place, point in table.geometry.items()}
    named = {name.item.id: shapely.Point(name.item.x, name.item.y) for name in found.names if name.item.id in at}
    assert {end for end in sheet.situation.settings.destinations if projection.holds(*at[end])} <= set(named)
    nameless = [
        place
        for place in sheet.notable.places
        if projection.holds(*at[place])
        and not any(shapely.distance(point, shapely.Point(at[place])) <= SAME_MM for point in named.values())
    ]
    assert nameless == []  # of several at one place one will do
    countries = {country_name("en", code).upper() for code in focus_countries(sheet.situation)}
    assert countries <= {" ".join(name.item.lines) for name in found.names}


def test_every_event_of_the_news_has_its_sign_or_symbol_and_its_number(context: MapContext, found: Written) -> None:
    events = context.sheet.events
    shown = {
        event
        for event in context.sheet.notable.news
        if context.projection.holds(*context.projection.point(*events.geometry[event].coords[0]))
    }
    assert shown <= {name.item.id for name in found.names}


def test_the_weightiest_news_says_its_figure_and_its_place(mali: Situation) -> None:
    sheet = sheet_context(mali, state_of(mali, "2025-12-06"))
    (callout,) = written(MapContext(sheet, projection_of(sheet, *FRAME))).callouts
    assert " ".join(line for line, _ in callout.item.lines) == "15 tankers reported destroyed Bougouni–Bamako road"


def test_news_without_room_for_its_sign_has_a_symbol(mali: Situation) -> None:
    sheet = sheet_context(mali, state_of(mali, "2025-11-06"))
    tight = MapContext(sheet, projection_of(sheet, 14.0, 14.0))
    parts, _, found = settled(tight)
    signs, symbols = {sign.item.event for sign in found.signs}, {event for part in parts for event in part.events}
    news = set(sheet.notable.news)
    assert news & symbols == news - signs != set()


def test_a_hostile_name_stays_text_and_one_without_ink_is_not_written(mali: Situation) -> None:
    places = mali.places.copy()
    places["name_en"] = ["$\\frac{1}{2}$ <b>" if n % 2 else "\u200b\n" for n in range(len(places))]
    sheet = sheet_context(replace(mali, places=places), state_of(mali, "2025-12-06"))
    names = written(MapContext(sheet, projection_of(sheet, *FRAME))).names
    assert {"$\\frac{1}{2}$ <b>"} <= {name.item.lines[0] for name in names}
    assert all(line.strip() for name in names for line in name.item.lines)
