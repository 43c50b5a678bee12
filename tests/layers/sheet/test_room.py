"""Where names find a place on paper: every case has the places written with it, and Node reads the same cases."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest

from layers.sheet.map.room import Board, Item, Placed, PlaceMark, Road, Room, overlap
from layers.style import palette
from paths import CASES

LETTERING = json.loads((CASES / "lettering.json").read_text(encoding="utf-8"))["cases"]
RULES = palette("light").lettering


@dataclass(frozen=True, kw_only=True)
class Named(Item):
    """An item of a case."""

    id: str


def item_of(item: dict[str, Any]) -> Named:
    x, y, radius = item.get("at", (0, 0, 0))
    width, height = item["size"]
    spots = tuple((x, y) for x, y in item.get("spots", ()))
    instead = item_of(item["instead"]) if "instead" in item else None
    return Named(
        id=item["id"],
        kind=item["kind"],
        x=x,
        y=y,
        radius=radius,
        width=width,
        height=height,
        spots=spots,
        instead=instead,
    )


def placed(case: dict[str, Any]) -> list[Placed[Named]]:
    roads = [Road([(x, y) for x, y in road["points"]], road["clearance"]) for road in case.get("roads", ())]
    marks = [PlaceMark(*mark) for mark in case.get("marks", ())]
    room = Room(tuple(case["frame"]), roads, marks, RULES, case.get("unit", 1))
    return Board(room, [tuple(box) for box in case.get("taken", ())]).place(map(item_of, case["items"]))


@pytest.mark.parametrize("case", LETTERING, ids=lambda case: case["why"])
def test_each_item_stands_where_the_case_says(case: dict[str, Any]) -> None:
    found = [
        {"id": each.item.id, "box": [round(length, 6) for length in each.box], "far": each.leader is not None}
        for each in placed(case)
    ]
    assert found == case["placed"]


def test_no_name_covers_another_however_many_there_are() -> None:
    items = [
        {"id": f"n{k}", "kind": "name", "at": (k * 37 % 400, k * 53 % 300, 3), "size": (40, 12)} for k in range(300)
    ]
    boxes = [each.box for each in placed({"frame": (0, 0, 400, 300), "items": items})]
    assert len(boxes) > 20
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
