"""What several panels have: a day to choose, a chart."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from geodata.dates import last_day
from layers.app.context import PanelContext
from layers.tables.charts import Chart


def day_input(ctx: PanelContext, label: str, key: str, at_first: dt.date) -> dt.date:
    """Ask for a day that stays where it is put while the map moves through time, within the days that are known."""
    first, end = ctx.loaded.allowed.span
    st.session_state[key] = min(max(st.session_state[key] or at_first, first), last_day(end))
    day: dt.date = st.date_input(label, min_value=first, max_value=last_day(end), format="YYYY-MM-DD", key=key)
    return day


def draw_chart(ctx: PanelContext, chart: Chart) -> None:
    """Draw a chart with the day of the map; of what is sent only the table of that day differs from run to run."""
    st.vega_lite_chart(chart.on(ctx.day))
