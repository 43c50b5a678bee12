"""What crosses longitude 180 is cut there; what only spans the world, or half of it, stands as it is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.imports.geometry.dateline import cut, has_wide_edge
from importing import read_here, written

BOX = "(170 10,-170 10,-170 20,170 20,170 10)"  # the other way round it is a wide one
STRIP = f"POLYGON({BOX})"
HOLE_ACROSS = "POLYGON((170 10,-170 10,-165 15,-170 20,170 20,170 10),(178 12,178 14,-178 14,-178 12,178 12))"
HOLE_BESIDE = "POLYGON((170 10,-170 10,-165 15,-170 20,170 20,170 10),(172 12,172 14,174 14,174 12,172 12))"
RING_ABOUT_THE_NORTH = "POLYGON((0 60,120 60,-120 60,0 60),(0 80,-120 80,120 80,0 80))"

# A shape, and what is drawn instead: worked out on paper, where every edge is straight in longitude and latitude.
CROSSING = {
    "LINESTRING(178 -17,-178 -16)": "MULTILINESTRING((178 -17,180 -16.5),(-180 -16.5,-178 -16))",
    "LINESTRING(180 10,-170 12)": "LINESTRING(-180 10,-170 12)",
    "LINESTRING(170 10,-170 12,170 14)": "MULTILINESTRING((170 10,180 11),(-180 11,-170 12,-180 13),(180 13,170 14))",
    STRIP: "MULTIPOLYGON(((170 10,180 10,180 20,170 20,170 10)),((-180 10,-170 10,-170 20,-180 20,-180 10)))",
    HOLE_ACROSS: (
        "MULTIPOLYGON(((170 10,180 10,180 12,178 12,178 14,180 14,180 20,170 20,170 10)),"
        "((-180 10,-170 10,-165 15,-170 20,-180 20,-180 14,-178 14,-178 12,-180 12,-180 10)))"
    ),
    HOLE_BESIDE: (
        "MULTIPOLYGON(((170 10,180 10,180 20,170 20,170 10),(172 12,172 14,174 14,174 12,172 12)),"
        "((-180 10,-170 10,-165 15,-170 20,-180 20,-180 10)))"
    ),
    "POLYGON((0 80,120 80,-120 80,0 80))": "POLYGON((-180 80,180 80,180 90,-180 90,-180 80))",
    "POLYGON((0 -70,-120 -70,120 -70,0 -70))": "POLYGON((-180 -70,180 -70,180 -90,-180 -90,-180 -70))",
    RING_ABOUT_THE_NORTH: "POLYGON((-180 60,180 60,180 80,-180 80,-180 60))",
    f"GEOMETRYCOLLECTION(POINT(1 2),GEOMETRYCOLLECTION({STRIP}))": (
        "GEOMETRYCOLLECTION(POINT(1 2),POLYGON((170 10,180 10,180 20,170 20,170 10)),"
        "POLYGON((-180 10,-170 10,-170 20,-180 20,-180 10)))"
    ),
}
WIDE_BOX = "POLYGON((-170 -60,170 -60,170 60,-170 60,-170 -60))"
STANDING = [
    "LINESTRING(-180 0,180 0)",
    "POLYGON((-180 -60,180 -60,180 60,-180 60,-180 -60))",
    "POLYGON((-180 60,-180 -60,180 -60,180 60,-180 60))",
    # As Natural Earth draws Antarctica: down to the pole and along the edge of the map.
    "POLYGON((-180 -90,180 -90,180 -84,60 -67,-60 -75,-180 -84,-180 -90))",
]


@pytest.mark.parametrize(("shape", "drawn"), CROSSING.items())
def test_a_crossing_shape_is_cut_at_the_antimeridian(shape: str, drawn: str) -> None:
    made = cut(shapely.from_wkt(shape))
    assert made.geom_type == shapely.from_wkt(drawn).geom_type
    assert made.is_valid
    assert same_place(made, shapely.from_wkt(drawn))


@pytest.mark.parametrize("shape", [shape for shape in CROSSING if BOX not in shape])
def test_rings_that_run_the_wrong_way_round_are_cut_alike(shape: str) -> None:
    assert same_place(cut(shapely.from_wkt(shape).reverse()), shapely.from_wkt(CROSSING[shape]))


def same_place(one: Any, other: Any) -> bool:
    """Tell whether all parts of two shapes cover the same."""
    whole, expected = (shapely.union_all(shapely.get_parts(shape)) for shape in (one, other))
    return bool(shapely.equals(whole, expected))


@pytest.mark.parametrize("shape", [*STANDING, WIDE_BOX])
def test_a_shape_that_spans_the_world_is_unchanged(shape: str) -> None:
    assert cut(shapely.from_wkt(shape)).equals(shapely.from_wkt(shape))


@pytest.mark.parametrize("shape", STANDING)
def test_what_runs_along_the_edge_of_the_world_crosses_nothing(shape: str) -> None:
    assert not has_wide_edge(shapely.from_wkt(shape))


def collection(folder: Path, *shapes: str) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"title": "a", "date": "2025-10-01"},
            "geometry": json.loads(shapely.to_geojson(shapely.from_wkt(shape))),
        }
        for shape in shapes
    ]
    return written(folder, "a.geojson", json.dumps({"type": "FeatureCollection", "features": features}))


def test_an_odd_shape_takes_no_others_with_it(tmp_path: Path) -> None:
    bow = "POLYGON((170 10,-170 12,170 12,-170 10,170 10))"
    spikes = "POLYGON((179 1,-179 1,179 2,-179 1,179 3,-179 1,179 1),(0 0,1 1,1 0,0 0))"
    (layer,) = read_here(collection(tmp_path, *STANDING, bow, spikes, "POINT(-8 12.65)"))
    assert (layer.report.read, layer.report.kept) == (7, 7)
    assert not layer.frame["geometry"].map(lambda shape: shape.is_empty).any()


def test_a_wide_box_is_unchanged_with_a_warning(tmp_path: Path) -> None:
    (layer,) = read_here(collection(tmp_path, WIDE_BOX))
    assert [problem.code for problem in layer.report.problems] == ["antimeridian"]
    assert layer.frame["geometry"][0].bounds == (-170, -60, 170, 60)


@given(st.lists(st.tuples(st.sampled_from([-180, -179, -90, 0, 90, 179, 180]), st.integers(-90, 90)), min_size=3))
def test_any_ring_is_cut_within_the_world_or_refused(points: list[tuple[int, int]]) -> None:
    try:
        made = cut(shapely.Polygon(points))
    except ValueError:
        return
    west, south, east, north = made.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
