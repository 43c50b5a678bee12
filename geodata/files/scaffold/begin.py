"""A new situation folder to begin with: about an area of the world, or a copy of the invented example."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from geodata.contract.settings import SETTINGS_FILE
from geodata.contract.translated_columns import DEFAULT_LANGUAGE
from geodata.files.full_disk import errors_named
from geodata.files.occupant import FOLDER, occupant
from geodata.files.paths import EXAMPLE
from geodata.files.scaffold.area import Area, write_area
from geodata.files.unfinished import unfinished_folder
from geodata.files.writing import UMASK

__all__ = ["new_situation"]

LONGEST_TITLE = 200  # characters
TITLE = re.compile(r"(?<=^\[title\]\n)([\w-]+ = .*\n)+", re.MULTILINE)
TRANSLATE = " # translate it, or remove this line"


def new_situation(folder: Path, title: str, area: Area | None = None) -> None:
    """Write a small, valid situation in one step: of an area with its towns, else the invented example.

    `folder` may be there if it is empty.

    Raises ValueError for a title that is none and for a folder that holds something, OSError if nothing can be written.
    """
    if not title.strip() or not title.isprintable() or len(title) > LONGEST_TITLE:
        raise ValueError(f"expected a title in one line of at most {LONGEST_TITLE} characters, found {title[:80]!r}")
    if found := in_the_way(folder):
        raise ValueError(f"expected a new or an empty folder, found {found}: {folder}. Fix: name another folder")
    if not folder.absolute().parent.is_dir():
        raise ValueError(f"expected a folder to write into, found none: {folder.absolute().parent}")
    with errors_named(folder), unfinished_folder(folder.absolute().parent) as draft:
        if area:
            write_area(draft, title, area)
        else:
            copy_example(draft, title)
        draft.chmod(0o777 & ~UMASK)
        draft.replace(folder)


def in_the_way(folder: Path) -> str:
    """Return what is at a path, in words, if it is not an empty folder to fill."""
    found = occupant(folder)
    if found == FOLDER and any(folder.iterdir()):
        return "one that holds something"
    return "" if found == FOLDER else found


def copy_example(folder: Path, title: str) -> None:
    """Copy the example into a folder and give it its title, in every language the same until it is translated."""
    for source in sorted(EXAMPLE.iterdir()):
        shutil.copyfile(source, folder / source.name)
    settings = folder / SETTINGS_FILE
    text, count = TITLE.subn(lambda lines: retitled(lines[0], title), settings.read_text(encoding="utf-8"))
    if count != 1:
        raise RuntimeError(f"the example's {SETTINGS_FILE} has no [title]")
    settings.write_text(text, encoding="utf-8", newline="\n")


def retitled(lines: str, title: str) -> str:
    """Return the lines of a title by language with another text, the same in each."""
    quoted = json.dumps(title, ensure_ascii=False)
    languages = [line.partition(" = ")[0] for line in lines.splitlines()]
    return "".join(f"{code} = {quoted}{'' if code == DEFAULT_LANGUAGE else TRANSLATE}\n" for code in languages)
