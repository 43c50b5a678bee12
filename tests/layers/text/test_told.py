"""Which later days a text speaks of."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata import Situation
from layers.text.told import record_told, told_until

DAY = dt.date(2025, 10, 31)


@pytest.mark.parametrize(
    ("text", "known", "until"),
    [
        ("Freed on the evening of 5 November.", None, "2025-11-05"),
        ("Libérés le 5 novembre au soir.", None, "2025-11-05"),
        ("Fermé jusqu’au 1er février 2026.", None, "2026-02-01"),
        ("Buses may run from Thursday 8 January.", None, "2026-01-08"),
        ("From 8 to 14 November, then again on 2 November.", None, "2025-11-14"),
        ("Said in December 2025.", None, "2025-12-01"),
        ("As of 2025-11-30.", None, "2025-11-30"),
        ("Seized on 18 January, freed since.", "2025-11-04", None),  # no source could speak of the January to come
        ("On 30 October 2025 and in May.", None, None),
        ("31 October 2025", None, None),
        ("On 31 February 2026, 40 March 2026 and 3 tankers.", None, None),
        ("5 of 12 november lorries", None, "2025-11-12"),
        ("", None, None),
    ],
)
def test_a_text_speaks_of_the_last_later_day_it_names(text: str, known: str | None, until: str | None) -> None:
    found = told_until([text], DAY, dt.date.fromisoformat(known) if known else None)
    assert found == (dt.date.fromisoformat(until) if until else None)


def test_of_several_texts_the_last_day_counts() -> None:
    assert told_until(["On 3 November.", "On 2 November.", "Never."], DAY) == dt.date(2025, 11, 3)


def test_the_dates_in_the_names_of_sources_are_not_told(mali: Situation) -> None:
    event = mali.events.loc["2025-10-31-nigoun-tengrela-trucks"].to_dict()
    account = {"text_en": "Lorries queue.", "text_fr": "", "sources": "afp-2025-11-04 rfi-2026-01-08"}
    assert record_told(mali, event | {"versions": [account]}, "versions") is None
    told = {"text_en": "Lorries queue until 8 January 2026.", "text_fr": "", "sources": "afp-2025-11-04"}
    assert record_told(mali, event | {"versions": [account, told]}, "versions") == dt.date(2026, 1, 8)
