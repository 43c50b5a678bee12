"""What rests on each source: the events, rows of the ledger, counts of deliveries and places that name it."""

from __future__ import annotations

import pandas as pd

from geodata.questions.memoize import memoize
from geodata.situation import Situation

__all__ = ["citations", "undated_alone"]

TABLES = ("events", "route_status", "crossing_status", "deliveries", "routes", "crossings", "places")
NAMED_IN = ("sources", "length_sources")  # columns that hold ids of sources
COLUMNS = ["source", "table", "item"]


@memoize
def citations(situation: Situation) -> pd.DataFrame:
    """Return a row per source that an item names: `source` (id), `table` (one of TABLES), `item` (its label there)."""
    tables = [cited(name, getattr(situation, name)) for name in TABLES]
    return pd.concat(tables, ignore_index=True).drop_duplicates(ignore_index=True)


def cited(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the sources that the rows of one table name."""
    named = [table[column].fillna("").str.split() for column in NAMED_IN if column in table and len(table)]
    pairs = [(source, name, item) for ids in named for item, sources in ids.items() for source in sources]
    return pd.DataFrame(pairs, columns=COLUMNS)


@memoize
def undated_alone(situation: Situation) -> pd.DataFrame:
    """Return the items of which every source is without a date: `table` and `item`, as in `citations`."""
    cited_items = citations(situation)
    dated = cited_items["source"].map(situation.sources["published"]) != ""
    found = cited_items.assign(dated=dated).groupby(["table", "item"], sort=False)["dated"].any().reset_index()
    return found.loc[~found["dated"], ["table", "item"]].reset_index(drop=True)
