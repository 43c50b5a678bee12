"""A second table on one sheet, beside the first or below it, and headers that are repeated: named, and not mixed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from geodata.imports.fields.column_names import known_names, recognised
from geodata.imports.report import Findings
from geodata.imports.values.cells import as_text

Row: TypeAlias = tuple[int, Sequence[object]]

FIX = "put it on a sheet, or in a file, of its own."


def left_out(header: list[object], body: list[Row], findings: Findings) -> tuple[list[object], list[Row]]:
    """Return the header and the rows of the first table; what is left out is reported.

    Empty columns at the end go too.
    """
    names = [as_text(cell).strip() for cell in header]
    used = used_columns(names, body)
    end = first_gap(names, used)
    right = [at for at in used if at > end]
    if right and is_second(names[:end], names[end:], beyond=right[0] >= len(names)):
        message = "columns after an empty one hold a second table, which is not read."
        value = next((names[at] for at in right if at < len(names) and names[at]), None)
        findings.warn(None, "second-table", message, value=value, fix=FIX)
        header, body = header[:end], [(number, cells[:end]) for number, cells in body]
    else:
        last = max((at for at in used if at < len(header)), default=-1)
        header = header[: last + 1]
    return header, without_later_headers([as_text(cell).strip() for cell in header], body, findings)


def used_columns(names: Sequence[str], body: Sequence[Row]) -> list[int]:
    """Return the columns that have a name or anything in them."""
    used = {at for at, name in enumerate(names) if name}
    widest = max((len(cells) for _, cells in body), default=0)
    open_columns = set(range(max(widest, len(names)))) - used
    for _, cells in body:
        found = {at for at in open_columns if at < len(cells) and as_text(cells[at]).strip()}
        used |= found
        open_columns -= found
        if not open_columns:
            break
    return sorted(used)


def first_gap(names: Sequence[str], used: Sequence[int]) -> int:
    """Return the first empty column after the first that is used, or one beyond all."""
    held = set(used)
    start = used[0] if used else 0
    return next((at for at in range(start, max([*used, len(names) - 1], default=0) + 1) if at not in held), len(names))


def is_second(left: Sequence[str], right: Sequence[str], *, beyond: bool) -> bool:
    """Tell whether columns after a gap are a table of their own: without names there, or with the same fields again."""
    return beyond or bool(recognised(filter(None, left)).keys() & recognised(filter(None, right)).keys())


def without_later_headers(names: Sequence[str], body: list[Row], findings: Findings) -> list[Row]:
    """Return the rows up to a second header, those after a repeated one included; what is left out is rejected."""
    kept: list[Row] = []
    first = names[0] if names else ""
    for at, (number, cells) in enumerate(body):
        after_gap = at > 0 and number > body[at - 1][0] + 1
        if not after_gap and (not cells or as_text(cells[0]).strip() != first):
            kept.append((number, cells))
            continue
        texts = [as_text(cell).strip() for cell in cells]
        if any(names) and texts[: len(names)] == list(names):
            findings.reject(number, "repeated-header", "the header stands here once more.", fix="take the line out.")
        elif after_gap and is_header(texts):
            rows = [row for row, _ in body[at:]]
            findings.rejected |= set(rows)
            message = "a second table begins here, which is not read."
            findings.error_rows(rows, "second-table", message, value=", ".join(filter(None, texts)), fix=FIX)
            return kept
        else:
            kept.append((number, cells))
    return kept


def is_header(texts: Sequence[str]) -> bool:
    """Tell whether a row of the body is the header of another table: all its cells are names, two of them known."""
    filled = [text for text in texts if text]
    return known_names(text for text in filled if len(text) > 2) >= 2 and not any(text[:1].isdigit() for text in filled)
