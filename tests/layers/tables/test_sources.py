"""What rests on each source; counted anew from the flagship's files."""

from __future__ import annotations

import csv
import json
from collections import defaultdict

import pytest

from geodata import Situation
from geodata.contract.schemas import ROUTES, columns_of
from geodata.files.read import FIELDS
from geodata.questions.citations import citations
from layers.tables.sources import COUNTS, cited_by_table, publishers_table, sources_table
from paths import MALI

ROUTES_FILE = next(MALI.glob(ROUTES)).name
FILES = {
    table: ROUTES_FILE if name == ROUTES else name for name, table in FIELDS.items() if "sources" in columns_of(name)
}
NIGOUN = "fox-news-digital-undated"


def named_in_files() -> dict[str, set[tuple[str, str]]]:
    """Return the items that name each source: the table, and the id of the row."""
    found = defaultdict(set)
    for table, name in FILES.items():
        for row in rows_of(name):
            for source in f"{row.get('sources') or ''} {row.get('length_sources') or ''}".split():
                found[source].add((table, row["id"]))
    return found


def rows_of(name: str) -> list[dict[str, str]]:
    with (MALI / name).open(encoding="utf-8", newline="") as file:
        return (
            list(csv.DictReader(file))
            if name.endswith(".csv")
            else [each["properties"] for each in json.load(file)["features"]]
        )


def test_every_item_that_names_a_source_rests_on_it(mali: Situation) -> None:
    found = defaultdict(set)
    for row in citations(mali).to_dict("records"):
        found[row["source"]].add((row["table"], str(row["item"])))
    assert found == named_in_files()


def test_a_source_counts_all_that_rests_on_it(mali: Situation) -> None:
    table = sources_table(mali, "en")
    expected = {source: len(items) for source, items in named_in_files().items()}
    assert table[COUNTS].sum(axis="columns").to_dict() == {
        source: expected.get(source, 0) for source in mali.sources.index
    }
    assert tuple(table.loc["vallis-group-undated", ["events", "routes", "crossings", "places"]]) == (0, 2, 1, 1)


@pytest.mark.parametrize(("language", "words"), [("en", "not dated"), ("fr", "non datée")])
def test_a_source_without_a_date_is_marked_undated(mali: Situation, language: str, words: str) -> None:
    published = sources_table(mali, language)["published"]
    assert (published == words).sum() == (mali.sources["published"] == "").sum() > 0
    assert "" not in set(published)


def test_an_event_in_two_sources_of_a_publisher_counts_once(mali: Situation) -> None:
    publishers = mali.sources["publisher"]
    items_of = {
        name: {
            item
            for source, items in named_in_files().items()
            if publishers[source] == name
            for item in items
            if item[0] == "events"
        }
        for name in set(publishers)
    }
    table = publishers_table(mali)
    assert table["events"].to_dict() == {name: len(events) for name, events in items_of.items()}
    summed = sources_table(mali, "en").groupby("publisher")["events"].sum()
    assert (table["events"] <= summed[table.index]).all()
    assert (table["events"] < summed[table.index]).any()


def test_what_rests_on_a_source_is_named(mali: Situation) -> None:
    table = cited_by_table(mali, [NIGOUN], "en")
    assert len(table) == len(named_in_files()[NIGOUN])
    route = table[table["kind"] == "Route"].iloc[0]
    assert (route["says"], str(route["start"])[:10], str(route["end"])[:10]) == ("Open", "2025-10-30", "2025-11-01")
    assert "Malian lorries queue at Nigoun, on the border" in set(table["name"])


def test_each_thing_is_named_once_for_several_sources(mali: Situation) -> None:
    every = cited_by_table(mali, list(mali.sources.index), "fr")
    assert len(every) == len({item for items in named_in_files().values() for item in items})
    assert not [
        text
        for text in every[["kind", "name", "says"]].to_numpy().ravel()
        if str(text).startswith(("kind.", "app.", "category."))
    ]


def test_nothing_rests_on_no_source(mali: Situation) -> None:
    assert cited_by_table(mali, [], "en").empty
