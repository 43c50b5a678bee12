"""The situation on a day in one sentence, computed from the ledger, in the words of the page (`headline.mjs`).

`tests/cases/headline.json` holds both to one sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from geodata import HeadlineCount, Situation, State, headline_counts
from layers.text.labels import age_code, destination_names
from layers.text.locales import grouped, long_date, say, say_count

__all__ = ["headline"]


def headline(situation: Situation, day: dt.date, language: str, states: Mapping[str, State] | None = None) -> str:
    """Return e.g. "31 October 2025: of 8 routes into the city, 3 escorted, …; none known to be open".

    `states` are those of that day by id, where they are at hand.
    """
    found = headline_counts(situation, day, states)
    date = long_date(day, language)
    destination = destination_names(situation, language)
    if not destination:
        return say(language, "headline.plain", date=date)
    if not found.total:
        return say(language, "headline.noroutes", date=date, destination=destination)
    parts = [part(count, language) for count in found.counts]
    verdict = say(language, "headline.someopen" if found.known_open else "headline.noneopen")
    return say(
        language,
        "headline.sentence",
        date=date,
        total=grouped(found.total, language),
        destination=destination,
        parts=", ".join(parts),
        verdict=verdict,
    )


def part(count: HeadlineCount, language: str) -> str:
    """Return "2 blocked", "1 attacked 3 days ago", "2 restricted (reported 1 to 5 days ago)"."""
    text = say_count(language, f"headline.{count.heading}", count.routes)
    code = age_code(count.heading)
    if not count.oldest:
        return text
    if count.youngest < count.oldest:
        ages = {"from": grouped(count.youngest, language), "to": grouped(count.oldest, language)}
        return say(language, f"headline.span.{code}", part=text, **ages)
    return say_count(language, f"headline.aged.{code}", count.oldest, part=text)
