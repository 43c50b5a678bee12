"""Which columns hold dates where their names alone do not settle it: by the words of a name, and by what is in them.

A column is only taken if most of what it holds can be read; where several might be the one, none is, and it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from geodata.imports.values.cells import as_text, is_missing
from geodata.imports.values.dates.spans import UnreadableDateError
from geodata.imports.values.dates.values import PART_LETTERS, part_number, read_date
from geodata.imports.values.text import name_words, plain_name, words

PART_WORDS = {
    "year": frozenset(words("year yr annee an ano iyear yyyy aaaa")),
    "quarter": frozenset(words("quarter trimestre qtr")),
    "month": frozenset(words("month mois mes mo imonth mm")),
    "week": frozenset(words("week semaine wk isoweek")),
    "day": frozenset(words("day jour dia iday dy dd jj")),
}
ROLE_WORDS = {
    "start": frozenset(words("start begin beginning from debut since depuis onset startdate datestart fromdate du")),
    "end": frozenset(words("end until till to fin finish enddate dateend todate au")),
}
DATE_WORDS = frozenset(words("day jour month mois year annee period periode time timestamp when week semaine quarter"))
DATE_WORDS |= frozenset(words("trimestre dt days dates months years weeks quarters"))
WITH_NUMBERS = frozenset(words("date timestamp"))  # under other names a number may count anything
# When something was written down, which is not when it happened.
WRITTEN_DOWN = frozenset(
    words(
        "created creation updated update modified modification submitted submission entry entered uploaded upload "
        "published publication edit edited accessed retrieved downloaded download exported export imported import "
        "birth naissance saisie maj source expiry last sync"
    )
)
WITH_PARTS = frozenset(words("event evenement incident date of de d l the"))  # beside the word of a part
WEAK_NAMES = frozenset(words("time day jour when date"))  # of a time of day, or of a part of a date, as well
SAMPLE = 200  # filled cells
MOST = 0.8
MOST_PARTS = 0.5  # the name of the column tells already


@dataclass(frozen=True)
class Candidate:
    """A column that may hold dates, and what its name says of them."""

    header: str
    role: str
    stem: frozenset[str]
    """The words of the name but for that of its role."""


def with_date_columns(frame: pd.DataFrame, columns: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the columns of a layer with those of its dates, if nothing better than a weak name is known for them."""
    known = columns.get("start", ())
    if known and not (len(known) == 1 and gives_way(frame, known[0])):
        return columns
    taken = {header for field, names in columns.items() if field != "start" for header in names}
    free = [str(header) for header in frame.columns if header not in taken]
    parts = part_columns(frame, free)
    whole = {"start_month", "start_day"} <= parts.keys()
    found = parts if whole else named_by_role(candidates(frame, free)) or parts or only_named(free)
    rest = {field: names for field, names in columns.items() if field != "start" or not found}
    return {**rest, **{field: names for field, names in found.items() if field not in rest}}


def gives_way(frame: pd.DataFrame, header: str) -> bool:
    """Tell whether a column known by its name holds nothing, or no dates under a name that may mean something else."""
    return not filled(frame[header]) or (plain_name(header) in WEAK_NAMES and not holds_dates(frame, header))


def part_columns(frame: pd.DataFrame, headers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the columns of year, month and day by field (`start_year`); none without a year."""
    found: dict[str, tuple[str, ...]] = {}
    for header in headers:
        field = part_field(header)
        if field and field not in found and are_parts(frame[header], field):
            found[field] = (header,)
    return found if "start_year" in found else {}


def part_field(header: str) -> str:
    """Return the field of a column that holds part of a date, such as `end_month`; empty if its name is none."""
    own = [word for word in name_words(header) if word not in WITH_PARTS]
    role = next((role for role, names in ROLE_WORDS.items() if names & set(own)), "")
    rest = [word for word in own if not role or word not in ROLE_WORDS[role]]
    part = next((part for part, names in PART_WORDS.items() if len(rest) == 1 and rest[0] in names), "")
    return f"{role or 'start'}_{part}" if part else ""


def are_parts(column: pd.Series, field: str) -> bool:
    """Tell whether most filled cells of a column are a number or the name of a month; others will be reported."""
    lettered = field.endswith(("quarter", "week"))  # T3, W37
    cells = [as_text(cell).lstrip(PART_LETTERS) if lettered else cell for cell in filled(column)]
    return bool(cells) and sum(map(is_part, cells)) >= MOST_PARTS * len(cells)


def is_part(value: object) -> bool:
    try:
        return part_number(value) >= 0
    except UnreadableDateError:
        return False


def candidates(frame: pd.DataFrame, headers: Iterable[str]) -> list[Candidate]:
    """Return the columns whose name may be that of a date and whose cells mostly are dates."""
    found = []
    for header in headers:
        own = frozenset(name_words(header))
        if part_field(header).endswith("year"):  # which is a date, but a date that says more comes first
            continue
        if names_date(own, header) and not own & WRITTEN_DOWN and holds_dates(frame, header):
            role = next((role for role, names in ROLE_WORDS.items() if names & own), "")
            found.append(Candidate(header, role, own - ROLE_WORDS[role] if role else own))
    return found


def names_date(own: frozenset[str], header: str) -> bool:
    """Tell whether the words of a name may be those of a date: `to` alone, and `reported_on`, as well."""
    at_the_end = name_words(header)[-1:] in (("at",), ("on",), ("le",))
    alone = len(own) == 1 and bool(own & (ROLE_WORDS["start"] | ROLE_WORDS["end"]))
    dated = any(word.startswith("date") or word.endswith("date") for word in own)
    return bool(own & DATE_WORDS) or dated or at_the_end or alone


def named_by_role(found: Sequence[Candidate]) -> dict[str, tuple[str, ...]]:
    """Return the one column of beginnings, or of dates, and that of their ends; nothing where there are several."""
    starts = [one for one in found if one.role == "start"] or [one for one in found if not one.role]
    if len(starts) != 1:
        return {}
    ends = [one for one in found if one.role == "end"]
    alike = [one for one in ends if one.stem == starts[0].stem] or ends
    columns: dict[str, tuple[str, ...]] = {"start": (starts[0].header,)}
    return columns | ({"end": (alike[0].header,)} if len(alike) == 1 else {})


def only_named(headers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the one column that is named as a date, though it holds none that can be read: then that is reported."""
    named = [header for header in headers if "date" in name_words(header) and not WRITTEN_DOWN & {*name_words(header)}]
    return {"start": tuple(named)} if len(named) == 1 else {}


def holds_dates(frame: pd.DataFrame, header: str) -> bool:
    """Tell whether most of the filled cells of a column can be read as dates."""
    numbers = any(word in plain_name(header) for word in WITH_NUMBERS)
    cells = filled(frame[header])
    return bool(cells) and sum(is_date(cell, numbers=numbers) for cell in cells) >= MOST * len(cells)


def is_date(value: object, *, numbers: bool) -> bool:
    """Tell whether a value can be a date; a bare number counted in days or seconds only where `numbers` may be."""
    for order in ("dmy", "mdy"):
        try:
            span = read_date(value, order)
        except (UnreadableDateError, RecursionError):
            continue
        return span is not None and (numbers or not span.read_as.startswith(("excel", "epoch")))
    return False


def filled(column: pd.Series) -> list[object]:
    """Return the first cells of a column that hold anything."""
    cells: list[object] = []
    for value in column:
        if not is_missing(value) and as_text(value).strip():
            cells.append(value)
            if len(cells) == SAMPLE:
                break
    return cells
