"""Files to take away are read back by plain readers and compared with the files of the situation."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import time
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from geodata import Situation
from geodata.contract.schemas import TABLES, columns_of
from geodata.dates import ONE_DAY
from geodata.files.geojson import read_geojson
from layers.escape.spreadsheet import plain_cell
from layers.tables.common import events_table
from layers.tables.download_files import (
    deliveries_csv,
    events_csv,
    events_geojson,
    events_geopackage,
    ledger_csv,
    table_csv,
    time_member,
)
from layers.tables.status import status_records
from layers.tables.status_formats import COLUMNS, status_csv
from layers.text.labels import permit_words
from paths import CASES, MALI

LEDGER = json.loads((CASES / "ledger.json").read_text(encoding="utf-8"))["cases"]
FIELDS = ("day", "state", "age", "since", "confirmed", "later", "basis")


def source_features() -> dict[str, Any]:
    return {each["id"]: each for each in json.loads((MALI / "events.geojson").read_text(encoding="utf-8"))["features"]}


def read_csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def collection(mali: Situation) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(events_geojson(mali, mali.events))
    return document


def day_by_day(mali: Situation, days: list[dt.date], language: str) -> str:
    """The ledger asked anew for every day and road."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for day in days:
        for status in status_records(mali, day, language):
            state, road = status.state, {"id": status.id, "kind": status.kind, "name": status.name}
            known = {name: getattr(state, name) for name in ("state", "since", "confirmed", "later", "basis")}
            details = {"age": str(state.age), "stretch": status.stretch, "sources": " ".join(state.sources)}
            details["permits"] = permit_words(state, language)
            writer.writerow({name: plain_cell(cell) for name, cell in ({"day": day} | road | known | details).items()})
    return out.getvalue()


def test_the_ledger_of_all_days_matches_that_of_each_day(mali: Situation) -> None:
    first, end = mali.settings.focus
    days = [first + number * ONE_DAY for number in range((end - first).days)]
    assert status_csv(mali, None, "fr") == day_by_day(mali, days, "fr")


@pytest.mark.parametrize("day", sorted({case["day"] for case in LEDGER}))
def test_the_ledger_of_one_day_is_that_of_the_cases(mali: Situation, day: str) -> None:
    rows = csv.DictReader(io.StringIO(status_csv(mali, dt.date.fromisoformat(day), "en")))
    expected = {case["id"]: {name: cell(case[name]) for name in FIELDS} for case in LEDGER if case["day"] == day}
    assert {row["id"]: {name: row[name] for name in FIELDS} for row in rows} == expected


def cell(value: str | int | None) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("day", [dt.date(2012, 1, 1), dt.date(2030, 1, 1)])
def test_the_ledger_of_one_day_may_be_outside_the_focus(mali: Situation, day: dt.date) -> None:
    rows = list(csv.DictReader(io.StringIO(status_csv(mali, day, "en"))))
    assert {(row["day"], row["state"], row["since"]) for row in rows} == {(day.isoformat(), "unknown", "")}
    assert len(rows) == 13 + 12


@pytest.mark.alone
def test_the_ledger_of_all_days_takes_less_than_two_seconds(mali: Situation) -> None:
    began = time.perf_counter()
    content = ledger_csv(mali, None, "en")
    assert time.perf_counter() - began < 2
    rows = read_csv(content)
    assert len(rows) == 336 * (13 + 12)  # days of the focus, routes and crossings
    assert rows[0]["day"] == "2025-07-01"
    assert rows[-1]["day"] == "2026-06-01"


def test_a_table_goes_out_exactly_as_shown(mali: Situation) -> None:
    shown = events_table(mali, mali.events.head(3), "fr")
    rows = read_csv(table_csv(shown))
    assert list(rows[0]) == list(shown.columns)
    assert [row["title"] for row in rows] == list(shown["title"])
    assert rows[0]["start"] == "2012-04-24"


def test_a_cell_that_a_spreadsheet_would_run_goes_out_as_text() -> None:
    texts = ["=1+1", "@SUM(A1)", "-cmd", "+33", 'a,b\n"c"', None]
    table = pd.DataFrame({"text": texts, "number": [-1.5, 2.0, None, 0.0, 1e3, -7.0]})
    rows = read_csv(table_csv(table))
    assert [row["text"] for row in rows] == ["'=1+1", "'@SUM(A1)", "'-cmd", "+33", 'a,b\n"c"', ""]
    assert [row["number"] for row in rows] == ["-1.5", "2", "", "0", "1000", "-7"]


def test_events_as_csv_have_every_event_and_the_last_day_of_the_file(mali: Situation) -> None:
    rows = {row["id"]: row for row in read_csv(events_csv(mali, mali.events))}
    features = source_features()
    assert rows.keys() == features.keys()
    for event, feature in features.items():
        properties, row = feature["properties"], rows[event]
        assert (row["start"], row["end"]) == (properties["start"], properties.get("end") or "")
        assert row["ongoing"] == str(properties["ongoing"]).lower()
        assert (row["fatalities"], row["sources"]) == (str(properties.get("fatalities", "")), properties["sources"])
        position = feature["geometry"]["coordinates"] if feature["geometry"] else [None, None]
        assert [float(row[name]) if row[name] else None for name in ("lon", "lat")] == position


