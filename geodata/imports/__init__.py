"""Reading files that strangers bring: in a process of its own, within limits, with a report of every row."""

from geodata.imports.fields.questions import Question
from geodata.imports.formats.registry import SUPPORTED
from geodata.imports.layer import ImportedLayer, read_layer, reports_of
from geodata.imports.options import Box
from geodata.imports.report import FileReport
from geodata.imports.sandbox.input_file import FileBytes
from geodata.imports.values.dates import Order
from geodata.limits import Limits

__all__ = [
    "SUPPORTED",
    "Box",
    "FileBytes",
    "FileReport",
    "ImportedLayer",
    "Limits",
    "Order",
    "Question",
    "read_layer",
    "reports_of",
]
