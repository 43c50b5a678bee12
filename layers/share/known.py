"""What the second clock hides of a moment, in a sentence."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from geodata import Known, Situation
from layers.share.state import ShareState
from layers.share.visible import visible_events
from layers.text.locales import long_date, say

LEDGER = ("route_status", "crossing_status")


def known_words(situation: Situation, known: Known, state: ShareState, language: str) -> str:
    """Return how many of the events and ledger rows that count at the moment of a state are hidden or shortened."""
    found = Counter(
        verdict for name, rows in moment_rows(situation, state).items() for verdict in known.verdicts[name].loc[rows]
    )
    return say(
        language,
        "app.known.hidden",
        day=long_date(known.day, language),
        total=found.total(),
        later=found["later"],
        undated=found["undated"],
        shortened=found["shortened"],
    )


def moment_rows(situation: Situation, state: ShareState) -> dict[str, pd.Index]:
    """Return the labels of what a state shows: its events, and the rows that hold or are stale on its day."""
    day, fade = pd.Timestamp(state.day), pd.Timedelta(days=situation.settings.fade_days)
    ledger = {name: getattr(situation, name) for name in LEDGER}
    counting = {name: rows.index[(rows["start"] <= day) & (day < rows["end"] + fade)] for name, rows in ledger.items()}
    return {"events": visible_events(situation, state).index} | counting
