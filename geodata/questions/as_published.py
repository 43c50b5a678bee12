"""A second clock: what had been published by a day.

A source dated to a month or a year counts from its last day, by which it was certainly out. Of one without a date
nobody knows when it was out: it counts as unknown, proves nothing and is not named; a row for which only such sources
can speak is hidden. On request undated sources count from the first day of their rows.

- A row is known from the first publication that is named for it, and never before its own first day.
- What may rest on publications still to come, or on undated ones, is taken back: a ledger row then ends with the last
  publication by then (with the day itself where undated sources count), and so does `confirmed`; an event that ends
  later is not known to have ended while a dated publication is still to come, and ends like a row of the ledger
  otherwise. A row all of whose sources were out stays whole: what was announced until a later day was known until that
  day.
- A source still to come is not named, and `multiple` becomes `single` where fewer than two sources are left.

Not taken back: texts, figures and places, which are written with hindsight; routes, crossings and places, which are
geography; the counts of deliveries, for a part of a count is no count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from geodata.dates import ONE_DAY
from geodata.situation import Record, Situation

__all__ = ["Known", "Undated", "known_on"]

Undated = Literal["hide", "show"]
Verdict = Literal["known", "shortened", "later", "undated"]
TABLES = ("events", "route_status", "crossing_status", "deliveries")


@dataclass(frozen=True)
class Known:
    """A situation as known on a day, and what became of every row as it is now.

    `verdicts` hold, for each table, a Verdict by the label of the row: `known` is shown; `shortened` is shown with an
    end taken back; `later` is hidden, begun or published after the day; `undated` is hidden, begun, but only a source
    without a date may have been out.
    """

    situation: Situation
    day: dt.date
    verdicts: Mapping[str, pd.Series]


@dataclass(frozen=True)
class SourceCheck:
    """What the sources of a row prove on a day."""

    verdict: Verdict
    sources: str = ""  # ids of those that count
    last: dt.date | None = None  # last day of which the sources that count can speak
    complete: bool = True  # every source is known to have been out
    pending: bool = False  # a dated source was still to come


def known_on(situation: Situation, day: dt.date, *, undated: Undated = "hide") -> Known:
    """Return what had been published of a situation by a day, that day included."""
    published = publication_days(situation.sources)
    known = {name: known_rows(name, getattr(situation, name), published, day, undated) for name in TABLES}
    tables: dict[str, Any] = {name: rows for name, (rows, _) in known.items()}
    return Known(replace(situation, **tables), day, {name: verdicts for name, (_, verdicts) in known.items()})


def known_rows(
    name: str, table: pd.DataFrame, published: Mapping[str, dt.date | None], day: dt.date, undated: Undated
) -> tuple[pd.DataFrame, pd.Series]:
    """Return the rows of a table that were known, as they were known, and what became of every row."""
    checks = [
        check_sources(record, published, day, undated) for record in table[["start", "sources"]].to_dict("records")
    ]
    verdicts = pd.Series([check.verdict for check in checks], index=table.index, dtype=object)
    rows, evidence = with_evidence(table, checks)
    if name in REVISIONS:
        late = ends_late(rows, evidence)
        verdicts.loc[late.index[late]] = "shortened"
        rows = REVISIONS[name](rows, evidence, late)
    return rows, verdicts


def publication_days(sources: pd.DataFrame) -> dict[str, dt.date | None]:
    """Return by id the day by which each source was certainly out, the last its date may mean; None if undated."""
    return {source: latest_day(text) for source, text in zip(sources["id"], sources["published"], strict=True)}


def latest_day(text: str) -> dt.date | None:
    """Return the last day of a day, a month or a year (`2025-10-31`, `2025-10`, `2025`); None for the empty text."""
    day: dt.date | None = pd.Period(text).end_time.date() if text else None
    return day


def check_sources(
    record: Record, published: Mapping[str, dt.date | None], day: dt.date, undated: Undated
) -> SourceCheck:
    """Judge a row by its first day and its sources."""
    dates = {source: published[source] for source in record["sources"].split()}
    start = record["start"].date()
    by_then = [date for date in dates.values() if date is not None and date <= day]
    dateless = None in dates.values()
    counts = dateless and undated == "show"
    if start > day:
        return SourceCheck("later")
    if not by_then and not counts:
        return SourceCheck("undated" if dateless else "later")
    complete = len(by_then) == len(dates)
    return SourceCheck(
        verdict="known",
        sources=" ".join(source for source, date in dates.items() if (counts if date is None else date <= day)),
        last=day if complete or counts else max(start, *by_then),
        complete=complete,
        pending=any(date is not None and date > day for date in dates.values()),
    )


def with_evidence(table: pd.DataFrame, checks: list[SourceCheck]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the known rows with the sources that were out, and what is proven of each.

    The second table has the columns `last` (last day of which they speak), `complete`, `pending` (a dated source was
    still to come), and `fewer` (a source does not count).
    """
    known = [check.verdict == "known" for check in checks]
    kept = [check for check in checks if check.verdict == "known"]
    rows = table[pd.Series(known, index=table.index, dtype=bool)].copy()
    sources = column(rows, [check.sources for check in kept], object)
    evidence = pd.DataFrame(
        {
            "last": column(rows, [pd.Timestamp(check.last) for check in kept], "datetime64[s]"),
            "complete": column(rows, [check.complete for check in kept], bool),
            "pending": column(rows, [check.pending for check in kept], bool),
            "fewer": sources != rows["sources"],
        }
    )
    return rows.assign(sources=sources), evidence


def column(rows: pd.DataFrame, values: Sequence[object], dtype: type | str) -> pd.Series:
    """Return a column beside rows; its type is that asked for even where there are none."""
    return pd.Series(values, index=rows.index, dtype=dtype)


def ends_late(rows: pd.DataFrame, evidence: pd.DataFrame) -> pd.Series:
    """Tell which rows end later than the publications by then can say."""
    return ~evidence["complete"] & (rows["end"] > evidence["last"] + ONE_DAY)


def revise_ledger(rows: pd.DataFrame, evidence: pd.DataFrame, late: pd.Series) -> pd.DataFrame:
    """End rows, and their last confirmation, with the last day of which the sources speak."""
    rows["end"] = rows["end"].mask(late, evidence["last"] + ONE_DAY)
    rows["confirmed"] = rows["confirmed"].mask(rows["confirmed"] > evidence["last"], evidence["last"])
    return rows


def revise_events(rows: pd.DataFrame, evidence: pd.DataFrame, late: pd.Series) -> pd.DataFrame:
    """Leave ends open that were still to be published, end other late ones, and count the sources that were out."""
    open_ended = late & evidence["pending"]
    rows["end"] = rows["end"].mask(late, evidence["last"] + ONE_DAY).mask(open_ended)
    rows["ongoing"] = (rows["ongoing"].astype(bool) | open_ended).astype(object)
    alone = evidence["fewer"] & ~rows["sources"].str.contains(" ") & (rows["corroboration"] == "multiple")
    rows["corroboration"] = rows["corroboration"].mask(alone, "single")
    return rows


REVISIONS = {"events": revise_events, "route_status": revise_ledger, "crossing_status": revise_ledger}
