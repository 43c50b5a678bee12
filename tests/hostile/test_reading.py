"""Files made to lead the reading process astray, or to be small outside and huge inside the app."""

from __future__ import annotations

import json
import os
import pickle
import resource
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import pytest

import importing_binary as binary
from canaries import SECRET, Listener, kml, listening, outcome_here
from geodata.imports import Limits, read_layer, reports_of
from geodata.imports.geometry.crs import known_crs
from geodata.imports.sandbox import parent
from geodata.problems import DataError
from importing import problems_here, reports_here, written

POINT = "<Placemark><name>a</name><Point><coordinates>-8,12</coordinates></Point></Placemark>"
LONG_TEXT = "y" * 19_999  # just short enough for one cell
APP_BYTES = 400_000_000  # what one upload may add to the app, at most


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    yield from listening(monkeypatch)


def codes(path: Path, **limits: int) -> set[str]:
    return {problem.code for report in reports_of(path, limits=Limits(**limits)) for problem in report.problems}


# Small outside, huge inside


def one_text_in_every_row(folder: Path) -> Path:
    rows = 15_000
    text = pa.DictionaryArray.from_arrays(pa.array([0] * rows, "int32"), pa.array([LONG_TEXT]))
    pq.write_table(
        pa.table({"title": ["A"] * rows, "lat": [12.0] * rows, "lon": [-8.0] * rows, "t": text}), folder / "a.parquet"
    )
    return folder / "a.parquet"


def long_names_of_columns(folder: Path) -> Path:
    names = ["title", "lat", "lon", *(f"{at}{'x' * 400}" for at in range(390))]
    return written(folder, "a.csv", ",".join(names) + "\n" + ("A,12,-8" + ",1" * 390 + "\n") * 1_500)


def cells_without_end(folder: Path) -> Path:
    names = ["title", "lat", "lon", *(f"c{at}" for at in range(390))]
    return written(folder, "a.csv", ",".join(names) + "\n" + ("A,12,-8" + "," * 390 + "\n") * 8_000)


def one_column_with_an_endless_name(folder: Path) -> Path:
    properties = '{"%s": 1}' % ("k" * 1_000_000)
    return written(folder, "a.geojson", f'{{"type":"Feature","geometry":null,"properties":{properties}}}')


BOMBS = {
    one_text_in_every_row: "limit-result-bytes",
    long_names_of_columns: "limit-result-bytes",
    cells_without_end: "limit-cells",
    one_column_with_an_endless_name: "limit-text-characters",
}


