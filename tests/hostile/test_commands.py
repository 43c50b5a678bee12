"""Hostile texts on the command line, in files and on the sheet: no terminal, spreadsheet or reader obeys them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from command_line import Run
from geodata import Situation, read_situation
from geodata.problems import shown
from hostile import FORMULAS, PAYLOADS, hostile_situation, read_rows, write_csv
from layers.escape.spreadsheet import plain_cell
from layers.share.state import default_state
from layers.sheet import sheet_bytes
from layers.tables import common as tables
from layers.tables import download_files
from layers.tables import sources as source_tables
from layers.tables.status_formats import status_csv
from layers.text.locales import say
from paths import ROOT

EXAMPLE = ROOT / "geodata" / "example"
STARTS = tuple("=+-@\t\r＝＋－＠")
NUMBER = re.compile(r"[+-]?[0-9.]+(e[+-]?[0-9]+)?")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return read_situation(hostile_situation(tmp_path_factory.mktemp("hostile") / "mali", seed=3))


def unseen(text: str) -> set[str]:
    """Return the characters of a printed text that a terminal could obey."""
    return {letter for letter in text if unicodedata.category(letter)[0] == "C" or letter in "\u2028\u2029"} - {"\n"}


# The terminal


@pytest.mark.parametrize(
    "options", [["status"], ["status", "--json"], ["status", "--lang", "fr"], ["validate"], ["validate", "--json"]]
)
def test_no_command_prints_what_a_terminal_would_obey(hostile: Situation, run: Run, options: list[str]) -> None:
    place = [hostile.path] if options[0] == "validate" else ["--situation", hostile.path]
    done = run(*options, *place)
    assert done.returncode == 0
    assert all(line.startswith("note: ") for line in done.stderr.splitlines())
    assert unseen(done.stdout + done.stderr) == set()


def test_output_for_machines_is_complete(hostile: Situation, run: Run) -> None:
    listed = json.loads(run("status", "--json", "--situation", hostile.path).stdout)["states"]
    names = {**hostile.routes["name_en"], **hostile.crossings["name_en"]}
    assert {row["id"]: row["name"] for row in listed} == names


def test_a_folder_whose_name_is_not_utf8_is_shown_all_the_same(run_as_user: Run, tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLE, os.fsdecode(os.fsencode(tmp_path) + b"/sit\xff"))
    for options in (
        ["export", tmp_path / "page.html"],
        ["status"],
        ["status", "--json"],
        ["sheet", tmp_path / "sheet.pdf"],
    ):
        done = run_as_user(*options, "--situation", folder)
        assert (done.returncode, done.stderr) == (0, ""), options


def test_what_was_typed_is_repeated_in_visible_letters(run: Run) -> None:
    for typed in ("--\x1b]0;title\x07", "\x1b[31m"):
        done = run(*(["validate"] if typed.startswith("--") else []), typed)
        assert done.returncode == 2
        assert unseen(done.stderr) == set()


def test_messages_about_hostile_cells_are_one_visible_line_each(hostile: Situation, run: Run, tmp_path: Path) -> None:
    folder = hostile_situation(tmp_path / "mali")
    rows = read_rows(folder / "sources.csv")
    for row, payload in zip(rows, PAYLOADS, strict=False):
        row["url"] = payload
    write_csv(folder / "sources.csv", rows)
    done = run("validate", folder)
    assert done.returncode == 1
    assert unseen(done.stderr) == set()
    found = [line for line in done.stderr.splitlines() if line.startswith("sources.csv")]
    assert len(found) == len(
        {shown(payload.strip()) for payload in PAYLOADS}
    )  # what is wrong in the same way is told in one line


def test_hostile_names_of_files_are_read_or_named_in_one_visible_line(run: Run, tmp_path: Path) -> None:
    names = [name for name in PAYLOADS if not set(name) & set("/\0") and len(name.encode()) < 200]
    for name in names:
        (tmp_path / f"{name}.xyz").write_text("title,lat,lon\nA,12,-8\n", encoding="utf-8")
    done = run("validate", *tmp_path.glob("*.xyz"), "--json")
    assert done.returncode == 1
    assert unseen(done.stdout + done.stderr) == set()
    assert len(done.stderr.splitlines()) == len(names)
    assert {Path(file["path"]).stem for file in json.loads(done.stdout)["files"]} <= set(names)


def test_a_path_that_is_no_text_is_a_message(run_as_user: Run, tmp_path: Path) -> None:
    for name in ("\udcff\x1b]0;title\x07.csv", "\udcff"):
        done = run_as_user("validate", tmp_path / name)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert unseen(done.stdout + done.stderr) == set()


# Spreadsheets


def runs(text: str) -> bool:
    """Tell whether a spreadsheet would take a cell for a formula."""
    return text.startswith(STARTS) and not NUMBER.fullmatch(text)


def tables_to_take_away(situation: Situation) -> Iterator[str]:
    yield status_csv(situation, situation.settings.day, "en")
    yield download_files.events_csv(situation, situation.events).decode("utf-8-sig")
    yield download_files.deliveries_csv(situation).decode("utf-8-sig")
    yield download_files.table_csv(source_tables.sources_table(situation, "en")).decode("utf-8-sig")
    yield download_files.table_csv(tables.events_table(situation, situation.events, "fr")).decode("utf-8-sig")


def test_no_cell_runs_as_a_formula_whatever_separates_the_cells(hostile: Situation) -> None:
    for text in tables_to_take_away(hostile):
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert not [cell for cell in cells if runs(cell)]
        for separator in ";\t\n":
            assert not [part for cell in cells for part in cell.split(separator)[1:] if runs(part)]


QUOTED = ("x;\"=cmd|' /C calc'!A0;y", 'x\t"@SUM(A1)\ty', ';""=1+1')


def test_no_part_of_a_cell_runs_whatever_mark_a_spreadsheet_splits_at() -> None:
    written = io.StringIO()
    csv.writer(written).writerows([["first", plain_cell(text), "last"] for text in (*QUOTED, *PAYLOADS)])
    for separator in ",;\t":
        rows = csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=separator)
        assert not [cell for row in rows for cell in row if runs(cell)]


@given(st.text(string.printable + "＝＋－＠") | st.sampled_from(PAYLOADS))
def test_a_cell_that_is_made_plain_holds_its_text(text: str) -> None:
    cell = plain_cell(text)
    assert cell.replace("'", "") == text.replace("'", "")
    assert not runs(cell)
    assert all(not runs(part) for part in re.split("[;\t\r\n]", cell)[1:])


@pytest.mark.parametrize("text", ["-8.0", "12,65", "a - b", "a;b", "1-2", "don't", "+223", "-5e-3", "Kayes – Diboli"])
def test_numbers_and_honest_text_are_left_as_they_are(text: str) -> None:
    assert plain_cell(text) == text


def test_every_formula_is_among_the_texts_of_the_tables(hostile: Situation) -> None:
    everything = set(hostile.events["title_en"]) | set(hostile.sources["title"])
    assert {formula.strip() for formula in FORMULAS} <= {text.strip() for text in everything}


def test_geojson_and_geopackage_give_every_text_back(hostile: Situation, tmp_path: Path) -> None:
    events = hostile.events
    document = json.loads(download_files.events_geojson(hostile, events))
    assert {each["id"]: each["properties"]["title_en"] for each in document["features"]} == dict(events["title_en"])
    (tmp_path / "events.gpkg").write_bytes(download_files.events_geopackage(hostile, events))
    read = gpd.read_file(tmp_path / "events.gpkg", layer="events").set_index("id")
    assert dict(read["title_en"]) == dict(events["title_en"].str.replace("\0", "\ufffd"))


# The sheet


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_a_sheet_of_hostile_texts_can_be_drawn(hostile: Situation, form: str) -> None:
    data = sheet_bytes(hostile, default_state(hostile), form)
    assert data.startswith(b"%PDF" if form == "pdf" else b"\x89PNG")


def test_the_printed_sheet_has_no_action_but_links_to_the_web(hostile: Situation) -> None:
    reader = PdfReader(io.BytesIO(sheet_bytes(hostile, default_state(hostile), "pdf")))
    page = reader.pages[0]
    actions = [note.get_object()["/A"] for note in page.get("/Annots", [])]
    assert all(
        action["/S"] == "/URI" and action["/URI"].startswith(("http://", "https://", "mailto:")) for action in actions
    )
    assert not {"/AA", "/OpenAction", "/Names", "/AcroForm"} & set(reader.trailer["/Root"].get_object())
    assert "/AA" not in page


# Words of our own around a stranger's


@pytest.mark.parametrize("text", ["{parts}", "{total}", "{verdict} {date}", *PAYLOADS[:3]])
def test_a_word_put_into_a_sentence_is_not_read_as_a_place_for_another(text: str) -> None:
    sentence = say("en", "headline.sentence", date=text, total="8", destination=text, parts="p", verdict="v")
    assert sentence.count(text) == 2
