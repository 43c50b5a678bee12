"""`situation-map roads`: legs follow the roads of a network that a user brings, or stay straight and say why."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from pyproj import Geod

from command_line import Run
from geodata import check_situation, event_stretches, read_situation
from geodata.questions.alternatives import alternatives
from paths import ROOT
from road_files import (
    BEND,
    BRIDGE,
    ELBOW,
    NETWORK,
    OWED,
    PORT,
    TOWN,
    WRITERS,
    Line,
    example,
    geojson,
    geopackage,
    osm_pbf,
    shapefile,
)

GEOD = Geod(ellps="WGS84")
FIRST, SECOND = "xn-port-example xe-placeholder-bridge", "xe-placeholder-bridge xe-sampleton"
LEGS = "legs.geojson"


def km(*line: tuple[float, float]) -> float:
    return float(GEOD.line_length(*zip(*line, strict=True))) / 1000


def features(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the lines of a folder by their segments."""
    collection = json.loads((folder / LEGS).read_text(encoding="utf-8"))
    return {feature["properties"]["segment"]: feature for feature in collection["features"]}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return example(tmp_path / "own")


@pytest.mark.parametrize("name", WRITERS)
def test_the_roads_of_every_format_are_followed(tmp_path: Path, own: Path, run: Run, name: str) -> None:
    done = run("roads", own, WRITERS[name](tmp_path / name, NETWORK), *OWED)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 of 2 legs" in done.stdout
    found = features(own)
    assert list(found) == [FIRST, SECOND]
    for segment, line in ((FIRST, (PORT, ELBOW, BRIDGE)), (SECOND, (BRIDGE, BEND, TOWN))):
        about, drawn = found[segment]["properties"], found[segment]["geometry"]["coordinates"]
        assert about["length_km"] == pytest.approx(km(*line), abs=0.1)
        assert (about["basis"], about["attribution"], about["licence"]) == ("road", "Sampleton survey", "CC0")
        assert drawn == [pytest.approx(position, abs=2e-5) for position in line]
    assert [problem.code for problem in check_situation(own)] == ["template-text"]


def test_nothing_but_the_lines_changes_and_they_as_a_whole(tmp_path: Path, own: Path, run: Run) -> None:
    before = contents(own)
    run("roads", own, geojson(tmp_path / "all.geojson", NETWORK), *OWED)
    both = contents(own)
    run("roads", own, geojson(tmp_path / "half.geojson", NETWORK[:1]), *OWED)
    assert list(features(own)) == [FIRST]
    run("roads", own, tmp_path / "all.geojson", *OWED)
    assert contents(own) == both
    assert {name: raw for name, raw in both.items() if name != LEGS} == before


def test_a_dry_run_reports_the_same_and_writes_nothing(tmp_path: Path, own: Path, run: Run) -> None:
    before, network = contents(own), geojson(tmp_path / "roads.geojson", NETWORK)
    dry = run("roads", own, network, *OWED, "--dry-run").stdout.splitlines()
    assert contents(own) == before
    assert run("roads", own, network, *OWED).stdout.splitlines()[:-1] == dry[:-1]
    assert dry[-1] == "nothing is written."


GAP = ((BRIDGE, BEND), ((-1.51, -1.2), TOWN))  # 1.1 km between the two
AROUND = ((BRIDGE, (-1.1, -0.2), TOWN),)  # more than twice as long as the straight line
OFF_ROAD = ((BRIDGE, (-1.9, -1.2)),)  # 11 km from the town
BESIDE = (((-1.5, -1.4), (-1.5, -1.2)),)  # a road that both pass at one place, if one may be far away


@pytest.mark.parametrize(
    ("lines", "options", "reason"),
    [
        (GAP, (), "a gap: its ends are on parts of the network that do not meet"),
        (AROUND, (), "times the straight line"),
        (OFF_ROAD, (), "xe-sampleton is 11.1 km from any road"),
        (BESIDE, ("--within", "25"), "km from any road"),
    ],
)
def test_a_leg_that_nothing_vouches_for_stays_schematic(
    tmp_path: Path, own: Path, run: Run, lines: tuple[Line, ...], options: tuple[str, ...], reason: str
) -> None:
    done = run("roads", own, geojson(tmp_path / "roads.geojson", [*NETWORK[:1], *lines]), *OWED, *options)
    (told,) = [line for line in done.stdout.splitlines() if line.startswith("schematic: ")]
    assert told.startswith("schematic: xe-placeholder-bridge – xe-sampleton, 105 km: ")
    assert reason in told
    assert list(features(own)) == [FIRST]


