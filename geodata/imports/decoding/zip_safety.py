"""Zip archives: what may be in one, and unpacking under names of our own."""

from __future__ import annotations

import re
import stat
import zipfile
from pathlib import Path, PurePosixPath

from geodata.imports.raw import Source
from geodata.imports.report import refused
from geodata.imports.values.text import words
from geodata.limits import over_limit
from geodata.problems import DataError

NESTED = frozenset(words(".zip .kmz .xlsx .7z .rar .gz .tgz .bz2 .xz .tar .zst .jar"))
CHUNK_BYTES = 1 << 16
SMALL_BYTES = 1_000_000  # a small file of repeated text may well shrink a thousandfold


def checked_members(archive: zipfile.ZipFile, source: Source) -> list[zipfile.ZipInfo]:
    """Return the files of an archive; raise DataError if any of them is a trap."""
    members = archive.infolist()
    limits = source.limits
    if len(members) > limits.members:
        raise over_limit(source.shown, "members", limits.members, f"the archive holds {len(members):,} files")
    names = [PurePosixPath(path_of(member)) for member in members]  # as which `a/./b` is `a/b`
    if len(set(names)) < len(names):
        raise refused(source.shown, "archive", "two files in the archive have the same name.")
    for member in members:
        check_member(member, source)
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        raise over_limit(
            source.shown, "unpacked_bytes", limits.unpacked_bytes, f"unpacked it would take {total:,} bytes"
        )
    return [member for member in members if not member.is_dir()]


def check_member(member: zipfile.ZipInfo, source: Source) -> None:
    """Raise DataError if one file of an archive is a link, leads out of it, or is a bomb."""
    name, limits = path_of(member), source.limits
    if leads_out(name):
        raise refused(source.shown, "archive-path", "a file in the archive leads out of it.", value=name)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise refused(source.shown, "archive-link", "a file in the archive is a link.", value=name)
    if member.flag_bits & 1:
        raise refused(source.shown, "archive-locked", "a file in the archive needs a password.", value=name)
    if member.file_size > max(SMALL_BYTES, limits.unpacked_ratio * member.compress_size):
        times = member.file_size // max(1, member.compress_size)
        raise over_limit(source.shown, "unpacked_ratio", limits.unpacked_ratio, f"a file in it grows {times:,} times")


def path_of(member: zipfile.ZipInfo) -> str:
    """Return the path of a member; programs on Windows may write backslashes, which only there lead anywhere."""
    return member.filename.replace("\\", "/")


def leads_out(name: str) -> bool:
    """Tell whether a member's name is anything but a plain path below the archive."""
    parts = PurePosixPath(name).parts
    return (
        not parts
        or name.startswith("/")
        or ".." in parts
        or re.match(r"[A-Za-z]:", name) is not None
        or any(ord(character) < 32 for character in name)
    )


def unpacked(member: zipfile.ZipInfo, archive: zipfile.ZipFile, target: Path, source: Source) -> Path:
    """Write one member to `target`, never more than it declared and the limits allow."""
    allowed = min(member.file_size, source.limits.unpacked_bytes)
    written = 0
    try:
        with archive.open(member) as packed, target.open("xb") as file:
            while chunk := packed.read(CHUNK_BYTES):
                written += len(chunk)
                if written > allowed:
                    raise over_limit(source.shown, "unpacked_bytes", allowed, "the archive lies about its size")
                file.write(chunk)
    except DataError:
        raise
    except Exception as error:  # zlib, lzma and bz2 each have errors of their own
        raise refused(source.shown, "archive", "a file in the archive is damaged.", value=member.filename) from error
    return target
