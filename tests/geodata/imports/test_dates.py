"""Dates are read as written or asked about; never guessed, never a traceback."""

from __future__ import annotations

import contextlib
import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from geodata.imports.values.dates.month_names import calendar_words
from geodata.imports.values.dates.spans import OPEN, Order, Span, UnreadableDateError
from geodata.imports.values.dates.values import read_date, settle_order
from geodata.imports.values.text import folded
from importing import problems_here, read_here, rows_of, written
from paths import ROOT

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
ONE_DAY = dt.timedelta(days=1)


def one_day(day: dt.date) -> Span:
    return Span(day, day + ONE_DAY, "day")


# Value, first day, first day after, precision; written down by hand from the calendar.
READ: list[tuple[Any, str | None, str | None, str]] = [
    ("2025-09-14", "2025-09-14", "2025-09-15", "day"),
    ("2025-09-14T23:30:00+02:00", "2025-09-14", "2025-09-15", "day"),
    ("2025-09-14 13:45", "2025-09-14", "2025-09-15", "day"),
    ("20250914", "2025-09-14", "2025-09-15", "day"),
    ("2025/09/14", "2025-09-14", "2025-09-15", "day"),
    ("2025-09", "2025-09-01", "2025-10-01", "month"),
    ("12/2025", "2025-12-01", "2026-01-01", "month"),
    ("2024-02", "2024-02-01", "2024-03-01", "month"),
    ("2025", "2025-01-01", "2026-01-01", "year"),
    (2025.0, "2025-01-01", "2026-01-01", "year"),
    ("2025-W37", "2025-09-08", "2025-09-15", "week"),
    ("1er octobre 2025", "2025-10-01", "2025-10-02", "day"),
    ("lundi 4 août 2025", "2025-08-04", "2025-08-05", "day"),
    ("Sept. 14, 2025", "2025-09-14", "2025-09-15", "day"),
    ("14-Sep-2025", "2025-09-14", "2025-09-15", "day"),
    ("FÉVRIER 2024", "2024-02-01", "2024-03-01", "month"),
    ("mar. 4 févr. 2025", "2025-02-04", "2025-02-05", "day"),
    ("4 mar 2025", "2025-03-04", "2025-03-05", "day"),
    ("5 juil 2025", "2025-07-05", "2025-07-06", "day"),
    ("domingo, 14 de septiembre de 2025", "2025-09-14", "2025-09-15", "day"),
    ("segunda-feira, 1º de dezembro de 2025", "2025-12-01", "2025-12-02", "day"),
    ("out. 2025", "2025-10-01", "2025-11-01", "month"),
    ("الأحد 14 سبتمبر 2025", "2025-09-14", "2025-09-15", "day"),
    ("١٤ أوت ٢٠٢٥", "2025-08-14", "2025-08-15", "day"),
    ("2025-09-03/2025-09-05", "2025-09-03", "2025-09-06", "day"),
    ("2025-09/2025-10-05", "2025-09-01", "2025-10-06", "month"),
    ("2025-09-03/..", "2025-09-03", None, "day"),
    ("../2025-09-05", None, "2025-09-06", "day"),
    ("3 sept. 2025 au 5 sept. 2025", "2025-09-03", "2025-09-06", "day"),
    ("2025-09-14?", "2025-09-14", "2025-09-15", "day"),
    ({"date": "2025-09-14"}, "2025-09-14", "2025-09-15", "day"),
    ({"interval": ["2025-09-03", ".."]}, "2025-09-03", None, "day"),
    ({"timestamp": "2025-09-14T00:00:00Z"}, "2025-09-14", "2025-09-15", "day"),
    (
        {"timespans": [{"start": {"in": "2025-09"}, "end": {"latest": "2025-10-14"}}]},
        "2025-09-01",
        "2025-10-15",
        "month",
    ),
    (["2025-09-05", "2025-09-03"], "2025-09-03", "2025-09-06", "day"),
]


@pytest.mark.parametrize(("value", "start", "end", "precision"), READ, ids=lambda value: str(value))
def test_a_date_means_these_days(value: Any, start: str | None, end: str | None, precision: str) -> None:
    span = read_date(value)
    assert span is not None
    assert (text(span.start), text(span.end), span.precision) == (start, end, precision)


