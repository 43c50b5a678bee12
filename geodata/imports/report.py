"""What was found while reading one layer of one file, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from geodata.problems import DataError, Problem, Severity, shown

REPEATS_SHOWN = 100  # problems of one kind that are listed before they are only counted


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """How one layer of one file was read. `kept + rejected == read`, always."""

    path: str
    layer: str = ""
    format: str = ""
    schema: str = ""
    read: int = 0
    kept: int = 0
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the members that `validate --json` prints for a file."""
        plain = ("path", "layer", "format", "schema", "read", "kept", "rejected")
        members = {name: getattr(self, name) for name in plain}
        return members | {"problems": [problem.as_json() for problem in self.problems]}


@dataclass
class Findings:
    """Collects problems; a row is rejected only through `reject`, and never without a reason."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    rejected: set[int] = field(default_factory=set)
    counts: Counter[tuple[str, Severity]] = field(default_factory=Counter)

    def reject(self, row: int, code: str, message: str, **place: Any) -> None:
        """Leave a row out and say why."""
        self.rejected.add(row)
        self.error(row, code, message, **place)

    def error(self, row: int | None, code: str, message: str, **place: Any) -> None:
        """Say that something must be mended, although the row is kept."""
        self.add("error", row, code, message, **place)

    def warn(self, row: int | None, code: str, message: str, **place: Any) -> None:
        """Say that something is worth a look."""
        self.add("warning", row, code, message, **place)

    def warn_rows(self, rows: Sequence[int], code: str, message: str, **place: Any) -> None:
        """Say one thing about many rows at once, placed at the first of them."""
        if rows:
            several = f" ({len(rows):,} rows)" if len(rows) > 1 else ""
            self.warn(rows[0], code, message.rstrip(".") + several + ".", **place)

    def add(
        self,
        severity: Severity,
        row: int | None,
        code: str,
        message: str,
        *,
        field: str | None = None,
        value: object = None,
        fix: str = "",
    ) -> None:
        """Note a problem, unless very many of its kind have been noted already."""
        self.counts[code, severity] += 1
        if self.counts[code, severity] > REPEATS_SHOWN:
            return
        problem = Problem(
            file=self.file,
            row=row,
            field=None if field is None else shown(field),
            value=None if value is None else shown(value),
            code=code,
            severity=severity,
            message=message,
            fix=fix,
        )
        self.problems.append(problem)

    def closed(self) -> list[Problem]:
        """Return all problems, with a count in place of those not listed."""
        return self.problems + [
            Problem(
                file=self.file,
                code=code,
                severity=severity,
                message=f"{count - REPEATS_SHOWN:,} more of this kind are not listed.",
            )
            for (code, severity), count in self.counts.items()
            if count > REPEATS_SHOWN
        ]


def refused(file: str, code: str, message: str, *, value: object = None, fix: str = "") -> DataError:
    """Return the error to raise when nothing of a file, or of a layer, can be read."""
    found = None if value is None else shown(value)
    return DataError([Problem(file=file, code=code, message=message, value=found, fix=fix)])
