"""When each row was: whole days `[start, end)`, how precise, and whether it is still going on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pandas as pd

from geodata.imports.fields.column_names import PARTS
from geodata.imports.fields.reader_questions import Question, order_question
from geodata.imports.raw import Columns
from geodata.imports.report import Findings
from geodata.imports.values.cells import as_text, is_missing
from geodata.imports.values.dates.date_figures import figure_dates
from geodata.imports.values.dates.spans import (
    ONE_DAY,
    Order,
    OrderNeededError,
    ReadAs,
    Span,
    UnreadableDateError,
    joined,
)
from geodata.imports.values.dates.values import read_date, settle_order, stated_order
from geodata.imports.values.text import folded, words

UNREADABLE = Span(None, None)  # known by being this one: something is written there, but no day
YES = frozenset(words("true yes oui vrai 1 x ongoing open")) | {"en cours"}
MEMBERS_OF_TIME = {"date": str, "timestamp": str, "interval": list, "timespans": list}
MIDNIGHT = dt.time()
DATE_FIX = "write dates as 2025-09-14."
READ_AS: dict[ReadAs, tuple[str, str]] = {
    "excel-days": ("date-number", "a bare number was read as an Excel day number."),
    "epoch-seconds": ("date-number", "a bare number was read as seconds since 1970."),
    "epoch-milliseconds": ("date-number", "a bare number was read as milliseconds since 1970."),
    "year-and-month": ("date-number", "a bare number was read as a year and its month."),
    "two-digit-year": ("two-digit-year", "years of two digits were read as 1970 to 1999 and 2000 to 2029."),
}


@dataclass(frozen=True, kw_only=True)
class Times:
    """An entry per row in each list: `[start, end)` and its precision; a row without a start is undated."""

    start: list[dt.date | None]
    end: list[dt.date | None]
    ongoing: list[bool]
    precision: list[str]
    questions: list[Question] = field(default_factory=list)


class Dates(NamedTuple):
    """The cells of one side of the rows: for each row its cells in order of trust, each with its column's name."""

    name: str
    cells: list[list[tuple[str, object]]]


def times_of(spans: Sequence[Span | None], questions: list[Question]) -> Times:
    """Return the times of rows; a span that only says when something ended dates nothing."""
    dated = [span if span and span.start else None for span in spans]
    return Times(
        start=[span.start if span else None for span in dated],
        end=[span.end if span else None for span in dated],
        ongoing=[span is not None and span.end is None for span in dated],
        precision=[span.precision if span else "" for span in dated],
        questions=questions,
    )


def read_times(frame: pd.DataFrame, columns: Columns, layer: str, order: Order | None, findings: Findings) -> Times:
    """Return when each row was; what cannot be read is reported and leaves the row undated.

    `order` is that of day and month where the user has chosen it; `None` lets the column decide.
    """
    names = [name for key in ("start", "end") for name in columns.get(key, ())]
    for name in names:
        report_half_converted(frame[name], name, findings)
    settled = order or stated_order(names) or settle_order(value for name in names for value in frame[name])
    values = (value for name in names for value in frame[name])
    questions = [order_question(layer, names, values)] if settled == "ask" else []
    known = None if settled == "none" or settled == "ask" else settled
    sides = [dates_of(frame, columns, key) for key in ("start", "end")]
    fix = f"say which comes first ({' or '.join(f'--dates {choice}' for choice in choices_of(questions))})."
    starts, ends = (read_column(side, frame, known, findings, fix) for side in sides)
    ends = with_midnights_of_cells(sides, ends)
    ends = with_exclusive_ends(starts, ends, [int(row) for row in frame.index], findings)
    flags = [is_yes(value) for value in frame[columns["ongoing"][0]]] if "ongoing" in columns else [False] * len(frame)
    spans = [
        combined(int(row), start, end, ongoing, findings)
        for row, start, end, ongoing in zip(frame.index, starts, ends, flags, strict=True)
    ]
    return times_of(spans, questions)


def choices_of(questions: Sequence[Question]) -> list[str]:
    return [choice for question in questions for choice in question.choices] or ["dmy", "mdy"]


