"""What changed between two days, in a table."""

from __future__ import annotations

import datetime as dt

from geodata import Situation
from geodata.questions.changes import changes
from layers.tables.changes import change_table

DAY = dt.date
BEFORE, AFTER = DAY(2025, 10, 17), DAY(2025, 10, 31)


def test_the_table_names_both_states_in_the_reader_s_words(mali: Situation) -> None:
    row = change_table(mali, changes(mali, BEFORE, AFTER), "en").loc["labbezanga"]
    assert (row["before"], row["after"]) == ("Unknown", "Reopened (claimed), reported yesterday")
    assert (row["kind"], row["course"], row["sources"]) == ("Border crossing", "newly known", "SeneNews [party]")
    assert str(row["since"].date()) == "2025-10-30"


def test_a_time_without_reports_has_an_empty_table(mali: Situation) -> None:
    assert change_table(mali, changes(mali, DAY(2026, 3, 20), DAY(2026, 4, 1)), "fr").empty
