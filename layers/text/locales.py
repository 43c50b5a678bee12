"""The texts of the product, one JSON file per language; the page and the command line read the same files."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from geodata import DEFAULT_LANGUAGE, DataError, Problem

LOCALES = Path(__file__).parents[1] / "static" / "locales"
PLACE = re.compile(r"\{(\w+)\}")
_ADDED: dict[str, dict[str, str]] = {}  # by language


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there is a file for, the default one first."""
    codes = sorted(path.stem for path in LOCALES.glob("*.json"))
    return tuple(sorted(codes, key=lambda code: code != DEFAULT_LANGUAGE))


@cache
def words(language: str) -> dict[str, str]:
    """Return all texts of a language by key, in the default language where its file has none.

    Raises KeyError for a language without a file, DataError for a file that holds something else.
    """
    path = LOCALES / f"{language}.json"
    if not path.is_file():
        raise KeyError(language)
    try:
        texts: dict[str, str] = {"language.locale": language} | json.loads(path.read_text(encoding="utf-8"))
        "".join(texts.values())  # TypeError where one is no text
        Locale.parse(texts["language.locale"], sep="-")
    except (ValueError, TypeError, UnknownLocaleError) as error:
        raise DataError([bad_locale(path, error)]) from None
    own = texts | _ADDED.get(language, {})
    return own if language == DEFAULT_LANGUAGE else words(DEFAULT_LANGUAGE) | own


def bad_locale(path: Path, error: Exception) -> Problem:
    return Problem(
        file=path.name,
        code="bad-locale",
        message=f"expected a JSON object of texts, among them a language.locale such as fr-FR; {error}.",
        fix="correct the file, or remove it.",
    )


def add_words(texts: Mapping[str, Mapping[str, str]]) -> None:
    """Add texts to those of the files: key to text, by language."""
    for language, added in texts.items():
        _ADDED.setdefault(language, {}).update(added)
    words.cache_clear()


def say(language: str, key: str, /, **values: object) -> str:
    """Return a text with its `{name}` places filled, each once; a key without a text is returned as it is."""
    text = words(language if language in languages() else DEFAULT_LANGUAGE).get(key, key)
    return PLACE.sub(lambda found: str(values.get(found[1], found[0])), text)


@cache
def locale(language: str) -> Locale:
    """Return the CLDR locale of a language, which its file names."""
    return Locale.parse(say(language, "language.locale"), sep="-")


def say_count(language: str, key: str, count: int, /, **values: object) -> str:
    """Return the text that goes with a count, by the plural rule of the language."""
    exact = f"{key}.{locale(language).plural_form(count)}"
    return say(language, exact if exact in words(language) else f"{key}.other", n=grouped(count, language), **values)


def counted(language: str, forms: Mapping[str, str], number: float) -> str:
    """Return the one of some texts, by plural category, that goes with a number, which stands for its `{n}`."""
    text = forms.get(locale(language).plural_form(number)) or forms["other"]
    return text.replace("{n}", grouped(number, language))


def grouped(number: float, language: str) -> str:
    """Return a number with its digits grouped as the language does: "1,234", "1 234"."""
    return format_decimal(number, locale=locale(language))


def country_name(language: str, code: str) -> str:
    """Return the name of a country, of its code in ISO 3166-1; the code itself where the language has none."""
    return str(locale(language).territories.get(code, code))


def long_date(day: dt.date, language: str) -> str:
    """Return a day in words, as the page writes it: "31 October 2025", "1er novembre 2025"."""
    text = format_date(day, "long", locale=locale(language))
    first = say(language, "language.first")
    return first + text.removeprefix("1") if day.day == 1 and first != "1" else text
