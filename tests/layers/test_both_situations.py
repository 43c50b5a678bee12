"""What is promised of the flagship holds of every situation that comes along: one ledger, one headline, all outputs."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

from pypdf import PdfReader

from command_line import Run
from geodata import Situation, read_situation
from geodata.dates import ONE_DAY, last_day
from layers.payload.payload import situation_payload
from layers.text.headline import headline
from layers.text.locales import languages
from paths import DARFUR, ROOT

EVERY_DAY = ROOT / "tests" / "js" / "helpers" / "every-day.mjs"


def test_page_and_python_say_the_same_of_every_day(shipped: Situation) -> None:
    text = json.dumps(situation_payload(shipped))
    printed = subprocess.run(["node", EVERY_DAY], input=text, capture_output=True, text=True, check=True).stdout
    said = json.loads(printed)
    first, end = shipped.settings.focus
    assert [each["day"] for each in said] == [str(first + n * ONE_DAY) for n in range((end - first).days)]
    for number, each in enumerate(said):
        day = first + number * ONE_DAY
        states = shipped.states(day)
        assert each["states"] == {
            name: [state.state, iso(state.since), iso(state.confirmed), state.age, state.basis]
            for name, state in states.items()
        }, day
        assert each["headlines"] == {lang: headline(shipped, day, lang, states) for lang in languages()}, day


def iso(day: object) -> str | None:
    return str(day) if day else None


def test_every_output_is_made_of_the_other_situation_as_well(run: Run, tmp_path: Path) -> None:
    darfur = read_situation(DARFUR)
    typed = ("--situation", DARFUR, "--lang", "fr")
    sheet, page = tmp_path / "sheet.pdf", tmp_path / "page.html"
    for done in (run("sheet", sheet, *typed), run("export", page, *typed), run("status", "--csv", *typed)):
        assert (done.returncode, done.stderr) == (0, "")
    title = "Les routes de l’aide vers le Darfour"
    assert "5 décembre 2025" in PdfReader(sheet).pages[0].extract_text().replace("\u00a0", " ")
    assert f"<title>{title}</title>" in page.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    first, end = darfur.settings.focus
    assert (rows[0]["day"], rows[-1]["day"]) == (str(first), str(last_day(end)))
    assert len(rows) == (end - first).days * (len(darfur.routes) + len(darfur.crossings))
