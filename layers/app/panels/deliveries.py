"""Counts of deliveries, side by side as they were claimed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from layers.app.context import PanelContext
from layers.app.download_buttons import save
from layers.app.table_widgets import show_table
from layers.app.widgets import draw_chart
from layers.tables import charts, download_files
from layers.tables import common as tables
from layers.tables.as_of import as_of


def draw(ctx: PanelContext) -> None:
    draw_chart(ctx, ctx.once(charts.deliveries_chart, ctx.language, ctx.theme))
    st.caption(ctx.say("deliveries.note"))
    show_table(ctx, as_of(ctx.once(tables.deliveries_table, ctx.language), ctx.day, ctx.language), "counts")
    save(ctx, "deliveries", partial(download_files.deliveries_csv, ctx.situation), "deliveries.csv")
