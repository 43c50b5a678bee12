"""A situation as the app shows it: its tables, what a link may say of it, and the files that its page loads."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from geodata import Situation, read_situation
from layers.app.situations.memo import Memo
from layers.app.situations.served_folder import served_folder
from layers.page.folium_map import Assets
from layers.payload.basemaps import EMBEDDED, TILES
from layers.payload.payload import situation_payload
from layers.share.state import Allowed, ShareState, allowed_values, default_state
from layers.uploads.layer import Upload, added_payload, packed, widened


@dataclass(frozen=True, eq=False)
class Loaded:
    """A situation and the files its page loads; shared by all sessions and never changed."""

    situation: Situation
    allowed: Allowed
    defaults: ShareState
    assets: Assets
    base: str  # relative address of the assets
    memo: Memo
    uploads: tuple[Upload, ...] = ()  # of one session, as are allowed and defaults then: see `for_session`
    added: str = ""  # the same, packed for the page

    @property
    def map_key(self) -> str:
        """Return the component's key; without underscores, which st_folium would take for its own names."""
        own = hashlib.sha256(self.added.encode()).hexdigest()[:16] if self.added else "alone"
        return f"situation-{self.assets.fingerprint}-{own}"

    def for_session(self, uploads: tuple[Upload, ...], *, several: bool) -> Loaded:
        """Return the situation with the layers that a session has added; what sessions share stays as it is.

        Where there are `several` situations its links name it.
        """
        ids = [upload.id for upload in uploads]
        span = widened(self.situation.span, uploads)
        return replace(
            self,
            allowed=allowed_values(self.situation, basemaps=self.allowed.basemaps, layers=ids, span=span),
            defaults=default_state(self.situation, layers=ids, several=several),
            uploads=uploads,
            added=packed(added_payload(uploads, self.situation)),
        )


def load(folder: Path) -> Loaded:
    """Read a folder and write the files of its page. Raises DataError with every problem if there is any error."""
    situation = read_situation(folder)
    served = served_folder()
    assets = served.write(str(folder), situation_payload(situation, tiles=tuple(TILES)))
    allowed = allowed_values(situation, basemaps=(EMBEDDED, *TILES))
    return Loaded(situation, allowed, default_state(situation), assets, served.base, Memo(situation))
