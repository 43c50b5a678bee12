"""Nothing inside a file makes us read another file, call the network, write elsewhere or run anything."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyogrio
import pytest

import importing_binary as binary
from geodata.imports import ImportedLayer, read_layer
from geodata.imports.confinement import only_driver
from geodata.imports.gdal import gdal_layers
from geodata.imports.limits import Limits
from geodata.imports.raw import Source
from geodata.problems import DataError
from importing import problems_here, reports_here, written
from paths import ROOT

SECRET = "canary-9f31"  # noqa: S105  a word to look for
TEXT_FORMATS = (".geojson", ".json", ".csv", ".kml", ".gpx", ".gpkg", ".shp", ".parquet", ".xlsx")


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A local file that must not be read."""
    return written(tmp_path, "canary.csv", f"name,lat,lon\n{SECRET},12,-8\n")


class Listener:
    """A server on this machine that must hear nothing."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/canary"
        self.heard = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        try:
            while True:
                connection, _ = self.socket.accept()
                self.heard += 1
                connection.close()
        except OSError:
            return


@pytest.fixture
def listener() -> Iterator[Listener]:
    started = Listener()
    yield started
    started.socket.close()


def vrt(source: str) -> str:
    layer = f'<OGRVRTLayer name="canary"><SrcDataSource>{source}</SrcDataSource></OGRVRTLayer>'
    return f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>"


def kml(inside: str) -> str:
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>'


def outcome(path: Path) -> str:
    """Return everything that reading a file brings to light."""
    try:
        layer: ImportedLayer = read_layer(path)
    except DataError as error:
        return str(error)
    return layer.frame.to_csv() + repr(layer.reports)


def test_the_harness_would_notice(canary: Path, listener: Listener, tmp_path: Path) -> None:
    trap = written(tmp_path, "a.geojson", vrt(str(canary)))
    assert SECRET in pyogrio.read_dataframe(trap).to_csv()
    with socket.create_connection(listener.socket.getsockname()):
        pass
    while not listener.heard:
        threading.Event().wait(0.01)


@pytest.mark.parametrize("extension", TEXT_FORMATS)
def test_a_virtual_file_under_any_name_reads_nothing(extension: str, canary: Path, tmp_path: Path) -> None:
    for text in (vrt(str(canary)), f"\ufeff <!-- x -->\n{vrt(str(canary))}"):
        found = [str(problem) for problem in problems_here(written(tmp_path, f"a{extension}", text))]
        assert found
        assert SECRET not in "".join(found)


def test_a_virtual_file_in_an_archive_reads_nothing(canary: Path, tmp_path: Path) -> None:
    path = binary.archive(tmp_path / "a.zip", {f"a{extension}": vrt(str(canary)) for extension in TEXT_FORMATS[:6]})
    assert SECRET not in outcome(path)


@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile", "LIBKML", "GPX"])
def test_gdal_itself_opens_nothing_but_the_pinned_format(driver: str, canary: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "a.gpkg", vrt(str(canary)))
    source = Source(path=path, shown="a.gpkg", limits=Limits(), work=tmp_path)
    with pytest.raises(DataError, match="not what its name says"):
        gdal_layers(source, path, driver, "any")


def test_drivers_are_pinned_only_while_a_file_is_read() -> None:
    before = set(pyogrio.list_drivers())
    with only_driver("GPX"):
        assert set(pyogrio.list_drivers()) == {"GPX"}
    assert set(pyogrio.list_drivers()) == before


def traps(url: str, canary: Path, folder: Path) -> list[Path]:
    """Return files that lead out of themselves, to a file or to the network."""
    link = f"<NetworkLink><Link><href>{url}</href></Link></NetworkLink>"
    overlay = f"<GroundOverlay><Icon><href>{canary}</href></Icon></GroundOverlay>"
    style = f"<Placemark><name>a</name><styleUrl>{url}#x</styleUrl><Point><coordinates>-8,12</coordinates></Point></Placemark>"
    entity = f'<!DOCTYPE kml [<!ENTITY x SYSTEM "{url}"><!ENTITY y SYSTEM "file://{canary}">]>'
    crs = f'{{"type":"Point","coordinates":[-8,12],"crs":{{"type":"link","properties":{{"href":"{url}"}}}}}}'
    shapes = binary.shapefile(folder / "parts")
    shapes.with_suffix(".prj").write_text(url)
    parts = {part.name: part for part in shapes.parent.iterdir()}
    return [
        written(folder, "a.kml", kml(link + overlay + style)),
        binary.archive(folder / "a.kmz", {"doc.kml": kml(link + overlay + style)}),
        written(folder, "entity.kml", entity + kml("<Placemark><name>&x;&y;</name></Placemark>")),
        written(folder, "entity.gpx", f'<!DOCTYPE gpx SYSTEM "{url}"><gpx version="1.1"/>'),
        written(folder, "a.vrt.geojson", vrt(url)),
        written(folder, "path.geojson", f'"{url}"'),
        written(folder, "crs.geojson", crs),
        binary.archive(folder / "prj.zip", dict(parts)),
        binary.geopackage_with(folder / "view.gpkg", "create view v as select ogr_geocode('Bamako') as place"),
        binary.geopackage_with(
            folder / "column.gpkg", "create trigger t after insert on roads begin select ogr_geocode('Bamako'); end"
        ),
    ]


def test_what_leads_out_of_a_file_is_not_followed(listener: Listener, canary: Path, tmp_path: Path) -> None:
    for path in traps(listener.url, canary, tmp_path):
        assert SECRET not in outcome(path), path.name
    assert listener.heard == 0


@pytest.mark.parametrize("name", ["/vsicurl/x.gpkg", "zip+https:!x.gpkg", "a.zip!b.gpkg", "GPKG:x.gpkg", "http:x.gpkg"])
def test_a_name_is_never_a_command_to_a_reader(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    plain = binary.geopackage(tmp_path / "plain.gpkg")
    odd = folder / name.replace("/", "⁄")
    odd.write_bytes(plain.read_bytes())
    assert read_layer(odd).reports[0].kept == 2


@pytest.mark.parametrize(
    "name", ["../out.csv", "/situation-map-canary/out.csv", "a/../../out.csv", "C:\\out.csv", "..\\out.csv", "a\x01.csv"]
)
def test_a_path_that_leads_out_of_an_archive_does_not_come_into_being(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(zipfile.ZipInfo(name), "name,lat,lon\nA,1,1\n")
    assert [problem.code for problem in problems_here(path)] == ["archive-path"]
    assert sorted(tmp_path.iterdir()) == [path]
    assert not Path("/situation-map-canary").exists()


def test_a_link_in_an_archive_is_refused(canary: Path, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr(link, str(canary))
    assert [problem.code for problem in problems_here(tmp_path / "a.zip")] == ["archive-link"]


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = binary.kmz(tmp_path / "a.kmz")
    path = binary.archive(tmp_path / "a.zip", {"a.kmz": inner})
    assert [problem.code for problem in problems_here(path)] == ["archive-nested"]
    binary.archive(tmp_path / "b.zip", {"a.kmz": inner, "b.csv": "titre,date,lat,lon\nA,2025-09-14,12,-8\n"})
    reports = {report.layer: report for report in reports_here(tmp_path / "b.zip")}
    assert (reports[""].kept, [problem.code for problem in reports["a.kmz"].problems]) == (1, ["archive-unread"])


@pytest.mark.parametrize(
    "statement",
    [
        "create view v as select 1",
        "create virtual table t using fts5(a)",
        "create trigger t after insert on roads begin select load_extension('x'); end",
    ],
)
def test_a_database_that_would_run_something_is_refused(statement: str, tmp_path: Path) -> None:
    path = binary.geopackage_with(tmp_path / "a.gpkg", statement)
    assert [problem.code for problem in problems_here(path)] == ["geopackage-query"]


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import os; os.system('true')",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_the_reading_process_cannot_call_out(act: str) -> None:
    code = f"from geodata.imports.confinement import *; restrict_process(Limits()); {act}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "PermissionError" in done.stderr


def test_a_module_among_the_files_is_not_run(tmp_path: Path) -> None:
    written(tmp_path, "json.py", "open('run', 'w')")
    written(tmp_path, "a.csv", "name,date,lat,lon\nA,2025-09-14,12,-8\n")
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        assert read_layer("a.csv").reports[0].kept == 1
    finally:
        os.chdir(here)
    assert not (tmp_path / "run").exists()
