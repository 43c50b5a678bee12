"""The search over events in Python, against the cases that the page's search is held to as well."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import pytest

from layers.share.search import fold, search_mask
from paths import CASES

SEARCH = json.loads((CASES / "search.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", SEARCH["cases"], ids=lambda case: case["query"])
def test_a_query_matches_as_in_the_cases(case: dict[str, Any]) -> None:
    texts = SEARCH["events"]
    events = gpd.GeoDataFrame({"id": texts.keys(), "title_en": texts.values(), "versions": [""] * len(texts)})
    found = events["id"][search_mask(events, case["query"], SEARCH["variants"])]
    assert list(found) == case["found"]


@pytest.mark.parametrize("text", SEARCH["folded"])
def test_a_text_is_normalized_as_in_the_cases(text: str) -> None:
    assert fold(text) == SEARCH["folded"][text]
