"""The part of the world that the map of the sheet shows, and its scale."""

from __future__ import annotations

import pytest
from pyproj import Geod

from geodata import Situation
from layers.share.viewport import latitude_at
from layers.sheet.context import sheet_context
from layers.sheet.drawing.projection import projection_of, projection_of_box
from layers.sheet.map.scale import bar_km
from sheet_reading import state_of


@pytest.mark.parametrize("box", [(-9, 9, -3, 14), (-18, 3, 12, 28), (20, 60, 30, 70), (-70, -50, -60, -40)])
def test_the_scale_bar_has_its_labelled_length_at_its_latitude(box: tuple[float, float, float, float]) -> None:
    projection = projection_of_box(box, 140, 130)
    degrees = bar_km(projection) * projection.mm_per_km / projection.scale * 360
    west, south, east, north = projection.box
    middle = latitude_at(projection.north + projection.height / projection.scale / 2)
    lon = (west + east) / 2
    _, _, metres = Geod(ellps="WGS84").inv(lon - degrees / 2, middle, lon + degrees / 2, middle)
    assert metres / 1000 == pytest.approx(bar_km(projection), rel=0.01)
    assert (west <= box[0] + 1e-9, south <= box[1] + 1e-9, east >= box[2] - 1e-9, north >= box[3] - 1e-9) == (True,) * 4


def test_without_a_choice_the_map_shows_every_route_and_crossing(mali: Situation) -> None:
    projection = projection_of(sheet_context(mali, state_of(mali, "2025-10-31")), 140, 130)
    for table in (mali.routes, mali.crossings):
        west, south, east, north = table.total_bounds
        assert projection.box[0] <= west
        assert projection.box[1] <= south
        assert projection.box[2] >= east
        assert projection.box[3] >= north


@pytest.mark.parametrize("box", [(-9.0, 9.0, -3.0, 14.0), (170.0, -20.0, -170.0, -10.0)])
def test_a_box_of_the_state_is_shown_whole(mali: Situation, box: tuple[float, float, float, float]) -> None:
    shown = projection_of(sheet_context(mali, state_of(mali, "2025-10-31", box=box)), 140, 130).box
    east = box[2] if box[0] < box[2] else box[2] + 360
    assert (shown[0] <= box[0] + 1e-9, shown[1] <= box[1] + 1e-9) == (True, True)
    assert (shown[2] >= east - 1e-9, shown[3] >= box[3] - 1e-9) == (True, True)


def test_a_centre_and_a_zoom_are_used(mali: Situation) -> None:
    state = state_of(mali, "2025-10-31", box=None, center=(10.5, -6.4), zoom=8)
    projection = projection_of(sheet_context(mali, state), 140, 130)
    assert projection.zoom == pytest.approx(8)
    assert projection.at(-6.4, 10.5) == pytest.approx((70, 65))
