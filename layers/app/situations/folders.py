"""Which situations the app is started with: folders of the command line, else of the environment, else the flagship."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from geodata import FLAGSHIP, SETTINGS_FILE

VARIABLE = "SITUATION_MAP_FOLDER"


class NamesakesError(Exception):
    """Two situations of one name: a link could not tell them apart."""


def folders_of_environment() -> list[Path]:
    """Return the folders that the environment names, or the flagship alone."""
    names = filter(None, os.environ.get(VARIABLE, "").split(os.pathsep))
    return [Path(name) for name in names] or [FLAGSHIP]


def situation_folders(given: Iterable[Path]) -> dict[str, Path]:
    """Return the situations of some folders in their order, by the names that links know them by.

    Raises NamesakesError where two have one name.
    """
    found: dict[str, Path] = {}
    for folder in (inner for outer in given for inner in expanded(outer.absolute())):
        if found.setdefault(folder.name, folder) != folder:
            raise NamesakesError(
                f"--situation: expected folders of different names, found {str(found[folder.name])!r} and "
                f"{str(folder)!r}. Fix: rename one; a link names a situation by its folder."
            )
    return found


def expanded(folder: Path) -> list[Path]:
    """Return a folder that is a situation, the situations within one that is not, or itself where there are none."""
    if (folder / SETTINGS_FILE).exists():
        return [folder]
    inside = sorted(path.parent for path in folder.glob(f"*/{SETTINGS_FILE}"))
    return [path for path in inside if not path.name.startswith(".")] or [folder]
