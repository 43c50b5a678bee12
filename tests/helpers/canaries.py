"""A secret in a file and a server that is listening: what reading a stranger's file must not reach."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pyogrio
import pytest

from geodata.imports.environment import ENVIRONMENT
from geodata.imports.formats import gdal
from geodata.problems import DataError
from importing import read_here

SECRET = "canary-9f31"  # noqa: S105  a word to look for


class Listener:
    """A server on this machine that must hear nothing."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.proxy = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.url = f"{self.proxy}/canary"
        self.heard = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        try:
            while True:
                connection, _ = self.socket.accept()
                self.heard += 1
                connection.close()
        except OSError:
            return


def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    """Yield a listener that also hears what GDAL would ask of any other server."""
    started = Listener()
    monkeypatch.setattr(gdal, "ENVIRONMENT", ENVIRONMENT | {"GDAL_HTTP_PROXY": started.proxy})
    yield started
    started.socket.close()
    pyogrio.set_gdal_config_options(ENVIRONMENT)


def kml(inside: str) -> str:
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>'


def outcome_here(path: Path) -> str:
    """Return the same without the kernel's help, which would hide that something was tried."""
    try:
        return "".join(layer.frame.to_csv() + repr(layer.report) for layer in read_here(path))
    except DataError as error:
        return str(error)
