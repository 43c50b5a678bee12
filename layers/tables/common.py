"""Tables for people: the ledger, the events and the deliveries, in the words of a language.

The last two are to be shown `as_of` a day: the column `told` is its, not the reader's.
"""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd

from geodata import Settings, Situation, delivery_claims
from geodata.dates import last_days
from layers.escape.marks import with_few_marks
from layers.tables.status import status_records
from layers.text.labels import (
    basis_words,
    later_words,
    localized,
    permit_words,
    state_words,
    unit_words,
)
from layers.text.locales import say
from layers.text.sources import first_address, publishers
from layers.text.told import told_column


def ledger_table(situation: Situation, day: dt.date, language: str) -> pd.DataFrame:
    """Return a row per route and crossing on a day, keyed by id."""
    records = status_records(situation, day, language)
    states = [status.state for status in records]
    columns = {
        "name": [status.short for status in records],
        "state": [state_words(status.kind, status.state, language) for status in records],
        "stretch": [status.extent(language) for status in records],
        "since": [state.since for state in states],
        "confirmed": [state.confirmed for state in states],
        "later": [later_words(state, language) for state in states],
        "basis": basis_words([state.basis for state in states], language),
        "permits": [permit_words(state, language) for state in states],
        "link": [first_address(situation, state.sources) for state in states],
        "sources": [publishers(situation, state.sources, language) for state in states],
    }
    table = pd.DataFrame(columns, index=[status.id for status in records])
    told = table if table["later"].any() else table.drop(columns="later")
    return told.astype({"since": "datetime64[s]", "confirmed": "datetime64[s]"})


def headings(table: pd.DataFrame, language: str) -> dict[str, str]:
    """Return the headings of a table's columns; a column named by a text's key, `category.attack`, has that text."""
    return {name: say(language, name if "." in name else f"app.column.{name}") for name in map(str, table.columns)}


def headed(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return a table under its headings, to be taken away as it is shown."""
    return table.rename(columns=headings(table, language))


def compact(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table as small as it can be sent to the screen, to which it travels often.

    An empty text is absent, and one that stands in many rows is held once.
    """
    texts = [name for name in table if pd.api.types.is_string_dtype(table[name])]
    given = table.assign(**{name: shown_texts(table[name]) for name in texts})
    return given.astype({name: "category" for name in texts if 2 * given[name].nunique() < len(given)})


def shown_texts(texts: pd.Series) -> pd.Series:
    """Return texts as they are shown, each looked at once; an empty one is absent."""
    shown = {text: with_few_marks(text) for text in texts.dropna().unique()} | {"": None}
    return texts.map(shown)


def events_table(situation: Situation, events: gpd.GeoDataFrame, language: str) -> pd.DataFrame:
    """Return a row per event, keyed by id, with its marks of uncertainty in words."""
    coded = {
        "category": "category",
        "corroboration": "corroboration",
        "location_precision": "precision",
        "date_precision": "dateprecision",
    }
    return pd.DataFrame(
        {
            "start": events["start"],
            "end": last_days(events["end"]),
            "title": localized(events, "title", language),
            "place": localized(events, "place", language),
            **{
                column: [say(language, f"{prefix}.{code}") for code in events[column]]
                for column, prefix in coded.items()
            },
            "sources": [publishers(situation, ids.split(), language) for ids in events["sources"]],
            "told": told_column(situation, events, "title"),
        },
        index=events.index,
    )


def short_events_table(situation: Situation, events: gpd.GeoDataFrame, language: str) -> pd.DataFrame:
    """Return what the table of events says first, where it stands below another table."""
    return events_table(situation, events, language)[
        ["start", "end", "title", "place", "corroboration", "sources", "told"]
    ]


def deliveries_table(situation: Situation, language: str) -> pd.DataFrame:
    """Return the counts of what arrived in order of time; nothing is added up."""
    claims = delivery_claims(situation)
    return pd.DataFrame(
        {
            "start": claims["start"],
            "end": last_days(claims["end"]),
            "place": localized(claims, "place", language),
            "quantity": quantities(situation.settings, claims, language),
            "basis": basis_words(claims["basis"], language),
            "why": localized(claims, "why", language),
            "sources": [publishers(situation, ids.split(), language) for ids in claims["sources"]],
            "told": told_column(situation, claims, "why"),
        }
    )


def quantities(settings: Settings, table: pd.DataFrame, language: str) -> list[str]:
    """Return the quantities of a table in words, nothing where a source gives no number."""
    columns = zip(table["quantity"], table["unit"], strict=True)
    return [unit_words(settings, unit, number, language) if pd.notna(number) else "" for number, unit in columns]
