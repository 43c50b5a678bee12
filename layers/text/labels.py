"""Short texts for single values: a state, a basis, a stretch, a translated column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import pandas as pd

from geodata import DEFAULT_LANGUAGE, Permit, Settings, Situation, State
from geodata.dates import last_day
from geodata.vocabulary import PASSAGE_BASES, UNKNOWN
from layers.text.locales import counted, long_date, say, say_count

HAPPENINGS = ("attacked",)  # states that are events, not conditions

Record: TypeAlias = Mapping[str, Any]  # a row of a table, its cells by column


def place_name(situation: Situation, waypoint: str, language: str) -> str:
    """Return the name of a waypoint in a language."""
    return translation(dict(situation.waypoints[waypoint].name), language)


def stretch_names(situation: Situation, stretches: Iterable[tuple[str, str]], language: str) -> str:
    """Return stretches by the names of their ends: "Ford – Mill; Fork – Capital"."""
    named = ([place_name(situation, end, language) for end in ends] for ends in stretches)
    return "; ".join(" – ".join(ends) for ends in named)


def destination_names(situation: Situation, language: str) -> str:
    """Return the names of the destinations, joined as a list is; empty where the situation has none."""
    ends = [place for place in situation.settings.destinations if place in situation.waypoints]
    *first, last = [place_name(situation, place, language) for place in ends] or [""]
    return say(language, "text.and", list=", ".join(first), last=last) if first else last


def unit_words(settings: Settings, unit: str, number: float, language: str) -> str:
    """Return a quantity of a unit in words, "300 lorries"; of a unit without words, with its code."""
    by_language = settings.units.get(unit, {})
    forms = by_language.get(language) or by_language.get(DEFAULT_LANGUAGE) or {"other": f"{{n}} {unit}"}
    return counted(language, forms, number)


def stretch_words(stretch: str | None, kind: str, state: str, language: str) -> str:
    """Return the part of a road that is spoken of; a row of the ledger that names none speaks of the whole road."""
    return stretch or (say(language, "status.whole") if kind == "route" and state != UNKNOWN else "")


def permit_words(state: State, language: str) -> str:
    """Return who allows passage, until when, and that passage is not reported where it is not; else nothing."""
    texts = [permit_text(permit, language) for permit in state.permits]
    unreported = [say(language, "status.nopassage")] if texts and state.state == UNKNOWN else []
    return "; ".join([*texts, *unreported])


def permit_text(permit: Permit, language: str) -> str:
    """Return who allows passage, and until when."""
    by = translation(dict(permit.by), language)
    if permit.end is None:
        return say(language, "status.permitopen", by=by)
    return say(language, "status.permit", by=by, date=long_date(last_day(permit.end), language))


def basis_words(codes: Iterable[str | None], language: str) -> list[str]:
    """Return what states rest on, in words; nothing where nothing is known."""
    return [say(language, f"basis.{code}") if code in PASSAGE_BASES else "" for code in codes]


def localized(table: pd.DataFrame, name: str, language: str) -> pd.Series:
    """Return a text column in a language; where it is not translated the default language stands in, marked as such."""
    default, column = table[f"{name}_{DEFAULT_LANGUAGE}"], f"{name}_{language}"
    if language == DEFAULT_LANGUAGE:
        return default
    stand_in = default.map(marked)
    return table[column].where(table[column] != "", stand_in) if column in table else stand_in


def localized_text(record: Record, name: str, language: str) -> str:
    """Return a text of one row as `localized` does."""
    return translation({code: record.get(f"{name}_{code}", "") for code in (language, DEFAULT_LANGUAGE)}, language)


def translation(texts: Mapping[str, str], language: str) -> str:
    """Return a text, held by language, as `localized` does."""
    default = texts.get(DEFAULT_LANGUAGE, "")
    return texts.get(language) or (default if language == DEFAULT_LANGUAGE else marked(default))


def marked(text: str) -> str:
    return text and f"{text} ({DEFAULT_LANGUAGE})"


def state_words(kind: str, state: State, language: str) -> str:
    """Return a state of a route or crossing, "Restricted, reported yesterday"; open on a claim reads as resumed."""
    resumed = state.state == "open" and state.basis == "claim"
    table = "crossingstate" if kind == "crossing" else "state"
    name = say(language, f"{table}.{'resumed' if resumed else state.state}")
    return say_count(language, f"age.{age_code(state.state)}", state.age, state=name) if state.lapsed else name


def spell_words(state: State, language: str, *, lapsed: bool) -> str:
    """Return the state of a route over days on which its age differs; `lapsed`, it was only the last known one."""
    name = state_words("route", state, language)
    return say(language, "state.lapsed", state=name) if lapsed else name


def age_code(state: str) -> str:
    """Return the code of the words for the age of a last known state: some happen, the others are reported."""
    return state if state in HAPPENINGS else "reported"


def later_words(state: State, language: str) -> str:
    """Return until when reports after the day speak of a state; nothing where none do."""
    return say(language, "later.until", date=long_date(state.later, language)) if state.later else ""
