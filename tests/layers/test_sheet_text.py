"""Texts of the printed sheet: any data, also hostile data, is set as plain text within its room."""

from __future__ import annotations

import dataclasses
import io
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pyproj import Geod

from geodata import Situation
from layers.share.viewport import latitude_at
from layers.sheet import sheet_bytes
from layers.sheet.context import sheet_context
from layers.sheet.drawing.projection import projection_of, projection_of_box
from layers.sheet.drawing.text import clean, text_width, wrap
from layers.sheet.map.scale import bar_km
from layers.sheet.tables.sources import References, ordered, ranges
from layers.sheet.words import period, published, short_date
from sheet_reading import drawn, overlapping, pieces, state_of

HOSTILE = [
    r"$\frac{1}{0}$ costs $5 and $6",
    "a\x00b\x1bc\u2028d\x7fe\nf\tg",
    "\u202eright to left\u202c \u0627\u0644\u0633\u0627\u062d\u0644",
    "</script><img src=x onerror=alert(1)> {{ title }} %s %(x)d {0}",
    "Z" + "\u0301\u0300\u0323" * 40 + "algo",
    "中文 \U0001f600 \U000e0041",
    "W" * 400,
    "x " * 5000,
    "\\usepackage{evil} \\input{/etc/passwd}",
    " ",
]


