"""What the page is sent: small, and nothing lost."""

from __future__ import annotations

from itertools import accumulate

import pytest
from shapely.geometry import shape

from geodata import Situation
from layers.escape.json_text import safe_json
from layers.payload.basemaps import PARTS, embedded_basemap
from layers.payload.payload import situation_payload

BASEMAP_KB = 150


def unpacked(steps: list[int], per_degree: int) -> list[tuple[float, float]]:
    x, y = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(longitude / per_degree, latitude / per_degree) for longitude, latitude in zip(x, y, strict=True)]


@pytest.mark.parametrize("part", PARTS)
def test_the_packed_basemap_is_the_embedded_one_to_the_last_digit(mali: Situation, part: str) -> None:
    basemap = situation_payload(mali)["basemap"]
    features = embedded_basemap()[part]["features"]
    assert [feature["properties"] for feature in basemap[part]] == [feature["properties"] for feature in features]
    for packed, feature in zip(basemap[part], features, strict=True):
        lines = [unpacked(steps, basemap["per_degree"]) for steps in packed["lines"]]
        assert lines == outlines(feature["geometry"])


def outlines(geometry: dict[str, object]) -> list[list[tuple[float, float]]]:
    """Return every ring and line of a geometry in the order in which it is written, by shapely's reading."""
    whole = shape(geometry)
    lines = []
    for part in getattr(whole, "geoms", [whole]):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        lines += [list(ring.coords) for ring in rings]
    return lines


def test_the_packed_basemap_is_small(mali: Situation) -> None:
    assert len(safe_json(situation_payload(mali)["basemap"]).encode("utf-8")) <= BASEMAP_KB * 1000
