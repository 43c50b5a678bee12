"""What a person has to decide because the file does not say it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from geodata.imports.values.cells import as_text
from geodata.imports.values.dates.date_figures import ORDERS, figure_dates, possible_orders
from geodata.json_types import Json

EXAMPLES = 5


@dataclass(frozen=True, kw_only=True)
class Question:
    """`kind` is `dates` (answer with `dates=`), `column` (`columns={field: choice}`) or `encoding` (`encoding=`)."""

    kind: str
    layer: str
    field: str
    text: str
    column: str = ""
    choices: list[str] = dataclasses.field(default_factory=list)
    examples: list[str] = dataclasses.field(default_factory=list)

    def as_json(self) -> dict[str, Json]:
        return asdict(self)


ASKED = {
    "title": "Which column is the title?",
    "category": "Which column is the category?",
    "start": "Which column is the date?",
    "lat": "Which column is the latitude?",
    "lon": "Which column is the longitude?",
}


def order_question(layer: str, columns: Sequence[str], values: Iterable[object]) -> Question:
    """Return the question whether the day or the month comes first."""
    texts = dict.fromkeys(as_text(value) for value in values if isinstance(value, str) and figure_dates(value))
    possible = {order for text in texts for match in figure_dates(text) for order in possible_orders(match)}
    return Question(
        kind="dates",
        layer=layer,
        field="start",
        column=", ".join(columns),
        text="Does the day or the month come first in these dates?",
        choices=[order for order in ORDERS if order in possible],
        examples=list(texts)[:EXAMPLES],
    )


def encoding_question(layer: str, examples: Mapping[str, str]) -> Question:
    """Return the question how a text is written; `examples` has a line by the encoding that it was read in."""
    return Question(
        kind="encoding",
        layer=layer,
        field="",
        text="In which encoding does this text read as it should?",
        choices=list(examples),
        examples=list(examples.values()),
    )


def column_questions(layer: str, headers: Sequence[str], known: Collection[str], *, placed: bool) -> list[Question]:
    """Return a question for every important field that no column was recognised as; `known` are those that have one."""
    has_place = placed or bool({"geometry", "pair", "grid", "easting"} & set(known))
    answered = {*known, *(("lat", "lon") if has_place else ()), *(("start",) if "start_year" in known else ())}
    asked = [name for name in ASKED if name not in answered]
    choices = [header for header in headers if not header.startswith("@")]
    if not choices:
        return []
    return [Question(kind="column", layer=layer, field=name, text=ASKED[name], choices=choices) for name in asked]
