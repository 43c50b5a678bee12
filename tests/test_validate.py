"""Breaking one file in one way gives one line that names the place and the cure."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata import DataError, check_situation, read_situation, salvage_situation
from geodata.problems import errors
from paths import MALI

Break = Callable[[Path], None]


def swap(name: str, old: str, new: str) -> Break:
    def edit(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def swap_bytes(name: str, change: Callable[[bytes], bytes]) -> Break:
    return lambda folder: (folder / name).write_bytes(change((folder / name).read_bytes())) and None


ROW = "Kakolé / Kadiana,2025-09-15,2025-09-17,open,claim,2025-09-17"
BREAKS: dict[str, tuple[Break, str, str]] = {
    "a status row without a source": (swap("route_status.csv", ",dw-2025-09-17\n", ",\n"), "route_status.csv, row 2, sources", "sources.csv"),
    "a source that is not listed": (swap("route_status.csv", ",dw-2025-09-17\n", ",nobody\n"), "route_status.csv, row 2, sources", "nobody"),
    "an event without a source": (swap("events.geojson", '"sources": "', '"seen_in": "'), "events.geojson, row 1, sources", "sources.csv"),
    "an unknown state": (swap("route_status.csv", ",blocked,claim", ",shut,claim"), "route_status.csv, row 2, state", "'shut'"),
    "an unknown crossing state": (swap("crossing_status.csv", ",closed,", ",shut,"), "crossing_status.csv", "'shut'"),
    "overlapping rows for one stretch": (swap("route_status.csv", ROW, ROW.replace("09-15", "09-14", 1)), "route_status.csv, row 3, start", "row 2"),
    "an end before its start": (swap("route_status.csv", ROW, ROW.replace("2025-09-17,open", "2025-09-12,open")), "route_status.csv, row 3, end", "2025-09-15 or later"),
    "an unknown route id": (swap("route_status.csv", "\nabidjan-bamako-nigoun,", "\nabidjan-bamako-nowhere,"), "route_status.csv, row 2, route", "fuel_routes.geojson"),
    "an unknown waypoint": (swap("route_status.csv", "Kakolé / Kadiana", "Kakolé / Atlantis"), "route_status.csv, row 2, segment", "abidjan-bamako-nigoun"),
    "an event on an unknown route": (swap("events.geojson", '"route": "dakar-bamako-north"', '"route": "dakar"'), "events.geojson", "fuel_routes.geojson"),
    "a route outside the box": (swap("fuel_routes.geojson", "[-17.4441, 14.6937]", "[14.6937, -17.4441]"), "fuel_routes.geojson, row 1, geometry", "swapped"),
    "a crossing outside the box": (swap("border_crossings.geojson", "[-6.4203, 10.5574]", "[-6.4203, 60.5574]"), "border_crossings.geojson, row 1, geometry", "60.5574"),
    "a duplicate id": (swap("events.geojson", '"id": "2018-09-06-jnim-terrorist-designation", "start"', '"id": "2012-04-24-timbuktu-fighters-photo", "start"'), "events.geojson, row 2, id", "row 1"),
    "an open end that nobody decided": (swap("events.geojson", '"end": "2012-04-24", ', ""), "events.geojson, row 1, end", "ongoing"),
    "a date that is none": (swap("deliveries.csv", "2025-05-01,2025-05-01", "2025-05-01,2025-02-30"), "deliveries.csv, row 2, end", "2025-02-30"),
    "a javascript address": (swap("sources.csv", "https://24heureinfo", "javascript:24heureinfo"), "sources.csv, row 2, url", "http"),
    "bad UTF-8": (swap_bytes("sources.csv", lambda raw: raw[:500] + b"\xff" + raw[500:]), "sources.csv, row 4", "UTF-8"),
    "truncated JSON": (swap_bytes("fuel_routes.geojson", lambda raw: raw[: len(raw) // 2]), "fuel_routes.geojson, row", "not complete JSON"),
    "NaN in JSON": (swap("places.geojson", '"population": ', '"population": NaN, "was": '), "places.geojson", "NaN"),
    "a missing file": (lambda folder: (folder / "deliveries.csv").unlink(), "deliveries.csv", "found none"),
    "a missing column": (swap("deliveries.csv", "id,start,end", "id,begin,end"), "deliveries.csv, row 1", "start"),
    "a broken setting": (swap("situation.toml", "fade_days = 7", "fade_days = -7"), "situation.toml, fade_days", "-7"),
    "broken TOML": (swap("situation.toml", "languages = [", "languages = "), "situation.toml", "line 3"),
}  # fmt: skip


def test_the_flagship_is_clean() -> None:
    assert check_situation(MALI) == []


@pytest.mark.parametrize(("damage", "place", "hint"), BREAKS.values(), ids=BREAKS)
def test_one_fault_gives_one_line_with_place_and_cure(folder: Path, damage: Break, place: str, hint: str) -> None:
    damage(folder)
    (problem,) = check_situation(folder)
    assert str(problem).startswith(place)
    assert hint in str(problem)
    assert problem.fix


@pytest.mark.parametrize("name", ["an unknown state", "truncated JSON", "bad UTF-8", "broken TOML"])
def test_the_command_line_prints_the_line_and_exits_with_1(folder: Path, run: Callable[..., object], name: str) -> None:
    damage, place, _ = BREAKS[name]
    damage(folder)
    done = run("validate", folder)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(place)


def test_a_sound_folder_exits_with_0_and_says_nothing_on_standard_error(run: Callable[..., object]) -> None:
    done = run("validate", MALI)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_report_for_machines_counts_every_row(folder: Path, run: Callable[..., object]) -> None:
    BREAKS["an unknown state"][0](folder)
    files = json.loads(run("validate", folder, "--json").stdout)["files"]
    assert all(file["kept"] + file["rejected"] == file["read"] for file in files)
    (status,) = [file for file in files if file["path"].endswith("route_status.csv")]
    assert (status["read"], status["kept"], status["rejected"]) == (103, 102, 1)
    assert status["problems"][0]["row"] == 2


def test_all_problems_come_at_once(folder: Path) -> None:
    for name in ("an unknown state", "a javascript address", "a broken setting"):
        BREAKS[name][0](folder)
    with pytest.raises(DataError) as raised:
        read_situation(folder)
    assert {problem.file for problem in raised.value.problems} == {"route_status.csv", "sources.csv", "situation.toml"}


def test_salvaging_keeps_the_good_rows_and_tells_what_went_with_the_bad_one(folder: Path) -> None:
    BREAKS["a route outside the box"][0](folder)
    situation, problems = salvage_situation(folder)
    assert "dakar-bamako-north" not in situation.routes.index
    assert len(situation.routes) == 12
    dependent = [problem for problem in errors(problems) if problem.code == "unknown-id"]
    assert len(dependent) == len(errors(problems)) - 1
    assert {problem.value for problem in dependent} == {"dakar-bamako-north", "kidira-diboli"}  # the road took its crossing along


def test_a_place_abroad_is_a_warning_and_can_be_meant(folder: Path) -> None:
    swap("capitals.geojson", '"outside_box": true', '"outside_box": false')(folder)
    (problem,) = check_situation(folder)
    assert problem.severity == "warning"
    assert read_situation(folder).capitals.loc["dz-algiers", "name_en"] == "Algiers"


def test_a_folder_that_is_not_there_is_one_line(run: Callable[..., object], tmp_path: Path) -> None:
    done = run("validate", tmp_path / "nowhere")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
