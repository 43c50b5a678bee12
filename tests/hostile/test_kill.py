"""A command that is killed while it writes leaves what was there; the next one succeeds."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import Run
from geodata import check_situation, read_situation
from geodata.files.scaffold import new_situation
from paths import ROOT

# The command runs in a process in which one function ends it, at the call numbered `at`, as the system would.
DYING = """
import importlib, os, signal, sys
module, name, at, *command = sys.argv[1:]
owner = importlib.import_module(module)
for part in name.split(".")[:-1]:
    owner = getattr(owner, part)
whole, calls = getattr(owner, name.split(".")[-1]), 0
def dying(*arguments, **named):
    global calls
    calls += 1
    if calls > int(at):
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*arguments, **named)
setattr(owner, name.split(".")[-1], dying)
from layers.cli.main import main
sys.exit(main(command))
"""
BEFORE_IT_IS_WHOLE = [
    ("tempfile", "mkstemp", 0),
    ("os", "fdopen", 0),
    ("os", "fsync", 0),
    ("pathlib", "Path.replace", 0),
]


def killed(module: str, name: str, at: int, *command: object) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DYING, module, name, str(at), *map(str, command)],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize(
    ("command", "moment"),
    [*(("export", moment) for moment in BEFORE_IT_IS_WHOLE), ("sheet", BEFORE_IT_IS_WHOLE[-1])],
    ids=str,
)
def test_a_file_that_was_there_is_whole_after_the_writer_was_killed(
    tmp_path: Path, run: Run, command: str, moment: tuple[str, str, int]
) -> None:
    path = tmp_path / ("map.html" if command == "export" else "map.png")
    path.write_bytes(b"what was there")
    killed(*moment, command, path)
    assert path.read_bytes() == b"what was there"
    assert {other.name for other in tmp_path.iterdir() if not other.name.endswith(".part")} == {path.name}
    assert run(command, path).returncode == 0
    assert path.stat().st_size > 100_000


@pytest.mark.parametrize(
    "moment", [("shutil", "copyfile", 0), ("shutil", "copyfile", 4), ("pathlib", "Path.replace", 0)], ids=str
)
@pytest.mark.parametrize("there", [False, True], ids=["new", "empty"])
def test_a_new_situation_is_there_as_a_whole_or_not_at_all(
    tmp_path: Path, moment: tuple[str, str, int], there: bool
) -> None:
    folder = tmp_path / "mine"
    if there:
        folder.mkdir()
    killed(*moment, "new", folder, "--title", "Mine")
    assert folder.exists() == there
    assert not there or list(folder.iterdir()) == []
    new_situation(folder, "Mine")
    assert [problem.code for problem in check_situation(folder)] == ["template-text"]  # whose data it is, nobody said


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, run: Run) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    assert run("new", tmp_path / "mine", "--title", "x").returncode == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("title", ["</script>\n[box]", "\x1b[31m", "", "x" * 1_000])
def test_a_title_that_is_none_is_refused_before_anything_is_written(tmp_path: Path, title: str) -> None:
    with pytest.raises(ValueError, match="title"):
        new_situation(tmp_path / "mine", title)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "title", ['"""', "\\u0041 = 'x'", "{{ 7*7 }} 50 {% off", "<img src=x onerror=alert(1)>", "# no comment"]
)
def test_any_title_in_one_line_is_unchanged(tmp_path: Path, title: str) -> None:
    new_situation(tmp_path / "mine", title)
    assert read_situation(tmp_path / "mine").settings.title["en"] == title


def test_a_full_disk_is_a_message_and_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(b"what was there")
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)); "
        "from layers.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "export", str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert path.read_bytes() == b"what was there"
    assert [other.name for other in tmp_path.iterdir()] == ["map.html"]
