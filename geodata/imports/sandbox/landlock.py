"""Landlock: the paths and the network that the Linux kernel itself refuses this process from now on."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from geodata.imports.values.text import words

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
VERSION_WANTED = 1
BELOW_PATH = 1

# The bit of each right over files, in the order in which the versions of Landlock learned them.
RIGHTS = words(
    "execute write_file read_file read_dir remove_dir remove_file make_char make_dir make_reg "
    "make_sock make_fifo make_block make_sym refer truncate ioctl_dev"
)
RIGHTS_KNOWN = {1: 13, 2: 14, 3: 15, 4: 15}  # by version; later ones know them all
BIND_AND_CONNECT_TCP = 0b11
NETWORK_SINCE = 4
SIGNALS_AND_ABSTRACT_SOCKETS = 0b11
SCOPE_SINCE = 6


def bits(*rights: str) -> int:
    """Return rights as the kernel takes them."""
    return sum(1 << RIGHTS.index(right) for right in rights)


READ_FILE = bits("read_file")
READ = bits("read_file", "read_dir")
WRITE = READ | bits("write_file", "truncate", "make_reg", "make_dir", "remove_file", "remove_dir")


def version() -> int:
    """Return the version of Landlock that the kernel has; 0 where there is none."""
    return max(0, system_call(CREATE_RULESET, None, 0, VERSION_WANTED)) if sys.platform == "linux" else 0


def confine(readable: Iterable[Path], writable: Path) -> bool:
    """Leave this process some paths to read, one folder to write, and no TCP; tell whether the kernel does so.

    The process must have given up new privileges first. No right to execute is left, anywhere.
    """
    known = version()
    if not known:
        return False
    files = (1 << RIGHTS_KNOWN.get(known, len(RIGHTS))) - 1
    network = BIND_AND_CONNECT_TCP if known >= NETWORK_SINCE else 0
    scope = SIGNALS_AND_ABSTRACT_SOCKETS if known >= SCOPE_SINCE else 0
    refused = struct.pack("=QQQ", files, network, scope)
    rules = system_call(CREATE_RULESET, refused, len(refused), 0)
    if rules < 0:
        return False
    for path in readable:
        allow(rules, path, READ & files)
    allow(rules, writable, WRITE & files)
    confined = system_call(RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return confined


def allow(rules: int, path: Path, rights: int) -> None:
    """Except what is at and below a path, if it exists."""
    with suppress(OSError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rule = struct.pack("=Qi", rights if path.is_dir() else rights & READ_FILE, place)
        system_call(ADD_RULE, rules, BELOW_PATH, rule, 0)
        os.close(place)


def system_call(number: int, *arguments: int | bytes | None) -> int:
    """Return what the kernel answers, -1 for a refusal; the C library has no names for these calls."""
    call = ctypes.CDLL(None).syscall
    call.restype = ctypes.c_long
    return int(
        call(ctypes.c_long(number), *(ctypes.c_long(value) if isinstance(value, int) else value for value in arguments))
    )
