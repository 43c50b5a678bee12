"""What is written under a temporary name is removed once the process that writes it is gone, and not before."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from geodata.files.unfinished import PREFIX, SUFFIX, unfinished_file, unfinished_folder
from geodata.files.work_folder import NAME, own_folder, work_folder
from paths import ROOT

Make = Callable[[Path], AbstractContextManager[Path]]
LONG_AGO = (0, 0)
HOLD = """
import sys
from pathlib import Path
from geodata.files import unfinished
with getattr(unfinished, sys.argv[1])(Path(sys.argv[2])) as path:
    print(path, flush=True)
    sys.stdin.read()
"""


@contextmanager
def at_work(name: str, beside: Path) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """Let another process write something unfinished; yield it with the process, which is killed in the end."""
    command = [sys.executable, "-c", HOLD, name, str(beside)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        yield Path(process.stdout.readline().rstrip("\n")), process
        process.kill()


@pytest.mark.parametrize("make", [unfinished_file, unfinished_folder])
def test_what_is_not_renamed_is_gone_after_the_block(tmp_path: Path, make: Make) -> None:
    with make(tmp_path) as path:
        assert path.parent == tmp_path
    with pytest.raises(KeyError), make(tmp_path):
        raise KeyError
    with make(tmp_path) as path:
        path.rename(tmp_path / "kept")
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize("make", [unfinished_file, unfinished_folder])
def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path, make: Make) -> None:
    with at_work(make.__name__, tmp_path) as (left, process):
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert left.exists()
        if left.is_dir():
            (left / "inner").mkdir()
            (left / "inner" / "file").write_text("left", encoding="utf-8")
        with make(tmp_path):
            assert not left.exists()


@pytest.mark.parametrize("make", [unfinished_file, unfinished_folder])
def test_two_processes_at_once_leave_each_other_alone_however_long(tmp_path: Path, make: Make) -> None:
    with at_work(make.__name__, tmp_path) as (path, _):
        os.utime(path, LONG_AGO)
        with make(tmp_path) as own, make(tmp_path) as another:
            assert len({path, own, another}) == 3
            assert path.exists()
            assert own.exists()


def test_what_is_taken_for_abandoned_before_it_is_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geodata.files import unfinished

    make, made = unfinished.new_folder, []

    def make_and_lose(beside: Path) -> Path:
        made.append(make(beside))
        if len(made) == 1:
            unfinished.remove_abandoned(beside)
        return made[-1]

    monkeypatch.setattr(unfinished, "new_folder", make_and_lose)
    with unfinished_folder(tmp_path) as path:
        assert made[1:] == [path]
        assert path.is_dir()


def test_where_there_are_no_locks_nothing_is_taken_for_abandoned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / f"{PREFIX}left{SUFFIX}"
    left.mkdir()
    monkeypatch.setattr("geodata.files.lock.LOCKS", False)
    with unfinished_file(tmp_path) as path:
        path.rename(tmp_path / "written")
    assert {each.name for each in tmp_path.iterdir()} == {left.name, "written"}


def test_links_and_names_of_others_are_not_removed(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (tmp_path / f"{PREFIX}link{SUFFIX}").symlink_to(kept)
    (tmp_path / ".another.part").write_text("another's", encoding="utf-8")
    (tmp_path / ".own.first-edition").mkdir()
    os.mkfifo(tmp_path / f"{PREFIX}pipe{SUFFIX}")
    before = sorted(tmp_path.iterdir())
    with unfinished_file(tmp_path):
        pass
    assert sorted(tmp_path.iterdir()) == before


def test_what_is_left_by_another_user_is_not_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tmp_path / f"{PREFIX}left{SUFFIX}"
    left.mkdir()
    monkeypatch.setattr("os.geteuid", lambda: left.stat().st_uid + 1)
    with unfinished_file(tmp_path):
        assert left.exists()


# The folder of this user


def test_a_work_folder_is_in_one_that_only_this_user_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with work_folder() as one, work_folder() as other:
        assert one.parent == other.parent == tmp_path / NAME
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in (one, one.parent)} == {0o700}
    assert list((tmp_path / NAME).iterdir()) == []


@pytest.mark.parametrize("kind", ["link", "file", "open", "another's"])
def test_a_name_that_another_took_is_left_and_another_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    taken = tmp_path / NAME
    if kind == "link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        taken.symlink_to(tmp_path / "elsewhere")
    elif kind == "file":
        taken.write_text("another's", encoding="utf-8")
    else:
        taken.mkdir(mode=0o700)
        taken.chmod(0o770 if kind == "open" else 0o700)
    if kind == "another's":
        monkeypatch.setattr("geodata.files.work_folder.is_private", of_this_user_but(taken))
    used = own_folder(tmp_path)
    assert used.name.startswith(f"{NAME}-")
    assert stat.S_IMODE(used.lstat().st_mode) == 0o700
    assert own_folder(tmp_path) == used
    assert taken.is_dir() == (kind != "file")


def of_this_user_but(taken: Path) -> Callable[[Path], bool]:
    from geodata.files.work_folder import is_private

    return lambda path: path != taken and is_private(path)
