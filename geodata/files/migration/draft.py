"""The files of a folder while they are rewritten."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Feature = dict[str, Any]  # as JSON has it, a feature or a part of one
Row = dict[str, str]  # of a CSV table


@dataclass
class Draft:
    """The features and rows of a folder by file, and what a person is told of the changes, a line each."""

    routes_file: str
    features: dict[str, list[Feature]]
    rows: dict[str, list[Row]]
    report: list[str] = field(default_factory=list)

    @property
    def routes(self) -> list[Feature]:
        return self.features[self.routes_file]

    def say(self, line: str) -> None:
        self.report.append(line)
