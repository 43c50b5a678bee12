"""Breaking one file in one way gives one line that names the place and the cure."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd
import pytest
import shapely
from pandera.errors import SchemaErrors

from geodata import DataError, check_situation, delivery_claims, read_situation, route_history, salvage_situation
from geodata.contract.cells import cell_problems
from geodata.contract.folder import Folder
from geodata.contract.rules.places import positions_are_in_the_box
from geodata.contract.schemas import TABLES
from geodata.files.read import read_tables, table_files, validate_folder
from geodata.problems import errors, problem_lines
from paths import MALI

Break = Callable[[Path], None]
Fault = tuple[Break, str, str]  # how a folder is broken, how the line begins, and what it says beside


def swap(name: str, old: str, new: str) -> Break:
    def edit(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def swap_bytes(name: str, change: Callable[[bytes], bytes]) -> Break:
    return lambda folder: (folder / name).write_bytes(change((folder / name).read_bytes())) and None


def broken(name: str, change: tuple[str, str] | Callable[[bytes], bytes], where: str, hint: str) -> Fault:
    """Return how to break a file, the place that is told, and a part of the cure."""
    damage = swap(name, *change) if isinstance(change, tuple) else swap_bytes(name, change)
    return damage, f"{name}, {where}" if where else name, hint


def one_position(raw: bytes) -> bytes:
    return re.sub(rb'("LineString", "coordinates": \[\[[^]]+\])[^"]*\]\}', rb"\1]}", raw, count=1)


def no_geometry(raw: bytes) -> bytes:
    return re.sub(rb'"geometry": \{[^}]*\}', b'"geometry": null', raw, count=1)


def appended(name: str, *lines: str) -> Break:
    def edit(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as table:
            table.writelines(f"{line}\n" for line in lines)

    return edit


def ledger_row(
    where: str, *, days: str = "2026-05-01,2026-05-31", word: str = "open,claim", by: str = ",", id_: str = "invented"
) -> str:
    """Return a row of the ledger of routes on days of which no other row speaks; `where` is its routes and segment."""
    return f"{id_},{where},{days},{word},,{by},Invented.,Inventé.,dw-2025-09-17"


def added_row(line: str, where: str, hint: str) -> Fault:
    """Return how a row at the end of the ledger of routes breaks it."""
    return appended("route_status.csv", line), f"route_status.csv, row 88, {where}", hint


def added_change(line: str, where: str, hint: str) -> Fault:
    """Return how a row at the end of the ids that are no more breaks them."""
    return appended("renamed.csv", line), f"renamed.csv, row 9, {where}", hint


def warned(name: str, change: tuple[str, str] | Callable[[bytes], bytes], where: str, hint: str) -> Fault:
    damage, place, cure = broken(name, change, where, hint)
    return damage, f"warning: {place}", cure


def copied(name: str, copy: str) -> Break:
    return lambda folder: (folder / copy).write_bytes((folder / name).read_bytes()) and None


def attribution(text: str) -> Callable[[bytes], bytes]:
    return lambda raw: re.sub(rb'attribution = "[^"]*"', f'attribution = "{text}"'.encode(), raw)


ROUTES = "fuel_routes.geojson"
ROW = "ml-kakole ml-kadiana,2025-09-15,2025-09-17,open,claim,2025-09-17"
SHARED_STRETCH = (  # of two routes that share the road from Koumantou to Zantiébougou, each row by its own route
    ledger_row("abidjan-bamako-pogo,ml-koumantou ml-bougouni", id_="invented-1"),
    ledger_row("lome-bobo-sikasso-bamako,ml-niena ml-zantiebougou", id_="invented-2"),
)
BREAKS: dict[str, Fault] = {
    "a status row without a source": broken(
        "route_status.csv", (",dw-2025-09-17\n", ",\n"), "row 21, sources", "sources.csv"
    ),
    "a source that is not listed": broken(
        "route_status.csv",
        (",dw-2025-09-17\n", ",dw-2025-09-71\n"),
        "row 21, sources",
        "Did you mean dw-2025-09-17? Found 'dw-2025-09-71'.",
    ),
    "a version of a source that is not listed": broken(
        "events.geojson",
        ('unn-2024-09-17"}]', 'unn-2024-09-71"}]'),
        "row 3, versions",
        "Did you mean unn-2024-09-17?",
    ),
    "a version without its sources": broken(
        "events.geojson",
        lambda raw: re.sub(rb'("text_fr": "[^"]*", )"sources"', rb'\1"source"', raw, count=1),
        "row 3, versions",
        "no source, no feature",
    ),
    "a version without its text": broken(
        "events.geojson", ('"versions": [{"text_en": "', '"versions": [{"text": "'), "row 3, versions", "text_en"
    ),
    "several voices of one text": warned(
        "events.geojson",
        lambda raw: re.sub(
            rb'("id": "2025-09-14-tankers-stuck-zegoua", "start".*?"corroboration": )"single"', rb'\1"multiple"', raw
        ),
        "row 34, corroboration",
        "two origins",
    ),
    "an event without a source": broken(
        "events.geojson", ('"sources": "', '"seen_in": "'), "row 1, sources", "sources.csv"
    ),
    "an unknown state": broken(
        "route_status.csv", (",blocked,claim", ",shut,claim"), "row 21, state", "open, or nothing. Found 'shut'."
    ),
    "a state misspelt": broken(
        "route_status.csv", (",blocked,claim", ",blokced,claim"), "row 21, state", "Did you mean blocked?"
    ),
    "an unknown basis": broken(
        "route_status.csv", (",blocked,claim", ",blocked,clam"), "row 21, basis", "Did you mean claim?"
    ),
    "an unknown crossing state": broken("crossing_status.csv", (",closed,", ",shut,"), "row 5, state", "'shut'"),
    "overlapping rows for one stretch": broken(
        "route_status.csv",
        (ROW, ROW.replace("09-15", "09-14", 1)),
        "row 27, start",
        "row 21 (kakole-kadiana-2025-09-08-blocked, 2025-09-08 to 2025-09-14)",
    ),
    "overlapping rows of two routes for their stretch": (
        appended("route_status.csv", *SHARED_STRETCH),
        "route_status.csv, row 89, start",
        "row 88 (invented-1, 2026-05-01 to 2026-05-31)",
    ),
    "an end before its start": broken(
        "route_status.csv",
        (ROW, ROW.replace("2025-09-17,open", "2025-09-12,open")),
        "row 27, end",
        "2025-09-15 or later",
    ),
    "an unknown route id": broken(
        "route_status.csv",
        ("-blocked,algeria-gao,", "-blocked,algeria-goa,"),
        "row 2, routes",
        f"an id of {ROUTES}. Did you mean algeria-gao?",
    ),
    "a stretch to no waypoint": added_row(ledger_row(",ml-gogui ml-atlantis"), "segment", "ml-atlantis"),
    "a stretch that no route has": added_row(
        ledger_row(",ml-gogui ml-gao"), "segment", "no route passes both ml-gogui and ml-gao"
    ),
    "a stretch that the named route does not have": added_row(
        ledger_row("conakry-bamako nioro-kayes,ml-kouremale ml-bamako"),
        "segment",
        "nioro-kayes does not pass ml-kouremale and ml-bamako",
    ),
    "a stretch of one waypoint": added_row(ledger_row(",ml-gogui"), "segment", "two waypoints, found 1"),
    "a stretch of three waypoints": added_row(
        ledger_row(",ml-gogui ml-bema ml-diema"), "segment", "two waypoints, found 3"
    ),
    "a stretch from a waypoint to itself": added_row(
        ledger_row(",ml-gogui ml-gogui"), "segment", "two waypoints, found ml-gogui twice"
    ),
    "neither routes nor a stretch": added_row(ledger_row(","), "segment", "a route or a segment"),
    "a permit with a state": added_row(
        ledger_row(",ml-gogui ml-diema", word="open,permit", by="the customs,la douane"), "state", "leave it empty"
    ),
    "a permit of nobody": added_row(ledger_row(",ml-gogui ml-diema", word=",permit"), "by_en", "who allows it"),
    "a row without a state": added_row(ledger_row(",ml-gogui ml-diema", word=",claim"), "state", "remove the row"),
    "a row without an end": added_row(
        ledger_row(",ml-gogui ml-diema", days="2026-05-01,"), "end", "only a permit may have none"
    ),
    "an event on an unknown route": broken(
        "events.geojson", ('"routes": "dakar-bamako-north"', '"routes": "dakar-bamako-nort"'), "", ROUTES
    ),
    "a route outside the box": broken(
        ROUTES, ("[-17.4441, 14.6937], ", "[-17.4441, 14.6937], [14.6937, -17.4441], "), "row 1, geometry", "swapped"
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
    "an id of two tables": broken(
        "deliveries.csv", ("delivery-2025-05-01-gao", "adel-bagrou"), "row 2, id", "border_crossings.geojson, row"
    ),
    "an open end that nobody decided": broken("events.geojson", ('"end": "2012-04-24", ', ""), "row 1, end", "ongoing"),
    "a date that is none": broken(
        "deliveries.csv", ("2025-05-01,2025-05-01", "2025-05-01,2025-02-30"), "row 2, end", "2025-02-30"
    ),
    "a javascript address": broken(
        "sources.csv", ("https://24heureinfo", "javascript:24heureinfo"), "row 3, url", "http"
    ),
    "a source of no kind": broken("sources.csv", (",mirror,", ",miror,"), "row 4, kind", "Did you mean mirror?"),
    "bad UTF-8": broken("sources.csv", lambda raw: raw[:700] + b"\xff" + raw[700:], "row 4", "UTF-8"),
    "truncated JSON": (
        swap_bytes(ROUTES, lambda raw: raw[: len(raw) // 2]),
        f"{ROUTES}: is not complete JSON",
        "line",
    ),
    "a truncated table": broken("sources.csv", lambda raw: raw[: len(raw) // 2], "row", "cells"),
    "a table with semicolons": broken("deliveries.csv", lambda raw: raw.replace(b",", b";"), "row 1", "commas"),
    "a column too many in the header": broken(
        "route_status.csv", ("id,routes,segment", "id,routes,more,segment"), "rows 2–87", "cells, found"
    ),
    "a route of one position": broken(ROUTES, one_position, "row 1", "LineString"),
    "a route without properties": broken(ROUTES, ('"properties"', '"was"'), "row 1", "properties"),
    "a geometry of no kind": broken("border_crossings.geojson", ('"Point"', '"Dot"'), "row 1", "Dot"),
    "a geometry that is missing": broken("capitals.geojson", no_geometry, "row 1, geometry", "found none"),
    "a position in quotation marks": broken("capitals.geojson", ("[-7.9752", '["-7.9752"'), "row 1", "coordinates"),
    "a waypoint that is no place": broken(
        ROUTES,
        ("sn-dakar sn-rufisque ", "sn-dakar sn-rufisqe "),
        "row 1, waypoints",
        "Did you mean sn-rufisque? Found 'sn-rufisqe'.",
    ),
    "a bypassed waypoint that is no place": broken(
        ROUTES,
        lambda raw: re.sub(
            rb'(ml-finkolo ml-sikasso) ml-nkourala(.*?"bypasses": )""', rb'\1\2"ml-nkourla"', raw, count=1
        ),
        "row 6, bypasses",
        "Did you mean ml-nkourala? Found 'ml-nkourla'.",
    ),
    "a waypoint off the line": broken(
        ROUTES, ("[-17.2733, 14.7154]", "[-17.2733, 14.7155]"), "row 1, geometry", "'sn-rufisque'"
    ),
    "a line beyond its last waypoint": broken(
        ROUTES, ("[-7.9752, 12.6091]]}", "[-7.9752, 12.6091], [-7.97, 12.6]]}"), "row 1, geometry", "'ml-bamako'"
    ),
    "waypoints in another order than the line": broken(
        ROUTES,
        ("sn-rufisque sn-mbour sn-thiadiaye", "sn-rufisque sn-thiadiaye sn-mbour"),
        "row 1, geometry",
        "in order",
    ),
    "a waypoint named twice": broken(
        ROUTES, ("sn-dakar sn-rufisque ", "sn-dakar sn-rufisque sn-rufisque "), "row 1, waypoints", "each once"
    ),
    "a waypoint of another road beside a leg": warned(
        ROUTES,
        lambda raw: re.sub(rb"(ml-finkolo ml-sikasso) ml-nkourala", rb"\1", raw),
        "row 6, waypoints",
        "ml-sikasso – ml-niena",
    ),
    "one short name of two routes": broken(
        ROUTES, ('"short_en": "Dakar by Moussala"', '"short_en": "Dakar by Diboli"'), "row 2, short_en", "row 1"
    ),
    "two files of routes": (
        copied(ROUTES, "more_routes.geojson"),
        f"{ROUTES}: expected one file of routes",
        "more_routes.geojson",
    ),
    "no file of routes": (
        lambda folder: (folder / ROUTES).rename(folder / "roads.geojson") and None,
        "*routes.geojson: expected this file",
        "add it",
    ),
    "two ids of one feature": broken(
        "events.geojson", ('"properties": {"id": "2012', '"properties": {"id": "2013'), "row 1", "its own id"
    ),
    "an id of other characters": broken(
        "border_crossings.geojson",
        lambda raw: raw.replace(b'"id": "adel-bagrou"', b'"id": "Adel-Bagrou!"'),
        "row",
        "'Adel-Bagrou!'",
    ),
    "a report before the start": broken(
        "route_status.csv", (ROW, ROW[:-2] + "01"), "row 27, confirmed", "2025-09-15 or later"
    ),
    "an unknown unit": broken(
        "deliveries.csv", (",40,tankers,", ",40,tankrs,"), "row 2, unit", "Did you mean tankers?"
    ),
    "a version that is kept and is none": broken(
        "events.geojson", ('"kept": 2', '"kept": 9'), "row 3, kept", "of its versions, of which there are"
    ),
    "a number of destroyed without a unit": broken(
        "events.geojson", (', "unit": "tankers"', ""), "", "tankers, litres"
    ),
    "an old id that still stands": added_change(
        "bamako-mopti-gao,niamey-gao,merged,2026-11-26", "id", "remove the row"
    ),
    "an old id that leads nowhere": added_change(
        "an-old-event,2025-10-27-lere-blokade,renamed,2026-11-26", "becomes", "Did you mean 2025-10-27-lere-blockade?"
    ),
    "an old id whose new one is not told": added_change("an-old-event,,renamed,2026-11-26", "becomes", "is renamed"),
    "an id that was withdrawn and has a new one": added_change(
        "an-old-event,niamey-gao,withdrawn,2026-11-26", "becomes", "is withdrawn"
    ),
    "an old id that leads back to itself": added_change(
        "an-old-event,an-old-event,renamed,2026-11-26", "becomes", "leads back to an-old-event"
    ),
    "a destination of no route": broken(
        "situation.toml", ('["ml-bamako"]', '["ml-bamko"]'), "destinations", "Did you mean ml-bamako?"
    ),
    "a setting of another name": warned(
        "situation.toml", ("home = ", "home = [13.2, -7.2, 6.5]\nhouse = "), "house", "home"
    ),
    "a home whose west is its east": broken(
        "situation.toml", ("[-12.8, 8.6, -4.2,", "[-4.2, 8.6, -12.8,"), "home", "[west"
    ),
    "a home beyond the pole": broken("situation.toml", ("-4.2, 15.8]", "-4.2, 95.8]"), "home", "[latitude"),
    "a home of two numbers": broken("situation.toml", ("[-12.8, 8.6, -4.2, 15.8]", "[13.2, -7.2]"), "home", "[west"),
    "a home in words": broken("situation.toml", ("[-12.8, 8.6, -4.2, 15.8]", '"Bamako"'), "home", "[west"),
    "a first day outside the data": broken(
        "situation.toml", ("day = 2025-10-31", "day = 2035-10-31"), "day", "2026-11-26"
    ),
    "an empty title": broken(
        "situation.toml", ('en = "The fuel blockade of Bamako"', 'en = ""'), "title", "en at least"
    ),
    "no code of a language": broken("situation.toml", ('["en", ', '["en", "Deutsch", '), "languages", "codes"),
    "no default language": broken("situation.toml", ('["en", ', "["), "languages", "en among them"),
    "a translation that is no text": broken(
        "events.geojson", ('"title_en": ', '"title_pt-BR": 5, "title_en": '), "row 1, title_pt-BR", "expected text"
    ),
    "a text that is not translated": warned(
        "events.geojson",
        lambda raw: re.sub(rb'"title_fr": "[^"]+"', b'"title_fr": ""', raw, count=1),
        "row 1, title_fr",
        "the text in fr too",
    ),
    "an attribution of the template": warned(
        "situation.toml", attribution("Invented for practice"), "attribution", "licences"
    ),
    "an attribution to nobody": warned("situation.toml", attribution(""), "attribution", "licences"),
    "a row of the future": warned(
        "deliveries.csv", ("2025-05-01,2025-05-01", "2026-12-01,2026-12-01"), "row 2, start", "2026-11-26"
    ),
    "a source of the future": warned(
        "sources.csv",
        ("a-74022752,2025-09-17,", "a-74022752,2027-09-17,"),
        "row 168, published",
        "2026-11-26, the version of the data",
    ),
    "NaN in JSON": broken("places.geojson", ('"population": ', '"population": NaN, "was": '), "", "NaN"),
    "a missing file": (lambda folder: (folder / "deliveries.csv").unlink(), "deliveries.csv", "found none"),
    "a missing column": broken("deliveries.csv", ("id,start,end", "id,begin,end"), "row 1", "start"),
    "another edition of the contract": broken(
        "situation.toml", ("edition = 2", "edition = 3"), "edition", "expected 2"
    ),
    "no edition of the contract": broken("situation.toml", ("edition = 2 # of the contract\n", ""), "", "expected 2"),
    "a broken setting": broken("situation.toml", ("fade_days = 7", "fade_days = -7"), "fade_days", "-7"),
    "days to fade of no state": broken(
        "situation.toml", ("fade_days = 7", "fade_days = { shut = 7 }"), "fade_days", "by state"
    ),
    "a unit without words for it": broken("situation.toml", ('other = "{n} tankers"', 'many = ""'), "units", "by unit"),
    "broken TOML": broken("situation.toml", ("languages = [", "languages = "), "", "line 4"),
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
    assert [(problem.row, problem.code) for problem in check_situation(folder)] == [(36, "overlap"), (37, "overlap")]
    assert all("row 35" in problem.message for problem in check_situation(folder))


def add_claims(folder: Path, crossing: str, days: Iterable[tuple[str, str]]) -> None:
    """Add rows to the ledger of crossings: one party calls it closed from a day to another."""
    path = folder / "crossing_status.csv"
    row = {"crossing": crossing, "state": "closed", "basis": "claim", "sources": "dw-2025-09-17"}
    row |= {"why_en": "Invented.", "why_fr": "Inventé."}
    with path.open("r+", encoding="utf-8", newline="") as table:
        columns = next(csv.reader(table))
        table.seek(0, io.SEEK_END)
        csv.DictWriter(table, columns).writerows(
            {"id": f"claim-{start}", "start": start, "end": end, **row} for start, end in days
        )


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
    (line,) = without_notes(done.stderr)
    assert line.startswith(place)


def without_notes(text: str) -> list[str]:
    """Return the lines of a report that are more than worth knowing."""
    return [line for line in text.splitlines() if not line.startswith("note: ")]


def test_a_valid_folder_exits_with_0_and_notes_at_most(run: Callable[..., object]) -> None:
    done = run("validate", MALI)
    assert (done.returncode, without_notes(done.stderr)) == (0, [])
    notes = [problem for problem in validate_folder(MALI).problems if problem.severity == "note"]
    assert done.stderr.splitlines() == problem_lines(notes)


def test_the_report_for_machines_counts_every_row(folder: Path, run: Callable[..., object]) -> None:
    BREAKS["an unknown state"][0](folder)
    files = json.loads(run("validate", folder, "--json").stdout)["files"]
    assert all(file["kept"] + file["rejected"] == file["read"] for file in files)
    (status,) = [file for file in files if file["path"].endswith("route_status.csv")]
    assert (status["read"], status["kept"], status["rejected"]) == (86, 85, 1)
    assert status["problems"][0]["row"] == 21


def test_all_faults_of_a_row_come_in_one_pass(folder: Path) -> None:
    bad = ROW.replace("2025-09-17,open", "2025-09-12,shut")
    swap("route_status.csv", ROW, bad)(folder)
    path = folder / "route_status.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[26] = lines[26].replace("dw-2025-09-17", "nobody")
    path.write_text("\n".join(lines), encoding="utf-8")
    found = {(problem.row, problem.field, problem.code) for problem in check_situation(folder)}
    assert len(problem_lines(check_situation(folder))) == 3
    assert found == {
        (27, "state", "unknown-state"),
        (27, "sources", "unknown-source"),
        (27, "end", "end-before-start"),
    }


def test_a_place_that_is_bypassed_may_lie_beside_a_leg(folder: Path) -> None:
    damage, *_ = BREAKS["a waypoint of another road beside a leg"]
    damage(folder)
    path = folder / ROUTES
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[6] = lines[6].replace('"bypasses": ""', '"bypasses": "ml-nkourala"')
    path.write_text("\n".join(lines), encoding="utf-8")
    assert check_situation(folder) == []


def test_a_permit_needs_no_end_and_covers_days_that_rows_speak_of(folder: Path) -> None:
    permit = ledger_row("dakar-bamako-north,", days="2025-09-01,", word=",permit", by="the customs,la douane")
    appended("route_status.csv", permit)(folder)
    assert check_situation(folder) == []


def test_a_folder_of_the_first_edition_is_told_so_and_no_more(folder: Path, run: Callable[..., object]) -> None:
    swap("situation.toml", "edition = 2 # of the contract\n", "")(folder)
    swap("route_status.csv", "id,routes,segment", "route,segment,was")(folder)
    BREAKS["a javascript address"][0](folder)
    (problem,) = check_situation(folder)
    assert (problem.file, problem.field, problem.code) == ("situation.toml", "edition", "first-edition")
    assert "situation-map migrate" in problem.fix
    for read in (read_situation, salvage_situation):
        with pytest.raises(DataError) as raised:
            read(folder)
        assert raised.value.problems == [problem]
    done = run("validate", folder)
    assert done.returncode == 1
    assert done.stderr.splitlines() == problem_lines([problem])


def test_what_is_only_worth_knowing_is_a_note_and_no_problem(folder: Path) -> None:
    swap("situation.toml", "focus = [2025-07-01, ", "focus = [2025-10-01, ")(folder)
    notes = validate_folder(folder).problems
    assert {(problem.code, problem.severity) for problem in notes} == {
        ("outside-focus", "note"),
        ("no-corrections", "note"),
        ("sourceless-version", "note"),
    }
    features = json.loads((MALI / "events.geojson").read_text(encoding="utf-8"))["features"]
    spans = [(each["id"], each["properties"]["start"], each["properties"].get("end")) for each in features]
    assert {problem.value for problem in notes if problem.code == "outside-focus"} == {
        id_ for id_, start, end in spans if start > "2026-06-01" or (end and end < "2025-10-01")
    }
    assert check_situation(folder) == []


def test_all_problems_come_at_once(folder: Path) -> None:
    for name in ("an unknown state", "a javascript address", "a broken setting"):
        BREAKS[name][0](folder)
    with pytest.raises(DataError) as raised:
        read_situation(folder)
    assert {problem.file for problem in raised.value.problems} == {"route_status.csv", "sources.csv", "situation.toml"}


def test_salvaging_loads_the_good_rows_and_lists_what_the_bad_one_took(folder: Path) -> None:
    gone = "dakar-bamako-north"
    BREAKS["a route outside the box"][0](folder)
    situation, problems = salvage_situation(folder)
    assert list(situation.routes.index) == [route for route in waypoints_of_routes() if route != gone]
    taken = {(problem.code, problem.file, problem.row) for problem in errors(problems)} - {("outside-box", ROUTES, 1)}
    ways = {frozenset(way) for route, way in waypoints_of_routes().items() if route != gone}
    with (MALI / "route_status.csv").open(encoding="utf-8", newline="") as file:
        rows = list(enumerate(csv.DictReader(file), 2))
    events = enumerate(json.loads((MALI / "events.geojson").read_text(encoding="utf-8"))["features"], 1)
    named = {("unknown-id", "route_status.csv", line) for line, row in rows if gone in row["routes"].split()}
    named |= {("unknown-id", "events.geojson", n) for n, each in events if gone in each["properties"]["routes"].split()}
    on_no_other = {
        ("unknown-stretch", "route_status.csv", line)
        for line, row in rows
        if row["segment"] and not row["routes"] and not any(set(row["segment"].split()) <= way for way in ways)
    }
    assert len(named) > 5
    assert len(on_no_other) > 5
    assert taken == named | on_no_other


def waypoints_of_routes() -> dict[str, list[str]]:
    features = json.loads((MALI / ROUTES).read_text(encoding="utf-8"))["features"]
    return {each["id"]: each["properties"]["waypoints"].split() for each in features}


@pytest.mark.parametrize("fault", ["a destination of no route", "a first day outside the data"])
def test_salvaging_ends_where_no_row_is_at_fault(folder: Path, fault: str) -> None:
    BREAKS[fault][0](folder)
    situation, problems = salvage_situation(folder)
    assert len(situation.routes) == 13
    assert [problem.severity for problem in problems if problem.severity != "note"] == ["error"]


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


def test_single_cells_are_judged_as_pandera_judges_whole_tables(folder: Path) -> None:
    for fault in (
        "an unknown state",
        "a geometry that is missing",
        "a translation that is no text",
        "a source of no kind",
    ):
        BREAKS[fault][0](folder)
    tables, _ = read_tables(table_files(folder))
    found = [(name, problem.field, problem.row) for name in tables for problem in cell_problems(name, tables[name])]
    assert len(found) == 4
    assert found == [each for name in tables for each in pandera_finds(name, tables[name])]


def pandera_finds(name: str, table: pd.DataFrame) -> Iterator[tuple[str, str, int]]:
    """Yield table, column and row of each cell that the schema of a table finds fault with."""
    try:
        TABLES[name].validate(table, lazy=True)
    except SchemaErrors as error:
        for column, place in error.failure_cases[["column", "index"]].itertuples(index=False):
            yield name, column, table["row"][place]


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
    found = {(problem.code, problem.severity) for problem in check_situation(folder)}
    assert found == {("untranslated", "warning")}  # of every other text in the further language
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
        path = folder / name
        header, rows = path.read_text(encoding="utf-8").split("\n", 1)
        path.write_text(re.sub(r"(\w+)_fr", r"\1_was_french", header) + f"\n{rows}", encoding="utf-8")
    assert check_situation(folder) == []
    assert [name for name in read_situation(folder).events if name.endswith("_fr")] == []
