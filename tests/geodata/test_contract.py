"""Breaking one file in one way gives one line that names the place and the cure."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import shapely

from geodata import DataError, check_situation, delivery_claims, read_situation, route_history, salvage_situation
from geodata.contract.folder import Folder
from geodata.contract.rules.places import positions_are_in_the_box
from geodata.files.read import validate_folder
from geodata.problems import errors, problem_lines
from paths import MALI

Break = Callable[[Path], None]


def swap(name: str, old: str, new: str) -> Break:
    def edit(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def swap_bytes(name: str, change: Callable[[bytes], bytes]) -> Break:
    return lambda folder: (folder / name).write_bytes(change((folder / name).read_bytes())) and None


def broken(
    name: str, change: tuple[str, str] | Callable[[bytes], bytes], where: str, hint: str
) -> tuple[Break, str, str]:
    """Return how to break a file, the place that is told, and a part of the cure."""
    damage = swap(name, *change) if isinstance(change, tuple) else swap_bytes(name, change)
    return damage, f"{name}, {where}" if where else name, hint


def one_position(raw: bytes) -> bytes:
    return re.sub(rb'("LineString", "coordinates": \[\[[^]]+\])[^"]*\]\}', rb"\1]}", raw, count=1)


def no_geometry(raw: bytes) -> bytes:
    return re.sub(rb'"geometry": \{[^}]*\}', b'"geometry": null', raw, count=1)


ROW = "Kakolé / Kadiana,2025-09-15,2025-09-17,open,claim,2025-09-17"
BREAKS: dict[str, tuple[Break, str, str]] = {
    "a status row without a source": broken(
        "route_status.csv", (",dw-2025-09-17\n", ",\n"), "row 2, sources", "sources.csv"
    ),
    "a source that is not listed": broken(
        "route_status.csv", (",dw-2025-09-17\n", ",nobody\n"), "row 2, sources", "nobody"
    ),
    "an event without a source": broken(
        "events.geojson", ('"sources": "', '"seen_in": "'), "row 1, sources", "sources.csv"
    ),
    "an unknown state": broken("route_status.csv", (",blocked,claim", ",shut,claim"), "row 2, state", "'shut'"),
    "an unknown crossing state": broken("crossing_status.csv", (",closed,", ",shut,"), "", "'shut'"),
    "overlapping rows for one stretch": broken(
        "route_status.csv", (ROW, ROW.replace("09-15", "09-14", 1)), "row 3, start", "row 2"
    ),
    "an end before its start": broken(
        "route_status.csv",
        (ROW, ROW.replace("2025-09-17,open", "2025-09-12,open")),
        "row 3, end",
        "2025-09-15 or later",
    ),
    "an unknown route id": broken(
        "route_status.csv",
        ("\nabidjan-bamako-nigoun,", "\nabidjan-bamako-nowhere,"),
        "row 2, route",
        "fuel_routes.geojson",
    ),
    "an unknown waypoint": broken(
        "route_status.csv", ("Kakolé / Kadiana", "Kakolé / Atlantis"), "row 2, segment", "abidjan-bamako-nigoun"
    ),
    "an event on an unknown route": broken(
        "events.geojson", ('"route": "dakar-bamako-north"', '"route": "dakar"'), "", "fuel_routes.geojson"
    ),
    "a route outside the box": broken(
        "fuel_routes.geojson", ("[-17.4441, 14.6937]", "[14.6937, -17.4441]"), "row 1, geometry", "swapped"
    ),
    "a crossing outside the box": broken(
        "border_crossings.geojson", ("[-6.4203, 10.5574]", "[-6.4203, 60.5574]"), "row 1, geometry", "60.5574"
    ),
    "a duplicate id": broken(
        "events.geojson",
        lambda raw: raw.replace(b"2018-09-06-jnim-terrorist-designation", b"2012-04-24-timbuktu-fighters-photo"),
        "row 2, id",
        "row 1",
    ),
    "an open end that nobody decided": broken("events.geojson", ('"end": "2012-04-24", ', ""), "row 1, end", "ongoing"),
    "a date that is none": broken(
        "deliveries.csv", ("2025-05-01,2025-05-01", "2025-05-01,2025-02-30"), "row 2, end", "2025-02-30"
    ),
    "a javascript address": broken(
        "sources.csv", ("https://24heureinfo", "javascript:24heureinfo"), "row 2, url", "http"
    ),
    "bad UTF-8": broken("sources.csv", lambda raw: raw[:500] + b"\xff" + raw[500:], "row 4", "UTF-8"),
    "truncated JSON": (
        swap_bytes("fuel_routes.geojson", lambda raw: raw[: len(raw) // 2]),
        "fuel_routes.geojson: is not complete JSON",
        "line",
    ),
    "a truncated table": broken("sources.csv", lambda raw: raw[: len(raw) // 2], "row", "cells"),
    "a table with semicolons": broken("deliveries.csv", lambda raw: raw.replace(b",", b";"), "row 1", "commas"),
    "a column too many in the header": broken(
        "route_status.csv", ("route,segment", "route,more,segment"), "rows 2–104", "cells, found"
    ),
    "a route of one position": broken("fuel_routes.geojson", one_position, "row 1", "LineString"),
    "a route without properties": broken("fuel_routes.geojson", ('"properties"', '"was"'), "row 1", "properties"),
    "a geometry of no kind": broken("border_crossings.geojson", ('"Point"', '"Dot"'), "row 1", "Dot"),
    "a geometry that is missing": broken("capitals.geojson", no_geometry, "row 1, geometry", "found none"),
    "a position in quotation marks": broken("capitals.geojson", ("[-7.9752", '["-7.9752"'), "row 1", "coordinates"),
    "a waypoint too few": broken(
        "fuel_routes.geojson", ('{"name": "Dakar", ', '{"named": "Dakar", '), "row 1, waypoints", "name"
    ),
    "a waypoint whose note is no text": broken(
        "fuel_routes.geojson", ('{"name": "Dakar", ', '{"name": "Dakar", "note_en": 5, '), "row 1, waypoints", "texts"
    ),
    "two ids of one feature": broken(
        "events.geojson", ('"properties": {"id": "2012', '"properties": {"id": "2013'), "row 1", "its own id"
    ),
    "an id of other characters": broken(
        "border_crossings.geojson",
        lambda raw: raw.replace(b'"id": "nigoun"', b'"id": "Nigoun!"'),
        "row 1, id",
        "'Nigoun!'",
    ),
    "a report before the start": broken(
        "route_status.csv", (ROW, ROW[:-2] + "01"), "row 3, confirmed", "2025-09-15 or later"
    ),
    "a destination of no route": broken(
        "situation.toml", ('destination = "Bamako"', 'destination = "Bamko"'), "destination", "Bamako"
    ),
    "a setting of another name": (
        swap("situation.toml", "destination = ", "destinaton = "),
        "warning: situation.toml, destinaton",
        "destination",
    ),
    "a first day outside the data": broken(
        "situation.toml", ("day = 2025-10-31", "day = 2035-10-31"), "day", "2026-11-23"
    ),
    "an empty title": broken(
        "situation.toml", ('en = "The fuel blockade of Bamako"', 'en = ""'), "title", "en at least"
    ),
    "no code of a language": broken("situation.toml", ('["en", ', '["en", "Deutsch", '), "languages", "codes"),
    "no default language": broken("situation.toml", ('["en", ', "["), "languages", "en among them"),
    "a translation that is no text": broken(
        "events.geojson", ('"title_en": ', '"title_pt-BR": 5, "title_en": '), "row 1, title_pt-BR", "expected text"
    ),
    "a row of the future": (
        swap("deliveries.csv", "2025-05-01,2025-05-01", "2026-12-01,2026-12-01"),
        "warning: deliveries.csv, row 2, start",
        "2026-11-23",
    ),
    "NaN in JSON": broken("places.geojson", ('"population": ', '"population": NaN, "was": '), "", "NaN"),
    "a missing file": (lambda folder: (folder / "deliveries.csv").unlink(), "deliveries.csv", "found none"),
    "a missing column": broken("deliveries.csv", ("id,start,end", "id,begin,end"), "row 1", "start"),
    "a broken setting": broken("situation.toml", ("fade_days = 7", "fade_days = -7"), "fade_days", "-7"),
    "broken TOML": broken("situation.toml", ("languages = [", "languages = "), "", "line 3"),
}


def test_the_flagship_is_clean() -> None:
    assert check_situation(MALI) == []


@pytest.mark.parametrize(("damage", "place", "hint"), BREAKS.values(), ids=BREAKS)
def test_one_fault_gives_one_line_with_place_and_cure(folder: Path, damage: Break, place: str, hint: str) -> None:
    damage(folder)
    problems = check_situation(folder)
    (line,) = problem_lines(problems)
    assert line.startswith(place)
    assert hint in line
    assert all(problem.fix for problem in problems)


def test_every_row_under_a_long_one_is_reported(folder: Path) -> None:
    days = [("2023-01-01", "2023-01-30"), ("2023-01-05", "2023-01-06"), ("2023-01-10", "2023-01-11")]
    add_claims(folder, "kidira-diboli", days)
    assert [(problem.row, problem.code) for problem in check_situation(folder)] == [(34, "overlap"), (35, "overlap")]
    assert all("row 33" in problem.message for problem in check_situation(folder))


def add_claims(folder: Path, crossing: str, days: Iterable[tuple[str, str]]) -> None:
    """Add rows to the ledger of crossings: one party calls it closed from a day to another."""
    path = folder / "crossing_status.csv"
    row = {"crossing": crossing, "state": "closed", "basis": "claim", "why_en": "Invented.", "sources": "dw-2025-09-17"}
    with path.open("r+", encoding="utf-8", newline="") as table:
        columns = next(csv.reader(table))
        table.seek(0, io.SEEK_END)
        csv.DictWriter(table, columns).writerows({"start": start, "end": end, **row} for start, end in days)


def test_a_fault_in_the_settings_hides_no_other(folder: Path) -> None:
    BREAKS["a broken setting"][0](folder)
    BREAKS["an end before its start"][0](folder)
    assert {problem.code for problem in check_situation(folder)} == {"bad-setting", "end-before-start"}


def test_a_long_chain_of_rows_is_no_matter(folder: Path) -> None:
    days = [(dt.date(2019, 1, 1) + dt.timedelta(days=n)).isoformat() for n in range(2000)]
    add_claims(folder, "adel-bagrou", [(day, day) for day in days if day < "2024-03-01"])
    assert read_situation(folder).crossing_state("adel-bagrou", dt.date(2024, 2, 1)).since == dt.date(2019, 1, 1)


@pytest.mark.parametrize("name", ["an unknown state", "truncated JSON", "bad UTF-8", "broken TOML"])
def test_the_command_line_prints_the_line_and_exits_with_1(folder: Path, run: Callable[..., object], name: str) -> None:
    damage, place, _ = BREAKS[name]
    damage(folder)
    done = run("validate", folder)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(place)


def test_a_valid_folder_exits_with_0_and_an_empty_standard_error(run: Callable[..., object]) -> None:
    done = run("validate", MALI)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_report_for_machines_counts_every_row(folder: Path, run: Callable[..., object]) -> None:
    BREAKS["an unknown state"][0](folder)
    files = json.loads(run("validate", folder, "--json").stdout)["files"]
    assert all(file["kept"] + file["rejected"] == file["read"] for file in files)
    (status,) = [file for file in files if file["path"].endswith("route_status.csv")]
    assert (status["read"], status["kept"], status["rejected"]) == (103, 102, 1)
    assert status["problems"][0]["row"] == 2


def test_all_problems_come_at_once(folder: Path) -> None:
    for name in ("an unknown state", "a javascript address", "a broken setting"):
        BREAKS[name][0](folder)
    with pytest.raises(DataError) as raised:
        read_situation(folder)
    assert {problem.file for problem in raised.value.problems} == {"route_status.csv", "sources.csv", "situation.toml"}


def test_salvaging_loads_the_good_rows_and_lists_what_the_bad_one_took(folder: Path) -> None:
    BREAKS["a route outside the box"][0](folder)
    situation, problems = salvage_situation(folder)
    assert "dakar-bamako-north" not in situation.routes.index
    assert len(situation.routes) == 12
    dependent = [problem for problem in errors(problems) if problem.code == "unknown-id"]
    assert len(dependent) == len(errors(problems)) - 1
    assert {problem.value for problem in dependent} == {
        "dakar-bamako-north",
        "kidira-diboli",
    }  # the road took its crossing along


@pytest.mark.parametrize("fault", ["a destination of no route", "a first day outside the data"])
def test_salvaging_ends_where_no_row_is_at_fault(folder: Path, fault: str) -> None:
    BREAKS[fault][0](folder)
    situation, problems = salvage_situation(folder)
    assert len(situation.routes) == 13
    assert len(problems) == 1


def test_a_place_abroad_is_a_warning_unless_marked_as_intended(folder: Path) -> None:
    swap("capitals.geojson", '"outside_box": true', '"outside_box": false')(folder)
    (problem,) = check_situation(folder)
    assert problem.severity == "warning"
    assert read_situation(folder).capitals.loc["dz-algiers", "name_en"] == "Algiers"


def test_an_area_is_held_to_the_box_by_every_corner() -> None:
    checked = validate_folder(MALI)
    places = checked.tables["places.geojson"].head(1).copy()
    places["geometry"] = [shapely.box(-8, 12, 60, 13)]
    folder = Folder(checked.tables | {"places.geojson": places}, checked.settings, {})
    (problem,) = positions_are_in_the_box(folder)
    assert (problem.file, problem.value) == ("places.geojson", "[60.0, 12.0]")


def test_a_folder_that_is_not_there_is_one_line(run: Callable[..., object], tmp_path: Path) -> None:
    done = run("validate", tmp_path / "nowhere")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_what_would_take_long_to_read_is_refused_at_once(folder: Path) -> None:
    dotted = ".".join(["a"] * 20_000)
    slow = {
        "situation.toml": f"{dotted} = 1\n",
        "events.geojson": "{" + ", ".join(f'"m{n}": 1' for n in range(100_000)) + ', "m0": 2}',
    }
    for name, text in slow.items():
        (folder / name).write_text(text, encoding="utf-8")
    began = time.monotonic()
    assert {problem.file for problem in check_situation(folder)} == set(slow)
    assert time.monotonic() - began < 20


def test_a_further_language_is_columns_of_its_own_wherever_there_are_texts(folder: Path) -> None:
    swap("situation.toml", '["en", ', '["en", "qaa", ')(folder)
    for name in ("route_status.csv", "crossing_status.csv", "deliveries.csv"):
        swap(name, "why_fr", "why_qaa")(folder)
    swap("events.geojson", '"title_en": ', '"title_qaa": "Um ataque", "title_en": ')(folder)
    assert check_situation(folder) == []
    situation = read_situation(folder)
    assert "qaa" in situation.settings.languages
    assert set(situation.events["title_qaa"]) == {"", "Um ataque"}
    assert "qaa" in {language for rows in situation.route_rows.values() for row in rows for language, _ in row.why}
    assert "why_qaa" in route_history(situation, "dakar-bamako-north")
    assert "why_qaa" in delivery_claims(situation)


def test_english_alone_is_enough(folder: Path) -> None:
    swap("situation.toml", '["en", "fr"', '["en"')(folder)
    for path in folder.glob("*.geojson"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'"(\w+)_fr":', r'"\1_was_french":', text), encoding="utf-8")
    for name in ("route_status.csv", "crossing_status.csv", "deliveries.csv"):
        swap(name, "why_fr", "was_french")(folder)
    assert check_situation(folder) == []
    assert [name for name in read_situation(folder).events if name.endswith("_fr")] == []
