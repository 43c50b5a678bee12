"""What an installed wheel is: every file of the packages, and an app with the settings of the checkout."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit import config

from app_client import Client, announced
from app_server import free_port, wait_until_healthy
from layers.app.server.launch import SETTINGS, setting_variables
from paths import ROOT

CHECKOUT_SETTINGS = ROOT / ".streamlit" / "config.toml"
UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes, as the README promises


@dataclass(frozen=True)
class Installed:
    """The app of an installed wheel, running: its address and what it has printed."""

    address: str
    log: Path


def tracked_files() -> list[str]:
    printed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in printed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the tracked files alone; what else lies in the checkout could slip into it, or stand in for it."""
    source, built = (tmp_path_factory.mktemp(name) for name in ("source", "built"))
    for name in tracked_files():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", built, source], check=True)
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", target, wheel], check=True)
    return target


@pytest.fixture(scope="module")
def app(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """The installed app, started in an empty folder with a setting of its starter's own."""
    empty, port = tmp_path_factory.mktemp("empty"), free_port()
    log = tmp_path_factory.mktemp("log") / "app.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    environment |= {"PYTHONPATH": str(installed), "HOME": str(empty), "STREAMLIT_CLIENT_TOOLBAR_MODE": "minimal"}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "layers", "app", "--port", str(port)],
            cwd=empty,
            env=environment,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(address, process)
        yield Installed(address, log)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def test_the_wheel_holds_the_tracked_package_files_and_no_others(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tracked = {name for name in tracked_files() if name.startswith(("geodata/", "layers/"))}
    assert held == tracked | {"map_app.py"}


def test_the_shipped_settings_are_those_of_the_checkout() -> None:
    assert SETTINGS.read_text(encoding="utf-8") == CHECKOUT_SETTINGS.read_text(encoding="utf-8")


def test_every_setting_has_the_variable_that_streamlit_reads() -> None:
    tables = tomllib.loads(CHECKOUT_SETTINGS.read_text(encoding="utf-8"))
    options = config.get_config_options()
    assert set(setting_variables()) == {
        options[f"{table}.{name}"].env_var for table, entries in tables.items() for name in entries
    }


def test_streamlit_takes_the_settings_from_the_variables(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "config", "show"],
        cwd=tmp_path,
        env=os.environ | setting_variables() | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    shown = tomllib.loads(done.stdout[done.stdout.index("[global]") :])
    assert shown["client"] == {"toolbarMode": "viewer", "showErrorDetails": "none"}
    assert shown["server"] == {"headless": True, "maxUploadSize": 20, "maxMessageSize": 50}
    assert shown["browser"] == {"gatherUsageStats": False}


def test_an_installed_app_gathers_no_statistics(app: Installed) -> None:
    with Client(app.address) as client:
        client.run()
        assert client.config.gather_usage_stats is False
    log = app.log.read_text(encoding="utf-8")
    assert "You can now view" in log
    assert "usage statistics" not in log


def test_an_installed_app_refuses_too_large_a_file(app: Installed) -> None:
    with Client(app.address) as client:
        client.run()
        place = client.upload_urls("ocean.geojson").upload_url
        assert announced(app.address, place, UPLOAD_LIMIT + 1) == 413


def test_the_environment_goes_before_the_shipped_settings(app: Installed) -> None:
    with Client(app.address) as client:
        client.run()
        assert client.config.toolbar_mode == client.config.MINIMAL
