"""The files that pages in the app load: a folder that the server gives out while the process lasts."""

from __future__ import annotations

import atexit
from collections import deque
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import streamlit as st
import streamlit.components.v1 as components

from geodata.files.work_folder import work_folder
from geodata.json_types import Json
from layers.page.folium_map import Assets, write_assets

MOST_EDITIONS = 4  # kept of a situation, for pages that are open


@dataclass(frozen=True)
class ServedFolder:
    """A folder that the server gives out, its address relative to that of the map, and the editions that are in it.

    Names of files hold a hash of what is in them, so that a page which is open keeps its own when an edition is added.
    """

    path: Path
    base: str
    editions: dict[str, deque[Assets]] = field(default_factory=dict)  # by the folder of the situation
    lock: Lock = field(default_factory=Lock)

    def write(self, situation: str, payload: Mapping[str, Json]) -> Assets:
        """Write the files of an edition, and remove those that only an edition too many of the same situation has."""
        with self.lock:
            assets = write_assets(self.path, payload)
            own = self.editions.setdefault(situation, deque())
            own.append(assets)
            if len(own) > MOST_EDITIONS:
                self.remove(own.popleft())
            return assets

    def remove(self, assets: Assets) -> None:
        left = {name for editions in self.editions.values() for edition in editions for name in edition.names}
        for name in set(assets.names) - left:
            (self.path / name).unlink(missing_ok=True)


@st.cache_resource(show_spinner=False)
def served_folder() -> ServedFolder:
    """Return the one folder of this process; it ends with it."""
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    path = until_the_end.enter_context(work_folder())
    return ServedFolder(path, f"../{components.declare_component('situation_assets', path=str(path)).name}")
