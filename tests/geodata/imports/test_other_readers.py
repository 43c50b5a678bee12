"""Where another program reads a date or a coordinate too, it reads the same as we do."""

from __future__ import annotations

import datetime as dt
import math
import re

import lat_lon_parser
import mgrs
import pyproj
import pytest
from babel.dates import format_date
from dateutil import parser as dateutil_parser
from hypothesis import given
from hypothesis import strategies as st

from geodata.imports.values.coordinates import LIMIT_DEGREES, Axis, read_coordinate
from geodata.imports.values.dates.spans import UnreadableDateError
from geodata.imports.values.dates.values import read_date
from geodata.imports.values.grids import from_utm, read_grid

DAYS = st.dates(dt.date(1977, 1, 1), dt.date(2029, 12, 31))  # where all programs take two digits for the same year
SEPARATORS = st.sampled_from(["-", "/", ".", " ", ", ", ""])
CLOCKS = st.sampled_from(
    ["", " 10:15", "T10:15:00Z", " 10:15:00+02:00", " 10:15 PM", ", 10:15", " 10:15:00.123", " 00:00:00", " at 10:15"]
)
PIECES = st.sampled_from(
    ["%d", "%m", "%Y", "%y", "%b", "%B", "%a", "%A", "%j", "W%V", "%H:%M", "-", "/", ".", " ", ",", "T"]
)


def ours(text: str) -> dt.date | None:
    """The one day that we read, `None` if we read none, or more than a day."""
    try:
        span = read_date(text, "dmy")
    except UnreadableDateError:
        return None
    return span.start if span and span.precision == "day" and span.start and span.end else None


def theirs(text: str) -> dt.date | None:
    """The day that dateutil reads whatever it takes for missing; `None` if it reads none, or fills in a part."""
    try:
        first, second = (
            dateutil_parser.parse(text, dayfirst=not text[:4].isdigit(), default=default).date()
            for default in (dt.datetime(2001, 1, 1), dt.datetime(2002, 2, 2))
        )
    except (ValueError, OverflowError, dateutil_parser.UnknownTimezoneWarning):
        return None
    return first if first == second else None


@given(DAYS, st.permutations(["%d", "%m", "%Y"]), SEPARATORS, CLOCKS)
def test_a_date_in_figures_is_the_day_that_dateutil_reads(
    day: dt.date, parts: list[str], mark: str, clock: str
) -> None:
    text = day.strftime(mark.join(parts)) + clock
    mine, other = ours(text), theirs(text)
    assert None in (mine, other) or mine == other or mark in ("", " ")


@given(DAYS, st.permutations(["%d", "%B", "%Y"]), SEPARATORS, CLOCKS)
def test_a_date_in_words_is_the_day_that_dateutil_reads(day: dt.date, parts: list[str], mark: str, clock: str) -> None:
    text = day.strftime(mark.join(parts)) + clock
    mine, other = ours(text), theirs(text)
    assert None in (mine, other) or mine == other


@given(DAYS, st.lists(PIECES, min_size=3, max_size=9))
def test_a_date_in_any_pieces_is_read_as_by_dateutil_or_not(day: dt.date, pieces: list[str]) -> None:
    form = "".join(pieces)
    if "%j" not in form and "W%V" not in form:  # which dateutil takes for something else
        mine, other = ours(day.strftime(form)), theirs(day.strftime(form))
        assert None in (mine, other) or mine == other


@given(DAYS, st.sampled_from(["en", "fr", "es", "pt"]), st.sampled_from(["long", "full", "medium"]))
def test_a_date_of_the_cldr_is_the_day_it_was_made_of(day: dt.date, locale: str, length: str) -> None:
    assert ours(format_date(day, length, locale=locale)) in (day, None)
    assert ours(format_date(day, "long", locale=locale)) == day


AXES: st.SearchStrategy[Axis] = st.sampled_from(["lat", "lon"])
STYLES = [
    "{d}°{m}'{s}\"{h}",
    "{d}° {m}' {s}\" {h}",
    "{h}{d} {m} {s}",
    "{d} {m} {s} {h}",
    "{d}:{m}:{s}{h}",
    "{h} {d}°{m}.5'",
    "{d}° {m}.25' {h}",
    "{d}.{m}{h}",
    "{d},{m} {h}",
    "{d}d{m}m{s}s{h}",
    "-{d} {m} {s}",
    "-{d}.{m}",
]


@given(AXES, st.integers(0, 89), st.integers(0, 59), st.integers(0, 59), st.sampled_from(STYLES), st.booleans())
def test_a_coordinate_is_read_as_by_another_parser(axis: Axis, d: int, m: int, s: int, style: str, far: bool) -> None:
    letter = {"lat": "NS", "lon": "EW"}[axis][far]
    text = style.format(d=d, m=f"{m:02}", s=f"{s:02}", h=letter)
    mine = read_coordinate(text, axis)
    assert mine is not None
    try:
        other = lat_lon_parser.parse(text)
    except ValueError:
        return
    assert mine == pytest.approx(other, abs=1e-9)


@given(st.text(st.sampled_from("0123456789 .,:-°'\"NSEW"), min_size=1, max_size=16), AXES)
def test_no_coordinate_is_read_that_another_parser_reads_elsewhere(text: str, axis: Axis) -> None:
    try:
        mine, other = read_coordinate(text, axis), lat_lon_parser.parse(text)
    except (ValueError, IndexError):
        return
    # The other parser drops a point without a figure before it, and a sign after a mark of a sheet.
    odd = re.search(r"(?<!\d)\.|\.(?!\d)|,|^[\s'\"]*['\"]", text)
    if mine is not None and abs(mine) <= LIMIT_DEGREES[axis] and not odd:
        assert mine == pytest.approx(other, abs=1e-6)


@given(st.floats(-79, 79), st.integers(1, 60), st.floats(-2.9, 2.9))
def test_metres_of_utm_lead_back_to_where_proj_took_them_from(lat: float, zone: int, beside: float) -> None:
    lon = zone * 6 - 183 + beside
    project = pyproj.Proj(f"+proj=utm +zone={zone} +ellps=WGS84 {'+south' if lat < 0 else ''}")
    east, north = project(lon, lat)
    found = from_utm(east, min(max(north, 0.0), 10_000_000.0), (32700 if lat < 0 else 32600) + zone)
    assert math.dist(found, (lon, lat)) < 1e-5


@given(st.floats(0.001, 79) | st.floats(-79, -0.001), st.floats(-179, 179))  # at the equator the library knows none
def test_a_square_of_mgrs_leads_back_to_where_it_was_taken_from(lat: float, lon: float) -> None:
    made = mgrs.MGRS().toMGRS(lat, lon, MGRSPrecision=5)
    east, north = read_grid(made)
    assert abs(north - lat) < 2e-5
    assert abs(east - lon) * math.cos(math.radians(lat)) < 2e-5
