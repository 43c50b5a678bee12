"""Reading files that strangers bring: in a process of its own, within limits, with a report of every row.

Public is what `__all__` names, each name imported from its module when it is first asked for: the readers, and the
libraries they need, are loaded only where a file is read.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.imports.decoding.encodings import is_encoding as is_encoding
    from geodata.imports.fields.column_names import FIELDS as FIELDS
    from geodata.imports.fields.reader_questions import Question as Question
    from geodata.imports.formats.registry import SUPPORTED as SUPPORTED
    from geodata.imports.formats.shapefile import sidecars as sidecars
    from geodata.imports.layer import ImportedLayer as ImportedLayer
    from geodata.imports.layer import ReadOptions as ReadOptions
    from geodata.imports.layer import read_layer as read_layer
    from geodata.imports.layer import reports_of as reports_of
    from geodata.imports.options import Box as Box
    from geodata.imports.report import FileReport as FileReport
    from geodata.imports.report import first_to_mend as first_to_mend
    from geodata.imports.roads.follow import FollowedRoads as FollowedRoads
    from geodata.imports.roads.follow import follow_roads as follow_roads
    from geodata.imports.roads.options import RoadOptions as RoadOptions
    from geodata.imports.sandbox.input_file import FileBytes as FileBytes
    from geodata.imports.sandbox.parent import warm_up as warm_up
    from geodata.imports.values.dates.spans import Order as Order
    from geodata.limits import Limits as Limits

PUBLIC = {  # by the module that declares them
    "geodata.imports.decoding.encodings": ("is_encoding",),
    "geodata.imports.fields.column_names": ("FIELDS",),
    "geodata.imports.fields.reader_questions": ("Question",),
    "geodata.imports.formats.registry": ("SUPPORTED",),
    "geodata.imports.formats.shapefile": ("sidecars",),
    "geodata.imports.layer": ("ImportedLayer", "ReadOptions", "read_layer", "reports_of"),
    "geodata.imports.options": ("Box",),
    "geodata.imports.report": ("FileReport", "first_to_mend"),
    "geodata.imports.roads.follow": ("FollowedRoads", "follow_roads"),
    "geodata.imports.roads.options": ("RoadOptions",),
    "geodata.imports.sandbox.input_file": ("FileBytes",),
    "geodata.imports.sandbox.parent": ("warm_up",),
    "geodata.imports.values.dates.spans": ("Order",),
    "geodata.limits": ("Limits",),
}
MODULES = {name: module for module, names in PUBLIC.items() for name in names}
__all__ = list(MODULES)

if not TYPE_CHECKING:  # a type checker that saw it would let every misspelt name pass

    def __getattr__(name: str) -> object:
        if name not in MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value = getattr(import_module(MODULES[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
