"""Which days an English text names by day, month and year, and whether it says that they are later than another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
NAMED = re.compile(r"(?:\b(\d{1,2}) )?\b([A-Z][a-z]{2})[a-z]* (\d{4})\b")
SAYS_SO = re.compile(r"\blater\b", re.IGNORECASE)


def named_days(text: str) -> Iterator[dt.date]:
    """Yield the days of a text; a month alone counts from its first."""
    for day, month, year in NAMED.findall(text.replace("\u00a0", " ")):
        if month.lower() in MONTHS:
            yield dt.date(int(year), MONTHS.index(month.lower()) + 1, int(day or 1))


def leaks(text: str, day: dt.date) -> bool:
    """Tell whether a text names a day after another without saying that it is later."""
    return not SAYS_SO.search(text) and any(named > day for named in named_days(text))
