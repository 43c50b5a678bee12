"""Marks without end on one letter, in Python, against the cases that the page is held to as well."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from layers.escape.markdown import plain
from layers.escape.marks import MOST, with_few_marks
from layers.tables.common import compact
from paths import CASES

MARKS = json.loads((CASES / "marks.json").read_text(encoding="utf-8"))
LONG = "e" + "\u0301" * 20_000


@pytest.mark.parametrize(("text", "shown"), MARKS["cases"])
def test_marks_without_end_stand_on_rings_as_in_the_cases(text: str, shown: str) -> None:
    assert with_few_marks(text) == shown


def test_the_cases_know_how_many_marks_a_letter_may_have() -> None:
    assert MARKS["most"] == MOST


def test_nothing_of_a_text_is_left_out() -> None:
    assert with_few_marks(LONG).replace("\u25cc", "") == LONG


def test_markdown_and_tables_of_the_app_hold_no_marks_without_end() -> None:
    table = compact(pd.DataFrame({"title": [LONG, LONG, "", None]}))
    for text in (plain(LONG), table["title"][0]):
        assert "\u0301" * (MOST + 1) not in text
    assert list(table["title"].isna()) == [False, False, True, True]
