"""What the reading process may do: one GDAL driver at a time, no network, no programs, limited memory.

GDAL opens a file by its content, whatever its name says, and some of its drivers follow paths and
addresses inside the file. So all drivers are switched off except the one that belongs to the extension.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pyogrio
from pyogrio import _ogr

from geodata.imports.environment import ENVIRONMENT
from geodata.imports.limits import Limits

FORBIDDEN_ACTS = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")


@contextmanager
def only_driver(driver: str) -> Iterator[None]:
    """Leave GDAL one vector driver, and prove it, for the length of the block."""
    register(skipped=sorted(set(pyogrio.list_drivers()) - {driver}))
    try:
        if set(pyogrio.list_drivers()) != {driver}:
            raise RuntimeError(f"GDAL cannot be confined to {driver}")
        yield
    finally:
        register(skipped=[])


def register(skipped: list[str]) -> None:
    """Register all GDAL drivers but the skipped ones."""
    pyogrio.set_gdal_config_options({**ENVIRONMENT, "OGR_SKIP": ",".join(skipped) or None})
    _ogr._register_drivers()


def restrict_process(limits: Limits) -> None:
    """Bind this process, for the rest of its life, to its memory and time and to its own business."""
    restrict_resources(limits)
    sys.addaudithook(refuse_act)


def refuse_act(act: str, _arguments: Any) -> None:
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
        (resource.RLIMIT_FSIZE, 4 * limits.unpacked_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        capped = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        with suppress(ValueError, OSError):  # macOS refuses some of them
            resource.setrlimit(kind, (capped, capped))
