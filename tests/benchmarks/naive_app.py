"""What the app is measured against: the same data the way the first tutorial has it, a map made anew for every date.

streamlit run tests/benchmarks/naive_app.py
"""

from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

MALI = Path(__file__).parents[2] / "geodata" / "mali"
COLORS = {"open": "green", "escorted": "blue", "restricted": "orange", "attacked": "red", "blocked": "black"}

st.set_page_config(layout="wide")


@st.cache_data
def load():
    events = gpd.read_file(MALI / "events.geojson")
    routes = gpd.read_file(next(MALI.glob("*routes.geojson")))
    crossings = gpd.read_file(MALI / "border_crossings.geojson")
    status = pd.read_csv(MALI / "route_status.csv", parse_dates=["start", "end"])
    return events[events.geometry.notna()], routes, crossings, status.fillna({"routes": "", "segment": ""})


events, routes, crossings, status = load()
day = pd.Timestamp(
    st.slider(
        "Date", pd.Timestamp("2025-07-01").date(), pd.Timestamp("2026-03-12").date(), pd.Timestamp("2025-10-31").date()
    )
)
today = status[(status["start"] <= day) & (status["end"] >= day)]
shown = events[pd.to_datetime(events["start"]) <= day]

m = folium.Map(location=[13.5, -7], zoom_start=6)
for route in routes.itertuples():
    way = set(route.waypoints.split())
    states = [
        row.state
        for row in today.itertuples()
        if route.id in row.routes.split() or (row.segment and not row.routes and set(row.segment.split()) <= way)
    ]
    state = states[0] if states else "unknown"
    line = [(lat, lon) for lon, lat, *_ in route.geometry.coords]
    folium.PolyLine(line, color=COLORS.get(state, "gray"), tooltip=f"{route.name_en}: {state}").add_to(m)
for crossing in crossings.itertuples():
    folium.Marker((crossing.geometry.y, crossing.geometry.x), popup=crossing.name_en).add_to(m)
for event in shown.itertuples():
    folium.CircleMarker(
        (event.geometry.y, event.geometry.x), radius=5, popup=f"<b>{event.title_en}</b><br>{event.summary_en}"
    ).add_to(m)

st.subheader(f"{day:%d %B %Y}: {len(shown)} events")
st_folium(m, use_container_width=True, height=600)
st.dataframe(today[["routes", "segment", "state"]])
