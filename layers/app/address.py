"""The one state of page, address bar and widgets, read from them and written to the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from geodata import DEFAULT_LANGUAGE
from layers.app.session import Session
from layers.app.situations.loaded import Loaded
from layers.share.link_codec import share_values
from layers.share.sync import Synced, sync
from layers.text.locales import languages


def synchronize(loaded: Loaded, session: Session) -> Synced:
    """Bring page, address bar and widgets to one state, and write a new address in one history entry."""
    synced = sync(
        reported(session),
        st.query_params.to_dict(),
        session.take_pending(),
        session.sync,
        allowed=loaded.allowed,
        defaults=loaded.defaults,
        language=reader_language(),
    )
    session.sync = synced.step.memory
    if synced.step.query is not None:
        st.query_params.from_dict(share_values(synced.state, loaded.defaults))
    return synced


def reported(session: Session) -> Mapping[str, object] | None:
    """Return the last report of the map that was drawn last; a run may draw another, of edited data or other layers."""
    component = st.session_state.get(session.map_key) if session.map_key else None
    report = component.get("timeline") if isinstance(component, Mapping) else None
    return report if isinstance(report, Mapping) else None


def go_to(situation: str | None, language: str) -> None:
    """Write the address of a situation as it opens, or of the first page, in the language that the reader has now."""
    parts = {"situation": situation, "lang": None if language == reader_language() == DEFAULT_LANGUAGE else language}
    st.query_params.from_dict({key: value for key, value in parts.items() if value})


def first_page_language() -> str:
    """Return the language that the address names, else that of the reader."""
    named = st.query_params.get("lang")
    return named if named in languages() else reader_language()


def reader_language() -> str:
    """Return the language of the reader's browser if there is a translation."""
    tag = st.context.locale or DEFAULT_LANGUAGE
    return next((code for code in (tag, tag.partition("-")[0]) if code in languages()), DEFAULT_LANGUAGE)