@pytest.mark.parametrize(("make", "code"), BOMBS.items(), ids=lambda each: getattr(each, "__name__", each))
def test_what_would_grow_in_the_app_is_refused(make: Callable[[Path], Path], code: str, tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    assert codes(make(tmp_path)) == {code}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before < APP_BYTES


def test_the_name_of_a_layer_is_not_repeated_at_any_length(tmp_path: Path) -> None:
    folders = "".join(f"<Folder><name>{name * 100_000}</name>{POINT * 200}</Folder>" for name in "ab")
    layer = read_layer(written(tmp_path, "a.kml", kml(folders)))
    assert layer.frame["sublayer"].str.len().max() == 200
    assert layer.frame["sublayer"].nunique() == 2


def test_licences_are_not_joined_without_end(tmp_path: Path) -> None:
    licensed = (
        '{"type":"FeatureCollection","license":"%s","features":[{"type":"Feature","properties":{},"geometry":null}]}'
    )
    members: dict[str, Any] = {f"{number}.geojson": licensed % (f"{number} " + "y" * 1_000) for number in range(5)}
    layer = read_layer(binary.archive(tmp_path / "a.zip", members))
    assert layer.licence.startswith("0 yyy")
    assert len(layer.licence) == 2_000


def test_what_is_handed_back_has_a_limit_with_a_setting(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "name,lat,lon\nA,12,-8\n")
    (report,) = reports_of(path, limits=Limits(result_bytes=100))
    assert "SITUATION_MAP_MAX_RESULT_BYTES" in report.problems[0].fix


def test_no_more_files_are_read_at_once_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, most, lock = [0], [0], threading.Lock()

    def read(*_: object) -> int:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        threading.Event().wait(0.02)
        with lock:
            now[0] -= 1
        return 1

    monkeypatch.setattr(parent, "read_by_fork", read)
    monkeypatch.setattr(parent, "read_by_new_process", read)
    paths = [written(tmp_path, f"{number}.csv", "a\n") for number in range(8)]
    threads = [threading.Thread(target=reports_of, args=[path], kwargs={"limits": Limits(readers=3)}) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 3


# One layer does not take others with it

TRACK = (
    '<trk><name>T</name><trkseg><trkpt lat="1" lon="2"/><trkpt lat="2" lon="2"/><trkpt lat="3" lon="2"/></trkseg></trk>'
)
MANY_COLUMNS = "<extensions>" + "".join(f"<k{number}>v</k{number}>" for number in range(5)) + "</extensions>"
TOO_MUCH = {
    "waypoints": ('<wpt lat="1" lon="2"/>' * 3, {"features": 2}),
    "columns": (f'<wpt lat="1" lon="2">{MANY_COLUMNS}</wpt>', {"columns": 26}),
}


@pytest.mark.parametrize(("waypoints", "limits"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_many_waypoints_are_reported_and_the_track_is_read(
    waypoints: str, limits: dict[str, int], tmp_path: Path
) -> None:
    path = written(
        tmp_path, "a.gpx", f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{waypoints}{TRACK}</gpx>'
    )
    reports = {report.layer: report for report in reports_here(path, limits=Limits(**limits))}
    (limit,) = limits
    assert [problem.code for problem in reports["waypoints"].problems] == [f"limit-{limit}"]
    assert reports["tracks"].kept == 1
    severities = {problem.code: problem.severity for problem in reports["tracks"].problems}
    assert severities.get("limit-features", "warning") == "warning"


def test_two_names_of_one_file_in_an_archive_are_refused(tmp_path: Path) -> None:
    members: dict[str, Any] = {"a/./b.csv": "name,lat,lon\nA,1,2\n", "a/b.csv": "name,lat,lon\nB,1,2\n"}
    (problem,) = problems_here(binary.archive(tmp_path / "a.zip", members))
    assert (problem.code, "same name" in problem.message) == ("archive", True)


def test_names_that_differ_in_their_capitals_take_no_file_with_them(tmp_path: Path) -> None:
    parts: dict[str, Any] = {part.name: part for part in binary.shapefile(tmp_path / "parts").parent.iterdir()}
    members = {"ROUTES.DBF": b"x", **parts, "Routes.dbf": b"y", "b.csv": "name,lat,lon\nA,1,2\n"}
    reports = {report.layer: report for report in reports_here(binary.archive(tmp_path / "a.zip", members))}
    assert (reports["routes.shp"].kept, reports["b.csv"].kept) == (2, 1)
    assert "shapefile-part" not in {problem.code for problem in reports["routes.shp"].problems}


def test_a_link_beside_a_shapefile_is_not_followed(tmp_path: Path) -> None:
    path = binary.shapefile(tmp_path / "parts")
    secret = path.with_suffix(".dbf").rename(tmp_path / "canary.dbf")
    path.with_suffix(".dbf").symlink_to(secret)
    (problem,) = problems_here(path)
    assert (problem.code, problem.value) == ("not-a-file", "routes.dbf")


# Led astray

ASIDE = (
    '<Document xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{file}" parse="text"/>{point}</Document>',
    '<Document xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a {url}">{point}</Document>',
    '<Document xmlns:atom="http://www.w3.org/2005/Atom"><atom:link href="{url}"/>{point}</Document>',
    (
        '<Placemark><ExtendedData><SchemaData schemaUrl="{url}"><SimpleData name="a">1</SimpleData></SchemaData>'
        "</ExtendedData></Placemark>"
    ),
    "<Placemark><Model><Link><href>{url}</href></Link></Model></Placemark>{point}",
    (
        "<Placemark><description>&lt;img src='{url}'&gt;</description>"
        "<Point><coordinates>-8,12</coordinates></Point></Placemark>"
    ),
)


def test_kml_that_points_aside_is_not_followed(listener: Listener, tmp_path: Path) -> None:
    secret = written(tmp_path, "canary.txt", SECRET)
    inside = "".join(ASIDE).replace("{url}", listener.url).replace("{file}", str(secret)).replace("{point}", POINT)
    style = f'<?xml-stylesheet type="text/xsl" href="{listener.url}"?>'
    found = outcome_here(written(tmp_path, "a.kml", style + kml(inside)))
    found += outcome_here(
        written(tmp_path, "a.gpx", f'{style}<gpx version="1.1"><wpt lat="1" lon="2">{inside}</wpt></gpx>')
    )
    assert "12.00000" in found or "POINT (-8 12)" in found
    assert SECRET not in found
    assert listener.heard == 0


WORKBOOK_TRAPS = {
    "xl/sharedStrings.xml": (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file://{file}">]>'
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&e;</t></si></sst>'
    ),
    "xl/workbook.xml": '<!DOCTYPE x SYSTEM "{url}"><workbook/>',
    "[Content_Types].xml": (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><Types>&b;</Types>'
    ),
}


@pytest.mark.parametrize("member", WORKBOOK_TRAPS)
def test_entities_of_a_workbook_are_not_followed(member: str, listener: Listener, tmp_path: Path) -> None:
    secret = written(tmp_path, "canary.txt", SECRET)
    binary.workbook(tmp_path / "good.xlsx")
    with zipfile.ZipFile(tmp_path / "good.xlsx") as archive:
        members: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
    trap = WORKBOOK_TRAPS[member].replace("{file}", str(secret)).replace("{url}", listener.url)
    found = outcome_here(binary.archive(tmp_path / "a.xlsx", members | {member: trap}))
    assert SECRET not in found
    assert "aaaaaaaaaaaa" not in found
    assert listener.heard == 0


def test_formulas_of_a_workbook_are_not_computed(listener: Listener, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["title", "lat", "lon", "x"])
    sheet.append(["A", 12, -8, f'=WEBSERVICE("{listener.url}")'])
    book.save(tmp_path / "a.xlsx")
    assert read_layer(tmp_path / "a.xlsx").frame["original"][0] == {"title": "A", "lat": "12", "lon": "-8"}
    assert listener.heard == 0


NUMBERED = '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>{row}'
IMPOSSIBLE = {
    "sheet-row": '<row r="1000000000000"><c r="A1000000000000"><v>1</v></c></row>',
    "sheet-cell": '<row r="2"><c r="A2" t="d"><v>99999-99-99</v></c></row>',
    "sheet-cell, of the row": '<row r="abc"><c r="A2"><v>1</v></c></row>',
}


@pytest.mark.parametrize(("code", "row"), IMPOSSIBLE.items(), ids=IMPOSSIBLE)
def test_an_impossible_cell_is_reported_in_words(code: str, row: str, tmp_path: Path) -> None:
    binary.workbook(tmp_path / "good.xlsx")
    with zipfile.ZipFile(tmp_path / "good.xlsx") as archive:
        members: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
    rows = NUMBERED.replace("{row}", row)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    path = binary.archive(tmp_path / "a.xlsx", members | {"xl/worksheets/sheet1.xml": sheet})
    began = time.process_time()
    (problem,) = problems_here(path)
    assert problem.code == code.partition(",")[0]
    assert problem.value == "Incidents"
    assert time.process_time() - began < 20


class Exploit:
    """What a pickled type would do when it is read."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> Any:
        return open, (str(self.target), "w")


def test_a_pickled_type_in_parquet_is_not_unpickled(tmp_path: Path) -> None:
    target = tmp_path / "run"
    about = {
        b"ARROW:extension:name": b"arrow.py_extension_type",
        b"ARROW:extension:metadata": pickle.dumps(Exploit(target)),
    }
    field = pa.field("title", pa.string(), metadata=about)
    schema = pa.schema([field, pa.field("lat", pa.float64()), pa.field("lon", pa.float64())])
    pq.write_table(pa.table([["A"], [12.0], [-8.0]], schema=schema), tmp_path / "a.parquet")
    assert "A" in outcome_here(tmp_path / "a.parquet")
    assert not target.exists()


HIDDEN = {
    "a function in quotes": "create trigger t after insert on roads begin select \"ogr_geocode\"('Bamako'); end",
    "a function after what looks like a comment": (
        "create trigger t after insert on roads begin select '--', ogr_geocode('a'); end"
    ),
    "a function behind a comment": (
        "create trigger t after insert on roads begin select ogr_geocode/* */('Bamako'); end"
    ),
    "a virtual table that is called an index": 'create virtual table "x using rtree (" using fts5(a)',
}
REWRITTEN = {
    "a virtual table with comments between the words": "create/**/virtual/**/table v using fts5(a)",
    "a view with comments between the words": "create/**/view v as select 1",
}


@pytest.mark.parametrize("statement", HIDDEN.values(), ids=HIDDEN)
def test_a_query_hidden_in_a_database_is_found(statement: str, tmp_path: Path) -> None:
    path = binary.geopackage_with(tmp_path / "a.gpkg", statement)
    assert [problem.code for problem in problems_here(path)] == ["geopackage-query"]


@pytest.mark.parametrize("sql", REWRITTEN.values(), ids=REWRITTEN)
def test_a_schema_written_by_hand_is_read_as_the_database_would(sql: str, tmp_path: Path) -> None:
    path = binary.geopackage(tmp_path / "a.gpkg")
    kind = "view" if "view" in sql else "table"
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma writable_schema = on")
        database.execute("insert into sqlite_master values (?, 'v', 'v', 0, ?)", (kind, sql))
        database.commit()
    assert [problem.code for problem in problems_here(path)] == ["geopackage-query"]


class Pipe:
    """A file that must not be read: the process that waits to write into it notes when somebody opens it."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.note = path.with_name("opened")
        again = 'while :; do : > "$0"; : > "$1"; done'  # whoever opens it is let go on
        self.writer = subprocess.Popen(["sh", "-c", again, str(path), str(self.note)])

    def was_opened(self) -> bool:
        threading.Event().wait(0.1)
        return self.note.exists()


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Pipe]:
    made = Pipe(tmp_path / "canary")
    yield made
    made.writer.kill()
    made.writer.wait()


GEOGRAPHIC = (
    'GEOGCS["x",DATUM["x",SPHEROID["x",6378137,298.25]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
)
AXES = 'CS[ellipsoidal,2],AXIS["lat",north],AXIS["lon",east],ANGLEUNIT["degree",0.0174532925199433]'
ELLIPSOID = 'DATUM["x",ELLIPSOID["x",6378137,298.25]]'
MERCATOR = (
    f'PROJCS["x",{GEOGRAPHIC},PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],'
    'PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],'
    'EXTENSION["PROJ4","+proj=merc +a=6378137 STRING"]]'
)
METHOD = (
    f'PROJCRS["p",BASEGEOGCRS["x",{ELLIPSOID}],'
    'CONVERSION["c",METHOD["PROJ-based operation method: +proj=tinshift +file=PATH"]],'
    'CS[Cartesian,2],AXIS["e",east],AXIS["n",north],LENGTHUNIT["metre",1]]'
)
GRID = (
    f'BOUNDCRS[SOURCECRS[GEOGCRS["x",{ELLIPSOID},{AXES}]],TARGETCRS[GEOGCRS["y",{ELLIPSOID},{AXES}]],'
    'ABRIDGEDTRANSFORMATION["t",METHOD["NTv2",ID["EPSG",9615]],'
    'PARAMETERFILE["Latitude and longitude difference file","PATH"]]]'
)
OPENING = {
    "the name of a method": METHOD,
    "a grid": GRID,
    "a grid of PROJ": MERCATOR.replace("STRING", "+nadgrids=PATH"),
    "a grid after none": MERCATOR.replace("STRING", "+nadgrids=@null,PATH"),
    "a grid before none": MERCATOR.replace("STRING", "+nadgrids=PATH +nadgrids=@null"),
    "a grid of a datum": GEOGRAPHIC.replace("298.25]", '298.25],EXTENSION["PROJ4_GRIDS","PATH"]'),
    "a start": '{"type": "GeographicCRS", "init": "PATH:1"}',
    "a string of PROJ": "+proj=merc +nadgrids=PATH",
}


def in_geojson(folder: Path, crs: str) -> Path:
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    stated = {"type": "name", "properties": {"name": crs}}
    return written(folder, "a.geojson", json.dumps({"type": "FeatureCollection", "crs": stated, "features": [point]}))


def beside_a_shapefile(folder: Path, crs: str) -> Path:
    path = binary.shapefile(folder / "parts")
    path.with_suffix(".prj").write_text(crs)
    return path


def in_geoparquet(folder: Path, crs: str) -> Path:
    table = pa.table(binary.two_roads().to_arrow(geometry_encoding="WKB"))
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", "crs": crs}}}
    pq.write_table(table.replace_schema_metadata({b"geo": json.dumps(geo).encode()}), folder / "a.parquet")
    return folder / "a.parquet"


def in_a_geopackage(folder: Path, crs: str) -> Path:
    path = binary.geopackage(folder / "a.gpkg")
    with closing(sqlite3.connect(path)) as database:
        own = "organization = 'NONE', organization_coordsys_id = 99999, definition"
        database.execute(f"update gpkg_spatial_ref_sys set {own} = ? where srs_id = 32629", (crs,))  # noqa: S608
        database.commit()
    return path


@pytest.mark.parametrize("carrier", [in_geojson, beside_a_shapefile, in_geoparquet, in_a_geopackage])
@pytest.mark.parametrize("crs", OPENING.values(), ids=OPENING)
def test_a_reference_system_opens_no_file(
    carrier: Callable[[Path, str], Path], crs: str, pipe: Pipe, tmp_path: Path
) -> None:
    problems = problems_here(carrier(tmp_path, crs.replace("PATH", str(tmp_path / "canary"))))
    assert not pipe.was_opened()
    assert {problem.code for problem in problems} & {"crs", "crs-missing"}


def test_the_pipe_would_notice(pipe: Pipe, tmp_path: Path) -> None:
    assert not pipe.was_opened()
    crs = METHOD.replace("PATH", str(tmp_path / "canary"))
    use = "import sys, pyproj; pyproj.Transformer.from_crs(sys.argv[1], 4326)"
    with suppress(subprocess.TimeoutExpired):  # who opens the pipe twice waits for ever
        subprocess.run([sys.executable, "-c", use, crs], capture_output=True, check=False, timeout=10)
    assert pipe.was_opened()


HONEST = (3857, 4326, 32629, 2154, 27700, 31467, 5498)
WEB_MERCATOR = MERCATOR.replace(
    "STRING", "+b=6378137 +lat_ts=0.0 +lon_0=0.0 +x_0=0.0 +y_0=0 +k=1.0 +units=m +nadgrids=@null +wktext  +no_defs"
)


@pytest.mark.parametrize("version", ["WKT1_GDAL", "WKT1_ESRI", "WKT2_2019"])
def test_an_honest_definition_is_taken(version: str) -> None:
    texts = [text for code in HONEST if (text := pyproj.CRS.from_epsg(code).to_wkt(version))]
    assert [known_crs(text).name for text in (*texts, WEB_MERCATOR)]
    assert [known_crs(pyproj.CRS.from_epsg(code).to_json_dict()).to_epsg() for code in HONEST] == list(HONEST)


def test_a_result_that_was_tampered_with_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(folder: Path, *_: object) -> int:
        (folder / "rows.arrow").write_bytes(b"ARROW1" + bytes(200))
        (folder / "reports.json").write_text('{"layers": []}', encoding="utf-8")
        return 0

    monkeypatch.setattr(parent, "run_worker", run)
    with pytest.raises(DataError, match="broken off"):
        read_layer(written(tmp_path, "a.csv", "a\n"))
