"""Texts of the printed sheet: any data, also hostile data, is set as plain text within its room."""

from __future__ import annotations

import dataclasses
import io
import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from geodata import Situation
from layers.sheet import sheet_bytes
from layers.sheet.drawing.text import clean, text_width, wrap
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
        events=hostile(mali.events, ["title_en", "title_fr", "place_en", "kept_why_en"]),
        routes=hostile(mali.routes, ["name_en", "short_en"]),
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
