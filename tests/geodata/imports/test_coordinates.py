"""Latitudes and longitudes in every way people write them; what cannot be one is refused."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.imports.values.coordinate_pairs import LATITUDE_FIRST, read_pair
from geodata.imports.values.coordinates import Axis, read_coordinate

LATITUDES = st.floats(-90, 90, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "axis", "degrees"),
    [
        ("12.65", "lat", 12.65),
        ("12,65", "lat", 12.65),
        ("−8,0", "lon", -8.0),
        (" -8 ", "lon", -8.0),
        (".5", "lat", 0.5),
        ("12°39'00\"N", "lat", 12.65),
        ("12° 39′ 0″ N", "lat", 12.65),
        ("8°00'30\"O", "lon", -(8 + 30 / 3600)),
        ("W 8.5", "lon", -8.5),
        ("S12,5", "lat", -12.5),
        ("8.5E", "lon", 8.5),
        ("1e-5", "lat", 0.00001),
        (12, "lat", 12.0),
        ("12 39 00 N", "lat", 12.65),
        ("N12 39 00", "lat", 12.65),
        ("W008 30 00", "lon", -8.5),
        ("12d39m00s", "lat", 12.65),
        ("12d39m0sS", "lat", -12.65),
        ("8d30m W", "lon", -8.5),
    ],
)
def test_a_coordinate_is_read(text: Any, axis: Axis, degrees: float) -> None:
    assert read_coordinate(text, axis) == pytest.approx(degrees, abs=1e-12)


@pytest.mark.parametrize(
    "value",
    [
        "north",
        "12.5.5",
        "1 234,5",
        "12°75'N",
        "-12 N",
        "12 W",
        "1e400",
        "inf",
        "0x10",
        "12;5",
        True,
        [12],
        float("inf"),
        "12abc",
        "12 39",
        "12 39 60",
        "12-39",
    ],
    ids=str,
)
def test_what_is_no_latitude_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        read_coordinate(value, "lat")


@pytest.mark.parametrize(
    "text",
    [
        "10.75, -6.5",
        "10.75,-6.5",
        "(10.75; -6.5)",
        "10,75 -6,5",
        "10,75, −6,5",
        "10.75/-6.5",
        "10°45'00\"N 6°30'00\"W",
        "10 45 00 N 6 30 00 W",
        "6.5W, 10.75N",
    ],
)
def test_two_coordinates_in_one_text_are_read(text: str) -> None:
    assert read_pair(text, LATITUDE_FIRST) == pytest.approx((-6.5, 10.75))


@pytest.mark.parametrize(
    "text", ["10,75", "10.75", "10 45 00", "-, -", "95, 10", "20 22 00 00", "here, there", "", ","]
)
def test_what_is_not_two_coordinates_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        read_pair(text, LATITUDE_FIRST)


@given(st.text() | st.from_regex(r"[0-9NSEWO°'\",.;/()\- ]{1,24}"))
def test_any_text_is_two_coordinates_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        longitude, latitude = read_pair(text, LATITUDE_FIRST)
        assert abs(longitude) <= 180
        assert abs(latitude) <= 90


@pytest.mark.parametrize("value", [None, "", " ", "-", "n/a", float("nan")])
def test_a_missing_coordinate_is_missing_and_not_zero(value: Any) -> None:
    assert read_coordinate(value, "lat") is None


@given(LATITUDES)
def test_every_number_is_read_back_with_point_comma_minus_and_letter(degrees: float) -> None:
    plain = f"{degrees:.9f}"
    forms = (plain, plain.replace(".", ","), plain.replace("-", "−"), plain.lstrip("-") + ("S" if degrees < 0 else "N"))
    for form in forms:
        assert read_coordinate(form, "lat") == pytest.approx(degrees, abs=1e-9)


@given(st.one_of(st.text(), st.from_regex(r"[0-9NSEWO°'\",.\- ]{1,14}"), st.floats(), st.none(), st.binary()))
def test_any_value_is_a_finite_number_or_missing_or_refused(value: Any) -> None:
    for axis in ("lat", "lon"):
        try:
            degrees = read_coordinate(value, axis)
        except ValueError:
            continue
        assert degrees is None or abs(degrees) < float("inf")
