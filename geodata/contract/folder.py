"""The tables of a folder as the rules look at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from geodata.contract.schemas import ROUTES
from geodata.contract.settings import Settings
from geodata.network import Network

Record = Mapping[str, Any]  # a row of a table, by column
Cell = tuple[str, int, str]  # table, row, column


@dataclass(frozen=True)
class Folder:
    """The tables to check, the cells in them that are no use, and the ids that may be referred to.

    A table that could not be read whole has no ids, and references to it are not judged. Settings that cannot be used
    are None.
    """

    tables: Mapping[str, pd.DataFrame]
    settings: Settings | None
    ids: Mapping[str, frozenset[str]]
    bad_cells: frozenset[Cell] = frozenset()

    @cached_property
    def records(self) -> Mapping[str, list[Record]]:
        return {name: records_of(table) for name, table in self.tables.items()}

    @cached_property
    def places(self) -> Mapping[str, Record]:
        """Return what a route can pass, by id."""
        return {
            record["id"]: record
            for _, record in self.rows("places.geojson", "capitals.geojson", needs=("id", "geometry"))
        }

    @cached_property
    def network(self) -> Network:
        """Return the routes that can be used, as a network; of several with one id, the last."""
        records = (record for _, record in self.rows(ROUTES, needs=("id", "waypoints")))
        return Network({record["id"]: tuple(record["waypoints"].split()) for record in records})

    def rows(self, *names: str, needs: tuple[str, ...] = ()) -> Iterator[tuple[str, Record]]:
        """Yield the rows of some tables whose cells in the needed columns are sound, each with the name of its table.

        A rule names the columns that it looks at, so that a fault in one cell hides no fault of the others.
        """
        for name in names:
            bad = {row for table, row, column in self.bad_cells if table == name and column in needs}
            for record in self.records[name]:
                if record["row"] not in bad:
                    yield name, record

    def has_whole(self, *names: str) -> bool:
        """Tell whether these tables could be read whole."""
        return set(names) <= set(self.ids)

    def knows(self, name: str, identifier: str) -> bool:
        """Tell whether a table has an id, or cannot be asked."""
        return not self.has_whole(name) or identifier in self.ids[name]


def records_of(table: pd.DataFrame) -> list[Record]:
    """Return the rows of a table by column, as they are; `to_dict` would convert them cell by cell."""
    names = list(table.columns)
    columns = [table[name].tolist() for name in names]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def ids_of(tables: Mapping[str, pd.DataFrame]) -> dict[str, frozenset[str]]:
    """Return the ids of each table that has a column of ids."""
    return {name: frozenset(map(str, table["id"])) for name, table in tables.items() if "id" in table}
