"""Zip archives and KMZ: every readable file inside is read as if it had come alone."""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from geodata.imports.archives import checked_members, unpacked
from geodata.imports.raw import RawLayer, Source, object_frame
from geodata.imports.report import Findings, refused
from geodata.imports.shapefile import SIDECARS
from geodata.imports.wordlists import words
from geodata.problems import DataError

Reader = Callable[[Source], list[RawLayer]]

INNER = frozenset(words(".geojson .json .geojsonl .geojsons .jsonl .ndjson .csv .tsv .gpkg .parquet .geoparquet .shp .kml .gpx"))
NOT_DATA = ("__MACOSX/", "._", ".")


def read_kmz(source: Source, read: Reader) -> list[RawLayer]:
    """Return the layers of every KML document in a KMZ."""
    return read_archive(source, read, frozenset({".kml"}))


def read_zip(source: Source, read: Reader) -> list[RawLayer]:
    """Return the layers of every readable file in a zip archive, in whatever folder it is."""
    return read_archive(source, read, INNER)


def read_archive(source: Source, read: Reader, extensions: frozenset[str]) -> list[RawLayer]:
    """Unpack under names of our own, then read; a broken file inside does not take others with it."""
    try:
        with zipfile.ZipFile(source.path) as archive:
            inner = list(unpack_readable(archive, source, extensions))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        if isinstance(error, DataError):
            raise
        raise refused(source.shown, "archive", "the archive is damaged.") from error
    if not inner:
        wanted = ", ".join(sorted(extensions))
        raise refused(source.shown, "archive-empty", f"expected one of {wanted} in the archive.")
    layers = [layer for part in inner for layer in read_part(part, read)]
    if len(inner) == 1:
        for layer in layers:
            layer.name = layer.name.removeprefix(inner[0].layer).removeprefix(" / ")
    return layers


def unpack_readable(archive: zipfile.ZipFile, source: Source, extensions: frozenset[str]) -> Iterator[Source]:
    """Unpack every readable file, and those that belong to a shapefile; yield a source for each."""
    members = {PurePosixPath(member.filename): member for member in checked_members(archive, source)}
    numbers = itertools.count(1)
    for name, member in members.items():
        extension = name.suffix.casefold()
        if extension not in extensions or str(name).startswith(NOT_DATA) or name.name.startswith("."):
            continue
        target = source.work / f"{source.path.stem}-{next(numbers)}{extension}"
        unpacked(member, archive, target, source)
        for other, belonging in members.items():
            if extension == ".shp" and belongs(other, name):
                unpacked(belonging, archive, target.with_suffix(other.suffix.casefold()), source)
        yield Source(path=Path(target), shown=source.shown, limits=source.limits, layer=str(name), work=source.work)


def belongs(other: PurePosixPath, shapefile: PurePosixPath) -> bool:
    """Tell whether a file is part of a shapefile in the same folder."""
    same_stem = other.stem.casefold() == shapefile.stem.casefold()
    return same_stem and other.parent == shapefile.parent and other.suffix.casefold() in SIDECARS


def read_part(part: Source, read: Reader) -> list[RawLayer]:
    """Return the layers of one file of an archive, or an empty layer that says why it cannot be read."""
    try:
        return read(part)
    except DataError as error:
        findings = Findings(part.shown, list(error.problems))
        return [RawLayer(name=part.layer, format="", frame=object_frame({}, []), findings=findings)]
