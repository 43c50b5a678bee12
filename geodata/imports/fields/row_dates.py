"""When each row was: whole days `[start, end)`, how precise, and whether it is still going on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from geodata.imports.fields.reader_questions import Question, order_question
from geodata.imports.raw import Columns
from geodata.imports.report import Findings
from geodata.imports.values.cells import as_text, is_missing
from geodata.imports.values.date_parser import figure_pairs, read_date, settle_order, stated_order
from geodata.imports.values.spans import ONE_DAY, Order, Span, UnreadableDateError, joined
from geodata.imports.values.text import folded, words

UNREADABLE = Span(None, None)  # known by being this one: something is written there, but no day
YES = frozenset(words("true yes oui vrai 1 x ongoing open")) | {"en cours"}
DATE_FIX = "write dates as 2025-09-14, or with the name of the month."


@dataclass(frozen=True, kw_only=True)
class Times:
    """An entry per row in each list: `[start, end)` and its precision; a row without a start is undated."""

    start: list[dt.date | None]
    end: list[dt.date | None]
    ongoing: list[bool]
    precision: list[str]
    questions: list[Question] = field(default_factory=list)


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
    known: Order | None = settled if settled in ("dmy", "mdy") else None
    starts, ends = (read_column(frame, columns, key, known, findings) for key in ("start", "end"))
    flags = [is_yes(value) for value in frame[columns["ongoing"][0]]] if "ongoing" in columns else [False] * len(frame)
    spans = [
        combined(int(row), start, end, ongoing, findings)
        for row, start, end, ongoing in zip(frame.index, starts, ends, flags, strict=True)
    ]
    return times_of(spans, questions)


def read_column(
    frame: pd.DataFrame, columns: Columns, key: str, order: Order | None, findings: Findings
) -> list[Span | None]:
    """Return the spans of a column of dates; `None` where missing, `UNREADABLE` where it has been reported."""
    if key not in columns:
        return [None] * len(frame)
    spans: list[Span | None] = []
    unsettled: list[int] = []
    for row, name, value in first_filled(frame, columns[key]):
        try:
            spans.append(read_date(value, order))
        except UnreadableDateError as error:
            spans.append(UNREADABLE)
            if order is None and isinstance(value, str) and figure_pairs(value):
                unsettled.append(row)
            else:
                findings.error(row, "date", f"{error}.", field=name, value=as_text(value), fix=DATE_FIX)
    report_column(", ".join(columns[key]), spans, unsettled, list(frame.index), findings)
    return spans


def first_filled(frame: pd.DataFrame, names: tuple[str, ...]) -> Iterator[tuple[int, str, object]]:
    """Yield the first value of every row that is not missing, with the name of its column."""
    for row, *values in frame[list(names)].itertuples(name=None):
        yield (
            int(row),
            *next((pair for pair in zip(names, values, strict=True) if not is_missing(pair[1])), (names[0], values[0])),
        )


def report_half_converted(column: pd.Series, name: str, findings: Findings) -> None:
    """Report a sheet that read 03/09/2025 in the wrong order and left 14/09/2025, no date then, as text."""
    made = {int(row): value for row, value in column.items() if isinstance(value, dt.date) and not is_missing(value)}
    left = [pair for value in column if isinstance(value, str) for pair in figure_pairs(value)]
    if made and left and all(value.day <= 12 for value in made.values()) and all(max(pair) > 12 for pair in left):
        message = (
            "some cells are dates and the rest are text, "
            "as if the sheet had taken day and month of the dates for each other."
        )
        fix = "compare with the original, and bring the dates into the sheet again in the right order."
        findings.warn_rows(
            list(made), "date-half-converted", message, field=name, value=as_text(made[min(made)]), fix=fix
        )


def report_column(
    name: str, spans: list[Span | None], unsettled: list[int], rows: list[int], findings: Findings
) -> None:
    """Report once for the column what holds for many of its rows."""
    if unsettled:
        several = f" ({len(unsettled):,} rows)" if len(unsettled) > 1 else ""
        message = f"the date may be day/month or month/day, so the row is undated until that is said{several}."
        fix = "say which comes first (--dates dmy or --dates mdy)."
        findings.error(unsettled[0], "date-order", message, field=name, fix=fix)
    for kind in sorted({span.read_as for span in spans if span and span.read_as}):
        taken = [row for row, span in zip(rows, spans, strict=True) if span and span.read_as == kind]
        findings.warn_rows(taken, "date-number", f"a bare number was read as {kind}.", field=name)


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