def hostile(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return a table whose texts are all replaced."""
    dice = random.Random(1)  # noqa: S311 - not for secrets
    return table.assign(**{column: [dice.choice(HOSTILE) for _ in range(len(table))] for column in columns})


@pytest.fixture(scope="module")
def nasty(mali: Situation) -> Situation:
    texts = dataclasses.replace(
        mali.settings,
        title={"en": HOSTILE[0]},
        licence=HOSTILE[3],
        attribution=HOSTILE[7],
        corrections="https://" + HOSTILE[6],
        method={"en": HOSTILE[1]},
    )
    return dataclasses.replace(
        mali,
        settings=texts,
        events=hostile(mali.events, ["title_en", "title_fr", "place_en", "disputed_en"]),
        routes=hostile(mali.routes, ["name_en"]),
        crossings=hostile(mali.crossings, ["name_en"]),
        places=hostile(mali.places, ["name_en"]),
        capitals=hostile(mali.capitals, ["name_en"]),
        sources=hostile(mali.sources, ["publisher", "title"]).assign(url="javascript:alert(1)"),
    )


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_hostile_texts_are_drawn_as_text(nasty: Situation, form: str) -> None:
    data = sheet_bytes(nasty, state_of(nasty, "2025-10-31"), form)
    if form == "pdf":
        page = PdfReader(io.BytesIO(data)).pages[0]
        assert r"$\frac{1}{0}$ costs $5 and $6" in page.extract_text()
        assert "/Annots" not in page or not page["/Annots"]
        assert b"/JavaScript" not in data


def test_hostile_texts_stay_in_their_room(nasty: Situation) -> None:
    found = pieces(drawn(nasty, "2025-10-31").figure)
    assert all(piece.left >= 7.5 and piece.right <= 289.5 and piece.bottom <= 202.8 for piece in found)
    assert list(overlapping(found)) == []


def test_control_characters_become_spaces_and_missing_glyphs_a_mark() -> None:
    assert clean("a\x00b\x1bc\u2028d\u202ee") == "a b c d e"
    assert clean("中") == "\ufffd"
    assert clean("\ud800") == " "


def test_french_marks_are_not_torn_from_their_word() -> None:
    lines = wrap("Dakar : « Kayes » ; oui ?", text_width("Dakar :", 6) + 0.1, 6)
    assert all(not line.startswith((":", ";", "?", "»")) and not line.endswith("«") for line in lines)


@settings(deadline=None)
@given(st.text(max_size=120), st.floats(5, 60), st.integers(1, 4))
def test_lines_are_never_wider_than_their_room_nor_more_than_allowed(text: str, width: float, most: int) -> None:
    lines = wrap(text, width, 6, "plain", most)
    assert len(lines) <= most
    assert all(text_width(line, 6) <= width + 0.01 or len(line) <= 2 for line in lines)


@settings(deadline=None)
@given(st.text(alphabet="abc –/’éœ:", max_size=80), st.floats(8, 60))
def test_wrapping_loses_no_character_but_spaces(text: str, width: float) -> None:
    assert "".join(wrap(text, width, 6)).replace(" ", "") == clean(text).replace(" ", "")


def test_dates_are_written_as_each_language_writes_them() -> None:
    first = pd.Timestamp("2025-11-01")
    assert short_date(first.date(), "fr").replace("\u00a0", " ") == "1er nov. 2025"
    assert short_date(first.date(), "en").replace("\u00a0", " ") == "1 Nov 2025"
    assert period(first, pd.NaT, "en").replace("\u00a0", " ") == "from 1 Nov 2025, ongoing, end not known"
    assert period(first, pd.Timestamp("2025-11-04"), "fr").replace("\u00a0", " ") == "du 1er nov. 2025 au 3 nov. 2025"
    assert [published(text, "en").replace("\u00a0", " ") for text in ("2025-10-31", "2025-10", "2025", "")] == [
        "31 Oct 2025",
        "October 2025",
        "2025",
        "date not given",
    ]


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([4], "[4]"), ([1, 2], "[1, 2]"), ([1, 2, 3, 7], "[1–3, 7]"), ([1, 3, 4, 5, 6], "[1, 3–6]")],
)
def test_references_join_runs_of_three_and_more(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text


def test_every_item_comes_to_its_first_source_before_any_to_its_second() -> None:
    ids = ordered([("a", "b", "c"), ("a", "d"), (), ("e",)])
    assert ids == ("a", "e", "b", "d", "c")
    assert References(ids, 2)(("c", "e", "a")) == "[1, 2]"


@pytest.mark.parametrize("box", [(-9, 9, -3, 14), (-18, 3, 12, 28), (20, 60, 30, 70), (-70, -50, -60, -40)])
def test_the_scale_bar_has_its_labelled_length_at_its_latitude(box: tuple[float, float, float, float]) -> None:
    projection = projection_of_box(box, 140, 130)
    degrees = bar_km(projection) * projection.mm_per_km / projection.scale * 360
    west, south, east, north = projection.box
    middle = latitude_at(projection.north + projection.height / projection.scale / 2)
    lon = (west + east) / 2
    _, _, metres = Geod(ellps="WGS84").inv(lon - degrees / 2, middle, lon + degrees / 2, middle)
    assert metres / 1000 == pytest.approx(bar_km(projection), rel=0.01)
    assert (west <= box[0] + 1e-9, south <= box[1] + 1e-9, east >= box[2] - 1e-9, north >= box[3] - 1e-9) == (True,) * 4


def test_without_a_choice_the_map_shows_every_route_and_crossing(mali: Situation) -> None:
    projection = projection_of(sheet_context(mali, state_of(mali, "2025-10-31")), 140, 130)
    for table in (mali.routes, mali.crossings):
        west, south, east, north = table.total_bounds
        assert projection.box[0] <= west
        assert projection.box[1] <= south
        assert projection.box[2] >= east
        assert projection.box[3] >= north


def test_a_centre_and_a_zoom_are_used(mali: Situation) -> None:
    projection = projection_of(sheet_context(mali, state_of(mali, "2025-10-31", center=(10.5, -6.4), zoom=8)), 140, 130)
    assert projection.zoom == pytest.approx(8)
    assert projection.at(-6.4, 10.5) == pytest.approx((70, 65))


Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_command_writes_the_same_file_as_the_app(run: Run, mali: Situation, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    done = run("sheet", out, "--date", "2026-08-01", "--lang", "fr", "--bbox", "-9,9,-3,14")
    assert (done.returncode, done.stderr) == (0, "")
    state = state_of(mali, "2026-08-01", lang="fr")
    assert out.read_bytes() == sheet_bytes(mali, state, "pdf", fit=(-9.0, 9.0, -3.0, 14.0))


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["sheet.jpg"], "sheet.jpg"),
        (["sheet.pdf", "--date", "2031-01-01"], "2031-01-01"),
        (["sheet.pdf", "--bbox", "3,2,1,0"], "3,2,1,0"),
        (["sheet.pdf", "--lang", "xx"], "xx"),
    ],
)
def test_wrong_usage_of_the_command_is_reported(run: Run, tmp_path: Path, arguments: list[str], found: str) -> None:
    done = run("sheet", tmp_path / arguments[0], *arguments[1:])
    assert done.returncode == 2
    assert found in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
