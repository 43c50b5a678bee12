"""A full disk is called a full disk, whatever was to be written, and leaves what was there."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from dying import NAMES, OLD, content, dying, step_at
from geodata.files.full_disk import errors_named, is_full
from geodata.imports import FileBytes, read_layer
from geodata.imports.options import Options
from geodata.imports.raw import Source
from geodata.imports.sandbox import parent, worker
from geodata.imports.sandbox.ipc import write_request
from geodata.limits import Limits
from geodata.problems import DataError

TABLE = b"name,date,lat,lon\nA,2025-09-14,12,-8\n"
NO_SPACE = "there is no space left in the temporary folder"


def full(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
@pytest.mark.parametrize("command", NAMES)
def test_a_command_names_its_output_and_leaves_what_was_there(tmp_path: Path, command: str, share: float) -> None:
    out = tmp_path / NAMES[command]
    if command in OLD:
        out.write_bytes(OLD[command])
    before = content(tmp_path)
    done = dying("full", tmp_path, step_at(share, command), command)
    assert (done.returncode, done.stderr) == (
        2,
        f"situation-map: {out}: No space left on device. Fix: make room there, then run it again.\n",
    )
    assert content(tmp_path) == before
    assert list(tmp_path.iterdir()) == ([out] if command in OLD else [])


def test_a_tree_that_cannot_be_copied_tells_of_the_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OSError, match="No space left") as raised, errors_named(tmp_path / "from"):
        shutil.copytree(tmp_path / "from", tmp_path / "to", copy_function=full)
    assert is_full(raised.value)
    assert raised.value.filename == str(tmp_path / "from")


def problem_of(file: Path | FileBytes) -> str:
    with pytest.raises(DataError) as raised:
        read_layer(file)
    (problem,) = raised.value.problems
    assert problem.code == "no-space"
    return str(problem)


@pytest.mark.parametrize(
    "function", ["tempfile.mkdtemp", "shutil.copyfile", "geodata.imports.sandbox.parent.write_request"]
)
def test_no_room_for_a_file_that_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    (tmp_path / "a.csv").write_bytes(TABLE)
    monkeypatch.setattr(function, full)
    assert problem_of(tmp_path / "a.csv").startswith(f"a.csv: {NO_SPACE}, ")


def test_no_room_for_bytes_that_are_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "write_bytes", full)
    assert NO_SPACE in problem_of(FileBytes("a.csv", TABLE))


def test_another_fault_of_the_work_folder_is_not_called_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "write_bytes", denied)
    with pytest.raises(DataError, match="the file cannot be opened: Permission denied"):
        read_layer(FileBytes("a.csv", TABLE))


def source_in(folder: Path) -> Source:
    (folder / "input.csv").write_bytes(TABLE)
    return Source(path=folder / "input.csv", shown="a.csv", limits=Limits(), work=folder)


@pytest.mark.parametrize("function", ["write_rows", "write_reports"])
def test_no_room_for_what_the_reader_found_is_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    write_request(tmp_path, source_in(tmp_path), Options())
    for confined in ("end_with", "restrict_process"):
        monkeypatch.setattr(worker, confined, lambda *_: None)
    monkeypatch.setattr(f"geodata.imports.sandbox.ipc.{function}", full)
    assert worker.main(tmp_path, 0) == worker.NO_SPACE


def test_no_room_to_unpack_is_not_called_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "read_source", full)
    with pytest.raises(OSError, match="No space left"):
        worker.read_file(source_in(tmp_path), Options())


def test_a_reader_without_room_is_not_said_to_have_crashed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "run_worker", lambda *_: worker.NO_SPACE)
    assert NO_SPACE in problem_of(FileBytes("a.csv", TABLE))
