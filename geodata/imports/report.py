"""What reading one layer of one file brought up, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from geodata.json_types import Json
from geodata.problems import DataError, Problem, Severity, shown

REPEATS_LISTED = 100  # problems of one kind; more are only counted


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """How one layer of one file was read. `kept + rejected == read`, always."""

    path: str
    layer: str = ""
    format: str = ""
    schema: str = ""
    """Name of the layout that was recognised; empty for a plain table."""
    read: int = 0
    kept: int = 0
    rejected: int = 0
    placed: int | None = None
    """Kept rows with a place on the map; `None` for a file that is no stranger's."""
    dated: int | None = None
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, Json]:
        """Return the members that `validate --json` prints for a file."""
        counted = {} if self.placed is None else {"placed": self.placed, "dated": self.dated}
        return {
            "path": self.path,
            "layer": self.layer,
            "format": self.format,
            "schema": self.schema,
            "read": self.read,
            "kept": self.kept,
            "rejected": self.rejected,
            **counted,
            "problems": [problem.as_json() for problem in self.problems],
        }


class Details(TypedDict, total=False):
    """What a problem says besides its row, code and message; `fix` says how to mend it."""

    field: str | None
    value: object
    fix: str


@dataclass
class Findings:
    """Collects the problems of one layer while it is read. A row is rejected only with a reason."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    rejected: set[int] = field(default_factory=set)
    """Numbers of rows, as a person counts."""
    counts: Counter[tuple[str, Severity]] = field(default_factory=Counter)

    def reject(self, row: int, code: str, message: str, **details: Unpack[Details]) -> None:
        """Leave a row out."""
        self.rejected.add(row)
        self.error(row, code, message, **details)

    def error(self, row: int | None, code: str, message: str, **details: Unpack[Details]) -> None:
        """Report what must be mended, although the row is kept."""
        self.add("error", row, code, message, **details)

    def warn(self, row: int | None, code: str, message: str, **details: Unpack[Details]) -> None:
        """Report what is worth a look."""
        self.add("warning", row, code, message, **details)

    def note(self, row: int | None, code: str, message: str, **details: Unpack[Details]) -> None:
        """Report what is worth knowing, and nothing needs to be done."""
        self.add("note", row, code, message, **details)

    def warn_rows(self, rows: Sequence[int], code: str, message: str, **details: Unpack[Details]) -> None:
        """Report the same of many rows at once, placed at the first of them; nothing where there are none."""
        self.add_rows("warning", rows, code, message, **details)

    def error_rows(self, rows: Sequence[int], code: str, message: str, **details: Unpack[Details]) -> None:
        """Report at once what must be mended in many rows; nothing where there are none."""
        self.add_rows("error", rows, code, message, **details)

    def add_rows(
        self, severity: Severity, rows: Sequence[int], code: str, message: str, **details: Unpack[Details]
    ) -> None:
        """Note a problem of many rows, which counts as all of them, at the first."""
        if rows:
            several = f" ({len(rows):,} rows)" if len(rows) > 1 else ""
            self.add(severity, rows[0], code, message.rstrip(".") + several + ".", count=len(rows), **details)

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
        count: int = 1,
    ) -> None:
        """Note a problem, unless very many of its kind have been noted already."""
        self.counts[code, severity] += 1
        if self.counts[code, severity] > REPEATS_LISTED:
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
            rows=count,
        )
        self.problems.append(problem)

    def closed(self) -> list[Problem]:
        """Return all problems, with a count in place of those not listed."""
        return self.problems + [
            Problem(
                file=self.file,
                code=code,
                severity=severity,
                message=f"{count - REPEATS_LISTED:,} more of this kind are not listed.",
                rows=count - REPEATS_LISTED,
            )
            for (code, severity), count in self.counts.items()
            if count > REPEATS_LISTED
        ]


def first_to_mend(problems: Sequence[Problem], most: int = 3) -> list[Problem]:
    """Return the errors and warnings with a cure that hold for the most rows, errors first."""
    curable = [problem for problem in problems if problem.fix and problem.severity != "note"]
    by_kind: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in curable:
        by_kind.setdefault((problem.code, problem.field), []).append(problem)
    kinds = sorted(
        by_kind.values(), key=lambda alike: (alike[0].severity != "error", -sum(problem.rows for problem in alike))
    )
    return [alike[0] for alike in kinds[:most]]


def refused(file: str, code: str, message: str, *, value: object = None, fix: str = "") -> DataError:
    """Return the error to raise when nothing of a file, or of a layer, can be read."""
    short = None if value is None else shown(value)
    return DataError([Problem(file=file, code=code, message=message, value=short, fix=fix)])
