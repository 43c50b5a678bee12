"""What was last read of each situation, for all sessions, and read again when its files have changed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import streamlit as st

from geodata import DataError, Problem, problem_lines
from layers.app.situations.folders import folders_of_environment, situation_folders
from layers.app.situations.loaded import Loaded, load
from layers.escape.markdown import plain
from layers.text.locales import say_count

MOST_LINES = 3  # of the problems of an edit
MOST_STARTS = 4  # ways in which a process may be started, of which there is but one outside tests
FILE_TYPES = (".csv", ".geojson", ".toml")  # of a situation


@dataclass(frozen=True)
class Latest:
    """The last valid edition of a folder, None if there was none, and what is wrong with a later one."""

    loaded: Loaded | None
    problems: Sequence[Problem] = ()


class Reading:
    """A folder, and what was last read of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.edition: str | None = None
        self.last = Latest(None)
        self.lock = Lock()  # sessions that come at once wait for the first

    @property
    def id(self) -> str:
        """Return the id of the situation, also where it cannot be read."""
        return self.folder.name

    def latest(self) -> Latest:
        """Return the situation as its files are now; where they cannot be used, as they last could."""
        with self.lock:
            edition = fingerprint(self.folder)
            if edition != self.edition:
                self.last = self.read()
                self.edition = edition
            return self.last

    def read(self) -> Latest:
        try:
            return Latest(load(self.folder))
        except DataError as error:
            return Latest(self.last.loaded, error.problems)


def fingerprint(folder: Path) -> str:
    """Return a text that differs when a file of the situation was written, added or taken away."""
    files = sorted(path for path in folder.glob("*") if path.suffix in FILE_TYPES and not path.name.startswith("."))
    return "\n".join(map(edition_of, files))


def edition_of(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:  # taken away since it was listed, or out of reach
        return path.name
    return f"{path.name} {status.st_size} {status.st_mtime_ns}"


def app_situations() -> dict[str, Reading]:
    """Return the situations of the app as they are now, by id. Raises NamesakesError for two of one name."""
    given = tuple(map(str, given_folders()))
    read = readings(given)
    return {
        name: read.setdefault(folder, Reading(folder)) for name, folder in situation_folders(map(Path, given)).items()
    }


def given_folders() -> list[Path]:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--situation", action="append", type=Path)
    return parser.parse_known_args()[0].situation or folders_of_environment()


@st.cache_resource(show_spinner=False, max_entries=MOST_STARTS)
def readings(given: tuple[str, ...]) -> dict[Path, Reading]:
    """Return a place for what is read of the situations that the app was started with."""
    return {}


def chosen(situations: Mapping[str, Reading], asked: str | None) -> Reading | None:
    """Return the situation that a link asks for, or the only one; what was asked is compared and nothing else."""
    if len(situations) == 1:
        return next(iter(situations.values()))
    return situations.get(asked or "")


def edit_note(problems: Sequence[Problem], language: str) -> str:
    """Return, as Markdown, that the last valid data are shown, and the first problems of those that came later."""
    note = say_count(language, "app.note.problems", len(problems))
    return "\n\n".join(map(plain, [note, *problem_lines(problems)[:MOST_LINES]]))
