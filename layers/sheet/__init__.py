"""The situation sheet: one A4 page with the map, the states, the events and their sources on a day, as PDF or PNG."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from geodata import Situation
from geodata.files.writing import write_atomically
from layers.share.codec import default_state
from layers.sheet.drawing.paper import FORMATS, print_settings
from layers.sheet.page import draw_page, title_of
from layers.text.languages import say

STEPS = {"tables": 0.0, "map": 0.2, "file": 0.4}  # of making a sheet, and how much is done when each begins


def sheet_bytes(
    situation: Situation, state: Mapping[str, Any], form: str, *, tell: Callable[[str], None] = lambda step: None
) -> bytes:
    """Return the sheet of a state as a file of the form "pdf" or "png"; equal states give equal bytes.

    Of the state day, mode, window, language, layers and filters count, and the view: `fit`, or centre and zoom. What
    is missing is as in the situation's default state. Uploaded layers are not on the sheet. `tell` is told of STEPS as
    they begin.
    """
    if form not in FORMATS:
        raise ValueError(f"expected a form among {', '.join(FORMATS)}, found {form!r}")
    whole = default_state(situation) | dict(state)
    with print_settings():
        paper = draw_page(situation, whole, tell)
        tell("file")
        return paper.render(form, about(situation, whole) if form == "pdf" else {})


def write_sheet(path: Path, situation: Situation, state: Mapping[str, Any]) -> int:
    """Write the sheet in one step, its form by the ending of the name, and return its size in bytes."""
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


def about(situation: Situation, state: Mapping[str, Any]) -> dict[str, str]:
    """Return what the file says of itself; no date of its making, so that it can be made again."""
    language = state["lang"]
    return {
        "Title": f"{title_of(situation, language)}, {state['day']}",
        "Subject": say(language, "print.version", version=situation.settings.version.isoformat()),
    }