def dates_of(frame: pd.DataFrame, columns: Columns, key: str) -> Dates:
    """Return the cells that may date the `start` or the `end` of each row: of columns of dates, or of their parts."""
    names = columns.get(key, ())
    if names:
        rows = frame[list(names)].itertuples(name=None, index=False)
        return Dates(", ".join(names), [list(zip(names, row, strict=True)) for row in rows])
    own = {part: columns[f"{key}_{part}"][0] for part in PARTS if f"{key}_{part}" in columns}
    if not own or "start_year" not in columns:
        return Dates(key, [[] for _ in frame.index])
    left_out = [part for part in PARTS[: PARTS.index(next(iter(own)))] if f"start_{part}" in columns]
    by_part = {part: columns[f"start_{part}"][0] for part in left_out} | own  # an end may have a day alone
    name = ", ".join(by_part.values())
    rows = frame[list(by_part.values())].itertuples(name=None, index=False)
    stated = [dict(zip(by_part, row, strict=True)) for row in rows]
    is_empty = [all(is_missing(parts[part]) for part in own) for parts in stated]
    return Dates(name, [[] if empty else [(name, parts)] for empty, parts in zip(is_empty, stated, strict=True)])


def read_column(
    dates: Dates, frame: pd.DataFrame, order: Order | None, findings: Findings, order_fix: str
) -> list[Span | None]:
    """Return the spans of the rows; `None` where missing, `UNREADABLE` where it has been reported.

    `order_fix` says how to settle the order of day and month.
    """
    spans: list[Span | None] = []
    unsettled: list[int] = []
    unreadable: dict[tuple[str, str], list[tuple[int, object]]] = defaultdict(list)
    for row, cells in zip(map(int, frame.index), dates.cells, strict=True):
        try:
            spans.append(read_cells(cells, order))
        except UnreadableCellError as fault:
            spans.append(UNREADABLE)
            if isinstance(fault.__cause__, OrderNeededError):
                unsettled.append(row)
            else:
                unreadable[fault.name, str(fault)].append((row, fault.value))
    for (name, message), found in unreadable.items():
        rows, value = [row for row, _ in found], shown_parts(found[0][1])
        findings.error_rows(rows, "date", f"{message}.", field=name, value=value, fix=DATE_FIX)
    message = "the date may be day/month or month/day, so the row is undated until that is said."
    findings.error_rows(unsettled, "date-order", message, field=dates.name, fix=order_fix)
    report_numbers(dates.name, spans, list(frame.index), findings)
    return spans


def shown_parts(value: object) -> str:
    """Return a cell as text; of a date in parts, what stands in each of its columns."""
    return ", ".join(map(as_text, value.values())) if isinstance(value, dict) and "year" in value else as_text(value)


class UnreadableCellError(UnreadableDateError):
    """No date can be read of a cell; `name` is that of its column."""

    def __init__(self, name: str, value: object, message: str) -> None:
        super().__init__(message)
        self.name, self.value = name, value


def read_cells(cells: Sequence[tuple[str, object]], order: Order | None) -> Span | None:
    """Return the span of the first cell that is filled; a member of a feature may also mean something else."""
    for name, value in filled_cells(cells):
        try:
            span = read_date(value, order)
        except UnreadableDateError as error:
            if not name.startswith("@") or speaks_of_time(value):
                raise UnreadableCellError(name, value, str(error)) from error
            continue
        if span:
            return span
    return None


def speaks_of_time(value: object) -> bool:
    """Tell whether a member of a feature is that of JSON-FG or GeoJSON-T, and no program's own of the same name."""
    kinds = MEMBERS_OF_TIME.items()
    return isinstance(value, dict) and any(isinstance(value.get(member), kind) for member, kind in kinds)


def filled_cells(cells: Sequence[tuple[str, object]]) -> Iterator[tuple[str, object]]:
    """Yield the cells that are not missing up to the first that is no member of a feature."""
    for name, value in cells:
        if not is_missing(value):
            yield name, value
            if not name.startswith("@"):
                return


