"""Towns and countries found by name, and the boxes about them."""

from __future__ import annotations

import pytest

from geodata.basemap.gazetteer import PlaceError, box_around, box_of_country, capital_of, find_towns, towns_within


@pytest.mark.parametrize(
    ("text", "code", "latitude", "longitude"),
    [
        ("Khartoum", "SD", 15.5, 32.5),
        ("khartoum", "SD", 15.5, 32.5),
        ("Tromso", "NO", 69.65, 18.96),
        ("Yaounde", "CM", 3.87, 11.52),
        ("Ségou, ML", "ML", 13.43, -6.26),
        ("Paris", "FR", 48.85, 2.35),
        ("N'Djamena", "TD", 12.1, 15.05),
    ],
)
def test_a_town_is_found_by_its_name(text: str, code: str, latitude: float, longitude: float) -> None:
    town = find_towns(text)[0]
    assert (town.code, round(town.latitude - latitude), round(town.longitude - longitude)) == (code, 0, 0)


def test_of_towns_of_one_name_the_largest_comes_first() -> None:
    assert [town.code for town in find_towns("Tripoli")][:2] == ["LY", "LB"]
    assert [town.code for town in find_towns("Tripoli, lb")] == ["LB"]


def test_a_position_needs_no_name() -> None:
    (place,) = find_towns(" 15.6, -32.5 ")
    assert (place.latitude, place.longitude, place.name) == (15.6, -32.5, "")


@pytest.mark.parametrize(
    ("text", "named"), [("Xyzzy", "Xyzzy"), ("Khartum", "Khartoum"), ("91,0", "91,0"), ("", "''"), ("Paris, ZZ", "ZZ")]
)
def test_a_place_that_is_not_known_is_told_with_its_cure(text: str, named: str) -> None:
    with pytest.raises(PlaceError, match=named):
        find_towns(text)


def test_a_box_reaches_as_far_to_all_sides() -> None:
    """100 km are 0.9 degrees of latitude; at 60° north a degree of longitude is half as long."""
    west, south, east, north = box_around(10, 60, 100)
    assert (round(north - south, 1), round(east - west, 1)) == (1.8, 3.6)


def test_a_box_across_the_antimeridian_is_written_as_the_standard_has_it() -> None:
    west, _, east, _ = box_around(179, -17, 300)
    assert (round(west, 1), round(east, 1)) == (176.2, -178.2)


def test_a_box_about_the_pole_ends_where_the_map_ends() -> None:
    west, south, east, north = box_around(0, 84, 1000)
    assert (west, east, north) == (-180, 180, 84.9)
    assert south == pytest.approx(75, abs=0.1)


@pytest.mark.parametrize(
    ("code", "box"),
    [
        ("SD", (21.8, 8.7, 38.6, 22.2)),
        ("FR", (-5.1, 41.3, 9.6, 51.1)),  # and Corsica, without what lies overseas
        ("FJ", (174.6, -21.7, -178.2, -12.5)),  # from Conway Reef to Lau, from Rotuma to Ono-i-Lau
        ("RU", (27.3, 41.2, -169.0, 81.9)),
    ],
)
def test_the_box_of_a_country_holds_its_land_and_little_else(code: str, box: tuple[float, ...]) -> None:
    west, south, east, north = box_of_country(code)
    width = (box[2] - box[0]) % 360
    assert abs(west - box[0]) < 0.1 * width
    assert abs((east - box[2] + 180) % 360 - 180) < 0.1 * width
    assert (south, north) == (pytest.approx(box[1], abs=3), pytest.approx(box[3], abs=3))


@pytest.mark.parametrize("code", ["QQ", "", "Sudan", "S'"])
def test_a_code_that_is_no_country_is_told(code: str) -> None:
    with pytest.raises(PlaceError, match="ISO 3166-1"):
        box_of_country(code)


def test_capitals_are_known_by_country() -> None:
    """As the list of the United Nations' member states has them."""
    known = {"SD": "Khartoum", "ML": "Bamako", "FJ": "Suva", "CO": "Bogotá", "NO": "Oslo", "CI": "Yamoussoukro"}
    found = {code: capital_of(code) for code in known}
    assert {code: town and town.name for code, town in found.items()} == known


def test_towns_within_a_box_are_capitals_first() -> None:
    towns = towns_within((20, 9, 39, 23))
    assert [town.kind for town in towns[:2]] == ["capital", "capital"]
    assert {"Khartoum", "Addis Ababa"} == {town.name for town in towns[:2]}
    assert {"Port Sudan", "El Fasher", "Kassala"} <= {town.name for town in towns}
    assert towns_within((175, -20, -178, -15))[0].name == "Suva"
