"""A Streamlit script that shows every payload through every element of the app that takes text, for a test."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from hostile import PAYLOADS
from layers.escape.markdown import plain

ROW_PIXELS = 36

BODIES = {
    "markdown": lambda text: st.markdown(plain(text)),
    "strong": lambda text: st.markdown(f"**{plain(text)}**"),
    "heading": lambda text: st.markdown(f"#### {plain(text)}"),
    "caption": lambda text: st.caption(plain(text)),
    "warning": lambda text: st.warning(plain(text)),
    "error": lambda text: st.error(plain(text)),
    "progress": lambda text: st.progress(0.5, plain(text)),
}
LABELS = {
    "link": lambda text, at: st.link_button(plain(text), f"https://example.org/{at}", type="tertiary"),
    "button": lambda text, at: st.button(plain(text), key=f"button-{at}"),
    "toggle": lambda text, at: st.toggle(plain(text), key=f"toggle-{at}"),
    "checkbox": lambda text, at: st.checkbox(plain(text), key=f"checkbox-{at}"),
    "expander": lambda text, at: st.expander(plain(text)),
    "text": lambda text, at: st.text_input(plain(text), key=f"text-{at}"),
}

kind = st.query_params["kind"]
if kind == "bodies":
    for name, show in BODIES.items():
        with st.container(key=name):
            for payload in PAYLOADS:
                show(payload)
elif kind == "labels":
    for name, show_label in LABELS.items():
        with st.container(key=name):
            for number, payload in enumerate(PAYLOADS):
                show_label(payload, number)
    with st.container(key="segments"):
        st.segmented_control("Segments", range(len(PAYLOADS)), format_func=lambda at: plain(PAYLOADS[at]))
elif kind == "choices":
    with st.container(key="select"):
        st.selectbox("Select", range(len(PAYLOADS)), format_func=lambda at: PAYLOADS[at])
    with st.container(key="several"):
        st.multiselect("Several", range(len(PAYLOADS)), list(range(len(PAYLOADS))), format_func=lambda at: PAYLOADS[at])
elif kind == "tables":
    with st.container(key="cells"):
        st.dataframe(pd.DataFrame({"text": PAYLOADS}), height=ROW_PIXELS * (len(PAYLOADS) + 1))
    with st.container(key="headings"):
        wide = pd.DataFrame([PAYLOADS], columns=[f"{at}{text}" for at, text in enumerate(PAYLOADS)])
        st.dataframe(wide, column_config=dict.fromkeys(wide.columns, st.column_config.TextColumn(width="small")))
    with st.container(key="addresses"):
        st.dataframe(
            pd.DataFrame({"url": PAYLOADS}),
            height=ROW_PIXELS * (len(PAYLOADS) + 1),
            column_config={"url": st.column_config.LinkColumn()},
        )
elif kind == "chart":
    table = pd.DataFrame({"name": PAYLOADS, "value": range(len(PAYLOADS))})
    chart = (
        alt.Chart(table)
        .mark_bar(height=ROW_PIXELS)
        .encode(y=alt.Y("name:N", sort=None), x="value:Q", tooltip=["name:N"])
    )
    with st.container(key="chart"):
        st.vega_lite_chart(chart.properties(height=ROW_PIXELS * len(PAYLOADS)).to_dict())
