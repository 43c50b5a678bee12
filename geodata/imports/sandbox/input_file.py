"""Putting a stranger's file into the work folder, once, under a name of our own."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from geodata.files.full_disk import is_full
from geodata.imports.formats.registry import format_of
from geodata.imports.formats.shapefile import SIDECARS, sidecars
from geodata.imports.report import refused
from geodata.limits import Limits, over_limit

STEM = "input"  # because names can be commands to readers


@dataclass(frozen=True)
class FileBytes:
    """A file that is not on disk, and by name those that belong to it, as the parts of a shapefile do."""

    name: str
    data: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)


def put_in(file: Path | FileBytes, limits: Limits, folder: Path) -> Path:
    """Write a file, with what belongs to it, into a folder; raise DataError if it is none, or one too large.

    Raises OSError where the disk is full.
    """
    format_of(file.name, file.name)
    main = PurePath(file.name).suffix.casefold()
    try:
        if isinstance(file, FileBytes):
            write_all(file, {main: file.data} | (data_beside(file) if main == ".shp" else {}), limits, folder)
        else:
            copy_all(file, {main: file} | (checked_sidecars(file) if main == ".shp" else {}), limits, folder)
    except OSError as error:
        if is_full(error):
            raise
        raise refused(file.name, "not-readable", f"the file cannot be opened: {error.strerror}.") from error
    return folder / f"{STEM}{main}"


def write_all(file: FileBytes, parts: Mapping[str, bytes], limits: Limits, folder: Path) -> None:
    """Write the parts of a file by their extension."""
    check_size(file.name, sum(map(len, parts.values())), limits)
    for extension, data in parts.items():
        (folder / f"{STEM}{extension}").write_bytes(data)


def copy_all(file: Path, parts: Mapping[str, Path], limits: Limits, folder: Path) -> None:
    """Copy the parts of a file by their extension."""
    if not all(stat.S_ISREG(part.stat().st_mode) for part in parts.values()):
        raise refused(file.name, "not-a-file", "expected a file.")
    check_size(file.name, sum(part.stat().st_size for part in parts.values()), limits)
    for extension, part in parts.items():
        shutil.copyfile(part, folder / f"{STEM}{extension}")


def data_beside(file: FileBytes) -> dict[str, bytes]:
    """Return the parts of a shapefile that came with it."""
    paths = {PurePath(name): data for name, data in file.beside.items()}
    stem = PurePath(file.name).stem.casefold()
    return {
        path.suffix.casefold(): data
        for path, data in paths.items()
        if path.stem.casefold() == stem and path.suffix.casefold() in SIDECARS
    }


def checked_sidecars(path: Path) -> dict[str, Path]:
    """Return the parts of a shapefile beside it; raise DataError if one is a link."""
    beside = sidecars(path)
    if link := next((part for part in beside.values() if part.is_symlink()), None):
        fix = "put the file itself there."
        raise refused(path.name, "not-a-file", "a file of the shapefile is a link.", value=link.name, fix=fix)
    return beside


def check_size(name: str, size: int, limits: Limits) -> None:
    """Raise DataError if a file and its parts are too large together; `size` is in bytes."""
    if size > limits.file_bytes:
        raise over_limit(name, "file_bytes", limits.file_bytes, f"the file has {size:,} bytes")
