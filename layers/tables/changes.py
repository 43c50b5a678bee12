"""What changed between two days as a table."""

from __future__ import annotations

import pandas as pd

from geodata import Changes, Situation
from layers.text.labels import localized, state_words
from layers.text.locales import say
from layers.text.sources import first_address, publishers

COLUMNS = ["kind", "name", "before", "after", "course", "since", "confirmed", "basis", "link", "sources"]


def change_table(situation: Situation, changes: Changes, language: str) -> pd.DataFrame:
    """Return a row per changed route and crossing, keyed by id; basis, dates and sources are the later day's."""
    names = pd.concat([localized(situation.routes, "name", language), localized(situation.crossings, "name", language)])
    rows = [
        (
            say(language, f"kind.{change.kind}"),
            names[change.id],
            state_words(change.kind, change.before, language),
            state_words(change.kind, change.after, language),
            say(language, f"change.course.{change.type}"),
            change.after.since,
            change.after.confirmed,
            say(language, f"basis.{change.after.basis}") if change.after.basis else "",
            first_address(situation, change.after.sources),
            publishers(situation, change.after.sources, language),
        )
        for change in changes.roads
    ]
    table = pd.DataFrame(rows, columns=COLUMNS, index=[change.id for change in changes.roads])
    return table.astype({"since": "datetime64[s]", "confirmed": "datetime64[s]"})
