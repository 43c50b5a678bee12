"""A language is one file: with `qaa.json` in place every command, table and picture speaks it.

`qaa` is a code that stands for no language, so that no data say anything in it: that is said in English, and marked.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from geodata import DataError
from layers.text import locales as texts
from page_parts import Open, open_list
from paths import ROOT

Run = Callable[..., str]
TABLES = """
import datetime as dt
import io
from geodata import FLAGSHIP, read_situation
from layers.tables import changes, charts, common, routes
mali, day = read_situation(FLAGSHIP), dt.date(2025, 10, 31)
tables = (
    common.ledger_table(mali, day, "qaa")["name"],
    common.events_table(mali, mali.events, "qaa")["title"],
    common.deliveries_table(mali, "qaa")["why"],
    routes.history_table(mali, "dakar-bamako-north", "qaa")["why"],
    routes.remaining_table(mali, day, "qaa")["route"],
    routes.counts_table(mali, day, "qaa")["route"],
    charts.states_data(mali, "qaa")["route"],
)
for table in tables:
    print(sum(table.str.endswith(" (en)")), sum(table != ""))
"""


def copied_program(tree: Path) -> Path:
    for package in ("geodata", "layers"):
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "map_app.py", tree)
    return tree


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run Python in a copy of the program with a language more; return what it prints."""
    tree = copied_program(tmp_path_factory.mktemp("tree"))
    locales = tree / "layers" / "static" / "locales"
    texts = json.loads((locales / "fr.json").read_text(encoding="utf-8")) | {"language.locale": "pt"}
    (locales / "qaa.json").write_text(json.dumps(texts), encoding="utf-8")

    def call(*arguments: object) -> str:
        command = [sys.executable, "-W", "error", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tree, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return call


def test_the_ledger_names_roads_in_the_language_that_stands_in(run: Run) -> None:
    states = json.loads(run("-m", "layers", "status", "--lang", "qaa", "--date", "2025-10-31", "--json"))["states"]
    assert "Bordj Badji Mokhtar – In Khalil (en)" in {state["name"] for state in states}
    assert all(state["name"].endswith(" (en)") for state in states)
    assert "sous escorte" in run("-m", "layers", "status", "--lang", "qaa", "--date", "2025-10-31").casefold()


def test_the_tables_of_the_app_mark_each_text_that_stands_in(run: Run) -> None:
    for line in run("-c", TABLES).splitlines():
        marked, texts = line.split()
        assert marked == texts != "0"


def test_the_sheet_marks_the_texts_that_stand_in(run: Run, tmp_path: Path) -> None:
    run("-m", "layers", "sheet", tmp_path / "sheet.pdf", "--lang", "qaa", "--date", "2025-10-31")
    text = PdfReader(tmp_path / "sheet.pdf").pages[0].extract_text()
    assert "The fuel blockade of Bamako (en)" in text
    assert "31 de outubro de 2025" in text


def test_the_page_marks_the_texts_that_stand_in(run: Run, tmp_path: Path, open_page: Open) -> None:
    run("-m", "layers", "export", tmp_path / "page.html", "--lang", "qaa", "--date", "2025-10-31")
    page = open_page(tmp_path / "page.html").page
    expect(page.locator("html")).to_have_attribute("lang", "qaa")
    expect(page.locator(".time-date")).to_have_text("31 de outubro de 2025")
    panel = open_list(page, "events")
    title = panel.locator(".fallback").first
    expect(title).to_have_attribute("lang", "en")
    expect(title).to_contain_text("(en)")
    sheet = PdfReader(io.BytesIO(page.pdf())).pages[0].extract_text()
    assert "The fuel blockade of Bamako (en)" in " ".join(sheet.split())


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the default language alone, in place of the program's own."""
    shutil.copy(texts.LOCALES / "en.json", tmp_path)
    forget = [texts.languages.cache_clear, texts.words.cache_clear, texts.locale.cache_clear]
    for clear in forget:
        clear()
    monkeypatch.setattr(texts, "LOCALES", tmp_path)
    yield tmp_path
    for clear in forget:
        clear()


def test_a_partial_language_shows_the_rest_in_english(locales: Path) -> None:
    (locales / "es.json").write_text('{"state.open": "Abierta"}', encoding="utf-8")
    assert texts.languages() == ("en", "es")
    assert [texts.say("es", key) for key in ("state.open", "state.closed")] == ["Abierta", "Closed"]
    assert texts.long_date(dt.date(2025, 10, 1), "es") == "1 de octubre de 2025"


@pytest.mark.parametrize("text", ["{", "[]", '{"state.open": 5}', '{"language.locale": "no locale"}'])
def test_a_file_that_holds_no_texts_is_one_clear_sentence(locales: Path, text: str) -> None:
    (locales / "es.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"es\.json: expected a JSON object of texts"):
        texts.words("es")


def test_a_broken_file_of_texts_is_one_line_of_any_command(tmp_path: Path) -> None:
    tree = copied_program(tmp_path / "tree")
    (tree / "layers" / "static" / "locales" / "es.json").write_text("{", encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "layers", "export", str(tmp_path / "mali.html")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tree, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("es.json: expected a JSON object of texts")
    assert done.stderr.count("\n") == 1
