"""Who says so: publishers with what a reader must know of them, and addresses that may be followed."""

from __future__ import annotations

from collections.abc import Sequence

from geodata import Situation
from layers.text.locales import say

MARKED = ("party", "mirror")  # kinds of sources that are marked wherever one is cited


def cited_name(publisher: str, kind: str, language: str) -> str:
    """Return a publisher; a party's own text and a copy on another site say so: "Africanews [party]"."""
    return f"{publisher} {say(language, f'source.{kind}')}" if kind in MARKED else publisher


def publishers(situation: Situation, ids: Sequence[str], language: str) -> str:
    """Return the publishers of some sources with their marks, each once."""
    sources = situation.sources
    named = (cited_name(sources.at[id_, "publisher"], sources.at[id_, "kind"], language) for id_ in ids)
    return ", ".join(dict.fromkeys(named))


def first_address(situation: Situation, ids: Sequence[str]) -> str | None:
    """Return the address of the first of some sources that may be followed; a cell of a table has room for one link."""
    return next((str(situation.sources.at[id_, "url"]) for id_ in ids if id_ in situation.followable), None)
