"""The situation sheet: an A4 page with the map, the states and the events of a day, then their sources; PDF or PNG."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from geodata import Situation
from geodata.files.writing import write_atomically
from layers.share.state import ShareState
from layers.sheet.context import SheetContext, sheet_context
from layers.sheet.drawing.paper import FORMATS, print_settings, render
from layers.sheet.page import draw_pages, title_of

__all__ = ["sheet_bytes", "write_sheet"]

STEPS = {"tables": 0.0, "map": 0.2, "file": 0.4}  # of making a sheet, and how much is done when each begins


def sheet_bytes(
    situation: Situation,
    state: ShareState,
    form: str,
    *,
    progress: Callable[[str], None] = lambda step: None,
) -> bytes:
    """Return the sheet of a state as a file of the form "pdf" or "png"; equal states give equal bytes.

    Of the state day, mode, window, language, layers, filters and place count, a box or else centre and zoom; at home
    the map shows all routes and crossings. Uploaded layers are not on the sheet. `progress` is called with each of
    STEPS as it begins.
    """
    if form not in FORMATS:
        raise ValueError(f"expected a form among {', '.join(FORMATS)}, found {form!r}")
    with print_settings():
        sheet = sheet_context(situation, state)
        pages = draw_pages(sheet, progress)
        progress("file")
        return render(pages, form, about(sheet) if form == "pdf" else {})


def write_sheet(path: str | Path, situation: Situation, state: ShareState) -> int:
    """Write the sheet in one step, its form by the ending of the name, and return its size in bytes.

    Raises as `write_export` does.
    """
    path = Path(path)
    data = sheet_bytes(situation, state, sheet_form(path))
    write_atomically(path, data)
    return len(data)


def sheet_form(path: Path) -> str:
    """Return the form that the ending of a name stands for; raise ValueError where there is none."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise ValueError(
            f"expected a name that ends in {' or '.join(f'.{each}' for each in FORMATS)}, found {path.name!r}"
        )
    return form


def about(sheet: SheetContext) -> dict[str, str]:
    """Return what the file says of itself; no date of its making, so that it can be made again."""
    return {
        "Title": f"{title_of(sheet)}, {sheet.day}",
        "Subject": sheet.say("print.version", version=sheet.situation.settings.version.isoformat()),
    }