def test_what_is_trusted_can_be_said(tmp_path: Path, own: Path, run: Run) -> None:
    network = geojson(tmp_path / "roads.geojson", [*NETWORK[:1], *AROUND])
    assert "2 of 2 legs" in run("roads", own, network, *OWED, "--factor", "3").stdout
    network = geojson(tmp_path / "off.geojson", [*NETWORK[:1], *OFF_ROAD])
    assert "2 of 2 legs" in run("roads", own, network, *OWED, "--within", "12").stdout
    assert [problem.code for problem in check_situation(own)] == ["template-text"]


PASSING = ((PORT, (-1.05, -1.52), TOWN),)  # 10 km beside the bridge, and on to the town


def test_a_road_may_pass_a_waypoint_between_two_others(tmp_path: Path, own: Path, run: Run) -> None:
    network = geojson(tmp_path / "roads.geojson", PASSING)
    far = km(BRIDGE, nearest((PORT, (-1.05, -1.52), TOWN), BRIDGE))
    assert 5 < far < 15
    done = run("roads", own, network, *OWED)
    assert "2 of 2 legs" in done.stdout
    assert f"to check: xe-placeholder-bridge is {far:.1f} km from the road that passes it by" in done.stdout
    strict = run("roads", own, network, *OWED, "--beside", "5")
    assert (strict.stdout.count("schematic: "), "to check" in strict.stdout) == (2, False)


def nearest(line: tuple[tuple[float, float], ...], place: tuple[float, float]) -> tuple[float, float]:
    """At the equator degrees are squares, so that the nearest point of a line is the nearest in degrees."""
    on_line = shapely.LineString(line)
    point = on_line.interpolate(on_line.project(shapely.Point(place)))
    return point.x, point.y


def test_lines_that_end_a_little_short_of_each_other_are_joined(tmp_path: Path, own: Path, run: Run) -> None:
    short = (BEND[0] + 0.0001, BEND[1])  # 11 m
    network = geojson(tmp_path / "roads.geojson", [NETWORK[0], (BRIDGE, BEND), (short, TOWN)])
    assert "2 of 2 legs" in run("roads", own, network, *OWED).stdout


def test_a_waypoint_joins_in_the_middle_of_a_line(tmp_path: Path, own: Path, run: Run) -> None:
    through = [((-0.3, -2.1714), (-1.2, -1.5286))]  # in a straight line past port and bridge, without a corner there
    run("roads", own, geojson(tmp_path / "roads.geojson", through), *OWED, "--within", "1")
    about, drawn = (features(own)[FIRST][part] for part in ("properties", "geometry"))
    assert about["length_km"] == pytest.approx(km(PORT, BRIDGE), rel=0.002)
    for end, place in zip((drawn["coordinates"][0], drawn["coordinates"][-1]), (PORT, BRIDGE), strict=True):
        assert km(tuple(end), place) < 0.1


def test_lines_meet_where_a_waypoint_lies_beside_the_road(tmp_path: Path, own: Path, run: Run) -> None:
    beside = (BRIDGE[0] + 0.02, BRIDGE[1])
    run("roads", own, geojson(tmp_path / "roads.geojson", [(PORT, beside), (beside, TOWN)]), *OWED)
    first, second = (features(own)[segment]["geometry"]["coordinates"] for segment in (FIRST, SECOND))
    assert first[-1] == second[0]
    assert 0.5 < km(tuple(first[-1]), BRIDGE) < km(beside, BRIDGE)
    line = read_situation(own).route_lines["port-example-sampleton"]
    assert line.is_simple
    assert [*line.coords] == [tuple(position) for position in (*first, *second[1:])]


def test_a_straight_leg_begins_where_the_road_beside_it_ends(tmp_path: Path, own: Path, run: Run) -> None:
    beside = (BRIDGE[0] + 0.02, BRIDGE[1])
    run("roads", own, geojson(tmp_path / "roads.geojson", [(PORT, beside)]), *OWED)
    road, straight = read_situation(own).leg_lines
    assert (road.basis, straight.basis) == ("road", "")
    assert straight.positions == (road.positions[-1], TOWN)


