"""Web Mercator against PROJ, and the box that a map shows."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Transformer

from layers.share.viewport import fitted, latitude_at, mercator, seen_box

EARTH_METRES = 2 * 20037508.342789244  # the width of EPSG:3857


@pytest.mark.parametrize("latitude", [-85.0, -33.5, 0.0, 12.65, 85.0])
def test_a_place_is_projected_as_on_slippy_maps(latitude: float) -> None:
    easting, northing = Transformer.from_crs(4326, 3857, always_xy=True).transform(-8.0, latitude)
    x, y = mercator(-8.0, latitude)
    assert (float(x), float(y)) == pytest.approx((easting / EARTH_METRES + 0.5, 0.5 - northing / EARTH_METRES))
    assert latitude_at(float(y)) == pytest.approx(latitude, abs=1e-9)


def test_places_are_projected_many_at_once() -> None:
    x, y = mercator(np.array([-180.0, 0.0, 180.0]), [0.0, 0.0, 0.0])
    assert x.tolist() == [0.0, 0.5, 1.0]
    assert y == pytest.approx([0.5] * 3)


def test_a_box_is_shown_whole_at_the_largest_zoom() -> None:
    # at zoom 6 the world is 16 384 px wide: 17.6° of longitude are 801 px; at zoom 7 they would be 1 602 px
    center, zoom = fitted((-12.0, 10.0, 5.6, 15.0))
    assert zoom == 6
    assert center == pytest.approx((12.512, -3.2), abs=0.01)
    west, south, east, north = seen_box(center, zoom).bounds
    assert (west < -12, south < 10, east > 5.6, north > 15) == (True,) * 4
    assert east - west == pytest.approx(850 / 16_384 * 360)
