"""The headline of a day, against the cases that the page is held to as well."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString

from geodata import Situation
from layers.text.headline import headline
from paths import CASES

HEADLINES = json.loads((CASES / "headline.json").read_text(encoding="utf-8"))["cases"]
WAYPOINTS = ("a", "b", "c")
COLUMNS = ["route", "segment", "start", "end", "state", "basis", "confirmed", "why_en", "why_fr", "sources"]


def situation_of(case: dict[str, Any], mali: Situation) -> Situation:
    """A situation with the routes of a case and nothing else."""
    roads = [route for route in case["routes"] for _ in range(route["count"])]
    rows = [status_row(f"road-{number}", row) for number, road in enumerate(roads) for row in road["rows"]]
    routes = gpd.GeoDataFrame(
        {"destination": [road["destination"] for road in roads]},
        geometry=[LineString([(0, 0), (1, 0), (2, 0)])] * len(roads),
        index=[f"road-{number}" for number in range(len(roads))],
        crs="EPSG:4326",
    ).assign(waypoints=[[{"name": name} for name in WAYPOINTS]] * len(roads))
    settings = replace(mali.settings, destination=case["destination"], fade_days=7)
    status = pd.DataFrame(rows, columns=COLUMNS)
    return replace(mali, settings=settings, routes=routes, route_status=status)


def status_row(road: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "route": road,
        "segment": f"{WAYPOINTS[row['from']]} / {WAYPOINTS[row['to']]}",
        "start": pd.Timestamp(row["start"]),
        "end": pd.Timestamp(row["end"]) + pd.Timedelta(days=1),
        "state": row["state"],
        "basis": row["basis"],
        "confirmed": pd.NaT,
        "why_en": "",
        "why_fr": "",
        "sources": "",
    }


@pytest.mark.parametrize("case", HEADLINES, ids=lambda case: case["why"])
def test_the_headline_of_a_day_is_the_sentence_of_the_cases(case: dict[str, Any], mali: Situation) -> None:
    situation, day = situation_of(case, mali), dt.date.fromisoformat(case["day"])
    for language in ("en", "fr"):
        sentence = headline(situation, day, language)
        assert sentence.replace("\u00a0", " ").replace("\u202f", " ") == case[language]
