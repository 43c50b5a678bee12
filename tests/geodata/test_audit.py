"""The corrections of 25 November 2026 stand in the files of the flagship: each with its figure, its day or its word."""

from __future__ import annotations

import csv
import json
import tomllib
from functools import cache
from typing import Any

import pytest

from paths import CASES, MALI

Row = dict[str, Any]
CORRECTIONS = json.loads((CASES / "audit.json").read_text(encoding="utf-8"))["cases"]


@cache
def table(name: str) -> list[Row]:
    with (MALI / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def features(name: str) -> list[Row]:
    found = json.loads((MALI / name).read_text(encoding="utf-8"))["features"]
    return [{**one["properties"], "geometry": one["geometry"]} for one in found]


WAYS = {route["id"]: set(route["waypoints"].split()) for route in features("fuel_routes.geojson")}


def routes(row: Row) -> list[str]:
    """The routes that a row names, or else those that pass both ends of its segment."""
    ends = set(str(row.get("segment", "")).split())
    passing = [route for route, way in WAYS.items() if ends and ends <= way]
    return str(row.get("routes", "")).split() or passing


def accounts(row: Row, language: str) -> str:
    texts = [account[f"text_{language}"] for account in row.get("versions", [])]
    return " ".join([*texts, row.get(f"kept_why_{language}", "")]).strip()


def quantity(row: Row, unit: str) -> int | None:
    return int(row["quantity"]) if row["unit"] == unit and row["quantity"] else None


def point(row: Row) -> list[float] | None:
    return list(row["geometry"]["coordinates"]) if row["geometry"] else None


def addresses(row: Row) -> str:
    return "\n".join(source["url"] for source in table("sources.csv") if source["id"] in row["sources"].split())


def keys(name: str, row: Row) -> list[str]:
    if name == "route_status.csv":
        return [f"{route}|{row['start']}|{row['state']}" for route in routes(row)]
    if name == "crossing_status.csv":
        return [f"{row['crossing']}|{row['start']}|{row['state']}"]
    return [row["id"]]


def rows(name: str, key: str) -> list[Row]:
    if name == "situation.toml":
        return [tomllib.loads((MALI / name).read_text(encoding="utf-8"))[key]]
    return [row for row in (features if name == "events.geojson" else table)(name) if key in keys(name, row)]


def cell(row: Row, field: str) -> Any:
    match field:
        case "routes":
            return routes(row)
        case "point":
            return point(row)
        case "addresses":
            return addresses(row)
        case "tankers" | "litres":
            return quantity(row, field)
        case "accounts_en" | "accounts_fr":
            return accounts(row, field[-2:])
        case _:
            return row.get(field, "")


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ").replace("\u202f", " ")


def named(correction: Row) -> str:
    return f"{correction['file']}:{correction['key']}:{correction.get('field', 'absent')}"


@pytest.mark.parametrize("correction", CORRECTIONS, ids=named)
def test_every_corrected_value_is_in_the_files(correction: Row) -> None:
    found = rows(correction["file"], correction["key"])
    if correction.get("absent"):
        assert found == []
        return
    (row,) = found
    value = cell(row, correction["field"])
    if "value" in correction:
        assert value == correction["value"]
    elif "contains" in correction:
        assert plain(correction["contains"]) in plain(value)
    else:
        assert plain(correction["lacks"]) not in plain(value)
