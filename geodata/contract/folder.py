"""The tables of a folder as the rules look at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from geodata.contract.settings import Settings

Record = Mapping[str, Any]  # a row of a table, by column


@dataclass(frozen=True)
class Folder:
    """The tables to check and the ids that may be referred to.

    `ids` holds those of rows with faults of their own too, so that one fault gives one line; a table that could not be
    read whole has none, and references to it are not judged. Settings that cannot be used are None.
    """

    tables: Mapping[str, pd.DataFrame]
    settings: Settings | None
    ids: Mapping[str, frozenset[str]]

    @cached_property
    def records(self) -> Mapping[str, list[Record]]:
        return {name: table.to_dict("records") for name, table in self.tables.items()}

    @cached_property
    def routes(self) -> Mapping[str, Record]:
        """Return the routes by id; of several with one id, the last."""
        return {record["id"]: record for record in self.records["fuel_routes.geojson"]}

    def rows(self, *names: str) -> Iterator[tuple[str, Record]]:
        """Yield the rows of some tables, each with the name of its table."""
        return ((name, record) for name in names for record in self.records[name])

    def knows(self, name: str, identifier: str) -> bool:
        """Tell whether a table has an id, or cannot be asked."""
        return name not in self.ids or identifier in self.ids[name]


def ids_of(tables: Mapping[str, pd.DataFrame]) -> dict[str, frozenset[str]]:
    """Return the ids of each table that has a column of ids."""
    return {name: frozenset(map(str, table["id"])) for name, table in tables.items() if "id" in table}