def text(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


# 2025-09-14 is day 45914 of Excel and second 1757808000 of Unix time (date -u -d 2025-09-14 +%s).
@pytest.mark.parametrize("number", [45914, "45914", 45914.75, 1757808000, "1757808000", 1757894399, 1757808000000])
def test_a_bare_number_is_read_by_its_size_with_a_warning(number: Any) -> None:
    span = read_date(number)
    assert span is not None
    assert span.start == dt.date(2025, 9, 14)
    assert span.read_as


@pytest.mark.parametrize("value", [None, "", "  ", "-", "n/a", "N/A", "inconnu", "unknown", "NULL", float("nan")])
def test_a_missing_date_is_no_date(value: Any) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize("value", ["..", "ongoing", "En cours", "à ce jour", "9999-12-31", "9999-12-31T23:59:59Z"])
def test_an_open_side_differs_from_a_missing_one(value: str) -> None:
    assert read_date(value) == OPEN


@pytest.mark.parametrize(
    "value",
    [
        "03/09/2025",
        "14/09/25",
        "2025-13-45",
        "31/02/2025",
        "2025-02-29",
        "2025-W54",
        "0025-09-14",
        "septembre",
        "3 mar. 4 mars 2025",
        "2 mars avril 2025",
        "፩ sept 2025",
        "du 5 au 3 septembre 2025",
        "2025-09-05/2025-09-03",
        "202513",
        "2025-09-03/",
        "/2025-09-05",
        "soon",
        True,
        12.5,
        -1,
        float("inf"),
        {"when": "2025"},
        {"interval": ["2025-09-03"]},
        {"timespans": "2025"},
    ],
    ids=str,
)
def test_what_is_no_date_or_two_is_not_read(value: Any) -> None:
    with pytest.raises(UnreadableDateError):
        read_date(value)


@given(DAYS)
def test_every_day_is_read_back_from_every_unambiguous_form(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%dT%H:%M:%SZ", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y"):
        assert read_date(dt.datetime(day.year, day.month, day.day, 10).strftime(form)) == one_day(day)
    assert read_date(day) == read_date(dt.datetime(day.year, day.month, day.day, 23, 59)) == one_day(day)


@given(DAYS, st.sampled_from(["en", "fr", "es", "pt", "ar"]), st.sampled_from(["long", "full"]))
def test_every_day_is_read_back_as_unicode_writes_it(day: dt.date, locale: str, length: str) -> None:
    assert read_date(format_date(day, length, locale=locale)) == one_day(day)


@given(DAYS, st.sampled_from(["en", "fr", "es", "pt"]))
def test_every_day_is_read_back_in_its_short_form(day: dt.date, locale: str) -> None:
    assert read_date(format_date(day, "medium", locale=locale)) == one_day(day)


# From the CLDR's charts, by hand; then short forms that it lacks and people write.
MONTH_WORDS = {
    "January janvier janv enero ene janeiro يناير جانفي": 1,
    "February février févr febrero fevereiro fev فبراير فيفري": 2,
    "March mars marzo mar março مارس": 3,
    "August août agosto ago أغسطس أوت غشت": 8,
    "September Sept Sep septembre septiembre setembro set سبتمبر": 9,
    "December décembre déc diciembre dic dezembro dez ديسمبر دجنبر": 12,
}


@pytest.mark.parametrize(
    ("word", "month"), [(word, month) for names, month in MONTH_WORDS.items() for word in names.split()]
)
def test_a_month_has_its_names_in_every_language(word: str, month: int) -> None:
    assert calendar_words().months[folded(word)] == month


def test_a_word_for_two_different_months_names_none() -> None:
    assert [calendar_words((code,)).months["listopad"] for code in ("hr", "cs")] == [10, 11]
    assert "listopad" not in calendar_words(("hr", "cs")).months


def test_tables_of_words_are_loaded_only_when_a_date_is_in_words() -> None:
    read = "from geodata.imports.values.dates.values import read_date; read_date('2025-09-14')"
    code = f"import sys; {read}; print('babel' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert printed == "False\n"


@given(DAYS, st.sampled_from("/.-"))
def test_day_and_month_in_figures_follow_the_chosen_order(day: dt.date, separator: str) -> None:
    parts = (f"{day.day:02}", f"{day.month:02}", f"{day.year}")
    assert read_date(separator.join(parts), "dmy") == one_day(day)
    assert read_date(separator.join((parts[1], parts[0], parts[2])), "mdy") == one_day(day)


@given(st.one_of(st.text(), st.from_regex(r"[0-9/.\- ]{1,12}"), st.floats(), st.integers(), st.booleans()))
def test_any_value_is_a_span_or_missing_or_unreadable(value: Any) -> None:
    try:
        span = read_date(value, "dmy")
    except UnreadableDateError:
        return
    assert span is None or span.start is None or span.end is None or span.start < span.end


TIME_KEYS = ["interval", "date", "timestamp", "timespans", "start", "end", "in", "earliest", "latest"]
JSON_TIMES = st.recursive(
    st.none() | st.text(max_size=8) | st.just("2025-09"),
    lambda part: st.lists(part) | st.dictionaries(st.sampled_from(TIME_KEYS), part),
)


@given(JSON_TIMES)
def test_any_json_time_is_a_span_or_missing_or_unreadable(value: Any) -> None:
    with contextlib.suppress(UnreadableDateError):
        assert read_date(value) is None or isinstance(read_date(value), Span)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["14/09/2025", "03/09/2025"], "dmy"),
        (["09/14/2025", "03/09/2025"], "mdy"),
        (["03/09/2025", "04/10/2025"], "ask"),
        (["14/09/2025", "09/14/2025"], "ask"),
        (["05/05/2025", "2025-09-03"], "none"),
        (["03/09/2025 to 14/09/2025"], "dmy"),
        ([None, 45914, ""], "none"),
    ],
)
def test_a_whole_column_settles_the_order_or_leaves_it_open(values: list[Any], order: str) -> None:
    assert settle_order(values) == order


