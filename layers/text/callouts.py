"""What the map says of the day's weightiest events: their figure, or their title, and where it was."""

from __future__ import annotations

import pandas as pd

from geodata import Settings
from layers.text.labels import Record, localized_text, unit_words
from layers.text.locales import say, say_count

CLAIM = "claim"


def callout_texts(event: Record, settings: Settings, language: str) -> tuple[str, str]:
    """Return what is said first, the figure or else the title, and the rest: the place of a figure, whether a claim."""
    figures = []
    if pd.notna(event["destroyed"]):
        things = unit_words(settings, event["unit"], event["destroyed"], language)
        figures.append(say(language, "callout.destroyed", things=things))
    if pd.notna(event["fatalities"]):
        figures.append(say_count(language, "callout.fatalities", int(event["fatalities"])))
    where = localized_text(event, "place", language) if figures else ""
    claim = say(language, f"corroboration.{CLAIM}") if event["corroboration"] == CLAIM else ""
    return " · ".join(figures) or localized_text(event, "title", language), " · ".join(filter(None, (where, claim)))
