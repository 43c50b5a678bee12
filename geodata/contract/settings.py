"""What `situation.toml` says about a situation as a whole."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from geodata.basemap.meridian import Box, about, unbroken
from geodata.contract.predicates import is_filled, is_text, is_text_list
from geodata.contract.translated_columns import CODE, DEFAULT_LANGUAGE
from geodata.dates import ONE_DAY, is_recorded_day
from geodata.problems import Problem, shown
from geodata.vocabulary import STATES

__all__ = ["SETTINGS_FILE", "Settings"]

SETTINGS_FILE = "situation.toml"
EDITION = 2
DEFAULT_FADE_DAYS = 7
OTHER_STATES = "other"
LEFT_OUT = 90  # degrees that a box across the antimeridian leaves out at least; else its ends are swapped
RESERVED = re.compile(r"[.@/]example/?$")  # a name that RFC 2606 keeps for examples: nobody reads there
HOST = re.compile(r"[^\s/:@.A-Z]+(\.[^\s/:@.A-Z]+)+")  # as it stands in an address, in lower case
ADDRESS = re.compile(r"$|https?://[^/?#\s]|mailto:[^\s]")


Home = Box | tuple[float, float, float]  # a box, or latitude, longitude in degrees and a zoom level


@dataclass(frozen=True)
class Settings:
    """The settings of a situation. Texts for readers are keyed by language."""

    title: Mapping[str, str]
    description: Mapping[str, str]
    languages: tuple[str, ...]
    version: dt.date  # of the data
    home: Home  # what the map opens with
    box: Box  # west, south, east, north in degrees; the east is beyond 180 where it crosses the antimeridian
    focus: tuple[dt.date, dt.date]  # half-open span of the timeline
    day: dt.date  # shown at first
    fade_days: Mapping[str, int]  # by state, for how many days the state of an ended row is still the last known
    destinations: tuple[str, ...]  # ids of the places to which routes are counted; empty: all routes count
    question: Mapping[str, str]  # that the map answers; empty where none is asked
    units: Mapping[str, Mapping[str, Mapping[str, str]]]  # unit → language → plural category → "{n} lorries"
    licence: str
    attribution: str
    corrections: str  # mailto: or https: address; empty where none is set, or one that only stands for an address
    method: Mapping[str, str]
    variants: tuple[tuple[str, ...], ...]  # spellings of one name, for the search
    imitating: Mapping[str, str]  # hosts that pose as another publisher: host, in lower case → whom it imitates


def is_words(value: object) -> bool:
    return isinstance(value, dict) and is_filled(value.get(DEFAULT_LANGUAGE)) and all(map(is_text, value.values()))


def is_numbers(value: object, count: int) -> TypeGuard[list[float]]:
    return isinstance(value, list) and len(value) == count and all(type(number) in (int, float) for number in value)


def is_date(value: object) -> TypeGuard[dt.date]:
    return type(value) is dt.date and is_recorded_day(value.isoformat())


def is_box(value: object) -> bool:
    """Tell whether a value is a box as RFC 7946 has it: one that crosses the antimeridian has its west in the east."""
    if not is_numbers(value, 4):
        return False
    west, south, east, north = value
    is_in_order = west < east or west - east >= LEFT_OUT
    return is_in_order and max(abs(west), abs(east)) <= 180 and -90 <= south < north <= 90


def is_view(value: object) -> bool:
    return is_numbers(value, 3) and abs(value[0]) <= 90 and abs(value[1]) <= 180 and 0 <= value[2] <= 19


def is_home(value: object) -> bool:
    return is_box(value) or is_view(value)


def is_focus(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(is_date, value)) and value[0] <= value[1]


def is_address(value: object) -> bool:
    return is_text(value) and ADDRESS.match(value) is not None


def is_languages(value: object) -> bool:
    """Tell whether a value is a list of codes of languages, the default one among them."""
    return is_text_list(value) and DEFAULT_LANGUAGE in value and all(re.fullmatch(CODE, code) for code in value)


def is_variants(value: object) -> bool:
    return isinstance(value, list) and all(map(is_text_list, value))


def is_days(value: object) -> bool:
    return type(value) is int and 0 <= value <= 366


def is_fade(value: object) -> bool:
    """Tell whether a value is a number of days, or numbers of days by state; `other` is for the states not named."""
    if not isinstance(value, dict):
        return is_days(value)
    return set(value) <= {*STATES, OTHER_STATES} and all(map(is_days, value.values()))


def is_units(value: object) -> bool:
    """Tell whether a value is units, each with `other` and perhaps `one` by language, all holding {n} and no markup."""
    return isinstance(value, dict) and all(isinstance(unit, dict) and is_unit(unit) for unit in value.values())


def is_unit(unit: dict[str, object]) -> bool:
    return DEFAULT_LANGUAGE in unit and all(isinstance(forms, dict) and is_plural(forms) for forms in unit.values())


def is_plural(forms: dict[str, object]) -> bool:
    texts = forms.values()
    return "other" in forms and all(is_text(text) and text.count("{") == text.count("{n}") == 1 for text in texts)


def is_edition(value: object) -> bool:
    return type(value) is int and value == EDITION


def is_imitating(value: object) -> bool:
    return isinstance(value, dict) and all(HOST.fullmatch(host) and is_filled(name) for host, name in value.items())


Test = Callable[[object], bool]
REQUIRED: dict[str, tuple[Test, str]] = {
    "edition": (is_edition, f"{EDITION}, the edition of the contract that the folder keeps"),
    "title": (is_words, "a table of texts by language, en at least"),
    "description": (is_words, "a table of texts by language, en at least"),
    "languages": (
        is_languages,
        f"a list of codes of languages, {DEFAULT_LANGUAGE} among them",
    ),
    "version": (is_date, "a day, without quotation marks"),
    "home": (is_home, "[west, south, east, north] in degrees, or [latitude, longitude, zoom]"),
    "box": (is_box, "[west, south, east, north] in degrees, west the less unless the box crosses longitude 180"),
    "focus": (is_focus, "[first day, last day], both inclusive"),
    "day": (is_date, "a day, without quotation marks"),
    "licence": (is_text, "a text"),
    "attribution": (is_text, "a text"),
}
OPTIONAL: dict[str, tuple[Test, str, object]] = {
    "fade_days": (is_fade, "a whole number of days, 0 to 366, or a table of them by state", DEFAULT_FADE_DAYS),
    "destinations": (is_text_list, "a list of ids of places where routes end", []),
    "question": (is_words, "a table of texts by language, en at least", {}),
    "units": (is_units, 'a table by unit and language: lorries.en = {one = "{n} lorry", other = "{n} lorries"}', {}),
    "corrections": (is_address, "an https: or mailto: address, or nothing", ""),
    "method": (is_words, "a table of texts by language, en at least", {}),
    "variants": (is_variants, "a list of lists of spellings", []),
    "imitating": (is_imitating, 'a table by host: "bbc-news.example" = "BBC"', {}),
}


def check_settings(document: Mapping[str, object]) -> list[Problem]:
    """Return what is wrong with the settings, a line each."""
    missing = [setting_problem(key, expected, None) for key, (_, expected) in REQUIRED.items() if key not in document]
    tests = {key: entry[:2] for key, entry in (REQUIRED | OPTIONAL).items()}
    wrong = [
        setting_problem(key, expected, document[key])
        for key, (test, expected) in tests.items()
        if key in document and not test(document[key])
    ]
    known = ", ".join(tests)
    unknown = [
        Problem(
            file=SETTINGS_FILE,
            field=key,
            code="unknown-setting",
            message=f"expected one of {known}.",
            fix="correct the name, or remove it.",
            severity="warning",
        )
        for key in document
        if key not in tests
    ]
    return missing + wrong + unknown


def setting_problem(key: str, expected: str, found: object) -> Problem:
    return Problem(
        file=SETTINGS_FILE,
        field=key,
        code="bad-setting",
        message=f"expected {expected}.",
        value=None if found is None else shown(str(found) if isinstance(found, dt.date) else found),
        fix="add it." if found is None else "correct it.",
    )


def make_settings(document: Mapping[str, object]) -> Settings:
    """Return the settings of a checked document; the inclusive end of the focus becomes half-open."""
    values: dict[str, Any] = {key: entry[2] for key, entry in OPTIONAL.items()} | {
        key: value for key, value in document.items() if key in REQUIRED or key in OPTIONAL
    }
    first, last = values["focus"]
    del values["edition"]
    fade = values["fade_days"]
    box = unbroken(tuple(values["box"]))
    by_state = fade if isinstance(fade, dict) else {OTHER_STATES: fade}
    return Settings(
        **values
        | {
            "corrections": "" if RESERVED.search(values["corrections"]) else values["corrections"],
            "languages": tuple(values["languages"]),
            "home": home_about(tuple(values["home"]), box),
            "box": box,
            "focus": (first, last + ONE_DAY),
            "fade_days": {
                state: by_state.get(state, by_state.get(OTHER_STATES, DEFAULT_FADE_DAYS)) for state in STATES
            },
            "destinations": tuple(values["destinations"]),
            "variants": tuple(map(tuple, values["variants"])),
        }
    )


def home_about(home: Home, box: Box) -> Home:
    """Return a home with the longitudes that go on beyond 180° where the box does."""
    if len(home) == 3:
        latitude, longitude, zoom = home
        return latitude, about(longitude, box), zoom
    west, south, east, north = unbroken(home)
    turn = about(west, box) - west
    return west + turn, south, east + turn, north
