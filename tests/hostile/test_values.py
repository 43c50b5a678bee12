"""Values that no page and no widget sends: the run that gets one shows no error, and the next is as ever."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.proto.Common_pb2 import DoubleArray, SInt64Array, StringArray

from app_client import Client
from app_server import app_server
from layers.share.sync import SyncState, apply

TIMELINES = {
    "a list": [1],
    "a text": "x",
    "a number": 3,
    "a number as text": {"seq": "1", "share": "t=2025-10-01"},
    "a truth as number": {"seq": True, "share": "t=2025-10-01"},
    "a number beyond today": {"seq": 10**15, "share": "t=2025-10-01"},
    "no number": {"seq": float("nan"), "share": "t=2025-10-01"},
    "a list as share": {"seq": 3, "share": ["t=2025-10-01"]},
    "half a letter": {"seq": 4, "share": "s=\ud800"},
    "a long text": {"seq": 5, "share": "t=2025-10-01&f=q:" + "x" * 2_000_000},
    "a list as event": {"seq": -1, "share": "", "event": []},
}
TEXTS = {name: json.dumps({"timeline": value}) for name, value in TIMELINES.items()} | {
    "no JSON": "{",
    "nothing": "",
    "null": "null",
    "a list instead": "[1]",
    "a text instead": '"timeline"',
    "nested without end": "[" * 100_000 + "]" * 100_000,
    "a number without end": '{"timeline": {"seq": %s, "share": ""}}' % ("9" * 5_000),
    "keys of a prototype": '{"__proto__": {"timeline": {"seq": 9, "share": "t=2025-10-01"}}, "constructor": 1}',
}
OF_OTHER_KINDS: list[dict[str, Any]] = [
    {"json_value": "{"},
    {"json_value": "[1]"},
    {"string_value": "x" * 100_000},
    {"int_value": 2**62},
    {"double_value": float("nan")},
    {"bool_value": True},
    {"bytes_value": b"\xff"},
    {"trigger_value": True},
    {"string_array_value": StringArray(data=["x", "x"])},
    {"int_array_value": SInt64Array(data=[2**62, -1])},
    {"double_array_value": DoubleArray(data=[float("nan")])},
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with app_server() as server:
        yield server.address


@pytest.fixture
def client(address: str) -> Iterator[Client]:
    with Client(address) as opened:
        opened.run()
        opened.run(opened.fragment)
        yield opened


def test_nonsense_from_the_map_is_no_error_and_hides_no_later_report(client: Client) -> None:
    for number, (name, text) in enumerate(TEXTS.items(), 1):
        (component,) = client.of("component_instance")
        client.widgets[component.id] = {"json_value": text}
        before = client.query
        client.run(client.fragment)
        assert (client.of("exception"), client.query) == ([], before), name
        client.reported = 100 * number
        client.report(f"t=2025-09-{number:02}")
        assert (client.of("exception"), client.asked["t"]) == ([], [f"2025-09-{number:02}"]), name


@pytest.mark.parametrize("panel", ["Routes", "Events", "Share and export"])
def test_values_of_other_kinds_harm_no_widget_of_a_panel(client: Client, panel: str) -> None:
    client.open_panel(panel)
    kept = dict(client.widgets)
    found = [getattr(each, each.WhichOneof("type")) for each in client.elements]
    widgets = {each.id for each in found if getattr(each, "id", "")}
    assert len(widgets) > 2
    for value in OF_OTHER_KINDS:
        client.widgets = dict.fromkeys(widgets, value)
        client.run(client.fragment)
        assert client.of("exception") == [], value
        client.widgets = kept
        client.run(client.fragment)
        assert client.of("exception") == [], value


def test_an_address_of_any_size_and_depth_opens_the_app(address: str) -> None:
    for query in (
        "&".join(f"k{number}=1" for number in range(20_000)),
        "f=" + "category:" * 50_000,
        "t=%00&__proto__=1",
    ):
        with Client(address, query) as opened:
            opened.run()
            opened.run(opened.fragment)
            assert opened.of("exception") == []
            assert opened.headline


def test_a_report_of_a_clock_that_is_a_little_ahead_is_taken() -> None:
    tomorrow = int(time.time() * 1000) + 86_400_000
    assert apply({"seq": tomorrow, "share": "t=2025-09-14"}, "", SyncState()).share == "t=2025-09-14"
    assert apply({"seq": 2 * tomorrow, "share": "t=2025-09-14"}, "", SyncState()).share == ""
