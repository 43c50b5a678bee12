"""What the second edition of the contract says, in words: permits, units, destinations, versions, shared legs."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from command_line import Run
from geodata import EXAMPLE, Situation, read_situation
from geodata.contract.settings import make_settings
from layers.payload.payload import situation_payload
from layers.sheet.map.routes import road_lines
from layers.tables.charts import states_data
from layers.tables.common import deliveries_table, ledger_table
from layers.tables.routes import counts_table, remaining_table
from layers.tables.sources import cited_by_table
from layers.text.labels import destination_names, unit_words
from layers.text.versions import versions_text
from paths import MALI
from sheet_reading import drawn, pieces, state_of

PERMIT_DAY = dt.date(2024, 3, 4)  # the governor allows passage until the end of March
BRIDGE, ROUTE = "placeholder-bridge", "port-example-sampleton"
ALLOWED = {
    "en": "allowed by the governor of Exampleland until 31 March 2024; passage not reported",
    "fr": "autorisé par le gouverneur de l’Exemplie jusqu’au 31 mars 2024; passage non signalé",
}


@pytest.fixture(scope="module")
def example() -> Situation:
    return read_situation(EXAMPLE)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


# Permits


@pytest.mark.parametrize("language", ALLOWED)
def test_status_says_who_allows_passage_and_that_none_is_reported(run: Run, language: str) -> None:
    typed = ["status", "--situation", EXAMPLE, "--date", PERMIT_DAY, "--lang", language]
    assert ALLOWED[language] in plain(run(*typed).stdout)
    document = json.loads(run(*typed, "--json").stdout)
    (bridge,) = [row for row in document["states"] if row["id"] == BRIDGE]
    assert (bridge["state"], bridge["rows"]) == ("unknown", [])
    (permit,) = bridge["permits"]
    assert (permit["start"], permit["end"]) == ("2024-03-03", "2024-03-31")
    assert permit["by"] == {"en": "the governor of Exampleland", "fr": "le gouverneur de l’Exemplie"}
    assert set(permit["sources"]) <= set(document["sources"])


def test_a_permit_is_in_force_from_its_first_to_its_last_day(example: Situation) -> None:
    days = [dt.date(2024, 3, 2), dt.date(2024, 3, 3), dt.date(2024, 3, 31), dt.date(2024, 4, 1)]
    cells = [ledger_table(example, day, "en").at[BRIDGE, "permits"] for day in days]
    assert [bool(cell) for cell in cells] == [False, True, True, False]


@pytest.mark.parametrize("language", ALLOWED)
def test_the_ledger_has_permits_in_a_column_of_their_own(example: Situation, language: str) -> None:
    table = ledger_table(example, PERMIT_DAY, language)
    assert plain(table.at[BRIDGE, "permits"]) == ALLOWED[language]
    assert table.at[ROUTE, "permits"] == ""


def test_a_permit_without_an_end_says_so(example: Situation) -> None:
    endless = replace(example, crossing_status=example.crossing_status.assign(end=pd.NaT))
    cell = ledger_table(endless, PERMIT_DAY, "en").at[BRIDGE, "permits"]
    assert cell == "allowed by the governor of Exampleland, no end given; passage not reported"


@pytest.mark.parametrize("language", ALLOWED)
def test_the_sheet_says_who_allows_passage_of_a_road(example: Situation, language: str) -> None:
    row = example.crossing_status.assign(routes=ROUTE, segment="").drop(columns="crossing")
    allowed = replace(example, route_status=row)
    printed = " ".join(piece.text for piece in pieces(drawn(allowed, "2024-03-04", lang=language).figure))
    assert ALLOWED[language].replace(" ", "") in plain(printed).replace(" ", "")


def test_a_source_of_a_permit_is_listed_with_what_it_allows(example: Situation) -> None:
    table = cited_by_table(example, list(example.sources.index), "en")
    found = {(row["kind"], row["name"]): row["says"] for row in table.to_dict("records") if row["says"]}
    permit = found["Border crossing", "Placeholder Bridge"]
    assert permit == "allowed by the governor of Exampleland until 31 March 2024"
    assert found["Route", "Port Example – Placeholder Bridge"] == "Blocked"


# Units


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 0, "0 tankers"),
        ("en", 1, "1 tanker"),
        ("en", 1200, "1,200 tankers"),
        ("fr", 0, "0 camion-citerne"),
        ("fr", 1, "1 camion-citerne"),
        ("fr", 2, "2 camions-citernes"),
        ("fr", 1200, "1 200 camions-citernes"),
    ],
)
def test_a_quantity_is_in_the_words_of_its_unit(mali: Situation, language: str, number: int, words: str) -> None:
    assert plain(unit_words(mali.settings, "tankers", number, language)) == words


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_unit_without_words_is_told_by_its_code(mali: Situation, language: str) -> None:
    assert unit_words(mali.settings, "barrels", 40, language) == "40 barrels"


def test_a_unit_without_french_words_has_those_of_the_default(mali: Situation) -> None:
    units = {"tankers": {"en": mali.settings.units["tankers"]["en"]}}
    assert unit_words(replace(mali.settings, units=units), "tankers", 2, "fr") == "2 tankers"


def test_deliveries_are_told_in_units_and_places_of_the_reader(example: Situation) -> None:
    (row,) = deliveries_table(example, "fr").to_dict("records")
    assert (row["quantity"], row["place"]) == ("12 camions", "Échantillon")


# Destinations and versions


@pytest.mark.parametrize(
    ("language", "two", "three"),
    [("en", "Bamako and Gao", "Bamako, Gao and Kayes"), ("fr", "Bamako et Gao", "Bamako, Gao et Kayes")],
)
def test_several_destinations_are_joined_as_the_language_does(
    mali: Situation, language: str, two: str, three: str
) -> None:
    def names(*ids: str) -> str:
        return destination_names(replace(mali, settings=replace(mali.settings, destinations=ids)), language)

    assert (names(), names("ml-bamako")) == ("", "Bamako")
    assert (names("ml-bamako", "ml-gao"), names("ml-bamako", "ml-gao", "ml-kayes")) == (two, three)


def test_versions_are_told_with_the_one_that_is_kept_and_why(example: Situation) -> None:
    event = example.events.iloc[0].to_dict()
    counted, drivers = "The Gazette counts forty lorries.", "Drivers speak of sixty."
    why = "Only the Gazette says that it counted."
    assert versions_text(event, "en") == f"{counted} (shown here) · {drivers} · {why}"
    assert versions_text(event, "fr").startswith("La Gazette compte quarante camions. (retenu ici) · ")
    undecided = event | {"kept": float("nan"), "kept_why_en": ""}
    assert versions_text(undecided, "en") == f"{counted} · {drivers}"
    assert versions_text(event | {"versions": ""}, "en") == ""


# Names and roads


def routes_in_files() -> dict[str, dict[str, Any]]:
    (path,) = MALI.glob("*routes.geojson")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {feature["id"]: feature["properties"] for feature in features}


TABLES: dict[str, Callable[[Situation, dt.date, str], list[str]]] = {
    "remaining": lambda mali, day, language: list(remaining_table(mali, day, language)["route"]),
    "compared": lambda mali, day, language: list(counts_table(mali, day, language)["route"]),
    "over time": lambda mali, _, language: list(dict.fromkeys(states_data(mali, language)["route"])),
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", TABLES)
def test_a_short_name_is_that_of_one_route(mali: Situation, name: str, language: str) -> None:
    shorts = [route[f"short_{language}"] for route in routes_in_files().values()]
    assert len(set(shorts)) == len(shorts)
    shown = TABLES[name](mali, dt.date(2025, 10, 31), language)
    assert len(set(shown)) == len(shown) > 1
    assert set(shown) <= set(shorts)


def test_the_payload_holds_each_leg_and_each_row_once(mali: Situation) -> None:
    payload = situation_payload(mali)
    network = payload["network"]
    ids = [waypoint["id"] for waypoint in network["waypoints"]]
    legs = [frozenset((ids[start], ids[end])) for start, end in network["legs"]]
    ways = {route: properties["waypoints"].split() for route, properties in routes_in_files().items()}
    assert len(set(ids)) == len(ids)
    assert len(set(legs)) == len(legs)
    assert set(legs) == {frozenset(pair) for way in ways.values() for pair in pairwise(way)}
    assert {route["id"]: [ids[number] for number in route["waypoints"]] for route in payload["routes"]} == ways
    for route in payload["routes"]:
        assert [legs[leg] for leg in route["legs"]] == [frozenset(pair) for pair in pairwise(ways[route["id"]])]
        assert "rows" not in route
    with (MALI / "route_status.csv").open(encoding="utf-8", newline="") as file:
        rows = [row["id"] for row in csv.DictReader(file)]
    assert [row["id"] for row in [*network["rows"], *network["permits"]]] == rows


def test_a_leg_of_two_routes_is_drawn_once_on_the_sheet(mali: Situation) -> None:
    from layers.sheet.context import sheet_context  # it loads the drawing

    lines = road_lines(sheet_context(mali, state_of(mali, "2025-10-31")))
    drawn_legs = [frozenset(map(tuple, pair)) for line in lines for pair in pairwise(line.positions.tolist())]
    ways = [properties["waypoints"].split() for properties in routes_in_files().values()]
    passed = [frozenset(pair) for way in ways for pair in pairwise(way)]
    assert len(set(drawn_legs)) == len(drawn_legs) == len(set(passed)) < len(passed)


@pytest.mark.parametrize(
    ("corrections", "given"),
    [
        ("mailto:corrections@situation-map.example", ""),
        ("https://errors.example/", ""),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("", ""),
    ],
)
def test_an_address_that_nobody_reads_is_not_in_the_payload(mali: Situation, corrections: str, given: str) -> None:
    document = tomllib.loads((MALI / "situation.toml").read_text(encoding="utf-8")) | {"corrections": corrections}
    changed = replace(mali, settings=make_settings(document))
    assert situation_payload(changed)["situation"]["corrections"] == given


# The command that brings a folder to this edition


FIRST = {  # a folder of the first edition: a road of one leg, of which two rows speak
    "route_status.csv": (
        "route,segment,start,end,state,basis,confirmed,why_en,why_fr,sources\n"
        "port-example-sampleton,,2024-03-03,2024-03-06,blocked,reported,2024-03-05,Held.,Retenus.,"
        "example-gazette-2024-03-05\n"
    ),
    "crossing_status.csv": "crossing,start,end,state,basis,confirmed,why_en,why_fr,sources\n",
    "deliveries.csv": "id,start,end,place,tankers,litres,basis,why_en,why_fr,sources\n",
    "sources.csv": (
        "id,publisher,title,url,published\n"
        "example-gazette-2024-03-05,The Example Gazette,Lorries held,https://example.org/a,2024-03-05\n"
    ),
}


def first_edition(folder: Path) -> Path:
    """Write the example as the first edition had it."""
    shutil.copytree(EXAMPLE, folder)
    for name, text in FIRST.items():
        (folder / name).write_text(text, encoding="utf-8")
    routes = folder / "supply_routes.geojson"
    document = json.loads(routes.read_text(encoding="utf-8"))
    for feature in document["features"]:
        members = [{"name": name, "country": "XE"} for name in ("Port Example", "Placeholder Bridge", "Sampleton")]
        kept = {key: value for key, value in feature["properties"].items() if not key.startswith("short")}
        feature["properties"] = kept | {"waypoints": members, "origin": "Port Example", "destination": "Sampleton"}
    (folder / "fuel_routes.geojson").write_text(json.dumps(document), encoding="utf-8")
    routes.unlink()
    crossings = folder / "border_crossings.geojson"
    document = json.loads(crossings.read_text(encoding="utf-8"))
    for feature in document["features"]:
        feature["properties"] |= {"sides": [{"name": "Placeholder", "country": "XE"}], "routes": []}
    crossings.write_text(json.dumps(document), encoding="utf-8")
    settings = folder / "situation.toml"
    lines = settings.read_text(encoding="utf-8").split("\n[units")[0].splitlines()
    kept_lines = [line for line in lines if not line.startswith(("edition", "destinations"))]
    settings.write_text('destination = "Sampleton"\n' + "\n".join(kept_lines) + "\n", encoding="utf-8")
    return folder


def test_migrate_says_what_it_changed_and_what_is_left_to_mend(run: Run, tmp_path: Path) -> None:
    folder = first_edition(tmp_path / "mine")
    assert "situation-map migrate DIR" in run("validate", folder).stderr
    done = run("migrate", folder)
    assert done.returncode == 0, done.stderr
    assert "1 rows of routes are 1 rows of stretches" in done.stdout
    assert done.stderr == run("validate", folder).stderr != ""
    assert read_situation(folder).settings.destinations == ("xe-sampleton",)


def test_migrate_ends_with_1_where_errors_are_left(run: Run, tmp_path: Path) -> None:
    folder = first_edition(tmp_path / "mine")
    path = folder / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("https://example.org/a", "nowhere"), encoding="utf-8")
    done = run("migrate", folder)
    assert done.returncode == 1
    assert "sources.csv, row 2, url" in done.stderr


@pytest.mark.parametrize("name", ["none", "unreadable"])
def test_migrate_ends_with_1_where_a_folder_cannot_be_read(run: Run, tmp_path: Path, name: str) -> None:
    if name == "unreadable":
        (first_edition(tmp_path / name) / "events.geojson").write_text("{", encoding="utf-8")
    done = run("migrate", tmp_path / name)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_migrate_refuses_a_folder_of_this_edition_and_leaves_it(run: Run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "mine"))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("migrate", folder)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
