"""A command that is killed while it writes leaves what was there; the next one succeeds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import Run
from dying import NAMES, OLD, OPTIONS, content, dying, step_at, unharmed
from geodata import read_situation
from geodata.files.scaffold.begin import new_situation
from geodata.files.unfinished import PREFIX
from paths import ROOT

KILLS = int(os.environ.get("KILLS", "10"))


def moments(kills: int) -> list[tuple[str, float, bool]]:
    """Return commands to kill, when in their writing, from 0 to 1, and whether something was there before."""
    commands = [list(NAMES)[number % len(NAMES)] for number in range(kills)]
    told = [commands[:number].count(command) for number, command in enumerate(commands)]
    return [
        (command, number / max(1, commands.count(command) - 1), number % 2 == 1)
        for command, number in zip(commands, told, strict=True)
    ]


@pytest.mark.parametrize(("command", "share", "there"), moments(KILLS))
def test_a_killed_writer_leaves_the_old_or_the_new_and_the_next_cleans(
    tmp_path: Path, run: Run, command: str, share: float, there: bool
) -> None:
    _, new = unharmed(command)
    out = tmp_path / NAMES[command]
    if there and command == "new":
        out.mkdir()
    elif there:
        out.write_bytes(OLD[command])
    old = content(tmp_path)
    done = dying("kill", tmp_path, step_at(share, command), command)
    assert done.returncode == -signal.SIGKILL, done.stderr
    left = {name: data for name, data in content(tmp_path).items() if not name.startswith(PREFIX)}
    assert left in (old, new)
    assert out.exists() == (there or left == new)
    following = run(command, out, *OPTIONS[command])
    assert following.returncode == (2 if command == "new" and left == new else 0)  # it replaces no situation
    assert content(tmp_path) == new
    assert list(tmp_path.iterdir()) == [out]


def test_the_moments_of_a_command_are_many_and_inside_its_writes() -> None:
    steps = {command: unharmed(command)[0] for command in NAMES}
    assert steps["export"] > 100
    assert min(steps.values()) > 20


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


def test_a_limit_of_size_is_a_message_and_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(OLD["export"])
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)); "
        "from layers.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "export", str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == f"situation-map: {path}: File too large\n"
    assert path.read_bytes() == OLD["export"]
    assert [other.name for other in tmp_path.iterdir()] == ["map.html"]
