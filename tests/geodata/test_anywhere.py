"""A situation that begins anywhere on Earth: its box, its towns, and longitudes beyond the antimeridian."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from command_line import Run
from geodata import Situation, check_situation, continued, read_situation
from layers.payload.basemaps import focus_countries
from layers.tables.download_files import events_csv, events_geojson
from page_parts import Open

PLACES = {  # on every continent, across the antimeridian, above 65° north: the country that each is in
    "Khartoum": "SD",
    "Suva": "FJ",
    "Tromsø": "NO",
    "Bogotá": "CO",
    "Manila": "PH",
    "Nuuk": "GL",
}


@pytest.fixture(scope="module")
def fiji(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("anywhere") / "fiji"
    assert run("new", folder, "--title", "Fiji", "--around", "Suva", "--radius", "700").returncode == 0
    return folder


@pytest.mark.parametrize("place", PLACES)
def test_a_situation_begins_about_any_place(tmp_path: Path, run: Run, place: str) -> None:
    own = tmp_path / "own"
    assert run("new", own, "--title", "Own", "--around", place, "--radius", "400").returncode == 0
    assert check_situation(own) == []
    situation = read_situation(own)
    (centre,) = situation.settings.destinations
    named = [*situation.capitals["id"], *situation.places["id"]]
    assert centre in named
    assert focus_countries(situation) == [PLACES[place]]


@pytest.mark.parametrize(
    "options",
    [
        ("--around", ""),
        ("--around", "Xyzzy"),
        ("--around", "90,0"),
        ("--around", "Oslo", "--radius", "0"),
        ("--around", "Oslo", "--radius", "nan"),
        ("--radius", "100"),
        ("--country", "ZZ"),
        ("--country", ""),
        ("--around", "Oslo", "--country", "NO"),
    ],
)
def test_a_place_that_is_none_is_wrong_usage(tmp_path: Path, run: Run, options: tuple[str, ...]) -> None:
    done = run("new", tmp_path / "own", "--title", "Own", *options)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert list(tmp_path.iterdir()) == []


def test_a_position_in_the_south_is_no_option(tmp_path: Path, run: Run) -> None:
    assert run("new", tmp_path / "own", "--title", "Own", "--around", "-33.87,151.21").returncode == 0
    assert "au-sydney" in read_situation(tmp_path / "own").places["id"].to_list()


def test_a_country_begins_with_its_own_towns(tmp_path: Path, run: Run) -> None:
    assert run("new", tmp_path / "own", "--title", "Own", "--country", "ML").returncode == 0
    situation = read_situation(tmp_path / "own")
    assert situation.settings.destinations == ("ml-bamako",)
    assert {"ml-kayes", "ml-sikasso", "ml-gao"} <= set(situation.places["id"])


def test_places_beyond_the_antimeridian_lie_east_of_it(fiji: Path) -> None:
    """Nuku‘alofa is at 175.2° W, Suva at 178.4° E."""
    capitals = read_situation(fiji).capitals
    assert capitals.geometry["fj-suva"].x == pytest.approx(178.4, abs=0.1)
    assert capitals.geometry["to-nukualofa"].x == pytest.approx(184.8, abs=0.1)
    written = json.loads((fiji / "capitals.geojson").read_text(encoding="utf-8"))["features"]
    assert min(feature["geometry"]["coordinates"][0] for feature in written) < -174


def test_what_leaves_has_the_longitudes_of_files(fiji: Path, mali: Situation) -> None:
    beyond = continued(shapely.points([[-175.0, -20.0]]), read_situation(fiji).settings.box)
    assert shapely.get_x(beyond).tolist() == [185.0]
    moved = mali.events.iloc[[0]].set_geometry(beyond)
    (feature,) = json.loads(events_geojson(mali, moved))["features"]
    assert feature["geometry"]["coordinates"] == [-175.0, -20.0]
    text = events_csv(mali, moved).decode("utf-8-sig").rstrip("\n")
    assert text.split("\n")[0].split(",")[-2:] == ["lon", "lat"]
    assert text.endswith(",-175,-20")


def test_a_link_to_a_place_beyond_the_antimeridian_leads_there(fiji: Path, run: Run, open_page: Open) -> None:
    page = fiji.with_suffix(".html")
    assert run("export", page, "--situation", fiji).returncode == 0
    opened = open_page(page, share="c=-20,-176&z=7")
    assert opened.call("state")["center"] == [-20, -176]
    opened.page.locator(".map").press("ArrowRight")
    opened.page.wait_for_function("() => window.situationMap.state().center[1] !== -176")
    latitude, longitude = opened.call("state")["center"]
    assert -176 < longitude < -165
    assert latitude == pytest.approx(-20, abs=0.1)
