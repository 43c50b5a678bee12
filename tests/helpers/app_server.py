"""The app as a server of its own, on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from paths import ROOT

SECONDS_TO_START = 60


@dataclass(frozen=True)
class Server:
    """A running server: its address, base path included, and its process."""

    address: str
    port: int
    pid: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def app_server(
    script: str = "map_app.py", *options: str, port: int | None = None, **environment: str
) -> Iterator[Server]:
    """Start the app, on a free port unless one is given, and yield it once it is healthy."""
    port = port or free_port()
    listening = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    quiet = ["--server.headless", "true", "--server.fileWatcherType", "none"]
    command = [sys.executable, "-m", "streamlit", "run", script, *listening, *quiet, *options]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}{base_path(options)}"
    try:
        wait_until_healthy(address, process)
        yield Server(address, port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def base_path(options: tuple[str, ...]) -> str:
    name = "--server.baseUrlPath"
    return "/" + options[options.index(name) + 1] if name in options else ""


def wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise AssertionError("the app did not become healthy")
