"""Columns that a person states, signs that contradict a name, and remedies that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodata.imports import FIELDS
from geodata.imports.report import first_to_mend
from geodata.problems import Problem
from importing import fixtures, problems_here, read_here, rows_of, written
from layers.cli.arguments import columns
from layers.cli.parser import parser

ARABIC = "العنوان,التاريخ,خط العرض,خط الطول\nA,2024-08-21,12.5,-7.5\n"


def test_a_person_states_columns_whose_names_are_unknown(tmp_path: Path) -> None:
    choice = {"title": "العنوان", "start": "التاريخ", "lat": "خط العرض", "lon": "خط الطول"}
    (row,) = rows_of(written(tmp_path, "a.csv", ARABIC), columns=choice)
    assert (row["title"], str(row["start"].date()), row["geometry"].coords[0]) == ("A", "2024-08-21", (-7.5, 12.5))


def test_unknown_names_are_told_with_the_languages_that_are_known(tmp_path: Path) -> None:
    found = [one for one in problems_here(written(tmp_path, "a.csv", ARABIC)) if one.code == "columns-unknown"]
    assert "English and French" in found[0].message


def test_a_stated_column_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "title,date\nA,2024-08-21\n")
    (found,) = [one for one in problems_here(path, columns={"lat": "Nord"}) if one.code == "column-unknown"]
    assert (found.severity, found.field, found.value) == ("error", "lat", "Nord")
    assert "title" in found.message


def test_a_stated_column_is_found_by_its_plain_name(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "Mon Titre,date\nA,2024-08-21\n")
    assert rows_of(path, columns={"title": "mon_titre"})[0]["title"] == "A"


MIXED = "title,date,Latitude,Longitude W\nA,2024-08-21,12.5,7.5\nB,2024-08-21,12.5,-7.5\n"


def test_signs_that_contradict_the_name_of_a_column_are_asked_about(tmp_path: Path) -> None:
    (layer,) = read_here(written(tmp_path, "a.csv", MIXED))
    assert layer.frame["geometry"].tolist() == [None, None]
    assert "lon" in [question.field for question in layer.questions]
    (found,) = [found for found in layer.report.problems if found.code == "coordinate-sense"]
    assert '--columns "lon=Longitude W"' in found.fix


def test_a_person_who_states_the_column_takes_its_signs_as_they_stand(tmp_path: Path) -> None:
    rows = rows_of(written(tmp_path, "a.csv", MIXED), columns={"lon": "Longitude W"})
    assert [row["geometry"].x for row in rows] == [7.5, -7.5]


@pytest.mark.parametrize(
    ("name", "like"), [("lontitude", "lontitude"), ("Longtude", "Longtude"), ("longitud", "longitud"), ("wert", None)]
)
def test_half_a_pair_names_the_column_that_may_be_the_other(tmp_path: Path, name: str, like: str | None) -> None:
    path = written(tmp_path, "a.csv", f"title,date,latitude,{name}\nA,2024-08-21,12.5,-7\n")
    (found,) = [one for one in problems_here(path) if one.code == "column-missing"]
    assert found.value == like
    assert f'--columns "lon={like or "COLUMN"}"' in found.fix


def test_columns_are_stated_in_one_word_or_several() -> None:
    assert columns("start=Date, du fait,lat=Y (N)") == [("start", "Date, du fait"), ("lat", "Y (N)")]
    made = parser().parse_args(["validate", "a.csv", "--columns", "lat=a", "--columns", "lon=b,title=c"])
    assert dict(made.columns) == {"lat": "a", "lon": "b", "title": "c"}


@pytest.mark.parametrize("text", ["lat", "lat=", "place of=x", "=x", "latitude=x"])
def test_a_column_for_no_field_is_a_mistake_of_the_command(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["validate", "a.csv", "--columns", text])
    assert "expected FIELD=COLUMN" in capsys.readouterr().err


def test_an_encoding_that_there_is_not_is_a_mistake_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["validate", "a.csv", "--encoding", "base64"])
    assert "expected the name of an encoding" in capsys.readouterr().err


ALL = [path for kind in ("good", "odd", "bad", "kinds") for path in fixtures(kind)]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_remedy_can_be_followed(path: Path) -> None:
    for found in problems_here(path):
        for option, quoted, value in re.findall(r"(--[a-z-]+) (?:\"([^\"]+)\"|([^\s).]+))", found.fix):
            parser().parse_args(["validate", "a.csv", option, quoted or value])


def test_a_date_with_the_name_of_its_month_is_not_told_to_name_it(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "title,date\nA,14 September 45\nB,14 сентября 2025\n")
    assert all("name of the month" not in found.fix for found in problems_here(path))


def test_what_cannot_be_read_is_named_once_for_all_its_rows(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "title,date\n" + "A,14 сентября 2025\n" * 30)
    (found,) = [one for one in problems_here(path) if one.code == "date"]
    assert (found.rows, found.row) == (30, 2)
    assert "English, French, Spanish, Portuguese and Arabic" in found.message


def test_what_is_worth_mending_first_is_the_error_of_the_most_rows() -> None:
    def one(code: str, rows: int, severity: str = "error", fix: str = "mend it.") -> Problem:
        return Problem(file="a", message=code, code=code, rows=rows, severity=severity, fix=fix)  # type: ignore[arg-type]

    found = [one("w", 90, "warning"), one("a", 1), one("b", 5), one("a", 7), one("n", 9, "note"), one("c", 99, fix="")]
    assert [problem.code for problem in first_to_mend(found)] == ["a", "b", "w"]


def test_all_fields_can_be_stated() -> None:
    assert {"title", "start", "end", "lat", "lon", "category", "start_year", "zone"} <= set(FIELDS)
