"""What is said of deploying holds: behind a proxy with a base path, with replicas, from plain requirements."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from app_client import Client
from app_page import AppPage, open_app
from app_server import Server, app_server, free_port, wait_until_healthy
from geodata.limits import VARIABLE_PREFIX
from paths import ROOT

DEPLOY = (ROOT / ".github" / "DEPLOY.md").read_text(encoding="utf-8")
BASE = ("--server.baseUrlPath", "carte")
LINK = "/?t=2025-12-06&m=window&d=30&c=12.65,-8&z=8&s=nigoun&lang=fr"
FRAME = """
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    {server}
}}
"""


def proxy_settings(port: int, replicas: list[int]) -> str:
    """Return the settings of the document, with our ports and a line for every replica."""
    (settings,) = re.findall(r"^```nginx\n(.+?)^```$", DEPLOY, re.MULTILINE | re.DOTALL)
    servers = "\n".join(f"server 127.0.0.1:{replica};" for replica in replicas)
    assert "server 127.0.0.1:8501;" in settings
    assert "listen 80;" in settings
    return settings.replace("server 127.0.0.1:8501;", servers).replace("listen 80;", f"listen 127.0.0.1:{port};")


def nginx() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not found:
        pytest.fail(
            "expected nginx on the PATH, found none; install the distribution's package `nginx-light`.", pytrace=False
        )
    return found


@contextmanager
def proxied(folder: Path, replicas: list[int]) -> Iterator[str]:
    """Run nginx in front of the replicas and yield the address of the app behind it."""
    port = free_port()
    settings = folder / "nginx.conf"
    settings.write_text(FRAME.format(server=proxy_settings(port, replicas)), encoding="utf-8")
    process = subprocess.Popen([nginx(), "-e", "stderr", "-p", str(folder), "-c", str(settings)])
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}/carte", process)
        yield f"http://127.0.0.1:{port}/carte"
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def replicas() -> Iterator[tuple[Server, Server]]:
    with app_server("map_app.py", *BASE) as one, app_server("map_app.py", *BASE) as other:
        yield one, other


@pytest.fixture(scope="module")
def carte(replicas: tuple[Server, Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with proxied(tmp_path_factory.mktemp("nginx"), [server.port for server in replicas]) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str], AppPage]]:
    opened: list[AppPage] = []

    def call(address: str) -> AppPage:
        opened.append(open_app(browser, address))
        return opened[-1]

    yield call
    for app in opened:
        app.page.context.close()
    assert [trouble for app in opened for trouble in app.troubles] == []


def test_behind_a_proxy_with_a_base_path_the_app_works(carte: str, visit: Callable[[str], AppPage]) -> None:
    app = visit(f"{carte}/")
    with app.run():
        app.press("ArrowRight")
    app.wait_for_headline("1 November 2025")
    assert app.page.url.startswith(f"{carte}/?t=2025-11-01")
    files = app.frame.evaluate("() => performance.getEntriesByType('resource').map(entry => entry.name)")
    assert {re.sub(r"-[0-9a-f]+", "", Path(name).name) for name in files if "situation_assets" in name} == {
        "leaflet.js",
        "page.js",
        "payload.js",
        "page.css",
    }
    assert all(name.startswith(f"{carte}/component/") for name in files)
    app.open_panel("Share and export")
    expect(app.page.get_by_test_id("stCode").first).to_contain_text(f"{carte}/?t=2025-11-01")


def test_the_health_check_answers_through_the_proxy(carte: str) -> None:
    with urlopen(f"{carte}/_stcore/health") as answer:  # noqa: S310 - our own server
        assert (answer.status, answer.read()) == (200, b"ok")


@pytest.mark.parametrize("name", ["metrics", "metrics/", "metrics?a=b", "%6Detrics", "/metrics", "x/../metrics"])
def test_the_metrics_of_the_server_are_closed_by_the_proxy(
    carte: str, replicas: tuple[Server, Server], name: str
) -> None:
    assert status_of(f"{replicas[0].address}/_stcore/metrics") == 200
    assert status_of(f"{carte}/_stcore/{name}") == 404


def test_a_file_goes_through_the_proxy_and_a_larger_one_is_refused(carte: str) -> None:
    point = b'{"type": "Point", "coordinates": [-8, 12.6]}'
    with Client(carte) as client:
        client.run()
        client.open_panel("Your layers")
        client.drop("well.geojson", point)
        assert any("well" in text.body for text in client.of("markdown"))
        with pytest.raises(urllib.error.HTTPError, match="413"):
            client.drop("ocean.geojson", b" " * 21_000_000)


def test_a_link_opens_the_same_map_on_another_server(carte: str, address: str, visit: Callable[[str], AppPage]) -> None:
    here, there = (visit(place + LINK).call("state") for place in (carte, address))
    assert here["day"] == "2025-12-06"
    assert there == here


def test_the_proxy_sends_a_reader_to_one_replica(carte: str, replicas: tuple[Server, Server]) -> None:
    for _ in range(4):
        with Client(carte) as client:
            client.run()
    (name, *_) = re.findall(r"situation_assets/([a-z]+-[0-9a-f]+\.js)", client.arguments)
    file = f"component/layers.app.situations.served_folder.situation_assets/{name}"
    assert sorted(status_of(f"{server.address}/{file}") for server in replicas) == [200, 404]
    assert status_of(f"{carte}/{file}") == 200


def status_of(address: str) -> int:
    try:
        with urlopen(address) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_plain_list_of_requirements_is_that_of_the_project() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [line for line in lines if not line.startswith("#")] == project["dependencies"]


@pytest.mark.parametrize("setting", ["SITUATION_MAP_FOLDER", VARIABLE_PREFIX, "STREAMLIT_SERVER_BASE_URL_PATH"])
def test_every_setting_by_environment_variable_is_described(setting: str) -> None:
    assert setting in DEPLOY


def test_a_folder_named_by_the_environment_is_shown(tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "geodata" / "mali", tmp_path / "other")
    settings = folder / "situation.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("The fuel blockade of Bamako", "Another place"), encoding="utf-8"
    )
    with app_server(SITUATION_MAP_FOLDER=str(folder)) as server, Client(server.address) as client:
        client.run()
        assert client.of("markdown")[0].body == "### Another place"
