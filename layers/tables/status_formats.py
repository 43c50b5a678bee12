"""The route ledger as text, JSON and CSV: state, its age, since when, last report, basis, sources."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geodata import Permit, Row, Run, Situation, crossing_runs, route_runs
from geodata.dates import ONE_DAY, last_day
from geodata.json_types import Json
from layers.escape.json_text import readable_json
from layers.escape.spreadsheet import plain_cell
from layers.tables.status import CROSSING, ROUTE, Status, make_status, road_names, states_by_id, status_records
from layers.text.headline import headline
from layers.text.labels import permit_words, state_words
from layers.text.locales import say
from layers.text.sources import publishers

__all__ = ["status_csv", "status_json", "status_text"]

COLUMNS = (
    "day",
    "id",
    "kind",
    "name",
    "state",
    "age",
    "since",
    "confirmed",
    "later",
    "basis",
    "stretch",
    "permits",
    "sources",
)


def status_json(situation: Situation, day: dt.date, language: str) -> str:
    """Return the ledger on a day for machines, with the sources it names."""
    records = status_records(situation, day, language)
    return readable_json(
        {
            "situation": situation.path.name,
            "version": situation.settings.version.isoformat(),
            "day": day.isoformat(),
            "headline": headline(situation, day, language, states_by_id(records)),
            "states": [status_fields(status) for status in records],
            "sources": source_fields(situation, cited(records)),
        }
    )


def cited(records: Iterable[Status]) -> Iterator[str]:
    """Yield the sources of the states and of the permits in force."""
    for status in records:
        yield from status.state.sources
        for permit in status.state.permits:
            yield from permit.sources


def status_fields(status: Status) -> dict[str, Json]:
    """Return a status for machines; `sources` are source ids, `rows` those of the ledger it rests on."""
    state = status.state
    return {
        "day": status.day.isoformat(),
        "id": status.id,
        "kind": status.kind,
        "name": status.name,
        "state": state.state,
        "age": state.age,
        "since": iso(state.since),
        "confirmed": iso(state.confirmed),
        "later": iso(state.later),
        "basis": state.basis,
        "stretch": status.stretch or None,
        "sources": list(state.sources),
        "rows": [row_fields(row) for row in state.rows],
        "permits": [permit_fields(permit) for permit in state.permits],
    }


def row_fields(row: Row) -> dict[str, Json]:
    """Return a row of the ledger as files state it: both days inclusive."""
    return {
        "id": row.id,
        "start": row.start.isoformat(),
        "end": last_day(row.end).isoformat(),
        "basis": row.basis,
        "why": dict(row.why),
        "sources": list(row.sources),
    }


def permit_fields(permit: Permit) -> dict[str, Json]:
    """Return a permit as files state it: both days inclusive, the last null where none was set."""
    return {
        "id": permit.id,
        "start": permit.start.isoformat(),
        "end": last_day(permit.end).isoformat() if permit.end else None,
        "by": dict(permit.by),
        "why": dict(permit.why),
        "sources": list(permit.sources),
    }


def iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def source_fields(situation: Situation, ids: Iterable[str]) -> dict[str, Json]:
    """Return what is known of sources, by id; an empty text is not known, an empty date was not given."""
    names = [name for name in situation.sources if name != "id"]
    return {id_: {name: str(situation.sources.at[id_, name]) for name in names} for id_ in dict.fromkeys(ids)}


def status_csv(situation: Situation, day: dt.date | None, language: str) -> str:
    """Return a row per route and crossing on a day, or on every day of the focus, on which days can be compared."""
    start, end = (day, day + ONE_DAY) if day else situation.settings.focus
    runs = {ROUTE: route_runs(situation, (start, end)), CROSSING: crossing_runs(situation, (start, end))}
    permits = {**situation.route_permits, **situation.crossing_permits}
    roads = [
        [
            status_cells(on_day(status, day, permits[road]), language)
            for run in runs[kind][road]
            for status in [make_status(situation, (kind, road), names, run.state, run.start, language)]
            for day in days_of(run)
        ]
        for (kind, road), names in road_names(situation, language).items()
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, cells in enumerate(zip(*roads, strict=True)):
        date = (start + number * ONE_DAY).isoformat()
        writer.writerows([date, *rest] for rest in cells)
    return out.getvalue()


def days_of(run: Run) -> list[dt.date]:
    return [run.start + number * ONE_DAY for number in range((run.end - run.start).days)]


def on_day(status: Status, day: dt.date, permits: Sequence[Permit]) -> Status:
    """Return the status of a road on another day of its run: its age, the reports by then, the permits in force."""
    return replace(status, state=status.state.on(day).with_permits(permits, day))


def status_cells(status: Status, language: str) -> list[str]:
    """Return the cells of a road, all but the day itself."""
    state = status.state
    cells = status_fields(status) | {"permits": permit_words(state, language), "sources": " ".join(state.sources)}
    return [plain_cell(cells[name]) for name in COLUMNS[1:]]


def status_text(situation: Situation, day: dt.date, language: str) -> str:
    """Return the ledger on a day as lines to read."""
    records = status_records(situation, day, language)
    lines = [headline(situation, day, language, states_by_id(records)), ""]
    for status in records:
        words = state_words(status.kind, status.state, language)
        lines += [f"{status.id}: {words}", *detail_lines(situation, status, language)]
    return "\n".join(lines)


def detail_lines(situation: Situation, status: Status, language: str) -> list[str]:
    state = status.state
    details = [
        say(language, "cli.since", date=state.since.isoformat()) if state.since else "",
        say(language, "cli.confirmed", date=state.confirmed.isoformat()) if state.confirmed else "",
        say(language, "later.until", date=state.later.isoformat()) if state.later else "",
        say(language, f"basis.{state.basis}") if state.basis else "",
        status.stretch,
        permit_words(state, language),
    ]
    named = ", ".join(f"{publishers(situation, [source], language)} ({source})" for source in state.sources)
    sources = say(language, "cli.sources", list=named) if named else ""
    return [f"    {line}" for line in ("; ".join(filter(None, details)), sources) if line]
