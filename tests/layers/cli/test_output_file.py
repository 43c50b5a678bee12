"""What a command may write over: its own earlier output, other files if told so, and nothing else ever."""

from __future__ import annotations

import os
import shutil
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Run
from geodata.contract.schemas import MAY_BE_ABSENT
from layers.cli.output_file import is_own
from paths import ROOT

EXAMPLE = ROOT / "geodata" / "example"
INPUTS = sorted(path.name for path in EXAMPLE.iterdir() if path.suffix in {".csv", ".geojson", ".toml"})
COMMANDS = {"export": "page.html", "sheet": "sheet.pdf"}


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "example"))


def refused(run: Run, command: str, out: Path, *more: object) -> str:
    """Return what was said when a command refused, forced or not, to write; both times the same in one line."""
    said = set()
    for force in ([], ["--force"]):
        done = run(command, out, "--situation", EXAMPLE, *more, *force)
        assert done.returncode == 2
        said.add(done.stderr)
    (line,) = "".join(said).splitlines()
    assert line.startswith(f"situation-map: {out}: expected ")
    assert "Fix: name another file." in line
    return line


@pytest.mark.parametrize(("command", "name"), [*COMMANDS.items(), ("sheet", "sheet.png")])
def test_its_own_earlier_output_is_replaced(run: Run, tmp_path: Path, command: str, name: str) -> None:
    out = tmp_path / name
    for _ in range(2):
        done = run(command, out, "--situation", EXAMPLE)
        assert (done.returncode, done.stderr) == (0, "")
        assert is_own(out)


@pytest.mark.parametrize(("command", "name"), COMMANDS.items())
def test_a_file_of_another_program_is_replaced_only_by_force(run: Run, tmp_path: Path, command: str, name: str) -> None:
    out = tmp_path / name
    out.write_text("mine", encoding="utf-8")
    done = run(command, out, "--situation", EXAMPLE)
    assert done.returncode == 2
    assert done.stderr == (
        f"situation-map: {out}: expected a new file, found a file that situation-map did not make. "
        "Fix: name another file, or say --force.\n"
    )
    assert out.read_text(encoding="utf-8") == "mine"
    assert run(command, out, "--situation", EXAMPLE, "--force").returncode == 0
    assert is_own(out)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b'notes on <meta name="generator" content="situation-map">',
        b"<!doctype html>\n<p>a page",
        b"%PDF-1.4\n/Creator (another)",
        b"\x89PNG\r\n\x1a\nSoftware\0another",
        b"<!doctype html>" + b" " * 9_000 + b'<meta name="generator" content="situation-map">' + b" " * 9_000,
    ],
)
def test_a_file_that_only_speaks_of_the_program_is_not_its_own(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(text)
    assert not is_own(path)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("link", "a symbolic link"),
        ("dangling", "a symbolic link"),
        ("folder", "a folder"),
        ("pipe", "a pipe"),
        ("socket", "a socket"),
        ("read-only", "a read-only file"),
    ],
)
@pytest.mark.parametrize(("command", "name"), COMMANDS.items())
def test_what_is_no_plain_file_is_never_replaced(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str, kind: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    out = Path(name)
    (tmp_path / "target").write_text("mine", encoding="utf-8")
    made: dict[str, Callable[[], object]] = {
        "link": lambda: out.symlink_to("target"),
        "dangling": lambda: out.symlink_to("nowhere"),
        "folder": out.mkdir,
        "pipe": lambda: os.mkfifo(out),
        "read-only": lambda: (out.write_text("mine", encoding="utf-8"), out.chmod(0o444)),
    }
    with socket.socket(socket.AF_UNIX) as listener:
        (made | {"socket": lambda: listener.bind(name)})[kind]()
        before = out.lstat()
        assert f"found {words}. " in refused(run, command, out)
    assert out.lstat() == before
    assert (tmp_path / "target").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("device", ["/dev/null", "/dev/full"])
def test_a_device_is_never_replaced(run: Run, monkeypatch: pytest.MonkeyPatch, device: str) -> None:
    monkeypatch.setattr(Path, "replace", None)  # were it not refused, it would be gone for the whole machine
    assert "found a device. " in refused(run, "export", Path(device))


@pytest.mark.parametrize("name", [*INPUTS, *sorted(MAY_BE_ABSENT), "other_routes.geojson"])
def test_no_file_of_the_situation_is_ever_replaced_or_made(run: Run, example: Path, name: str) -> None:
    before = {path.name: path.read_bytes() for path in example.iterdir()}
    said = refused(run, "export", example / name, "--situation", example)
    assert "found one that is to be read. " in said
    assert {path.name: path.read_bytes() for path in example.iterdir()} == before


def test_an_input_is_known_by_any_of_its_names(run: Run, example: Path, tmp_path: Path) -> None:
    (tmp_path / "hard").hardlink_to(example / "events.geojson")
    (tmp_path / "beside").symlink_to(example)
    for out in (tmp_path / "hard", tmp_path / "beside" / "events.geojson", example / ".." / "example" / "sources.csv"):
        refused(run, "export", out, "--situation", example)


def test_a_file_that_is_added_is_not_written_over(run: Run, tmp_path: Path) -> None:
    for name in ("wells.csv", "roads.shp", "roads.dbf"):
        (tmp_path / name).write_text("title,lat,lon\nA,12,-8\n", encoding="utf-8")
    refused(run, "export", tmp_path / "wells.csv", "--add", tmp_path / "wells.csv")
    refused(run, "export", tmp_path / "roads.dbf", "--add", tmp_path / "roads.shp")


def test_a_page_may_stand_in_the_folder_of_its_situation(run: Run, example: Path) -> None:
    for _ in range(2):
        done = run("export", example / "page.html", "--situation", example)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("mode", "kept"), [(None, 0o640), (0o600, 0o600), (0o664, 0o664)])
def test_a_new_file_goes_by_the_umask_and_a_replaced_one_stays_as_it_was(
    run_as_user: Run, tmp_path: Path, mode: int | None, kept: int
) -> None:
    out = tmp_path / "page.html"
    if mode:
        out.write_text("mine", encoding="utf-8")
        out.chmod(mode)
    before = os.umask(0o027)
    try:
        assert run_as_user("export", out, "--situation", EXAMPLE, "--force").returncode == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE(out.stat().st_mode) == kept
