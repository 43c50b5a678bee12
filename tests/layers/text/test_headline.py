"""The headline of a day, against the cases that the page is held to as well."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, Point

from geodata import Situation
from geodata.vocabulary import STATES
from layers.text.headline import headline
from paths import CASES

HEADLINES = json.loads((CASES / "headline.json").read_text(encoding="utf-8"))["cases"]
TEXTS = ("by_en", "by_fr", "why_en", "why_fr", "sources")
COLUMNS = ["id", "routes", "segment", "start", "end", "state", "basis", "confirmed", *TEXTS]


def situation_of(case: dict[str, Any], mali: Situation) -> Situation:
    """A situation with the routes of a case and nothing else."""
    roads = [route for route in case["routes"] for _ in range(route["count"])]
    ways = [(road.get("from", f"start-{n}"), f"middle-{n}", road["to"]) for n, road in enumerate(roads)]
    rows = [status_row(way, row) for way, road in zip(ways, roads, strict=True) for row in road["rows"]]
    routes = gpd.GeoDataFrame(
        {"waypoints": [" ".join(way) for way in ways]},
        geometry=[LineString([(0, 0), (1, 0), (2, 0)])] * len(roads),
        index=[f"road-{number}" for number in range(len(roads))],
        crs="EPSG:4326",
    )
    settings = replace(mali.settings, destinations=tuple(case["destinations"]), fade_days=dict.fromkeys(STATES, 7))
    status = pd.DataFrame(rows, columns=COLUMNS)
    places = places_of({place for way in ways for place in way})
    return replace(mali, settings=settings, routes=routes, route_status=status, places=places)


def places_of(names: set[str]) -> gpd.GeoDataFrame:
    """Places whose ids are their names."""
    ids = sorted(names)
    columns = ("country", "coord_source_en", "coord_source_fr", "note_en", "note_fr")
    return gpd.GeoDataFrame(
        {"id": ids, "name_en": ids, "name_fr": ids} | {column: [""] * len(ids) for column in columns},
        geometry=[Point(0, 0)] * len(ids),
        index=ids,
        crs="EPSG:4326",
    )


def status_row(way: tuple[str, ...], row: dict[str, Any]) -> dict[str, Any]:
    first, last = (0, 1) if row["legs"] is None else (min(row["legs"]), max(row["legs"]))
    return dict.fromkeys(TEXTS, "") | {
        "id": f"{way[0]}-{first}",
        "routes": "",
        "segment": f"{way[first]} {way[last + 1]}",
        "start": pd.Timestamp(row["start"]),
        "end": pd.Timestamp(row["end"]) + pd.Timedelta(days=1),
        "state": row["state"],
        "basis": row["basis"],
        "confirmed": pd.NaT,
    }


@pytest.mark.parametrize("case", HEADLINES, ids=lambda case: case["why"])
def test_the_headline_of_a_day_is_the_sentence_of_the_cases(case: dict[str, Any], mali: Situation) -> None:
    situation, day = situation_of(case, mali), dt.date.fromisoformat(case["day"])
    for language in ("en", "fr"):
        sentence = headline(situation, day, language)
        assert sentence.replace("\u00a0", " ").replace("\u202f", " ") == case[language]
