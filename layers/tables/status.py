"""The route ledger as text, JSON and CSV: state, since when, last confirmed, basis, sources."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

from geodata import Row, Run, Situation, State, crossing_runs, route_runs
from geodata.dates import ONE_DAY
from layers.escape.json_text import readable_json
from layers.escape.spreadsheet import plain_cell
from layers.text.headline import headline
from layers.text.labels import state_words
from layers.text.languages import say

__all__ = ["status_csv", "status_json", "status_text"]

COLUMNS = ("day", "id", "kind", "name", "state", "stale", "since", "confirmed", "basis", "stretch", "sources")


def status_records(situation: Situation, day: dt.date, language: str) -> list[dict[str, Any]]:
    """Return a record per route and crossing on a day; unknown has no dates, basis, sources or reports."""
    routes = [
        record("route", situation.routes, id_, situation.route_state(id_, day), day, language)
        for id_ in situation.routes.index
    ]
    crossings = [
        record("crossing", situation.crossings, id_, situation.crossing_state(id_, day), day, language)
        for id_ in situation.crossings.index
    ]
    return routes + crossings


def record(kind: str, table: Any, identifier: str, state: State, day: dt.date, language: str) -> dict[str, Any]:
    """Return what is known of a road on a day; `sources` are source ids, `rows` those of the ledger it rests on."""
    return {
        "day": day.isoformat(),
        "id": identifier,
        "kind": kind,
        "name": table.at[identifier, f"name_{language}"] or table.at[identifier, "name_en"],
        "state": state.state,
        "stale": state.stale,
        "since": state.since.isoformat() if state.since else None,
        "confirmed": state.confirmed.isoformat() if state.confirmed else None,
        "basis": state.basis,
        "stretch": "; ".join(" – ".join(ends) for ends in state.stretches) or None,
        "sources": list(state.sources),
        "rows": [report(row) for row in state.rows],
    }


def report(row: Row) -> dict[str, Any]:
    """Return a row of the ledger as files state it: both days inclusive."""
    return {
        "segment": list(row.segment) if row.segment else None,
        "start": row.start.isoformat(),
        "end": (row.end - ONE_DAY).isoformat(),
        "basis": row.basis,
        "why": dict(row.why),
        "sources": list(row.sources),
    }


def source_records(situation: Situation, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return publisher, title, address and date of sources, by id; an empty date was not given."""
    return {
        id_: {name: str(situation.sources.at[id_, name]) for name in ("publisher", "title", "url", "published")}
        for id_ in dict.fromkeys(ids)
    }


def status_json(situation: Situation, day: dt.date, language: str) -> str:
    """Return the ledger on a day for machines, with the sources it names."""
    states = status_records(situation, day, language)
    value = {
        "situation": situation.path.name,
        "version": situation.settings.version.isoformat(),
        "day": day.isoformat(),
        "headline": headline(situation, day, language),
        "states": states,
        "sources": source_records(situation, (source for state in states for source in state["sources"])),
    }
    return readable_json(value)


def status_csv(situation: Situation, day: dt.date | None, language: str) -> str:
    """Return a row per route and crossing on a day, or on every day of the focus, on which days can be compared."""
    start, end = (day, day + ONE_DAY) if day else situation.settings.focus
    tables = (
        ("route", situation.routes, route_runs(situation, (start, end))),
        ("crossing", situation.crossings, crossing_runs(situation, (start, end))),
    )
    roads = [
        daily_cells(kind, table, road, parts, language)
        for kind, table, found in tables
        for road, parts in found.items()
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, cells in enumerate(zip(*roads, strict=True)):
        date = (start + number * ONE_DAY).isoformat()
        writer.writerows([date, *rest] for rest in cells)
    return out.getvalue()


def daily_cells(kind: str, table: Any, identifier: str, parts: list[Run], language: str) -> list[list[str]]:
    """Return the cells of a road for each day of its runs, all but the day itself."""
    return [
        cells
        for run in parts
        for cells in [cells_of(record(kind, table, identifier, run.state, run.start, language))]
        * (run.end - run.start).days
    ]


def cells_of(row: dict[str, Any]) -> list[str]:
    cells = row | {"stale": str(row["stale"]).lower(), "sources": " ".join(row["sources"])}
    return [plain_cell(cells[name]) for name in COLUMNS[1:]]


def status_text(situation: Situation, day: dt.date, language: str) -> str:
    """Return the ledger on a day as lines to read."""
    lines = [headline(situation, day, language), ""]
    for row in status_records(situation, day, language):
        lines += [f"{row['id']}: {state_words(row, language)}", *detail_lines(situation, row, language)]
    return "\n".join(lines)


def detail_lines(situation: Situation, row: dict[str, Any], language: str) -> list[str]:
    details = [
        say(language, "cli.since", date=row["since"]) if row["since"] else "",
        say(language, "cli.confirmed", date=row["confirmed"]) if row["confirmed"] else "",
        say(language, f"basis.{row['basis']}") if row["basis"] else "",
        row["stretch"] or "",
    ]
    named = [f"{source['publisher']} ({id_})" for id_, source in source_records(situation, row["sources"]).items()]
    sources = say(language, "cli.sources", list=", ".join(named)) if named else ""
    return [f"    {line}" for line in ("; ".join(filter(None, details)), sources) if line]
