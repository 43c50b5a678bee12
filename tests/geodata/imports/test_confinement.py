"""Nothing inside a file makes us read another file, call the network, write elsewhere or run anything."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pyogrio
import pytest
from pyogrio.errors import DataSourceError

import importing_binary as binary
from canaries import SECRET, Listener, kml, listening, outcome_here
from geodata.imports import ImportedLayer, read_layer
from geodata.imports.formats.gdal import gdal_layers, only_driver
from geodata.imports.raw import Source
from geodata.imports.sandbox import landlock
from geodata.limits import Limits
from geodata.problems import DataError
from importing import problems_here, reports_here, written
from paths import ROOT
from waiting_reader import opened_by_a_reader

TEXT_FORMATS = (".geojson", ".json", ".csv", ".kml", ".gpx", ".gpkg", ".shp", ".parquet", ".xlsx")


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A local file that must not be read."""
    return written(tmp_path, "canary.csv", f"name,lat,lon\n{SECRET},12,-8\n")


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    yield from listening(monkeypatch)


def vrt(source: str) -> str:
    layer = f'<OGRVRTLayer name="canary"><SrcDataSource>{source}</SrcDataSource></OGRVRTLayer>'
    return f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>"


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
    assert SECRET not in outcome_here(trap)
    pyogrio.set_gdal_config_options({"GDAL_HTTP_PROXY": listener.proxy, "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": None})
    with suppress(DataSourceError), warnings.catch_warnings(action="ignore"):
        pyogrio.read_info("/vsicurl/http://canary.invalid/a.geojson")
    assert listener.heard


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
    point = "<Point><coordinates>-8,12</coordinates></Point>"
    style = f"<Placemark><name>a</name><styleUrl>{url}#x</styleUrl>{point}</Placemark>"
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
        assert SECRET not in outcome_here(path), path.name
        assert listener.heard == 0, path.name


@pytest.mark.parametrize("name", ["/vsicurl/x.gpkg", "zip+https:!x.gpkg", "a.zip!b.gpkg", "GPKG:x.gpkg", "http:x.gpkg"])
def test_a_name_is_never_a_command_to_a_reader(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    plain = binary.geopackage(tmp_path / "plain.gpkg")
    odd = folder / name.replace("/", "⁄")
    odd.write_bytes(plain.read_bytes())
    assert read_layer(odd).reports[0].kept == 2


@pytest.mark.parametrize(
    "name",
    ["../out.csv", "/situation-map-canary/out.csv", "a/../../out.csv", "C:\\out.csv", "..\\out.csv", "a\x01.csv"],
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


def after_restriction(act: str, folder: Path, *arguments: object) -> str:
    """Run Python code in a process restricted as the reading one is; return its output and errors."""
    start = (
        "import sys; from geodata.imports.sandbox.confinement import *; restrict_process(Limits(), Path(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", start + act, str(folder), *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import socket; socket.socket().bind(('127.0.0.1', 0))",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_the_reading_process_cannot_call_out(act: str, tmp_path: Path) -> None:
    assert "PermissionError" in after_restriction(act, tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep other limits, or none")
def test_the_system_keeps_the_limits_of_the_reading_process(tmp_path: Path) -> None:
    kinds = "RLIMIT_AS RLIMIT_CPU RLIMIT_FSIZE RLIMIT_CORE"
    act = f"import resource; print(*(resource.getrlimit(getattr(resource, kind)) for kind in {kinds.split()}))"
    limits = Limits()
    largest = max(4 * limits.unpacked_bytes, 2 * limits.result_bytes)
    kept = [limits.memory_bytes, limits.seconds + 1, largest, 0]
    assert after_restriction(act, tmp_path) == " ".join(str((each, each)) for each in kept) + "\n"


def test_the_reading_process_gains_no_privileges(tmp_path: Path) -> None:
    act = "libc = ctypes.CDLL(None); print(libc.prctl(39, *map(ctypes.c_ulong, (0, 0, 0, 0))))"
    assert after_restriction(act, tmp_path) == "1\n"


# What Python refuses, native code need not heed: here the kernel is asked past Python.

with_landlock = pytest.mark.skipif(
    sys.platform != "linux" or ctypes.CDLL(None).syscall(444, None, 0, 1) < 1, reason="the kernel has no Landlock"
)
CONNECT = """
import struct, socket
host = struct.pack("=H", socket.AF_INET) + struct.pack("!H4s8x", int(sys.argv[2]), bytes([127, 0, 0, 1]))
libc = ctypes.CDLL(None)
print(libc.connect(libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0), host, len(host)))
"""
OPEN = "print(*(ctypes.CDLL(None).open(path.encode(), int(sys.argv[2]), 0o600) >= 0 for path in sys.argv[3:]))"
EXECUTE = """
for program in sys.argv[2:]:
    print(ctypes.CDLL(None).execv(program.encode(), (ctypes.c_char_p * 2)(program.encode(), None)))
"""


@with_landlock
@pytest.mark.skipif(
    sys.platform == "linux" and ctypes.CDLL(None).syscall(444, None, 0, 1) < 4, reason="no TCP in this Landlock"
)
def test_native_code_reaches_no_listener(listener: Listener, tmp_path: Path) -> None:
    assert after_restriction(CONNECT, tmp_path, listener.socket.getsockname()[1]) == "-1\n"
    assert listener.heard == 0


@with_landlock
def test_native_code_opens_no_other_file(canary: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    own = written(work, "own.csv", "a")
    others = (canary, tmp_path, ROOT / "pyproject.toml", "/etc/passwd", "/proc/self/environ")
    assert after_restriction(OPEN, work, os.O_RDONLY, *others, own, os.__file__).split() == ["False"] * 5 + ["True"] * 2


@with_landlock
def test_native_code_writes_nowhere_else(tmp_path: Path) -> None:
    work, outside = tmp_path / "work", tmp_path / "outside"
    work.mkdir()
    assert after_restriction(OPEN, work, os.O_WRONLY | os.O_CREAT, outside, work / "inside").split() == [
        "False",
        "True",
    ]
    assert not outside.exists()


@with_landlock
def test_native_code_starts_no_program(tmp_path: Path) -> None:
    copy = shutil.copy("/bin/true", tmp_path / "true")
    assert after_restriction(EXECUTE, tmp_path, sys.executable, copy).split() == ["-1", "-1"]


@with_landlock
def test_the_reading_process_itself_is_confined(canary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def astray(_file: Path, _limits: Limits, folder: Path) -> Path:
        path = folder / "input.csv"
        path.symlink_to(canary)
        return path

    monkeypatch.setattr("geodata.imports.sandbox.parent.put_in", astray)
    assert SECRET not in outcome(written(tmp_path, "a.csv", "name,lat,lon\nA,1,2\n"))


def test_a_kernel_without_landlock_differs_from_one_that_confines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landlock, "system_call", lambda *_: -1)
    assert not landlock.confine([tmp_path], tmp_path)


WAITING = """
import sys
from pathlib import Path
from geodata.imports import Limits
from geodata.imports.sandbox import parent
parent.run_worker(Path(sys.argv[1]), "a", Limits())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not end a process with its parent")
def test_the_reading_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "request.json")  # a request that never comes
    parent = subprocess.Popen([sys.executable, "-c", WAITING, str(tmp_path)], cwd=ROOT)
    with opened_by_a_reader(tmp_path / "request.json"):
        readers = psutil.Process(parent.pid).children(recursive=True)
        parent.kill()
        parent.wait()
        _, alive = psutil.wait_procs(readers, timeout=10)
        for process in alive:
            process.kill()
    assert readers
    assert not alive


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
