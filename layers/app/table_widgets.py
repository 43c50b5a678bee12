"""Tables as the app draws them, and the buttons by which they and other files are taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

import pandas as pd
import streamlit as st

from layers.app.context import PanelContext
from layers.app.download_buttons import save
from layers.tables import common as tables
from layers.tables import download_files

if TYPE_CHECKING:
    from streamlit.elements.lib.column_config_utils import ColumnConfigMappingInput

NOTHING = "–"  # shown where a table has nothing to say
ROAD_WIDTH = 220  # pixels of a column; the names of roads would fill the table, and a phone shows no state then
DOMAIN = r"^https?://(?:www\.)?([^/]+)"  # the part of an address that a table has room for


def draw_table(ctx: PanelContext, table: pd.DataFrame, *, placeholder: str = NOTHING) -> None:
    """Draw a table under headings in the reader's language."""
    columns = column_settings(ctx, table)
    st.dataframe(tables.compact(table), hide_index=True, placeholder=placeholder, column_config=columns)


def choose_row(
    ctx: PanelContext,
    table: pd.DataFrame,
    key: str,
    *,
    placeholder: str = NOTHING,
    on_select: Callable[[], None] | Literal["rerun"] = "rerun",
) -> int | None:
    """Draw a table of which a row can be chosen, and return the place of the one that is."""
    chosen = st.dataframe(
        tables.compact(table),
        hide_index=True,
        placeholder=placeholder,
        column_config=column_settings(ctx, table),
        key=key,
        on_select=on_select,
        selection_mode="single-row",
    )
    return next((row for row in chosen.selection.rows if row < len(table)), None)


def show_table(ctx: PanelContext, table: pd.DataFrame, name: str, *, placeholder: str = NOTHING) -> None:
    """Draw a table that can be taken away as it is shown, under a name of its own among those of the app."""
    draw_table(ctx, table, placeholder=placeholder)
    save_table(ctx, table, name)


def save_table(ctx: PanelContext, table: pd.DataFrame, name: str) -> None:
    save(ctx, "table", partial(download_files.table_csv, tables.headed(table, ctx.language)), f"{name}.csv", ctx.day)


def row_selection(*rows: int) -> dict[str, dict[str, list[int]]]:
    """Return what Streamlit holds of a table in which rows are chosen."""
    return {"selection": {"rows": list(rows), "columns": [], "cells": []}}


def column_settings(ctx: PanelContext, table: pd.DataFrame) -> ColumnConfigMappingInput:
    """Return how the columns of a table are shown: what is a day or an address by its type and name."""
    headings = tables.headings(table, ctx.language)
    days = {name: st.column_config.DateColumn(headings[name]) for name in table.select_dtypes("datetime")}
    links = {
        name: st.column_config.LinkColumn(headings[name], display_text=DOMAIN)
        for name in ("link", "url")
        if name in headings
    }
    roads = {
        name: st.column_config.TextColumn(headings[name], width=ROAD_WIDTH)
        for name in ("name", "route")
        if name in headings
    }
    return headings | days | links | roads
