"""Files as a browser hands them over: a name that a stranger chose, and bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from geodata.imports import FileBytes

LONGEST_STEM = 80  # characters
SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,12}")
PARTS_OF_SHAPEFILE = (".shx", ".dbf", ".prj", ".cpg")


def file_bytes(name: str, data: bytes, beside: Mapping[str, bytes] | None = None) -> FileBytes:
    """Return a file, with those that belong to it, under names that are safe to show."""
    return FileBytes(safe_name(name), data, {safe_name(part): content for part, content in (beside or {}).items()})


def safe_name(name: str) -> str:
    """Return a name that stays in its folder, fits any disk, and still reads as the one it was made from."""
    path = PurePath(name.replace("\\", "/"))
    suffix = path.suffix if SUFFIX.fullmatch(path.suffix) else ""
    stem = "".join(character for character in path.stem if character.isprintable() and character not in '/:*?"<>|')
    return (stem.strip(" .")[:LONGEST_STEM].encode()[: 2 * LONGEST_STEM].decode(errors="ignore") or "file") + suffix


def group_companions(names: Sequence[str]) -> dict[int, list[int]]:
    """Return the places of the files to read, each with those of the parts of a shapefile that came along."""
    paths = [(PurePath(name).stem, PurePath(name).suffix.casefold()) for name in names]
    shapes = {stem: place for place, (stem, suffix) in enumerate(paths) if suffix == ".shp"}
    owners = [shapes.get(stem) if suffix in PARTS_OF_SHAPEFILE else None for stem, suffix in paths]
    return {
        place: [part for part, owner in enumerate(owners) if owner == place]
        for place, owner in enumerate(owners)
        if owner is None
    }
