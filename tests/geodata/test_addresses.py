"""Which addresses a reader may be sent to."""

from __future__ import annotations

import csv

import pytest

from geodata import Situation, is_followable
from paths import MALI

IMITATING = {"reuters-fr.com": "Reuters", "bücher.example": "Books"}


@pytest.mark.parametrize(
    "url",
    [
        "https://www.rfi.fr/fr/afrique/20251031-mali",
        "http://news.abamako.com:8080/h/23077.html",
        "HTTPS://Example.ORG/a?b=@c#d",
        "https://reuters.com/a",
        "https://not-reuters-fr.com/a",
        "https://1.example/",
    ],
)
def test_an_address_of_a_named_host_may_be_followed(url: str) -> None:
    assert is_followable(url, IMITATING)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://15.188.152.128/mali",
        "https://[2001:db8::1]/a",
        "https://2130706433/a",
        "https://0x7f.1/a",
        "https://127.1/a",
        "https://localhost/a",
        "https://reuters-fr.com/news",
        "https://www.Reuters-FR.com./news",
        "https://reuters.com@evil.example/",
        "https://user:word@rfi.fr/",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://rfi.fr/a",
        "//rfi.fr/a",
        "mailto:a@rfi.fr",
        "https://rfi.fr\\@evil.example/",
        "java\tscript:alert(1)",
        " https://rfi.fr/",
        "https://[::1",
    ],
)
def test_an_address_that_hides_where_it_leads_is_text(url: str) -> None:
    assert not is_followable(url, IMITATING)


def test_of_the_flagship_all_but_two_sources_are_links(mali: Situation) -> None:
    with (MALI / "sources.csv").open(encoding="utf-8", newline="") as file:
        ids = {row["id"] for row in csv.DictReader(file)}
    assert ids - mali.followable == {"afp-2026-01-30", "le-monde-undated-2"}
