"""Every file dropped into tests/fixtures/imports is a test; the beginning of its name says what to expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.problems import errors
from importing import fixtures, problems_here, read_here, reports_here


@pytest.mark.parametrize("path", fixtures("good"), ids=lambda path: path.name)
def test_a_good_file_yields_all_its_rows_without_errors(path: Path) -> None:
    layers = read_here(path)
    assert [str(problem) for layer in layers for problem in errors(layer.report.problems)] == []
    assert sum(layer.report.kept for layer in layers) == int(path.name.split(".")[0])
    assert sum(layer.report.rejected for layer in layers) == 0


@pytest.mark.parametrize("path", fixtures("odd"), ids=lambda path: path.name)
def test_an_odd_file_yields_all_its_rows_with_warnings(path: Path) -> None:
    reports = reports_here(path)
    found = [problem for report in reports for problem in report.problems]
    assert path.name.split(".")[0] in [problem.code for problem in found]
    assert errors(found) == []
    assert all(report.kept == report.read > 0 for report in reports)


@pytest.mark.parametrize("path", fixtures("bad"), ids=lambda path: path.name)
def test_a_bad_file_yields_its_errors(path: Path) -> None:
    assert path.name.split(".")[0] in [problem.code for problem in errors(problems_here(path))]


@pytest.mark.parametrize("path", [*fixtures("good"), *fixtures("odd"), *fixtures("bad")], ids=lambda path: path.name)
def test_every_row_is_either_read_or_rejected_with_a_reason(path: Path) -> None:
    for report in reports_here(path):
        assert report.kept + report.rejected == report.read
        assert report.rejected == 0 or errors(report.problems)


@pytest.mark.parametrize("path", fixtures("bad"), ids=lambda path: path.name)
def test_a_problem_names_the_file_and_is_one_printable_line(path: Path) -> None:
    for problem in problems_here(path):
        assert problem.file == path.name
        assert str(problem).isprintable()
        assert len(str(problem)) < 600
