"""Files as a browser hands them over: a name that a stranger chose, and bytes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from geodata.imports import ImportedLayer, read_layer

LONGEST_STEM = 80  # characters
SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,12}")
PARTS_OF_SHAPEFILE = (".shx", ".dbf", ".prj", ".cpg")


def read_bytes(name: str, data: bytes, *, beside: Mapping[str, bytes] | None = None, **options: Any) -> ImportedLayer:
    """Read a file that is not on disk, with the files that belong to it; takes what `read_layer` takes.

    It is on disk, under its own extension, only while it is read. Raises DataError if nothing of it can be read.
    """
    with tempfile.TemporaryDirectory(prefix="situation-map-") as folder:
        for each, content in {**(beside or {}), name: data}.items():
            (Path(folder) / safe_name(each)).write_bytes(content)
        return read_layer(Path(folder) / safe_name(name), **options)


def safe_name(name: str) -> str:
    """Return a name that stays in its folder, fits any disk, and still reads as the one it was made from."""
    path = PurePath(name.replace("\\", "/"))
    suffix = path.suffix if SUFFIX.fullmatch(path.suffix) else ""
    stem = "".join(character for character in path.stem if character.isprintable() and character not in '/:*?"<>|')
    return (stem.strip(" .")[:LONGEST_STEM].encode()[: 2 * LONGEST_STEM].decode(errors="ignore") or "file") + suffix


def sort_out(names: Sequence[str]) -> dict[int, list[int]]:
    """Return the places of the files to read, each with those of the parts of a shapefile that came along."""
    paths = [(PurePath(name).stem, PurePath(name).suffix.casefold()) for name in names]
    shapes = {stem: place for place, (stem, suffix) in enumerate(paths) if suffix == ".shp"}
    owners = [shapes.get(stem) if suffix in PARTS_OF_SHAPEFILE else None for stem, suffix in paths]
    return {
        place: [part for part, owner in enumerate(owners) if owner == place]
        for place, owner in enumerate(owners)
        if owner is None
    }
