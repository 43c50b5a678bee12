"""What the app remembers of one reader between two runs: one object under one key of Streamlit's session state.

Beside it stand the values of widgets, each under a key that `widget_key` makes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex

import streamlit as st

from layers.app.server.uploads import forget
from layers.app.situations.loaded import Loaded
from layers.share.state import StateChange
from layers.share.sync import SyncState
from layers.uploads.cache import UploadCache
from layers.uploads.layer import Upload

KEY = "session"


@dataclass
class Session:
    """One reader's visit to one situation. Nothing of it is kept elsewhere: it ends with the page."""

    situation: str  # its id; empty on the first page, where there are several to choose from
    several: bool
    visit: str = field(default_factory=token_hex)  # tells the page that another server, or session, speaks to it
    sync: SyncState = field(default_factory=SyncState)
    pending: StateChange = field(default_factory=StateChange)  # what widgets have asked for
    uploads: tuple[Upload, ...] = ()
    elsewhere: dict[str, tuple[Upload, ...]] = field(default_factory=dict)  # of the other situations, by id
    cache: UploadCache = field(default_factory=UploadCache)  # of dropped files
    listed: set[str] = field(default_factory=set)  # ids of the dropped files that the last run has listed
    listing: set[str] = field(default_factory=set)  # the same of this run, as far as it has come
    shown: dict[str, str] = field(default_factory=dict)  # by id of a dropped file, the id of the layer made of it
    sheets: dict[str, tuple[dt.date, bytes]] = field(default_factory=dict)  # the last made, by form, with its day
    map_key: str | None = None  # of the map that was drawn last
    opened: bool = False  # whether a run has ended
    merged: tuple[Loaded, tuple[Upload, ...], Loaded] | None = None  # situation, uploads, and both in one

    def ask(self, change: StateChange) -> None:
        """Ask for another state; the next run sends it to the page and the address bar."""
        self.pending |= change

    def take_pending(self) -> StateChange:
        """Return what was asked for since the last time."""
        taken, self.pending = self.pending, StateChange()
        return taken

    def merge(self, loaded: Loaded) -> Loaded:
        """Return the situation with the layers of this session; made anew only when one of the two has changed."""
        if not (self.uploads or self.several):
            return loaded
        if self.merged is None or self.merged[0] is not loaded or self.merged[1] is not self.uploads:
            self.merged = loaded, self.uploads, loaded.for_session(self.uploads, several=self.several)
        return self.merged[2]

    def held(self) -> list[Upload]:
        """Return the layers that the reader has added to this situation and to others."""
        return [upload for uploads in (self.uploads, *self.elsewhere.values()) for upload in uploads]

    def forget_unlisted(self) -> None:
        """Let the bytes of files go that were listed and are no more: taken away, or left with the panel."""
        forget(self.listed - self.listing)
        self.listed, self.listing = self.listing, set()

    def next(self, situation: str, *, several: bool) -> Session:
        """Return the session of another situation: of this one nothing goes on but that its layers are kept for it."""
        uploads = self.elsewhere | {self.situation: self.uploads}
        kept = uploads.pop(situation, ())
        return Session(situation, several, uploads=kept, elsewhere=uploads, listed=self.listed)


def reader_session(situation: str, *, several: bool) -> Session:
    """Return the session of the reader for whom the script runs; one of another situation, or the first page, ends."""
    session: Session = st.session_state.setdefault(KEY, Session(situation, several))
    if (session.situation, session.several) != (situation, several):
        st.session_state.clear()  # what was chosen in widgets, which have the same keys in every situation
        session = st.session_state[KEY] = session.next(situation, several=several)
    return session


def widget_key(*parts: str) -> str:
    """Return the key of a widget, whose value Streamlit keeps under it."""
    return "-".join(parts)


def keep_choices(first: Mapping[str, object]) -> None:
    """Keep the values of the widgets with these keys, also while they are not drawn; `first` are those at first.

    Streamlit forgets the value of a widget that a run does not draw, unless the script sets it:
    https://docs.streamlit.io/develop/concepts/architecture/widget-behavior#widget-clean-up-process and
    https://github.com/streamlit/streamlit/issues/6074. What is selected in a table has no `persist_state`.
    """
    for key, value in first.items():
        st.session_state[key] = st.session_state.get(key, value)