def test_events_as_csv_spell_out_their_sources(mali: Situation) -> None:
    (row,) = read_csv(events_csv(mali, mali.events.loc[["2025-10-21-sikasso-zegoua-convoy"]]))
    with (MALI / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = {source["id"]: source for source in csv.DictReader(file)}
    ids = row["sources"].split()
    assert row["urls"].split() == [sources[source]["url"] for source in ids]
    assert row["publishers"] == ", ".join(dict.fromkeys(sources[source]["publisher"] for source in ids))


def test_geojson_holds_every_event_where_the_file_has_it(collection: dict[str, Any]) -> None:
    features = source_features()
    assert [each["id"] for each in collection["features"]] == list(features)
    for each in collection["features"]:
        assert each["geometry"] == features[each["id"]]["geometry"]
    assert sum(each["geometry"] is None for each in collection["features"]) == 14  # nationwide


def test_geojson_follows_the_standards_and_names_the_licence(collection: dict[str, Any]) -> None:
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection  # RFC 7946, section 4
    assert collection["conformsTo"] == ["http://www.opengis.net/spec/json-fg-1/1.0/conf/core"]
    assert collection["licence"] == "CC BY 4.0"
    assert "GeoNames" in collection["attribution"]
    assert all(
        {"type", "id", "time", "place", "geometry", "properties"} == each.keys() for each in collection["features"]
    )


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("2025-09-14-lakamane-convoy-destroyed", {"date": "2025-09-14"}),
        ("2025-10-26-schools-suspended", {"interval": ["2025-10-26", "2025-11-09"]}),
        ("2025-10-27-lere-blockade", {"interval": ["2025-10-27", ".."]}),
    ],
)
def test_geojson_writes_time_with_the_last_day_included(
    collection: dict[str, Any], event: str, expected: dict[str, Any]
) -> None:
    (found,) = [each for each in collection["features"] if each["id"] == event]
    assert found["time"] == expected


def test_an_event_without_any_day_has_no_time() -> None:
    assert time_member(pd.NaT, pd.NaT) is None
    assert time_member(pd.NaT, pd.Timestamp("2025-11-09")) == {"interval": ["..", "2025-11-09"]}


def test_geojson_can_serve_as_the_events_of_a_situation(mali: Situation, tmp_path: Path) -> None:
    path = tmp_path / "events.geojson"
    path.write_bytes(events_geojson(mali, mali.events))
    table, problems = read_geojson(path, columns_of(path.name))
    assert problems == []
    TABLES["events.geojson"].validate(table, lazy=True)
    original, _ = read_geojson(MALI / path.name, columns_of(path.name))
    assert table["actors_fr"].tolist() == original["actors_fr"].tolist()


def test_a_geopackage_holds_the_events_with_dates_and_empty_places(mali: Situation, tmp_path: Path) -> None:
    path = tmp_path / "events.gpkg"
    path.write_bytes(events_geopackage(mali, mali.events))
    info = pyogrio.read_info(path, layer="events")
    types = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert (types["start"], types["end"], types["destroyed"]) == ("OFTDate", "OFTDate", "OFTInteger64")
    assert (info["crs"], info["geometry_type"]) == ("EPSG:4326", "Point")
    assert info["layer_metadata"]["licence"] == "CC BY 4.0"
    table = gpd.read_file(path).set_index("id")
    assert list(table.index) == list(mali.events.index)
    assert table.geometry.isna().sum() == 14
    assert str(table.loc["2025-10-26-schools-suspended", "end"])[:10] == "2025-11-09"
    assert pd.isna(table.loc["2025-10-27-lere-blockade", "end"])
    assert tuple(table.loc["2025-09-14-lakamane-convoy-destroyed", ["destroyed", "unit"]]) == (40, "tankers")


def test_no_event_at_all_makes_files_without_rows(mali: Situation, tmp_path: Path) -> None:
    none = mali.events.iloc[:0]
    assert read_csv(events_csv(mali, none)) == []
    assert json.loads(events_geojson(mali, none))["features"] == []
    path = tmp_path / "none.gpkg"
    path.write_bytes(events_geopackage(mali, none))
    assert len(gpd.read_file(path)) == 0


def test_deliveries_as_csv_are_the_rows_of_the_file_with_their_overlaps(mali: Situation) -> None:
    rows = {row["id"]: row for row in read_csv(deliveries_csv(mali))}
    with (MALI / "deliveries.csv").open(encoding="utf-8", newline="") as file:
        for expected in csv.DictReader(file):
            found = rows.pop(expected["id"])
            assert {name: found[name] for name in expected} == expected
    assert rows == {}
    assert (
        "delivery-2025-12-15-bamako"
        in deliveries_csv(mali).decode("utf-8-sig").split("delivery-2025-12-16-bamako", 1)[1]
    )
