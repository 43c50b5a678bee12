"""Tables for people: the ledger, the events and the deliveries, in the words of a language."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd

from geodata import Situation, delivery_claims
from layers.tables.status import status_records
from layers.text.labels import basis_words, first_address, localized, publishers, state_words, stretch_words
from layers.text.languages import say


def ledger_table(situation: Situation, day: dt.date, language: str) -> pd.DataFrame:
    """Return a row per route and crossing on a day, keyed by id."""
    records = status_records(situation, day, language)
    columns = {
        "name": [record["name"] for record in records],
        "state": [state_words(record, language) for record in records],
        "stretch": [stretch_words(record["stretch"], record["kind"], record["state"], language) for record in records],
        "since": [record["since"] for record in records],
        "confirmed": [record["confirmed"] for record in records],
        "basis": basis_words([record["basis"] for record in records], language),
        "link": [first_address(situation, record["sources"]) for record in records],
        "sources": [publishers(situation, record["sources"]) for record in records],
    }
    table = pd.DataFrame(columns, index=[record["id"] for record in records])
    for name in ("since", "confirmed"):
        table[name] = pd.to_datetime(table[name])
    return table


def headings(table: pd.DataFrame, language: str) -> dict[str, str]:
    """Return the headings of a table's columns; a column named by a text's key, `category.attack`, has that text."""
    return {name: say(language, name if "." in name else f"app.column.{name}") for name in map(str, table.columns)}


def headed(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return a table under its headings, to be taken away as it is shown."""
    return table.rename(columns=headings(table, language))


def light(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table for the screen, to which it travels often.

    An empty text is absent, and one that stands in many rows is held once.
    """
    texts = [name for name in table if pd.api.types.is_string_dtype(table[name])]
    given = table.assign(**{name: table[name].replace("", None) for name in texts})
    return given.astype({name: "category" for name in texts if 2 * given[name].nunique() < len(given)})


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
            "end": events["end"] - pd.Timedelta(days=1),
            "title": localized(events, "title", language),
            "place": localized(events, "place", language),
            **{
                column: [say(language, f"{prefix}.{code}") for code in events[column]]
                for column, prefix in coded.items()
            },
            "sources": [publishers(situation, ids.split()) for ids in events["sources"]],
        },
        index=events.index,
    )


def short_events_table(situation: Situation, events: gpd.GeoDataFrame, language: str) -> pd.DataFrame:
    """Return what the table of events says first, where it stands below another table."""
    return events_table(situation, events, language)[["start", "end", "title", "place", "corroboration", "sources"]]


def deliveries_table(situation: Situation, language: str) -> pd.DataFrame:
    """Return the counts of tankers in order of time; nothing is added up."""
    claims = delivery_claims(situation)
    return pd.DataFrame(
        {
            "start": claims["start"],
            "end": claims["end"] - pd.Timedelta(days=1),
            "place": claims["place"],
            "tankers": claims["tankers"],
            "litres": claims["litres"],
            "basis": basis_words(claims["basis"], language),
            "why": localized(claims, "why", language),
            "sources": [publishers(situation, ids.split()) for ids in claims["sources"]],
        }
    )
