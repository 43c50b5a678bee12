"""A reader's visit to the app: what is loaded of a situation, and what this session sees of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace

import pandas as pd

from geodata import Situation
from layers.page.folium_map import Assets
from layers.share.state import Allowed, ShareState, allowed_values, default_state
from layers.text.labels import localized
from layers.text.languages import DEFAULT_LANGUAGE, say
from layers.uploads.layer import Upload, widened


@dataclass(frozen=True)
class Loaded:
    """A situation and the files its page loads; shared by all sessions and never changed."""

    situation: Situation
    allowed: Allowed
    defaults: ShareState
    assets: Assets
    base: str
    uploads: tuple[Upload, ...] = ()  # of one session, as are allowed and defaults then: see `with_uploads`
    added: str = ""  # the same, packed for the page

    @property
    def map_key(self) -> str:
        """Return the component's key; without underscores, which st_folium would take for its own names."""
        own = hashlib.sha256(self.added.encode()).hexdigest()[:16] if self.added else "alone"
        return f"situation-{self.assets.fingerprint}-{own}"

    def with_uploads(self, uploads: tuple[Upload, ...], added: str) -> Loaded:
        """Return the situation with the layers that a session has added; what sessions share stays as it is."""
        if not uploads:
            return self
        ids = [upload.id for upload in uploads]
        span = widened(self.situation.span, uploads)
        allowed = allowed_values(self.situation, basemaps=self.allowed.basemaps, layers=ids, span=span)
        return replace(
            self, allowed=allowed, defaults=default_state(self.situation, layers=ids), uploads=uploads, added=added
        )


@dataclass(frozen=True)
class View:
    """What a panel draws from: the situation, the state of this session, and its theme (light or dark)."""

    loaded: Loaded
    state: ShareState
    theme: str

    @property
    def situation(self) -> Situation:
        return self.loaded.situation

    @property
    def language(self) -> str:
        return self.state.lang

    @property
    def day(self) -> dt.date:
        return self.state.day

    @property
    def title(self) -> str:
        titles = self.situation.settings.title
        return titles.get(self.language) or titles[DEFAULT_LANGUAGE]

    def say(self, key: str, /, **values: object) -> str:
        """Return a text of the app in the session's language."""
        return say(self.language, f"app.{key}", **values)

    def name(self, table: pd.DataFrame, identifier: str) -> str:
        return str(localized(table, "name", self.language)[identifier])

    def with_layer(self, layer: str) -> tuple[str, ...]:
        """Return the layers that are on, and one more, in their order."""
        return tuple(each for each in self.loaded.allowed.layers if each == layer or each in self.state.layers)
