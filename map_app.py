"""The app: the page on a Streamlit canvas, and panels that follow its time.

    streamlit run map_app.py -- --situation DIR

Of several situations the reader chooses one first. The page owns the state; a report of the page reruns one fragment,
and only the open panel is computed and sent.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geodata import Problem, problem_lines
from layers.app.address import first_page_language, synchronize
from layers.app.context import PanelContext
from layers.app.first_page import draw_first_page, draw_title
from layers.app.map import draw_map
from layers.app.panels import CHOICES, PANELS, choose_panel
from layers.app.server.uploads import limit_uploads
from layers.app.server.widget_values import leave_out_foreign_values
from layers.app.session import Session, keep_choices, reader_session
from layers.app.situations.folders import NamesakesError
from layers.app.situations.loaded import Loaded
from layers.app.situations.reading import Reading, app_situations, chosen, edit_note
from layers.app.stylesheet import STYLE
from layers.escape.markdown import plain
from layers.page.bundle import SHELL
from layers.share.notes import share_notes
from layers.text.headline import headline


@st.fragment
def situation_view(reading: Reading, *, several: bool) -> None:
    """The map and what stands around it; a report of the page reruns this alone."""
    session, found = reader_session(reading.id, several=several), reading.latest()
    if found.loaded is None:
        if several:
            draw_title(reading.id, first_page_language(), several=several)
        st.error("\n\n".join(map(plain, problem_lines(found.problems))))
        return
    draw(session, found.loaded, found.problems)


def draw(session: Session, loaded: Loaded, problems: Sequence[Problem]) -> None:
    loaded = session.merge(loaded)
    synced = synchronize(loaded, session)
    ctx = PanelContext(loaded, session, synced.state, st.context.theme.type or "light")
    st.set_page_config(page_title=ctx.title)  # adds to the first call: the title has a language
    draw_title(ctx.title, ctx.language, several=session.several)
    draw_map(ctx)
    st.markdown(f"#### {plain(headline(loaded.situation, ctx.day, ctx.language))}")
    if problems:
        st.warning(edit_note(problems, ctx.language))
    for note in share_notes(synced.rejected, loaded.allowed, ctx.language):
        st.warning(plain(note))
    keep_choices(CHOICES)
    panel = choose_panel(ctx)
    if session.opened:
        PANELS[panel](ctx)
    session.forget_unlisted()
    session.opened = True  # the first run leaves the line to the map, whose word that it is open brings the panel


def main() -> None:
    try:
        situations = app_situations()
    except NamesakesError as error:
        st.error(plain(str(error)))
        return
    asked = st.query_params.get("situation")
    if reading := chosen(situations, asked):
        situation_view(reading, several=len(situations) > 1)
    else:
        draw_first_page(situations, asked)


leave_out_foreign_values()
limit_uploads()
st.set_page_config(page_title="Situation map", page_icon=str(SHELL / "icon.svg"), layout="wide")
st.html(f"<style>{STYLE}</style>")
main()
