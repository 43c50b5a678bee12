"""The first page of an app of several situations, and the way back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from geodata import Problem, Settings, problem_lines
from layers.app.address import first_page_language, go_to
from layers.app.session import reader_session, widget_key
from layers.app.situations.reading import MOST_LINES, Reading
from layers.app.stylesheet import WAY_BACK
from layers.escape.markdown import plain
from layers.share.notes import shortened
from layers.text.labels import translation
from layers.text.locales import long_date, say

WIDTH = 720  # pixels; longer lines are hard to read


def draw_first_page(situations: Mapping[str, Reading], asked: str | None) -> None:
    """Let the reader choose; `asked` is the situation that the address names and nobody knows, if any."""
    reader_session("", several=True)
    language = first_page_language()
    title = say(language, "app.situations.title")
    st.set_page_config(page_title=title)
    with st.container(width=WIDTH):
        st.markdown(f"### {plain(title)}")
        if asked:
            st.warning(plain(say(language, "app.situations.unknown", id=shortened(asked))))
        for reading in situations.values():
            with st.container(border=True):
                draw_entry(reading, language)


def draw_entry(reading: Reading, language: str) -> None:
    latest = reading.latest()
    if latest.loaded is None:
        draw_unreadable(reading.id, latest.problems, language)
    else:
        draw_readable(reading.id, latest.loaded.situation.settings, language)


def draw_readable(situation: str, settings: Settings, language: str) -> None:
    title, question, description = (
        plain(translation(text, language)) for text in (settings.title, settings.question, settings.description)
    )
    st.markdown(f"#### {title}")
    if question:
        st.markdown(f"**{question}**")
    st.markdown(description)
    st.markdown(plain(say(language, "app.situations.version", date=long_date(settings.version, language))))
    st.button(
        plain(say(language, "app.situations.open", title=translation(settings.title, language))),
        key=widget_key("open", situation),
        on_click=go_to,
        args=(situation, language),
    )


def draw_unreadable(situation: str, problems: Sequence[Problem], language: str) -> None:
    st.markdown(f"#### {plain(situation)}")
    lines = [say(language, "app.situations.unreadable"), *problem_lines(problems)[:MOST_LINES]]
    st.error("\n\n".join(map(plain, lines)))


def draw_title(title: str, language: str, *, several: bool) -> None:
    """Draw the title of a situation, and beside it the way back where there are several."""
    if not several:
        st.markdown(f"### {plain(title)}")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"### {plain(title)}", width="content")
        back = say(language, "app.situations.all")
        if st.button(plain(back), key=widget_key(WAY_BACK), type="tertiary", icon=":material/arrow_back:"):
            go_to(None, language)
            st.rerun()  # all of the script: the map is of a fragment, which ends with it