@given(st.lists(DAYS, min_size=1), st.sampled_from(["dmy", "mdy"]))
def test_a_settled_order_is_never_the_wrong_one(days: list[dt.date], order: Order) -> None:
    form = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}[order]
    assert settle_order([day.strftime(form) for day in days]) in (order, "ask", "none")


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Date (jj/mm/aaaa)", "2025-09-03"),
        ("Date (DD-MM-YYYY)", "2025-09-03"),
        ("date mm/dd/yyyy", "2025-03-09"),
        ("date", "NaT"),
    ],
)
def test_the_name_of_a_column_may_state_the_order(tmp_path: Path, header: str, day: str) -> None:
    (row,) = rows_of(written(tmp_path, "a.csv", f"titre,{header},lat,lon\nA,03/09/2025,12,-8\n"))
    assert str(row["start"])[:10] == day


AMBIGUOUS = "titre,date,lat,lon\nA,03/09/2025,12,-8\nB,05/05/2025,12,-8\n"


def test_an_open_order_is_asked_and_its_rows_stay_undated(tmp_path: Path) -> None:
    (layer,) = read_here(written(tmp_path, "a.csv", AMBIGUOUS))
    (question,) = [question for question in layer.questions if question.kind == "dates"]
    assert (question.column, question.choices, question.examples) == (
        "date",
        ["dmy", "mdy"],
        ["03/09/2025", "05/05/2025"],
    )
    assert layer.frame["start"].isna().tolist() == [True, False]
    assert layer.report.kept == 2


@pytest.mark.parametrize("end", ["04/10/2025", "soon", "2025-13-45"])
def test_an_unreadable_end_leaves_the_row_undated_not_a_day_long(tmp_path: Path, end: str) -> None:
    path = written(tmp_path, "a.csv", f"titre,debut,fin,lat,lon\nA,2025-09-03,{end},12,-8\n")
    (row,) = rows_of(path)
    assert (str(row["start"]), str(row["end"]), row["ongoing"]) == ("NaT", "NaT", False)
    assert [problem.severity for problem in problems_here(path) if problem.field == "fin"] == ["error"]


@pytest.mark.parametrize(("answer", "day"), [("dmy", dt.date(2025, 9, 3)), ("mdy", dt.date(2025, 3, 9))])
def test_an_answer_settles_the_order(tmp_path: Path, answer: Order, day: dt.date) -> None:
    path = written(tmp_path, "a.csv", AMBIGUOUS)
    assert rows_of(path, dates=answer)[0]["start"].date() == day
    assert problems_here(path, dates=answer) == []
