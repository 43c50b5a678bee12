"""Zip archives and KMZ: every readable file inside is read as if it had come alone."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from geodata.imports.decoding.zip_safety import NESTED, checked_members, path_of, unpacked
from geodata.imports.formats.shapefile import SIDECARS
from geodata.imports.raw import RawLayer, Source, empty_layer
from geodata.imports.report import Findings, refused
from geodata.imports.values.text import words
from geodata.problems import DataError

Members = Mapping[PurePosixPath, zipfile.ZipInfo]

# What may hold data as well, and is reported where it is not read; a geodatabase is a folder.
LEFT_ASIDE = NESTED | frozenset(words(".txt .xls .xlsm .xlsb .ods .dbf .topojson .gml .tab .gdb .sqlite"))
NOTES = re.compile(r"read.?me|lisez.?moi|lire|licen[cs]e|copying|metadata|metadonnees", re.IGNORECASE)
FIX = "unpack the archive and add the file by itself."
NOT_DATA = ("__MACOSX/", "._", ".")


@dataclass(frozen=True)
class Inner:
    """How a file in an archive is read, and the extensions of the files that are."""

    read: Callable[[Source], list[RawLayer]]
    extensions: frozenset[str]


def read_kmz(source: Source, inner: Inner) -> list[RawLayer]:
    """Return the layers of every KML document in a KMZ."""
    return read_archive(source, Inner(inner.read, frozenset({".kml"})), inner.extensions | LEFT_ASIDE)


def read_zip(source: Source, inner: Inner) -> list[RawLayer]:
    """Return the layers of every readable file in a zip archive, in whatever folder it is."""
    return read_archive(source, inner, LEFT_ASIDE)


def read_archive(source: Source, inner: Inner, data: frozenset[str]) -> list[RawLayer]:
    """Unpack under names of our own, then read; a broken file inside does not take others with it.

    `data` are extensions of files that may hold data, which are reported where they are not read.
    """
    try:
        with zipfile.ZipFile(source.path) as archive:
            members = visible_members(archive, source)
            parts = list(unpack_readable(archive, members, source, inner.extensions))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        if isinstance(error, DataError):
            raise
        raise refused(source.shown, "archive", "the archive is damaged.") from error
    aside = left_aside(members, data - inner.extensions)
    if not parts:
        raise nothing_readable(source, aside, inner.extensions)
    layers = [layer for part in parts for layer in read_part(part, inner)]
    if len(parts) == 1:  # whose name says no more than that of the archive
        inside = [layer.name.removeprefix(parts[0].layer).removeprefix(" / ") for layer in layers]
        layers = [replace(layer, name=name) for layer, name in zip(layers, inside, strict=True)]
    return layers + [unread_layer(source, name) for name in aside]


def visible_members(archive: zipfile.ZipFile, source: Source) -> Members:
    """Return the files of an archive by their path, but for those that an operating system hides."""
    members = {PurePosixPath(path_of(member)): member for member in checked_members(archive, source)}
    return {name: member for name, member in members.items() if not hidden(name)}


def hidden(name: PurePosixPath) -> bool:
    """Tell whether a file is none that a person put into the archive."""
    return str(name).startswith(NOT_DATA) or name.name.startswith(".")


def left_aside(names: Iterable[PurePosixPath], kinds: frozenset[str]) -> list[str]:
    """Return the files of some kinds, and folders that are one, but for notes and the parts of a shapefile."""
    shapefiles = [name for name in names if name.suffix.casefold() == ".shp"]
    data = [
        name
        for name in names
        if not NOTES.match(name.name) and not any(belongs(name, shapefile) for shapefile in shapefiles)
    ]
    tops = (
        next((part for part in (*reversed(name.parents), name) if part.suffix.casefold() in kinds), None)
        for name in data
    )
    return sorted({str(top) for top in tops if top})


def nothing_readable(source: Source, aside: Sequence[str], extensions: frozenset[str]) -> DataError:
    """Return the error for an archive of which nothing is read."""
    unread = ", ".join(aside)
    if any(PurePosixPath(name).suffix.casefold() in NESTED for name in aside):
        return refused(source.shown, "archive-nested", "an archive in an archive is not read.", value=unread, fix=FIX)
    message = f"expected one of {', '.join(sorted(extensions))} in the archive."
    return refused(source.shown, "archive-empty", message, value=unread or None, fix=FIX if unread else "")


def unread_layer(source: Source, name: str) -> RawLayer:
    """Return a layer without rows that says of a file that it is not read."""
    findings = Findings(source.shown)
    findings.warn(None, "archive-unread", "this file of the archive is not read.", fix=FIX)
    return empty_layer(source.layer_name(name), findings)


def unpack_readable(
    archive: zipfile.ZipFile, members: Members, source: Source, extensions: frozenset[str]
) -> Iterator[Source]:
    """Unpack every readable file, and those that belong to a shapefile; yield a source for each."""
    numbers = itertools.count(1)
    for name, member in members.items():
        extension = name.suffix.casefold()
        if extension not in extensions:
            continue
        target = source.work / f"{source.path.stem}-{next(numbers)}{extension}"
        unpacked(member, archive, target, source)
        for other, belonging in (parts_of(name, members) if extension == ".shp" else {}).items():
            unpacked(belonging, archive, target.with_suffix(other), source)
        yield replace(source, path=Path(target), layer=str(name))


def parts_of(shapefile: PurePosixPath, members: Members) -> dict[str, zipfile.ZipInfo]:
    """Return the files that belong to a shapefile by their extension; of several, the one named exactly like it."""
    alike = sorted(members, key=lambda other: other.stem == shapefile.stem)
    return {other.suffix.casefold(): members[other] for other in alike if belongs(other, shapefile)}


def belongs(other: PurePosixPath, shapefile: PurePosixPath) -> bool:
    """Tell whether a file is part of a shapefile in the same folder."""
    same_stem = other.stem.casefold() == shapefile.stem.casefold()
    return same_stem and other.parent == shapefile.parent and other.suffix.casefold() in SIDECARS


def read_part(part: Source, inner: Inner) -> list[RawLayer]:
    """Return the layers of one file of an archive, or an empty layer that says why it cannot be read."""
    try:
        return inner.read(part)
    except DataError as error:
        findings = Findings(part.shown, list(error.problems))
        return [empty_layer(part.layer, findings)]
