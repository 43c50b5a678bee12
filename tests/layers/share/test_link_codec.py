"""The share state in Python, against the cases that the page's codec is held to as well."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from layers.share.link_codec import format_share, parse_share, parse_values
from layers.share.state import Filters, ShareState
from share_cases import DEFAULTS, SHARE, allowed, fields

UNLIKE_ANY = ShareState(
    day=dt.date(2013, 1, 1),
    center=(1.0, 2.0),
    zoom=3.25,
    layers=("none",),
    lang="none",
    mode="none",
    days=999,
    basemap="none",
    filters=Filters(q="none"),
    selected="none",
    version=dt.date(2013, 1, 1),
)


@pytest.mark.parametrize("case", SHARE["cases"], ids=lambda case: case["text"][:60] or "nothing")
def test_a_link_is_parsed_as_in_the_cases(case: dict[str, Any]) -> None:
    state, rejected = parse_share(case["text"], allowed(), UNLIKE_ANY)
    assert state == replace(UNLIKE_ANY, **fields(case["state"]))
    assert sorted({key for key, _ in rejected}) == case["problems"]


@pytest.mark.parametrize("case", SHARE["cases"], ids=lambda case: case["text"][:60] or "nothing")
def test_what_was_read_is_written_again_in_one_way(case: dict[str, Any]) -> None:
    state, _ = parse_share(case["text"], allowed(), DEFAULTS)
    assert format_share(state, DEFAULTS) == case["canonical"]


@pytest.mark.parametrize("case", SHARE["written"], ids=lambda case: case["canonical"] or "defaults")
def test_a_state_is_written_as_in_the_cases(case: dict[str, Any]) -> None:
    assert format_share(replace(DEFAULTS, **fields(case["state"])), DEFAULTS) == case["canonical"]


HOME = replace(DEFAULTS, box=(-12.8, 8.6, -4.2, 15.8))


def test_a_home_box_is_left_out_and_every_other_place_is_written_whole() -> None:
    written = {"c=12,-8": "c=12,-8&z=6", "z=7": "c=13.5,-6.5&z=7", "bb=-12.8,8.6,-4.2,15.8": "", "": "", "z=x": ""}
    for text, canonical in written.items():
        assert format_share(parse_share(text, allowed(), HOME)[0], HOME) == canonical


def test_decoded_values_are_read_like_their_text() -> None:
    values = {"t": "2025-09-14", "f": "category:attack;q:Nioro & Kayes", "rabbit": "hole", "z": "nine"}
    text = "t=2025-09-14&f=category:attack;q:Nioro%20%26+Kayes&rabbit=hole&z=nine"
    assert parse_values(values, allowed(), DEFAULTS) == parse_share(text, allowed(), DEFAULTS)


def test_what_could_not_be_used_is_reported_decoded_where_it_can_be() -> None:
    _, rejected = parse_share("rabbit=h%C3%B4le&z=%zz&m=asof&m=sum", allowed(), DEFAULTS)
    assert rejected == [("z", "%zz"), ("m", "asof"), ("rabbit", "hôle")]
