"""What the reading process may do: no other files, no network, no programs, limited memory and time."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pyogrio
import pyproj

from geodata.imports.sandbox.landlock import confine
from geodata.imports.values.text import words
from geodata.limits import Limits

FORBIDDEN_ACTS = frozenset(
    words(
        "socket.connect socket.bind socket.sendto socket.sendmsg socket.getaddrinfo "
        "subprocess.Popen os.system os.exec os.fork os.forkpty os.posix_spawn os.spawn"
    )
)
# Where libraries and their tables are, whatever Python they are used from; nothing of a user's own.
SYSTEM = words(
    "/lib /lib64 /usr/lib /usr/lib64 /usr/local/lib /usr/share/zoneinfo "
    "/etc/ld.so.cache /etc/localtime /dev/null /dev/urandom"
)
PACKAGE_FOLDERS = ("site-packages", "dist-packages")
DIE_WITH_PARENT, NO_NEW_PRIVILEGES = 1, 38  # options of prctl


def end_with(parent: int) -> None:
    """Let the kernel end this process with the one that started it, even where that is killed."""
    if sys.platform == "linux":
        set_for_process(DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            raise SystemExit(1)


def restrict_process(limits: Limits, folder: Path) -> None:
    """Bind this process, for the rest of its life, to its memory and time, its own folder and its own business."""
    restrict_resources(limits)
    if sys.platform == "linux":
        set_for_process(NO_NEW_PRIVILEGES, 1)
        confine(readable_paths(), folder)
    sys.addaudithook(refuse_act)


def set_for_process(option: int, value: int) -> None:
    """Set an option that the Linux kernel keeps for this process."""
    ctypes.CDLL(None).prctl(option, *map(ctypes.c_ulong, (value, 0, 0, 0)))


def readable_paths() -> set[Path]:
    """Return where Python, the libraries and their tables are, but not the folder that the app is run from."""
    python = [Path(prefix) / "lib" for prefix in (sys.prefix, sys.base_prefix)]
    installed = [Path(entry) for entry in sys.path if Path(entry).name in PACKAGE_FOLDERS]
    loaded = [
        Path(entry)
        for name, module in sys.modules.items()
        if "." not in name
        for entry in getattr(module, "__path__", ())
    ]
    tables = [*pyproj.datadir.get_data_dir().split(os.pathsep), *filter(None, [pyogrio.get_gdal_data_path()])]
    return {*map(Path, (*SYSTEM, *tables)), *python, *installed, *loaded}


def refuse_act(act: str, _arguments: object) -> None:
    """Stop Python code from reaching the network or starting programs."""
    if act in FORBIDDEN_ACTS:
        raise PermissionError(f"{act} is not allowed while a file is read")


def restrict_resources(limits: Limits) -> None:
    """Set the limits that the operating system keeps, where it has them."""
    try:
        import resource
    except ImportError:  # Windows keeps time only, from outside
        return
    for kind, amount in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds + 1),
        (resource.RLIMIT_FSIZE, max(4 * limits.unpacked_bytes, 2 * limits.result_bytes)),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        capped = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        with suppress(ValueError, OSError):  # macOS refuses some of them
            resource.setrlimit(kind, (capped, capped))
