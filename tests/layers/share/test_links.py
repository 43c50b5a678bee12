"""What is handed on holds the state and nothing of the session alone."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from geodata import Situation
from layers.page.export import state_html
from layers.share.link_codec import parse_share
from layers.share.links import embedding, link, shareable_state
from layers.share.state import ShareState, allowed_values, default_state


def state(situation: Situation, **values: Any) -> ShareState:
    return replace(default_state(situation), **values)


def test_a_link_opens_the_state_it_was_made_of(mali: Situation) -> None:
    shown = state(mali, mode="window", days=30, selected="nigoun")
    address = link("https://maps.example/carte/?t=2020-01-01", mali, shown, default_state(mali))
    beginning, _, query = address.partition("?")
    assert beginning == "https://maps.example/carte/"
    expected = state(mali, mode="window", days=30, selected="nigoun", version=mali.settings.version)
    assert parse_share(query, allowed_values(mali), default_state(mali)) == (expected, [])


def test_where_there_are_several_situations_a_link_names_its_own(mali: Situation) -> None:
    defaults = default_state(mali, several=True)
    address = link("http://localhost:8501", mali, replace(defaults, situation="mali", layers=("routes",)), defaults)
    assert address.partition("?")[2] == f"situation=mali&l=routes&v={mali.settings.version}"


def test_what_only_the_session_has_is_not_passed_on(mali: Situation) -> None:
    mine = state(mali, layers=("routes", "my-wells"), selected="my-wells-3")
    assert (shareable_state(mali, mine).layers, shareable_state(mali, mine).selected) == (("routes",), None)
    assert "my-wells" not in link("http://localhost:8501", mali, mine, default_state(mali))
    assert "my-wells-3" not in state_html(mali, mine, []).decode()


def test_the_snippet_is_one_frame_with_the_link_for_its_source(mali: Situation) -> None:
    address = link("http://localhost:8501", mali, state(mali, mode="sum", lang="fr"), default_state(mali))
    found: list[dict[str, str | None]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append(dict(attributes))  # type: ignore[method-assign]
    parser.feed(embedding(address))
    assert [frame["src"] for frame in found] == [f"{address}&embed=true"]


@pytest.mark.parametrize(("basemap", "hosts"), [("osm", ["https://tile.openstreetmap.org"]), ("vector", [])])
def test_the_file_names_the_hosts_of_its_tile_basemap_and_no_other(
    mali: Situation, basemap: str, hosts: list[str]
) -> None:
    page = state_html(mali, state(mali, basemap=basemap), []).decode()
    policy = page.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert [part for part in policy.replace(";", " ").split() if part.startswith("https:")] == hosts
    assert ("b=osm" in page) == (basemap == "osm")
