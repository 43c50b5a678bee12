"""What one visit can make the server hold: files up to its limit, which go when they are taken away; no large value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from http import HTTPStatus
from urllib.error import HTTPError

import psutil
import pytest

from app_client import Client, send_file
from app_server import Server, app_server
from geodata.limits import variable

MOST = 3_000_000
TABLE = b"title,lat,lon\n" + b"A,12,-8\n" * 250_000  # 2 MB, and more rows than are read
VALUE_BYTES, SESSIONS = 15_000_000, 6


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with app_server(**{variable("session_bytes"): str(MOST)}) as started:
        yield started


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    with Client(server.address) as opened:
        opened.run()
        opened.run(opened.fragment)
        opened.open_panel("Your layers")
        yield opened


def sent(client: Client, name: str) -> HTTPStatus:
    """Send the bytes of a file that no widget lists yet, and return the status of the answer."""
    try:
        send_file(client.address, client.upload_urls(name).upload_url, name, TABLE)
    except HTTPError as error:
        return HTTPStatus(error.code)
    return HTTPStatus.OK


def test_the_files_of_a_visit_are_no_more_than_its_limit(client: Client, server: Server) -> None:
    assert [sent(client, name) for name in ("a.csv", "b.csv")] == [HTTPStatus.OK, HTTPStatus.REQUEST_ENTITY_TOO_LARGE]
    with Client(server.address) as other:
        other.run()
        assert sent(other, "a.csv") == HTTPStatus.OK


def test_the_bytes_of_a_file_go_with_the_panel_that_listed_it(client: Client) -> None:
    client.drop("a.csv", TABLE)
    assert sent(client, "b.csv") == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    client.open_panel("Routes")
    assert sent(client, "b.csv") == HTTPStatus.OK


def test_a_file_that_is_listed_stays_while_its_panel_is_drawn(client: Client) -> None:
    client.drop("a.csv", b"title,lat,lon\nA,12,-8\n")
    for _ in range(2):
        client.run(client.fragment)
        assert [button.label for button in client.of("button")].count("Add to map") == 1


@pytest.mark.alone
def test_a_large_value_of_the_map_is_gone_with_the_next_one(server: Server) -> None:
    value = json.dumps({"timeline": {"seq": 1, "share": "x" * VALUE_BYTES}})
    process = psutil.Process(server.pid)
    with ExitStack() as stack:
        clients = [stack.enter_context(Client(server.address)) for _ in range(SESSIONS)]
        for client in clients:
            client.run()
            client.run(client.fragment)
        before = process.memory_info().rss
        for widgets in ({"json_value": value}, {"json_value": "null"}):
            for client in clients:
                (component,) = client.of("component_instance")
                client.widgets[component.id] = widgets
                client.run(client.fragment)
        assert process.memory_info().rss - before < SESSIONS * VALUE_BYTES / 2  # held, they would take twice their size
