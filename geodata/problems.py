"""What is wrong with a file: where, what was expected, what was found, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from operator import attrgetter
from typing import Any, Literal

__all__ = ["DataError", "Problem", "errors", "problem_lines"]

Severity = Literal["error", "warning", "note"]  # a note is worth knowing, and nothing needs to be done

SHOWN_VALUE_LENGTH = 80  # characters of a found value that a message repeats


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One finding about one place in one file.

    `row` counts as a person would: the line of a CSV file (its header is line 1), the feature of a
    GeoJSON file (the first is 1). `None` means the whole file.
    """

    file: str
    message: str
    code: str
    row: int | None = None
    field: str | None = None
    value: str | None = None
    fix: str = ""
    severity: Severity = "error"
    rows: int = 1
    """How many rows it is about; where there are more, `row` is the first."""

    def __str__(self) -> str:
        return self.line([] if self.row is None else [self.row])

    def line(self, rows: Sequence[int]) -> str:
        """Return the problem as one readable line that names all these rows."""
        place = ", ".join(part for part in (self.file, rows_text(rows), self.field) if part)
        words = [f"{place}: {self.message}" if place else self.message]
        if self.value is not None:
            words.append(f"Found {self.value!r}.")
        if self.fix:
            words.append(f"Fix: {self.fix}")
        return printable(("" if self.severity == "error" else f"{self.severity}: ") + " ".join(words))

    def as_json(self) -> dict[str, Any]:
        """Return the members that `validate --json` prints; the file is named one level up."""
        return {key: value for key, value in asdict(self).items() if key != "file"}


BUT_FOR_ROWS = attrgetter(*(field.name for field in fields(Problem) if field.name != "row"))


class DataError(ValueError):
    """Raised with every problem found, so that all can be mended at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(problem_lines(self.problems)))


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Return a line for each problem; what is wrong with many rows in the same way is one line that names them all."""
    alike: dict[object, tuple[Problem, list[int]]] = {}
    for problem in problems:
        _, rows = alike.setdefault(BUT_FOR_ROWS(problem), (problem, []))
        rows += [] if problem.row is None else [problem.row]
    return [problem.line(rows) for problem, rows in alike.values()]


def rows_text(rows: Sequence[int]) -> str:
    """Return rows in words: `row 2`, `rows 2–5, 9`."""
    runs: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    if not runs:
        return ""
    shown_runs = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    return f"{'row' if len(set(rows)) == 1 else 'rows'} {', '.join(shown_runs)}"


def printable(line: str) -> str:
    """Return a line that a terminal shows and does not obey: what is not to be seen in it becomes a space."""
    return line if line.isprintable() else "".join(character if is_seen(character) else " " for character in line)


def is_seen(character: str) -> bool:
    """Tell whether a character is a mark or a space, not one that steers the terminal or turns the text around it."""
    return character.isprintable() or character in "\u00a0\u202f"


def shown(value: object) -> str:
    """Return a found value as text short enough for a message."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= SHOWN_VALUE_LENGTH else text[: SHOWN_VALUE_LENGTH - 1] + "…"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that make data unusable; warnings are only worth a look."""
    return [problem for problem in problems if problem.severity == "error"]
