"""What a dropped file does not say itself: its columns, and the order of day and month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from geodata.imports import ImportedLayer, Order, Question
from layers.app.context import PanelContext
from layers.app.session import widget_key
from layers.escape.markdown import plain
from layers.escape.marks import with_few_marks
from layers.uploads.dropped_file import DroppedFile


def ask_and_read(ctx: PanelContext, file: DroppedFile) -> ImportedLayer:
    """Ask what the file itself does not say, and read it by the answers."""
    box = ctx.situation.settings.box
    with st.spinner(ctx.say("layers.reading")):
        alone = file.read(box)
    encoding = ask_encoding(ctx, file, of_kind("encoding", alone))
    columns = ask_columns(ctx, file, of_kind("column", file.read(box, encoding=encoding)))
    orders = of_kind("dates", file.read(box, columns=columns, encoding=encoding))
    order = ask_order(ctx, file, orders[0]) if orders else None
    return file.read(box, dates=order, columns=columns, encoding=encoding)


def of_kind(kind: str, layer: ImportedLayer) -> list[Question]:
    return [question for question in layer.questions if question.kind == kind]


def ask_encoding(ctx: PanelContext, file: DroppedFile, questions: Sequence[Question]) -> str:
    """Ask in which encoding the text reads as it should, each shown by a line of it; the first is how it was read."""
    if not questions:
        return ""
    examples = dict(zip(questions[0].choices, questions[0].examples, strict=True))
    chosen = st.selectbox(
        ctx.say("layers.encoding"),
        list(examples),
        key=widget_key("encoding", file.id),
        format_func=lambda choice: f"{choice}: {examples[choice]}",
    )
    return "" if chosen == questions[0].choices[0] else str(chosen)


def ask_columns(ctx: PanelContext, file: DroppedFile, questions: Sequence[Question]) -> dict[str, str]:
    """Ask for the columns that were not recognised; a choice of none is no answer."""
    if not questions:
        return {}
    with st.expander(ctx.say("layers.columns"), expanded=any(question.field != "category" for question in questions)):
        places = st.columns(len(questions))
        answers = {
            question.field: place.selectbox(
                ctx.say(f"layers.column.{question.field}"),
                ["", *question.choices],
                key=widget_key("column", question.field, file.id),
                format_func=lambda header: with_few_marks(header) or ctx.say("layers.column.none"),
            )
            for place, question in zip(places, questions, strict=True)
        }
    return {field: header for field, header in answers.items() if header}


def ask_order(ctx: PanelContext, file: DroppedFile, question: Question) -> Order | None:
    examples = ", ".join(question.examples)
    return st.radio(
        plain(ctx.say("layers.dates", column=question.column, examples=examples)),
        [order for order in get_args(Order) if order in question.choices],
        index=None,
        horizontal=True,
        key=widget_key("dates", file.id),
        format_func=lambda choice: ctx.say(f"layers.dates.{choice}"),
    )
