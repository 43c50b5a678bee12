"""The tables of a folder as the rules look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geodata.contract.schemas import ROUTES
from geodata.contract.settings import Settings
from geodata.network import Network

Cell = tuple[str, int, str]  # table, row, column
Position = list[float]  # longitude, latitude
PASSED = ("places.geojson", "capitals.geojson")  # what is in them, a route can pass


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
    def columns(self) -> Mapping[str, Mapping[str, list[Any]]]:
        """Return the cells of each table by column; rules go through lists in a tenth of the time."""
        return {
            name: {str(column): cells.tolist() for column, cells in pd.DataFrame(table).items()}
            for name, table in self.tables.items()
        }

    @cached_property
    def bad_rows(self) -> Mapping[tuple[str, str], set[int]]:
        """Return the rows whose cell is no use, by table and column."""
        found = defaultdict(set)
        for name, row, column in self.bad_cells:
            found[name, column].add(row)
        return found

    def cells(self, name: str, *columns: str, also: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the number of each row of a table and its cells in some columns, where these are sound.

        A rule names the columns that it looks at, so that a fault in one cell hides no fault of the others; `also`
        are columns that it only tells of, whose cells may be of no use. What is absent is the empty text.
        """
        table = self.columns[name]
        rows = zip(table["row"], *(table.get(column, repeat("")) for column in (*columns, *also)), strict=False)
        bad = set().union(*(self.bad_rows.get((name, column), ()) for column in columns))
        return (row for row in rows if row[0] not in bad) if bad else rows

    @cached_property
    def places(self) -> Mapping[str, Position]:
        """Return where each place lies that a route can pass."""
        points = [(id_, shape) for name in PASSED for _, id_, shape in self.cells(name, "id", "geometry")]
        positions = shapely.get_coordinates(np.array([shape for _, shape in points], dtype=object)).tolist()
        return dict(zip((id_ for id_, _ in points), positions, strict=True))

    @cached_property
    def network(self) -> Network:
        """Return the routes that can be used, as a network; of several with one id, the last."""
        return Network({id_: tuple(way.split()) for _, id_, way in self.cells(ROUTES, "id", "waypoints")})

    @cached_property
    def sound_routes(self) -> frozenset[str]:
        """Return the routes whose waypoints have no fault."""
        ways = self.network.ways.items()
        return frozenset(id_ for id_, way in ways if len(set(way)) == len(way) > 1 and all(map(self.is_place, way)))

    def may_be_passed(self, *places: str) -> bool:
        """Tell whether some places may be those of a route whose waypoints have a fault, which is told already."""
        return len(self.sound_routes) < len(self.columns[ROUTES]["row"]) and all(map(self.is_place, places))

    def is_place(self, identifier: str) -> bool:
        """Tell whether an id is that of a place or a capital, or these cannot be asked."""
        return any(self.knows(name, identifier) for name in PASSED)

    def has_whole(self, *names: str) -> bool:
        """Tell whether these tables could be read whole."""
        return set(names) <= set(self.ids)

    def knows(self, name: str, identifier: str) -> bool:
        """Tell whether a table has an id, or cannot be asked."""
        return name not in self.ids or identifier in self.ids[name]


def ids_of(tables: Mapping[str, pd.DataFrame]) -> dict[str, frozenset[str]]:
    """Return the ids of each table that has a column of ids."""
    return {name: frozenset(map(str, table["id"])) for name, table in tables.items() if "id" in table}
