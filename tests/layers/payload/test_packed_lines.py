"""Lines packed for the page, by the same cases as the page reads."""

from __future__ import annotations

import json

import pytest
import shapely

from layers.payload.packed_lines import packed_line, packed_lines, quantity
from paths import CASES

GIVEN = json.loads((CASES / "lines.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("value", "text"), GIVEN["quantities"])
def test_a_quantity_is_written_as_source_maps_write_it(value: int, text: str) -> None:
    assert quantity(value) == text


@pytest.mark.parametrize("case", GIVEN["lines"])
def test_a_line_is_packed_as_the_page_reads_it(case: dict[str, object]) -> None:
    assert packed_line(case["line"], case["per_degree"]) == case["text"]  # type: ignore[arg-type]
    assert packed_lines([shapely.LineString(case["line"])], case["per_degree"]) == [case["text"]]  # type: ignore[arg-type]


def test_an_area_becomes_the_lines_of_its_rings() -> None:
    area = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    assert len(packed_lines([area, shapely.box(5, 5, 6, 6)], 1)) == 3


def test_steps_that_lead_nowhere_are_left_out() -> None:
    line = shapely.LineString([(0, 0), (0.001, 0), (2, 0), (2.001, 0)])
    assert packed_line(line.coords, 1) == "AAEA"
    assert packed_lines([shapely.LineString([(0, 0), (0.01, 0)])], 1) == []
