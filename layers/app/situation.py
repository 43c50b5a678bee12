"""The situation that the app shows: read once for all sessions, and read again when its files have changed."""

from __future__ import annotations

import argparse
import atexit
import hashlib
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st
import streamlit.components.v1 as components

from geodata import FLAGSHIP, DataError, Problem, Situation, problem_lines, read_situation
from geodata.json_types import Json
from layers.app.memo import Memo
from layers.escape.markdown import plain
from layers.page.folium_map import Assets, write_assets
from layers.payload.basemaps import EMBEDDED, TILES
from layers.payload.payload import situation_payload
from layers.share.state import Allowed, ShareState, allowed_values, default_state
from layers.text.locales import say_count
from layers.uploads.layer import Upload, added_payload, packed, widened

MOST_LINES = 3  # of the problems of an edit
MOST_READINGS = 4  # kept of folders and their editions
FILE_TYPES = (".csv", ".geojson", ".toml")  # of a situation


@dataclass(frozen=True, eq=False)
class Loaded:
    """A situation and the files its page loads; shared by all sessions and never changed."""

    situation: Situation
    allowed: Allowed
    defaults: ShareState
    assets: Assets
    base: str  # relative address of the assets
    memo: Memo
    uploads: tuple[Upload, ...] = ()  # of one session, as are allowed and defaults then: see `with_uploads`
    added: str = ""  # the same, packed for the page

    @property
    def map_key(self) -> str:
        """Return the component's key; without underscores, which st_folium would take for its own names."""
        own = hashlib.sha256(self.added.encode()).hexdigest()[:16] if self.added else "alone"
        return f"situation-{self.assets.fingerprint}-{own}"

    def with_uploads(self, uploads: tuple[Upload, ...]) -> Loaded:
        """Return the situation with the layers that a session has added; what sessions share stays as it is."""
        ids = [upload.id for upload in uploads]
        span = widened(self.situation.span, uploads)
        return replace(
            self,
            allowed=allowed_values(self.situation, basemaps=self.allowed.basemaps, layers=ids, span=span),
            defaults=default_state(self.situation, layers=ids),
            uploads=uploads,
            added=packed(added_payload(uploads, self.situation)),
        )


@dataclass(frozen=True)
class Latest:
    """The last valid edition of a folder, None if there was none, and what is wrong with a later one."""

    loaded: Loaded | None
    problems: Sequence[Problem] = ()


def situation_folder() -> str:
    """Return the folder from the command line, else from the environment, else the flagship."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--situation", default=os.environ.get("SITUATION_MAP_FOLDER", str(FLAGSHIP)))
    return str(parser.parse_known_args()[0].situation)


def latest(folder: str) -> Latest:
    """Return a situation as its files are now; where they cannot be used, as they last could."""
    result = load(folder, fingerprint(Path(folder)))
    valid = last_valid(folder)
    if isinstance(result, Loaded):
        valid[:] = [result]
        return Latest(result)
    return Latest(valid[0] if valid else None, result)


def fingerprint(folder: Path) -> str:
    """Return a text that differs when a file of the situation was written, added or taken away."""
    files = sorted(path for path in folder.glob("*") if path.suffix in FILE_TYPES and not path.name.startswith("."))
    return "\n".join(map(edition_of, files))


def edition_of(path: Path) -> str:
    try:
        status = path.stat()
    except FileNotFoundError:  # taken away since it was listed
        return path.name
    return f"{path.name} {status.st_size} {status.st_mtime_ns}"


@st.cache_resource(show_spinner=False, max_entries=MOST_READINGS)
def load(folder: str, edition: str) -> Loaded | list[Problem]:
    """Return an edition of a folder, its files written for the page, or why it cannot be used."""
    try:
        situation = read_situation(folder)
    except DataError as error:
        return error.problems
    served = served_folder()
    assets = served.write(situation_payload(situation, tiles=tuple(TILES)))
    allowed = allowed_values(situation, basemaps=(EMBEDDED, *TILES))
    return Loaded(situation, allowed, default_state(situation), assets, served.base, Memo(situation))


@st.cache_resource(show_spinner=False, max_entries=MOST_READINGS)
def last_valid(folder: str) -> list[Loaded]:
    """Return a place for the last edition of a folder that could be used."""
    return []


@dataclass(frozen=True)
class ServedFolder:
    """A folder that the server gives out, its address relative to that of the map, and the editions that are in it.

    Names of files hold a hash of what is in them, so that a page which is open keeps its own when an edition is added.
    """

    path: Path
    base: str
    editions: deque[Assets] = field(default_factory=deque)

    def write(self, payload: Mapping[str, Json]) -> Assets:
        """Write the files of an edition, and remove those that only an edition too many has."""
        assets = write_assets(self.path, payload)
        self.editions.append(assets)
        if len(self.editions) > MOST_READINGS:
            left = {name for edition in list(self.editions)[1:] for name in edition.names}
            for name in set(self.editions.popleft().names) - left:
                (self.path / name).unlink(missing_ok=True)
        return assets


@st.cache_resource(show_spinner=False)
def served_folder() -> ServedFolder:
    """Return the one folder of this process; it ends with it."""
    path = Path(tempfile.mkdtemp(prefix="situation-map-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return ServedFolder(path, f"../{components.declare_component('situation_assets', path=str(path)).name}")


def edit_note(problems: Sequence[Problem], language: str) -> str:
    """Return, as Markdown, that the last valid data are shown, and the first problems of those that came later."""
    note = say_count(language, "app.note.problems", len(problems))
    return "\n\n".join(map(plain, [note, *problem_lines(problems)[:MOST_LINES]]))
