"""Free-text search over events, by the same rules as the page's `search.mjs`.

Accents, case and spelling variants do not matter, every word of the query must begin a word of the text. Examples for
both are in `tests/cases/search.json`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import geopandas as gpd
import pandas as pd

from layers.payload.encoding import joined
from layers.text.locales import languages
from layers.text.versions import account_texts

# Letters that no decomposition takes apart; the last line has those of Bambara, Fula and Hausa.
LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
    | {"ɓ": "b", "ɔ": "o", "ɗ": "d", "ɛ": "e", "ƙ": "k", "ɲ": "n", "ŋ": "n", "ƴ": "y"}
)
SIGN = "So"  # the category of emoji, which are searched for like words
MIN_VARIANT_PREFIX = 4  # shorter beginnings would stand for too many names
SEARCHED = ("title", "summary", "kept_why", "place", "note", "actors")


def fold(text: str) -> str:
    """Return a text without accents, case and punctuation; letters, figures and signs such as emoji stay."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    plain = "".join(character for character in decomposed if not unicodedata.category(character).startswith("M"))
    kept = (letter if letter.isalnum() or unicodedata.category(letter) == SIGN else " " for letter in plain)
    return " ".join("".join(kept).translate(LIGATURES).split())


def search_mask(events: gpd.GeoDataFrame, query: str, variants: Iterable[Iterable[str]]) -> pd.Series:
    """Tell for each event whether it answers the query; an empty query lets every event through."""
    groups = [[fold(name) for name in names] for names in variants]
    terms = search_terms(fold(query).split(), groups)
    columns = [f"{name}_{language}" for name in SEARCHED for language in languages() if f"{name}_{language}" in events]
    versions = [" ".join(account_texts(accounts)) for accounts in events["versions"]]
    texts = [
        " " + fold(" ".join(str(joined(value)) for value in (*cells, accounts)))
        for cells, accounts in zip(events[["id", *columns]].itertuples(index=False), versions, strict=True)
    ]
    found = [all(any(f" {option}" in text for option in options) for options in terms) for text in texts]
    return pd.Series(found, index=events.index, dtype=bool)


def search_terms(words: list[str], groups: list[list[str]]) -> list[list[str]]:
    """Return the texts that answer each part of a query: the longest run of words that begins a name stands for all its
    spellings, any other word for itself."""
    terms = []
    while words:
        lengths = (n for n in range(len(words), 0, -1) if names_begun_by(" ".join(words[:n]), groups))
        length = next(lengths, 1)
        run = " ".join(words[:length])
        terms.append(list(dict.fromkeys([run, *names_begun_by(run, groups)])))
        words = words[length:]
    return terms


def names_begun_by(run: str, groups: list[list[str]]) -> list[str]:
    """Return every spelling of the names that begin with a run of words."""
    if len(run) < MIN_VARIANT_PREFIX:
        return []
    return [name for names in groups if any(name.startswith(run) for name in names) for name in names]
