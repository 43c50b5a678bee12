"""Buttons that download a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from layers.app.context import PanelContext
from layers.app.session import widget_key

MIME_TYPES = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "html": "text/html",
    "pdf": "application/pdf",
    "png": "image/png",
}


def save(
    ctx: PanelContext, what: str, make: Callable[[], bytes], file: str, day: dt.date | None = None, **values: str
) -> None:
    """Draw a button that downloads a file, made when it is asked for; `day` goes into the name it is saved under."""
    stem, _, form = file.partition(".")
    st.download_button(
        ctx.say(f"download.{what}", **values),
        make,
        f"{stem}-{day}.{form}" if day else file,
        MIME_TYPES[form],
        key=widget_key("save", file),
        on_click="ignore",
        type="tertiary" if what == "table" else "secondary",
        icon=":material/download:",
    )
