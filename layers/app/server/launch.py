"""Starting the app as a Streamlit server, with the settings that come with the package."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "map_app.py"
SETTINGS = Path(__file__).with_name("streamlit.toml")  # Streamlit reads .streamlit/config.toml of a checkout only
INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def setting_variables() -> dict[str, str]:
    """Return the shipped settings by the environment variables that Streamlit takes them from."""
    tables = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    return {variable(table, name): text(value) for table, entries in tables.items() for name, value in entries.items()}


def variable(table: str, name: str) -> str:
    """Return e.g. `STREAMLIT_SERVER_MAX_UPLOAD_SIZE` for `maxUploadSize` of `[server]`."""
    return f"STREAMLIT_{table}_{INNER_CAPITAL.sub('_', name)}".upper()


def text(value: bool | int | str) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def launch(situations: Sequence[Path], port: int | None) -> int:
    """Serve the app until it is stopped and return its exit code; the caller's environment goes before our settings."""
    listen = ["--server.port", str(port)] if port else []
    shown = [word for folder in situations for word in ("--situation", str(folder))]
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT), *listen, "--", *shown]
    return subprocess.call(command, env=setting_variables() | os.environ)  # noqa: S603 - our interpreter and script