def test_the_length_is_that_of_the_road_before_it_is_simplified(tmp_path: Path, own: Path, run: Run) -> None:
    count = 400
    step = ((BRIDGE[0] - PORT[0]) / count, (BRIDGE[1] - PORT[1]) / count)
    zigzag = [(PORT[0] + k * step[0], PORT[1] + k * step[1] + (k % 2) * 0.0008) for k in range(count + 1)]
    run("roads", own, geojson(tmp_path / "roads.geojson", [zigzag]), *OWED)
    leg = features(own)[FIRST]
    assert leg["properties"]["length_km"] == pytest.approx(km(*zigzag), abs=0.1)
    assert leg["properties"]["length_km"] > km(PORT, BRIDGE) + 4
    assert len(leg["geometry"]["coordinates"]) == 2
    assert read_situation(own).road_km("port-example-sampleton")[0] == leg["properties"]["length_km"]


def test_the_file_may_say_itself_whom_it_is_owed_to(tmp_path: Path, own: Path, run: Run) -> None:
    said = {"attribution": "© Surveyors \u201cof\u201d Sampleton", "licence": "ODbL 1.0"}
    run("roads", own, geojson(tmp_path / "roads.geojson", NETWORK, **said))
    assert {name: features(own)[FIRST]["properties"][name] for name in said} == said
    run("roads", own, osm_pbf(tmp_path / "roads.osm.pbf", NETWORK))
    owed = features(own)[FIRST]["properties"]
    assert (owed["attribution"], owed["licence"]) == ("© OpenStreetMap contributors", "ODbL 1.0")
    assert read_situation(own).attribution.split(" · ")[1] == "© OpenStreetMap contributors (ODbL 1.0)"


@pytest.mark.parametrize("missing", ["--attribution", "--licence"])
def test_roads_that_are_owed_to_nobody_are_wrong_usage(tmp_path: Path, own: Path, run: Run, missing: str) -> None:
    network, at = geopackage(tmp_path / "roads.gpkg", NETWORK), OWED.index(missing)
    done = run("roads", own, network, *OWED[:at], *OWED[at + 2 :])
    assert done.returncode == 2
    assert missing in done.stderr
    assert not (own / LEGS).exists()


def test_of_osm_only_roads_are_taken(tmp_path: Path, own: Path, run: Run) -> None:
    done = run("roads", own, osm_pbf(tmp_path / "paths.osm.pbf", NETWORK, highway="footway"))
    assert (done.returncode, "found none" in done.stderr) == (1, True)


def text_file(name: str, text: str) -> Any:
    return lambda folder: (folder / name, (folder / name).write_text(text, encoding="utf-8"))[0]


def swapped(lines: Iterable[Line]) -> list[Line]:
    return [[(y, x) for x, y in line] for line in lines]


