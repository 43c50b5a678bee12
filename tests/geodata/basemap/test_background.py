"""The ground of any box on Earth, against what atlases say."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from geodata import Background, Box, Ground, Situation, background
from geodata.basemap.background import HERE
from geodata.basemap.meridian import continued
from paths import ROOT

WEST_AFRICA = (-18.0, 3.0, 12.0, 28.0)
FIJI = (174.0, -22.0, 185.0, -14.0)
LAPLAND = (10.0, 66.0, 32.0, 72.0)
BOXES: dict[str, Box] = {
    "West Africa": WEST_AFRICA,
    "Sudan": (21.0, 9.0, 39.0, 22.0),
    "Lapland": LAPLAND,
    "Fiji": FIJI,
    "Chukotka": (160.0, 60.0, 200.0, 75.0),
    "Andes": (-80.0, -40.0, -60.0, -10.0),
    "New Zealand": (165.0, -48.0, 180.0, -34.0),
    "Antarctica": (-75.0, -84.0, -50.0, -60.0),
}
# Points on land and in the sea, from the coordinates that GeoNames gives towns and any atlas oceans.
PLACES: dict[str, list[tuple[float, float, str]]] = {
    "West Africa": [(-8.0, 12.65, "ML"), (-4.02, 5.33, "CI"), (-3.0, 4.0, "")],
    "Sudan": [(32.53, 15.55, "SD"), (38.0, 20.5, ""), (31.0, 9.5, "SS")],
    "Lapland": [(25.72, 66.5, "FI"), (20.22, 67.86, "SE"), (14.0, 71.0, "")],
    "Fiji": [(178.0, -17.8, "FJ"), (180.03, -16.85, "FJ"), (183.0, -19.0, "")],
    "Chukotka": [(170.0, 66.0, "RU"), (182.0, 67.0, "RU"), (195.0, 65.0, "US")],
    "Andes": [(-70.65, -33.45, "CL"), (-68.15, -16.5, "BO"), (-78.0, -30.0, "")],
    "New Zealand": [(174.78, -41.3, "NZ"), (169.0, -45.0, "NZ"), (170.0, -37.0, "")],
    "Antarctica": [(-65.0, -75.0, "AQ"), (-60.0, -61.0, "")],
}


def codes_at(ground: Ground, longitude: float, latitude: float) -> set[str]:
    holds = shapely.contains_xy(ground.countries.geometry.to_numpy(), longitude, latitude)
    return set(ground.countries["code"][holds])


@pytest.mark.parametrize("name", BOXES)
def test_land_is_land_of_its_country_and_sea_is_sea(name: str) -> None:
    finest = background(BOXES[name]).grounds[-1]
    for longitude, latitude, code in PLACES[name]:
        assert codes_at(finest, longitude, latitude) == ({code} if code else set()), (longitude, latitude)


@pytest.mark.parametrize("name", BOXES)
def test_every_ground_is_sound_and_reaches_beyond_its_frame(name: str) -> None:
    box = BOXES[name]
    world, around, near = background(box).grounds
    for inner, outer in ((box, near.frame), (near.frame, around.frame)):
        assert shapely.box(*outer).covers(shapely.box(*inner))
    assert shapely.is_valid(near.countries.geometry.to_numpy()).all()
    for ground in (world, around, near):
        assert not ground.countries.duplicated(["code", "name_en"]).any()


@pytest.mark.alone
def test_the_ground_of_a_large_box_is_cut_in_a_second_and_a_half() -> None:
    background.cache_clear()
    started = time.perf_counter()
    background(WEST_AFRICA)
    assert time.perf_counter() - started < 1.5


def test_no_line_of_the_near_ground_is_a_kilometre_off() -> None:
    assert background(WEST_AFRICA).grounds[-1].km < 1
    assert background(LAPLAND).grounds[-1].km < 1


def sizes(ground: Background) -> int:
    lines = (*(each.countries.geometry for each in ground.grounds), ground.regions, ground.rivers.geometry)
    return int(sum(shapely.get_num_coordinates(np.array(each)).sum() for each in lines))


def test_the_ground_of_the_whole_world_is_as_small_as_another() -> None:
    assert sizes(background((-180.0, -60.0, 180.0, 84.0))) < 2 * sizes(background(WEST_AFRICA))


def test_western_sahara_has_no_border_that_is_drawn_as_agreed() -> None:
    """Its borders with Morocco, Algeria and Mauritania, all of them."""
    ground = background(WEST_AFRICA).grounds[-1]
    sahara, *others = (
        ground.countries.geometry[ground.countries["code"] == code].union_all() for code in ("EH", "MA", "DZ", "MR")
    )
    borders = sahara.boundary.intersection(shapely.union_all(others))
    held = shapely.union_all(ground.held)
    assert borders.length > 10  # degrees, in the frame
    assert held.buffer(0.001).intersection(borders).length > 0.98 * borders.length
    agreed = ground.countries.geometry[ground.countries["code"] == "CI"].union_all().boundary
    assert held.intersection(agreed.buffer(0.001)).length == 0


def test_a_crossing_box_has_the_parts_of_a_country_in_one() -> None:
    ground = background(FIJI).grounds[-1]
    (fiji,) = ground.countries.geometry[ground.countries["code"] == "FJ"]
    taveuni = next(part for part in fiji.geoms if part.contains(shapely.Point(180.03, -16.85)))
    assert taveuni.bounds[0] < 180 < taveuni.bounds[2]


def test_towns_come_by_their_weight() -> None:
    towns = background(WEST_AFRICA).towns
    assert {"Bamako", "Dakar", "Accra", "Niamey"} <= set(towns["name"][towns["kind"] == "capital"])
    kinds = towns["kind"].map(["capital", "regional-capital", "town"].index)
    assert kinds.is_monotonic_increasing


def test_the_files_of_the_basemap_are_small_enough_to_carry() -> None:
    files = sorted(path for path in HERE.iterdir() if path.suffix == ".fgb")
    assert [path.stem for path in files] == ["countries", "held", "lakes", "regions", "rivers", "towns", "world"]
    assert sum(path.stat().st_size for path in files) <= 10_000_000


def test_the_readme_names_each_file_and_where_it_is_from() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for path in HERE.iterdir():
        assert path.is_dir() or path.name == "README.md" or f"`{path.name}`" in readme, path


def test_whom_the_basemap_is_owed_to_is_said_once(mali: Situation) -> None:
    bare = replace(mali, settings=replace(mali.settings, attribution="Reports"))
    assert bare.attribution == (
        "Reports · Natural Earth (public domain) · lakes © OpenStreetMap contributors (ODbL 1.0) via @geo-maps"
        " · towns © GeoNames (CC BY 4.0)"
    )
    assert mali.attribution == mali.settings.attribution


def test_longitudes_go_on_beyond_the_antimeridian() -> None:
    points = shapely.points([[179.0, 0.0], [-179.0, 0.0], [-175.0, 10.0]])
    assert shapely.get_x(continued(points, FIJI)).tolist() == [179.0, 181.0, 185.0]
    assert continued(points, WEST_AFRICA) is points


def test_the_script_that_derives_the_files_is_no_part_of_the_program() -> None:
    sources = [path for folder in ("geodata", "layers") for path in Path(ROOT / folder).rglob("*.py")]
    assert not [path for path in sources if "basemap.derive" in path.read_text(encoding="utf-8")]
