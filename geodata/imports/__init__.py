"""Reading files that strangers bring: in a process of its own, within limits, with a report of every row."""

from geodata.imports.formats import SUPPORTED
from geodata.imports.layer import ImportedLayer, read_layer, reports_of
from geodata.imports.limits import Limits
from geodata.imports.questions import Question
from geodata.imports.report import FileReport

__all__ = ["SUPPORTED", "FileReport", "ImportedLayer", "Limits", "Question", "read_layer", "reports_of"]
