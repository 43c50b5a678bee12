"""A folder of the first edition becomes one of the second: what was said for each route is said of their roads."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from geodata import DataError, Situation, check_situation, read_situation
from geodata.files.migration import folder as migration
from geodata.files.migration.folder import migrate_situation

Member = tuple[str, float, float]  # a waypoint of the first edition: its name and where it lies
Row = dict[str, str]

SETTINGS = """# Invented, as the first edition had it.
version = 2024-03-31 # raise it with every change
languages = ["en", "fr"]
home = [1.0, 1.0, 8]
box = [-1.0, -1.0, 9.0, 9.0] # west, south, east, north
focus = [2024-01-01, 2024-03-31]
day = 2024-03-04
destination = "Capital" # of the headline
licence = "CC0"
attribution = "The invented press"

[title]
en = "Invented"
fr = "Inventé"

[description]
en = "Nothing of this is there."
fr = "Rien de tout cela n’existe."
"""
CAPITAL, FORK, MILL, BAY, HARBOUR, FORD = (
    ("Capital", 4.0, 0.0),
    ("Fork", 3.0, 0.0),
    ("Mill", 2.0, 0.01),  # a kilometre beside the straight line from the fork to the bay
    ("Bay", 1.0, 0.0),
    ("Harbour", 3.0, 2.0),
    ("Ford", 3.0, 1.0),
)
LONG = [BAY, MILL, FORK, CAPITAL]
SHORT = [BAY, FORK, CAPITAL]  # the same road, told with fewer waypoints
NORTH = [HARBOUR, FORD, FORK, CAPITAL]
SAID = {"state": "blocked", "basis": "reported", "why_en": "Told.", "why_fr": "Raconté.", "sources": "herald"}


def feature(properties: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "id": properties["id"], "geometry": geometry, "properties": properties}


def place(id_: str, kind: str, member: Member) -> dict[str, Any]:
    name, x, y = member
    properties = {"id": id_, "name_en": name, "name_fr": f"{name} (fr)", "kind": kind, "country": "XE"}
    properties |= {"population": "", "approximate": False, "coord_source": "invented", "note_en": "", "note_fr": ""}
    return feature(properties, "Point", [x, y])


def route(id_: str, members: list[Member]) -> dict[str, Any]:
    name = " – ".join(member[0] for member in members)
    properties = {
        "id": id_,
        "name_en": name,
        "name_fr": name,
        "origin": members[0][0],
        "destination": members[-1][0],
        "crossing": "",
        "countries": ["XE"],
        "road_numbers": [],
        "length_km": "",
        "length_note_en": "",
        "length_note_fr": "",
        "sources": "herald",
        "waypoints": [{"name": each[0], "country": "XE", "coord_source": "invented"} for each in members],
    }
    return feature(properties, "LineString", [[x, y] for _, x, y in members])


def event(**more: Any) -> dict[str, Any]:
    properties = {
        "id": "2024-03-04-held",
        "start": "2024-03-04",
        "end": "2024-03-04",
        "ongoing": False,
        "date_precision": "day",
        "category": "blockade",
        "title_en": "Held",
        "title_fr": "Retenus",
        "summary_en": "Held.",
        "summary_fr": "Retenus.",
        "corroboration": "single",
        "country": "XE",
        "disputed_en": "",
        "disputed_fr": "",
        "place_en": "Fork",
        "place_fr": "Fourche",
        "actors_en": [],
        "location_precision": "exact",
        "coord_source": "invented",
        "route": "long",
        "actors_fr": [],
        "fatalities": "",
        "tankers_destroyed": "",
        "note_en": "",
        "note_fr": "",
        "sources": "herald",
    }
    return feature(properties | more, "Point", [3.0, 0.0])


def said(route_: str, segment: str = "", start: str = "2024-03-01", end: str = "2024-03-03", **more: str) -> Row:
    return {"route": route_, "segment": segment, "start": start, "end": end, "confirmed": end} | SAID | more


def write_table(path: Path, rows: Iterable[Row], columns: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns.split(","), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def first_edition(
    path: Path,
    *,
    ledger: Iterable[Row] = (),
    events: Iterable[dict[str, Any]] = (),
    deliveries: Iterable[Row] = (),
    places: Iterable[dict[str, Any]] = (),
    routes: Iterable[dict[str, Any]] = (),
) -> Path:
    """Write a small folder of the first edition; three roads lead to its capital, two of them the same."""
    path.mkdir()
    capital = place("xe-capital", "", CAPITAL)
    capital["properties"] |= {"role": "capital", "seat_of_government": "Capital"}
    crossing = feature(
        {
            "id": "the-ford",
            "name_en": "The Ford",
            "name_fr": "Le Gué",
            "country": "XE",
            "routes": ["north"],
            "sides": [{"name": "Near", "country": "XE"}, {"name": "Far", "name_fr": "Loin", "country": "XN"}],
            "location_precision": "exact",
            "coord_source": "invented",
            "note_en": "",
            "note_fr": "",
            "sources": "herald",
        },
        "Point",
        [3.0, 1.0],
    )
    towns = [place("xe-bay", "town", BAY), place("xe-fork", "town", FORK), place("xe-mill", "village", MILL)]
    collections = {
        "fuel_routes.geojson": list(routes) or [route("long", LONG), route("short", SHORT), route("north", NORTH)],
        "events.geojson": list(events),
        "places.geojson": [*towns, place("xe-harbour", "town", HARBOUR), *places],
        "capitals.geojson": [capital],
        "border_crossings.geojson": [crossing],
    }
    for name, features in collections.items():
        document = {"type": "FeatureCollection", "features": features}
        (path / name).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    status = "start,end,state,basis,confirmed,why_en,why_fr,sources"
    write_table(path / "route_status.csv", ledger, f"route,segment,{status}")
    write_table(path / "crossing_status.csv", [at_the_ford()], f"crossing,{status}")
    counted = "id,start,end,place,tankers,litres,basis,why_en,why_fr,sources"
    write_table(path / "deliveries.csv", deliveries, counted)
    source = {"id": "herald", "publisher": "Herald", "title": "Held", "url": "https://example.org/1"}
    write_table(path / "sources.csv", [source | {"published": "2024-03-05"}], "id,publisher,title,url,published")
    (path / "situation.toml").write_text(SETTINGS, encoding="utf-8")
    (path / "README.md").write_text("mine", encoding="utf-8")
    return path


def at_the_ford() -> Row:
    return {"crossing": "the-ford", "start": "2024-03-02", "end": "2024-03-02", "confirmed": ""} | SAID


def migrated(path: Path, **content: Any) -> tuple[Situation, list[str]]:
    """Migrate a folder and read it; there is no error in it, and no warning but of what a person has to write."""
    report = migrate_situation(first_edition(path, **content))
    assert {problem.code for problem in check_situation(path)} <= {"untranslated"}
    return read_situation(path), report


def ledger_of(path: Path) -> list[Row]:
    with (path / "route_status.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def content_of(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in path.iterdir()}


def test_waypoints_become_the_places_at_their_position(tmp_path: Path) -> None:
    beside = [place("xe-bay-port", "port", BAY), place("xe-old-fork", "village", ("Old Fork", *FORK[1:]))]
    situation, _ = migrated(tmp_path / "own", places=beside)
    assert situation.network.ways["long"] == ("xe-bay", "xe-mill", "xe-fork", "xe-capital")
    assert {"xe-bay-port", "xe-old-fork"}.isdisjoint(situation.waypoints)


def test_of_several_places_at_a_position_the_name_decides(tmp_path: Path) -> None:
    towns = [place("xe-quay", "port", ("Quay", *BAY[1:]))]
    roads = [route("quay", [("Quay", *BAY[1:]), ("Isle", 0.5, -0.9)]), route("long", LONG)]
    situation, _ = migrated(tmp_path / "own", places=towns, routes=roads)
    assert situation.network.ways["quay"][0] == "xe-quay"
    assert situation.network.ways["long"][0] == "xe-bay"


def test_a_waypoint_that_was_no_place_is_added(tmp_path: Path) -> None:
    situation, report = migrated(tmp_path / "own")
    assert situation.network.ways["north"] == ("xe-harbour", "xe-ford", "xe-fork", "xe-capital")
    added = situation.places.loc["xe-ford"]
    assert (added["name_en"], added["kind"], added.geometry.x, added.geometry.y) == ("Ford", "waypoint", 3.0, 1.0)
    assert [line for line in report if "added xe-ford" in line]


def test_routes_over_each_other_share_their_legs(tmp_path: Path) -> None:
    situation, report = migrated(tmp_path / "own")
    network = situation.network
    assert network.ways["short"] == network.ways["long"]
    assert network.route_legs["short"] == network.route_legs["long"]
    assert network.route_legs["north"][-1] == network.route_legs["long"][-1]
    assert [line for line in report if "xe-bay – xe-fork passes xe-mill, as on long" in line]
    line = list(situation.routes.geometry["short"].coords)
    assert line == [(1.0, 0.0), (2.0, 0.01), (3.0, 0.0), (4.0, 0.0)]


def test_a_way_that_leads_elsewhere_is_left_alone(tmp_path: Path) -> None:
    far = ("Mill", 2.0, 0.2)  # 22 km beside
    roads = [route("long", [BAY, far, FORK, CAPITAL]), route("short", SHORT)]
    situation, _ = migrated(tmp_path / "own", routes=roads, places=[place("xe-far", "town", far)])
    assert situation.network.ways["short"] == ("xe-bay", "xe-fork", "xe-capital")


def test_short_names_tell_the_routes_apart(tmp_path: Path) -> None:
    situation, _ = migrated(tmp_path / "own")
    names = list(situation.routes["short_en"])
    assert len(set(names)) == 3
    assert names[2] == "Harbour–Capital"


def test_what_rows_of_several_routes_say_alike_becomes_one_row(tmp_path: Path) -> None:
    rows = [said("short", "Fork / Capital"), said("long", "Capital / Fork"), said("north", "Fork / Capital")]
    situation, _ = migrated(tmp_path / "own", ledger=rows)
    (row,) = ledger_of(tmp_path / "own")
    assert row == {
        "id": "fork-capital-2024-03-01-blocked",
        "routes": "",
        "segment": row["segment"],
        "start": "2024-03-01",
        "end": "2024-03-03",
        "confirmed": "2024-03-03",
        "by_en": "",
        "by_fr": "",
        **SAID,
    }
    assert set(row["segment"].split()) == {"xe-fork", "xe-capital"}
    assert all(len(found) == 1 for found in situation.route_rows.values())


def test_ids_do_not_hang_on_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = [
        said("long", "Bay / Fork"),
        said("north"),
        said("long", "Bay / Mill", start="2024-03-10", end="2024-03-11"),
    ]
    migrated(tmp_path / "one", ledger=rows)
    migrated(tmp_path / "other", ledger=reversed(rows))
    ids = [row["id"] for row in ledger_of(tmp_path / "one")]
    assert ids == [row["id"] for row in ledger_of(tmp_path / "other")]
    assert len(set(ids)) == 3


def test_a_segment_that_means_too_much_without_its_route_keeps_it(tmp_path: Path) -> None:
    roads = [route("long", LONG), route("coast", [BAY, ("Cliff", 2.0, -1.0), CAPITAL])]
    migrated(tmp_path / "own", routes=roads, ledger=[said("long", "Bay / Capital"), said("coast", "Cliff / Capital")])
    rows = {row["segment"]: row["routes"] for row in ledger_of(tmp_path / "own")}
    assert rows == {"xe-bay xe-capital": "long", "xe-cliff xe-capital": ""}


def test_the_same_state_in_other_words_keeps_the_rest_of_its_stretch(tmp_path: Path) -> None:
    rows = [said("north", "Fork / Capital"), said("long", why_en="Told again.", start="2024-03-02")]
    situation, _ = migrated(tmp_path / "own", ledger=rows)
    found = {row["why_en"]: row["segment"] for row in ledger_of(tmp_path / "own")}
    assert {text: set(segment.split()) for text, segment in found.items()} == {
        "Told.": {"xe-fork", "xe-capital"},
        "Told again.": {"xe-bay", "xe-fork"},
    }
    assert len(situation.route_rows["long"]) == 2


def test_a_second_account_of_nothing_new_lends_its_sources(tmp_path: Path) -> None:
    path = first_edition(
        tmp_path / "own",
        ledger=[said("long"), said("short", "Fork / Capital", why_en="Told again.", sources="courier herald")],
    )
    with (path / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("courier,Courier,Held,https://example.org/2,2024-03-05\n")
    report = migrate_situation(path)
    (row,) = ledger_of(path)
    assert (row["why_en"], row["sources"]) == ("Told.", "herald courier")
    assert [line for line in report if "dropped a second account" in line and "Told again." in line]


def test_rows_that_contradict_each_other_are_kept_and_reported(tmp_path: Path) -> None:
    rows = [said("long", "Fork / Capital"), said("north", state="open", why_en="Seen to pass.")]
    path = first_edition(tmp_path / "own", ledger=rows)
    report = migrate_situation(path)
    assert {row["state"] for row in ledger_of(path)} == {"blocked", "open"}
    assert len([line for line in report if "contradicts another row" in line]) == 1
    assert [problem.code for problem in check_situation(path) if problem.severity == "error"] == ["overlap"]


def test_ids_of_both_ledgers_are_told_apart(tmp_path: Path) -> None:
    situation, _ = migrated(tmp_path / "own", ledger=[said("north", "Ford / Fork")])
    assert list(situation.crossing_status["id"]) == ["the-ford-2024-03-02-blocked"]
    sides = situation.crossings.loc["the-ford", "sides"]
    assert [(side["name_en"], side["name_fr"]) for side in sides] == [("Near", "Near"), ("Far", "Loin")]


def test_a_count_of_two_units_becomes_two_counts(tmp_path: Path) -> None:
    count = {"start": "2024-03-08", "end": "2024-03-08", "basis": "claim", "place": "Capital", "sources": "herald"}
    count |= {"why_en": "Told.", "why_fr": "Raconté."}
    rows = [
        count | {"id": "both", "tankers": "12", "litres": "480000"},
        count | {"id": "litres", "litres": "9000"},
        count | {"id": "neither", "place": "Elsewhere"},
    ]
    situation, _ = migrated(tmp_path / "own", deliveries=rows)
    with (tmp_path / "own" / "deliveries.csv").open(encoding="utf-8", newline="") as file:
        found = {row["id"]: row for row in csv.DictReader(file)}
    assert {id_: (row["quantity"], row["unit"]) for id_, row in found.items()} == {
        "both": ("12", "tankers"),
        "both-litres": ("480000", "litres"),
        "litres": ("9000", "litres"),
        "neither": ("", "tankers"),
    }
    assert (found["both"]["place_en"], found["both"]["place_fr"]) == ("Capital", "Capital (fr)")
    assert found["neither"]["place_fr"] == "Elsewhere"
    assert list(situation.settings.units) == ["tankers", "litres"]


def test_what_was_disputed_becomes_one_version(tmp_path: Path) -> None:
    disputed = event(disputed_en="Some say forty.", disputed_fr="Certains disent quarante.", tankers_destroyed=3)
    situation, report = migrated(tmp_path / "own", events=[disputed, event(id="2024-03-05-calm", route=None)])
    held, calm = situation.events.loc["2024-03-04-held"], situation.events.loc["2024-03-05-calm"]
    texts = {"text_en": "Some say forty.", "text_fr": "Certains disent quarante."}
    assert held["versions"] == [texts | {"sources": ""}]
    assert (held["routes"], held["destroyed"], held["unit"]) == ("long", 3, "tankers")
    assert (calm["routes"], calm["versions"], calm["unit"]) == ("", "", "")
    assert list(situation.settings.units) == ["tankers"]
    assert [line for line in report if line.startswith("events.geojson: 1 ")]


def test_settings_get_what_is_new_and_keep_their_comments(tmp_path: Path) -> None:
    migrated(tmp_path / "own", events=[event(tankers_destroyed=1)])
    text = (tmp_path / "own" / "situation.toml").read_text(encoding="utf-8")
    for kept in ("# Invented, as the first edition had it.\n", "# raise it with every change\n", "# west, south, east"):
        assert kept in text
    assert "\nedition = 2" in text
    assert '\ndestinations = ["xe-capital"]' in text
    assert "\ndestination = " not in text
    assert '[units.tankers]\nen = { one = "{n} tanker", other = "{n} tankers" }\n' in text


def test_sources_say_that_their_origin_is_not_known_yet(tmp_path: Path) -> None:
    situation, report = migrated(tmp_path / "own")
    herald = situation.sources.loc["herald"]
    assert (herald["kind"], herald["origin"], herald["published"]) == ("unknown", "", "2024-03-05")
    assert [line for line in report if line.startswith("sources.csv: ")]


def test_what_belongs_to_no_table_stays(tmp_path: Path) -> None:
    migrated(tmp_path / "own")
    assert (tmp_path / "own" / "README.md").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["own"]


def test_a_second_run_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    migrated(tmp_path / "own", ledger=[said("long")])
    before = content_of(tmp_path / "own")
    with pytest.raises(ValueError, match="expected a folder of the first edition"):
        migrate_situation(tmp_path / "own")
    assert content_of(tmp_path / "own") == before


def test_the_same_folder_always_becomes_the_same_bytes(tmp_path: Path) -> None:
    rows = [said("short", "Fork / Capital"), said("north"), said("long", why_en="Told again.")]
    first_edition(tmp_path / "one", ledger=rows, events=[event(disputed_en="Some say forty.")])
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    reports = [migrate_situation(tmp_path / name) for name in ("one", "other")]
    assert reports[0] == reports[1]
    assert content_of(tmp_path / "one") == content_of(tmp_path / "other")


@pytest.mark.parametrize("step", ["collection_text", "csv_text"])
def test_a_folder_stays_as_it_was_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = first_edition(tmp_path / "own", ledger=[said("long")])
    before = content_of(path)

    def fail(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migration, step, fail)
    with pytest.raises(OSError, match="No space left") as raised:
        migrate_situation(path)
    assert raised.value.filename == str(path)
    assert content_of(path) == before
    assert [each.name for each in tmp_path.iterdir()] == ["own"]


def test_a_folder_stays_where_it_was_when_the_exchange_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = first_edition(tmp_path / "own", ledger=[said("long")])
    before, rename = content_of(path), Path.rename

    def fail_for_copies(self: Path, target: Path) -> Path:
        if self.suffix == ".part":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_copies)
    with pytest.raises(OSError, match="Input/output"):
        migrate_situation(path)
    assert content_of(path) == before
    assert [each.name for each in tmp_path.iterdir()] == ["own"]


@pytest.mark.parametrize("at", [1, 2, 3])
def test_after_a_kill_in_the_exchange_the_next_run_does_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    path = first_edition(tmp_path / "own", ledger=[said("long")])
    first_edition(tmp_path / "same", ledger=[said("long")])
    migrate_situation(tmp_path / "same")
    renames, rename = 0, Path.rename

    def killed_at(self: Path, target: Path) -> Path:
        nonlocal renames
        renames += 1
        if renames == at:
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as killing:
        killing.setattr(Path, "rename", killed_at)
        with pytest.raises(KeyboardInterrupt):
            migrate_situation(path)
    if at < 3:
        migrate_situation(path)
    assert content_of(path) == content_of(tmp_path / "same")


def test_what_the_first_edition_lacks_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    path = first_edition(tmp_path / "own", ledger=[said("long", "Bay / Atlantis")])
    before = content_of(path)
    with pytest.raises(ValueError, match="Atlantis"):
        migrate_situation(path)
    assert content_of(path) == before


@pytest.mark.parametrize("name", ["fuel_routes.geojson", "deliveries.csv", "situation.toml"])
def test_a_file_that_cannot_be_read_is_a_problem_of_its_own(tmp_path: Path, name: str) -> None:
    path = first_edition(tmp_path / "own")
    (path / name).unlink()
    with pytest.raises(DataError) as raised:
        migrate_situation(path)
    assert [problem.file for problem in raised.value.problems] == [name]


def test_no_folder_is_a_problem_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        migrate_situation(tmp_path / "nowhere")
