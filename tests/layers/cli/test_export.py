"""What `export` says of the files that are added to a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Run
from importing import FIXTURES

GOOD, BAD = FIXTURES / "good", FIXTURES / "bad"


def test_rows_that_must_not_be_passed_on_are_left_out_with_a_note(tmp_path: Path, run: Run) -> None:
    done = run("export", tmp_path / "own.html", "--add", GOOD / "2.acled.csv")
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "2.acled.csv is left out" in line
    assert "--share-restricted" in line
    assert "Armed clash" not in (tmp_path / "own.html").read_text(encoding="utf-8")
    done = run("export", tmp_path / "own.html", "--add", GOOD / "2.acled.csv", "--share-restricted")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Armed clash" in (tmp_path / "own.html").read_text(encoding="utf-8")


def test_the_command_line_asks_for_the_order_of_dates_and_takes_the_answer(tmp_path: Path, run: Run) -> None:
    both = BAD / "date-order.both-possible.csv"
    done = run("export", tmp_path / "own.html", "--add", both)
    assert done.returncode == 1
    assert "--dates dmy or --dates mdy" in done.stderr
    assert run("export", tmp_path / "own.html", "--add", both, "--dates", "dmy").returncode == 0
    assert run("validate", both).returncode == 1
    assert run("validate", both, "--dates", "mdy").returncode == 0


@pytest.mark.parametrize("box", ["-8.5,9,-4,12.8", "170,-20,-170,-10"])
def test_a_box_goes_into_the_page_as_a_box(tmp_path: Path, run: Run, box: str) -> None:
    assert run("export", tmp_path / "box.html", "--bbox", box).returncode == 0
    assert f'"share":"bb={box}"' in (tmp_path / "box.html").read_text(encoding="utf-8").replace(": ", ":")


def test_a_file_that_cannot_be_read_writes_no_export(tmp_path: Path, run: Run) -> None:
    done = run("export", tmp_path / "own.html", "--add", BAD / "content.binary.csv")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "own.html").exists()