def with_midnights_of_cells(sides: Sequence[Dates], ends: Sequence[Span | None]) -> list[Span | None]:
    """Return the ends; a cell that holds a date and 0:00, as a sheet keeps every date, means it beside a real clock."""
    made = []
    for first, last, end in zip(sides[0].cells, sides[1].cells, ends, strict=True):
        is_meant = clock_of(first) not in (None, MIDNIGHT) and clock_of(last) == MIDNIGHT
        made.append(replace(end, at_midnight=True) if end and is_meant else end)
    return made


def clock_of(cells: Sequence[tuple[str, object]]) -> dt.time | None:
    """Return the time of day of a cell that is no text; `None` where it has none."""
    value = next((value for _, value in cells if not is_missing(value)), None)
    return value.time() if isinstance(value, dt.datetime) else None


def with_exclusive_ends(
    starts: Sequence[Span | None], ends: Sequence[Span | None], rows: Sequence[int], findings: Findings
) -> list[Span | None]:
    """Return the ends; one at exactly midnight excludes its day, unless rows show that midnight stands for no time.

    They do where one begins and ends at midnight of the same day: then that day must count.
    """
    pairs = list(zip(starts, ends, strict=True))
    at_midnight = [(start, end) for start, end in pairs if start and end and end.at_midnight]
    if any(start.at_midnight and start.start == end.start for start, end in at_midnight):
        ends = [
            replace(end, at_midnight=False) if start and end and start.at_midnight and end.at_midnight else end
            for start, end in pairs
        ]
        pairs = list(zip(starts, ends, strict=True))
    excluding = [
        row
        for row, (start, end) in zip(rows, pairs, strict=True)
        if start and end and end.at_midnight and end.start != start.start
    ]
    message = "an end at exactly midnight does not count that day any more, as in calendars and KML."
    findings.warn_rows(excluding, "midnight-end", message, fix="write ends without a time to count their day.")
    return list(ends)


def report_half_converted(column: pd.Series, name: str, findings: Findings) -> None:
    """Report a sheet that read 03/09/2025 in the wrong order and left 14/09/2025, no date then, as text."""
    made = {int(row): value for row, value in column.items() if isinstance(value, dt.date) and not is_missing(value)}
    left = [match for value in column if made and isinstance(value, str) for match in figure_dates(value)]
    beyond = all(max(int(match[1]), int(match[3])) > 12 for match in left)
    if made and left and beyond and all(value.day <= 12 for value in made.values()):
        message = (
            "some cells are dates and the rest are text, "
            "as if the sheet had taken day and month of the dates for each other."
        )
        fix = "compare with the original, and bring the dates into the sheet again in the right order."
        findings.warn_rows(
            list(made), "date-half-converted", message, field=name, value=as_text(made[min(made)]), fix=fix
        )


def report_numbers(name: str, spans: list[Span | None], rows: list[int], findings: Findings) -> None:
    """Report once for the column how figures were read that do not say themselves what they mean."""
    for kind, (code, message) in READ_AS.items():
        taken = [row for row, span in zip(rows, spans, strict=True) if span and span.read_as == kind]
        findings.warn_rows(taken, code, message, field=name)


def combined(row: int, start: Span | None, end: Span | None, ongoing: bool, findings: Findings) -> Span | None:
    """Return the span of a row from what its two columns say; an empty end means the start's own."""
    if start is UNREADABLE or end is UNREADABLE:
        return None
    if start is None or start.start is None:
        if start is not None or end is not None:
            findings.warn(row, "date-without-start", "there is no beginning, so the row is undated.")
        return None
    if end is None:
        return Span(start.start, None, start.precision) if ongoing else start
    try:
        return joined(start, end)
    except UnreadableDateError:
        last = (end.end or start.start) - ONE_DAY
        message = "the end lies before the beginning, so the row is undated."
        findings.error(row, "date-reversed", message, value=f"{start.start} to {last}", fix="swap the two dates.")
        return None


def is_yes(value: object) -> bool:
    """Tell whether a cell says that something is still going on."""
    return not is_missing(value) and folded(as_text(value)).strip() in YES
