"""Tables of a day speak of a later one only where they say so, on every day of the flagship."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pandas as pd
import pytest

from geodata import Situation
from later_days import leaks
from layers.tables.as_of import as_of, published_as_of
from layers.tables.common import deliveries_table, events_table, ledger_table
from layers.tables.routes import history_table, route_events_table
from layers.tables.sources import sources_table, undated_table

LAST = dt.date(2026, 6, 1)  # of the focus, situation.toml
DAYS = [dt.date(2025, 7, 1) + dt.timedelta(days=number) for number in range(336)]


def unmarked(table: pd.DataFrame, day: dt.date) -> Iterator[str]:
    """Yield the cells that speak of a later day in rows that do not say so."""
    for record in table.to_dict("records"):
        marked = bool(record.get("later"))
        for column, value in record.items():
            if isinstance(value, pd.Timestamp) and value.date() > day and not marked:
                yield f"{day} {column}: {value.date()}"
            elif isinstance(value, str) and column != "later" and not marked and leaks(value, day):
                yield f"{day} {column}: {value}"


def test_the_ledger_of_a_day_speaks_of_no_later_one_unmarked(mali: Situation) -> None:
    assert DAYS[-1] == LAST
    found = [cell for day in DAYS for cell in unmarked(ledger_table(mali, day, "en").drop(columns="permits"), day)]
    assert found == []


@pytest.mark.parametrize("kind", ["histories", "events", "deliveries", "sources", "undated"])
def test_other_tables_of_a_day_speak_of_no_later_one_unmarked(mali: Situation, kind: str) -> None:
    tables = {
        "histories": [history_table(mali, route, "en") for route in mali.routes.index]
        + [route_events_table(mali, route, "en") for route in mali.routes.index],
        "events": [events_table(mali, mali.events, "en")],
        "deliveries": [deliveries_table(mali, "en")],
        "sources": [sources_table(mali, "en")],
        "undated": [undated_table(mali, "en")],
    }[kind]
    told = published_as_of if kind == "sources" else as_of
    found = [cell for day in DAYS[::14] for table in tables for cell in unmarked(told(table, day, "en"), day)]
    assert [cell for cell in found if " title: " not in cell or kind != "sources"] == []  # titles are not ours
    assert any(unmarked(table, DAYS[0]) for table in tables)


def test_what_begins_later_stands_last_and_keeps_its_days(mali: Situation) -> None:
    day = dt.date(2025, 10, 31)
    told = as_of(history_table(mali, "nioro-kayes", "en"), day, "en")
    begun = told["start"] <= pd.Timestamp(day)
    assert begun.iloc[: begun.sum()].all()
    assert told.loc[begun, "start"].is_monotonic_decreasing
    assert set(told.loc[~begun, "later"]) == {"later"}
    current = told[told["start"] == pd.Timestamp("2025-10-26")].iloc[0]
    assert pd.isna(current["end"])
    told = "later, until 8 January 2026; tells of later days, until 9 January 2026"
    assert current["later"].replace("\u00a0", " ") == told


def test_where_nothing_is_later_there_is_no_column_for_it(mali: Situation) -> None:
    assert "later" not in as_of(deliveries_table(mali, "en"), dt.date(2026, 11, 26), "en")