COLLECTION = '{"type": "FeatureCollection", "features": [%s]}'
FEATURE = '{"type": "Feature", "properties": {}, "geometry": %s}'
BROKEN: dict[str, tuple[Any, str]] = {
    "no file": (lambda folder: folder / "none.gpkg", "found none"),
    "another format": (text_file("roads.txt", "road"), "expected a network of roads as .pbf"),
    "damaged GeoPackage": (text_file("roads.gpkg", "SQLite format 3\0 and no more"), "damaged"),
    "damaged pbf": (text_file("roads.osm.pbf", "\0\0\0\x0d OSMHeader"), ""),
    "cut JSON": (text_file("roads.geojson", COLLECTION[:-2] % FEATURE), "damaged"),
    "empty file": (text_file("roads.geojson", ""), "damaged"),
    "no features": (text_file("roads.geojson", COLLECTION % ""), "found none"),
    "points only": (
        text_file("roads.geojson", COLLECTION % (FEATURE % '{"type": "Point", "coordinates": [-1.1, -1.6]}')),
        "found none",
    ),
    "a line of one position": (
        text_file("roads.geojson", COLLECTION % (FEATURE % '{"type": "LineString", "coordinates": [[-1.1, -1.6]]}')),
        "found none",
    ),
    "a line on one spot": (lambda folder: geojson(folder / "roads.geojson", [(BRIDGE, BRIDGE)]), "found none"),
    "another region": (lambda folder: geojson(folder / "roads.geojson", [((20, 50), (21, 50))]), "found none"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_holds_no_roads_is_a_message(tmp_path: Path, own: Path, run: Run, name: str) -> None:
    make, told = BROKEN[name]
    before = contents(own)
    done = run("roads", own, make(tmp_path), *OWED)
    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert "Fix: " in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(own) == before


def test_swapped_coordinates_are_named(tmp_path: Path, own: Path, run: Run) -> None:
    at = "places.geojson", "supply_routes.geojson", "capitals.geojson"  # a region that is elsewhere once it is swapped
    for name in at:
        document = json.loads((own / name).read_text(encoding="utf-8"))
        for feature in document["features"]:
            moved = shapely.transform(
                shapely.from_geojson(json.dumps(feature["geometry"])), lambda xy: xy + np.array([31, 0])
            )
            feature["geometry"] = json.loads(shapely.to_geojson(moved))
        (own / name).write_text(json.dumps(document), encoding="utf-8")
    text = (own / "situation.toml").read_text(encoding="utf-8")
    (own / "situation.toml").write_text(text.replace("box = [-4.0, -4.0, 2.0, 1.0]", "box = [-9, -9, 45, 9]"), "utf-8")
    network = swapped([[(x + 31, y) for x, y in line] for line in NETWORK])
    done = run("roads", own, geojson(tmp_path / "roads.geojson", network), *OWED)
    assert "the two look swapped" in done.stderr


def test_coordinates_without_a_system_are_taken_for_degrees(tmp_path: Path, own: Path, run: Run) -> None:
    path = shapefile(tmp_path / "roads.shp", NETWORK)
    path.with_suffix(".prj").unlink()
    done = run("roads", own, path, *OWED)
    assert "note: roads.shp states no coordinate reference system" in done.stdout
    assert "2 of 2 legs" in done.stdout


def test_heights_and_lines_of_several_parts_are_taken(tmp_path: Path, own: Path, run: Run) -> None:
    parts = [[[*position, 312.5] for position in line] for line in NETWORK]
    many = FEATURE % json.dumps({"type": "MultiLineString", "coordinates": parts})
    path = text_file("roads.geojson", COLLECTION % many)(tmp_path)
    assert "2 of 2 legs" in run("roads", own, path, *OWED).stdout


OUT_OF_BOUNDS = ["--factor=1", "--factor=nan", "--factor=x", "--within=0", "--within=26", "--within=inf"]


@pytest.mark.parametrize("typed", OUT_OF_BOUNDS)
def test_what_is_trusted_has_bounds(tmp_path: Path, own: Path, run: Run, typed: str) -> None:
    done = run("roads", own, geojson(tmp_path / "roads.geojson", NETWORK), *OWED, typed)
    assert done.returncode == 2
    assert "expected a number above" in done.stderr


def test_lines_of_routes_that_have_changed_are_replaced(tmp_path: Path, own: Path, run: Run) -> None:
    network = geojson(tmp_path / "roads.geojson", NETWORK)
    run("roads", own, network, *OWED)
    text = (own / LEGS).read_text(encoding="utf-8")
    (own / LEGS).write_text(text.replace("xe-sampleton", "xe-elsewhere"), encoding="utf-8")
    assert "unknown-leg" in [problem.code for problem in check_situation(own)]
    assert run("roads", own, network, *OWED).returncode == 0
    assert (own / LEGS).read_text(encoding="utf-8") == text


def test_without_networkx_it_says_what_to_install(tmp_path: Path, own: Path) -> None:
    network = geojson(tmp_path / "roads.geojson", NETWORK)
    code = "import sys; sys.modules['networkx'] = None; from layers.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "roads", own, network, *OWED]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert "pip install networkx" in done.stderr
    assert "Traceback" not in done.stderr


def test_questions_are_asked_along_the_road(tmp_path: Path, own: Path, run: Run) -> None:
    straight = read_situation(own)
    run("roads", own, geojson(tmp_path / "roads.geojson", NETWORK), *OWED)
    drawn = read_situation(own)
    day = drawn.settings.day
    assert alternatives(straight, day)["line_km"].tolist() == [pytest.approx(km(PORT, BRIDGE, TOWN), abs=0.1)]
    road = km(PORT, ELBOW, BRIDGE, BEND, TOWN)
    assert alternatives(drawn, day)["line_km"].tolist() == [pytest.approx(road, abs=0.2)]
    for stretch in event_stretches(drawn).values():
        assert shapely.LineString([PORT, ELBOW, BRIDGE, BEND, TOWN]).buffer(0.01).contains(stretch)
