"""What a day is about, against the cases that the page is held to as well, and what is said of the weightiest news."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from geodata import Row, Situation, State
from layers.text.callouts import callout_texts
from layers.text.news import active_waypoints, nearest_place, news_of
from paths import CASES

NEWS = json.loads((CASES / "news.json").read_text(encoding="utf-8"))
DAY = dt.date.fromisoformat(NEWS["day"])
UNSAID = {
    "start": NEWS["day"],
    "date_precision": "day",
    "location_precision": "exact",
    "at": (0, 0),
    "category": "diplomacy",
    "corroboration": "multiple",
    "destroyed": None,
    "fatalities": None,
}
ROW = Row(
    id="row",
    legs=frozenset({0}),
    start=DAY,
    end=DAY + dt.timedelta(1),
    state="restricted",
    basis="reported",
    fade_days=0,
    reports=(DAY,),
    why=(),
    sources=(),
)


def table_of(events: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    table = pd.DataFrame([UNSAID | event for event in events])
    shapes = [place if place is None else Point(*place) for place in table.pop("at")]
    table["start"] = pd.to_datetime(table["start"])
    return gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:4326").set_index("id", drop=False)


@pytest.mark.parametrize("case", NEWS["news"], ids=lambda case: case["why"])
def test_the_news_of_a_day_is_that_of_the_case(case: dict[str, Any]) -> None:
    assert news_of(table_of(case["events"]), DAY) == case["expect"]


@pytest.mark.parametrize("case", NEWS["near"], ids=lambda case: case["why"])
def test_the_place_in_the_news_is_that_of_the_case(case: dict[str, Any]) -> None:
    places = {name: Point(*place) for name, place in case["places"].items()}
    assert nearest_place(Point(*case["at"]), places) == case["expect"]


@pytest.mark.parametrize("case", NEWS["active"], ids=lambda case: case["why"])
def test_the_active_waypoints_are_those_of_the_case(case: dict[str, Any]) -> None:
    ways = {route: road["way"] for route, road in case["routes"].items()}
    known, unknown = State("restricted", rows=(ROW,)), State()
    legs = {route: [known if each else unknown for each in road["known"]] for route, road in case["routes"].items()}
    assert sorted(set(active_waypoints(ways, legs))) == case["expect"]


FIGURES = {"destroyed": 15, "unit": "wagons", "fatalities": 1, "corroboration": "claim"}
TEXTS = {"title_en": "Raid on a convoy", "title_fr": "", "place_en": "Ford", "place_fr": "Gué"}


@pytest.mark.parametrize(
    ("event", "language", "said"),
    [
        ({}, "en", ("15 wagons reported destroyed · 1 death reported", "Ford · claim of one party")),
        ({"fatalities": None}, "fr", ("Destruction\u00a0: 15 wagons", "Gué · affirmation d’une seule partie")),
        ({"destroyed": None, "corroboration": "single"}, "en", ("1 death reported", "Ford")),
        ({"destroyed": None, "fatalities": None, "corroboration": "single"}, "en", ("Raid on a convoy", "")),
        ({"destroyed": None, "fatalities": None, "corroboration": "single"}, "fr", ("Raid on a convoy (en)", "")),
    ],
)
def test_a_callout_says_the_figure_and_the_place_or_the_title(
    mali: Situation, event: dict[str, Any], language: str, said: tuple[str, str]
) -> None:
    assert callout_texts(FIGURES | TEXTS | event, mali.settings, language) == said
