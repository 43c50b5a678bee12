"""What a reader is told above the panels: that an edit of the data cannot be used, and what of a link could not."""

from __future__ import annotations

from collections.abc import Sequence

from geodata import Problem, problem_lines
from layers.escape.markdown import plain
from layers.text.languages import say_count

MOST_LINES = 3  # of the problems of an edit


def edit_note(problems: Sequence[Problem], language: str) -> str:
    """Return, as Markdown, that the last sound data are shown, and the first problems of those that came later."""
    note = say_count(language, "app.note.problems", len(problems))
    return "\n\n".join(map(plain, [note, *problem_lines(problems)[:MOST_LINES]]))
