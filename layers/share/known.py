"""What the second clock hides of a moment, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

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
    """Return the labels of what a state shows: its events, and the rows that hold or are the last known on its day."""
    day = pd.Timestamp(state.day)
    ledger = {name: counting_rows(getattr(situation, name), day, situation.settings.fade_days) for name in LEDGER}
    return {"events": visible_events(situation, state).index} | ledger


def counting_rows(rows: pd.DataFrame, day: pd.Timestamp, fade_days: Mapping[str, int]) -> pd.Index:
    """Return the labels of the rows of a ledger that hold or are the last known on a day; a permit only holds."""
    until = rows["end"] + pd.to_timedelta(rows["state"].map(fade_days).fillna(0), unit="D")
    return rows.index[(rows["start"] <= day) & (until.isna() | (day < until))]
