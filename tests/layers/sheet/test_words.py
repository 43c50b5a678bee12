"""Dates and references of the sheet as each language writes them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from layers.sheet.tables.sources import References, ranges
from layers.sheet.words import period, published, short_date

END = dt.date(2025, 11, 3)


def test_what_lies_after_the_day_is_told_as_later() -> None:
    first, after = pd.Timestamp("2025-11-01"), pd.Timestamp("2025-11-04")
    told = period(first, after, dt.date(2025, 11, 2), "en").replace("\u00a0", " ")
    assert told == "from 1 Nov 2025; later, until 3 Nov 2025"
    later = [published(text, END, "en").replace("\u00a0", " ") for text in ("2025-11-04", "2025-12", "2025-11", "2026")]
    assert later == ["4 Nov 2025, later", "December 2025, later", "November 2025", "2026, later"]


def test_dates_are_written_as_each_language_writes_them() -> None:
    first = pd.Timestamp("2025-11-01")
    assert short_date(first.date(), "fr").replace("\u00a0", " ") == "1er nov. 2025"
    assert short_date(first.date(), "en").replace("\u00a0", " ") == "1 Nov 2025"
    assert period(first, pd.NaT, END, "en").replace("\u00a0", " ") == "from 1 Nov 2025, ongoing, end not known"
    assert (
        period(first, pd.Timestamp("2025-11-04"), END, "fr").replace("\u00a0", " ") == "du 1er nov. 2025 au 3 nov. 2025"
    )
    assert [published(text, END, "en").replace("\u00a0", " ") for text in ("2025-10-31", "2025-10", "2025", "")] == [
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


def test_a_reference_is_the_place_of_a_source_among_all() -> None:
    assert References(("a", "e", "b", "d", "c"))(("c", "e", "a", "b")) == "[1–3, 5]"
