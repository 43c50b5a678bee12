"""Rules of days: in order, past, and decided. Days are ISO text here, which is in order of time; ends are inclusive."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.contract.faults import fault, setting_fault
from geodata.contract.folder import Folder
from geodata.contract.schemas import TABLES
from geodata.dates import last_day
from geodata.problems import Problem

DATED = tuple(name for name, schema in TABLES.items() if {"start", "end"} <= set(schema.columns))


def starts_come_first(folder: Folder) -> Iterator[Problem]:
    for name, record in folder.rows(*DATED, needs=("start", "end")):
        if record["end"] and record["end"] < record["start"]:
            yield fault(name, record, "end", "end-before-start", start=record["start"])


def reports_follow_the_start(folder: Folder) -> Iterator[Problem]:
    for name, record in folder.rows("route_status.csv", "crossing_status.csv", needs=("start", "confirmed")):
        if record["confirmed"] and record["confirmed"] < record["start"]:
            yield fault(name, record, "confirmed", "confirmed-before-start", start=record["start"])


def days_are_past(folder: Folder) -> Iterator[Problem]:
    """What lies after the version of the data cannot have been reported in them: the version was not raised."""
    if folder.settings is None:
        return
    version = folder.settings.version.isoformat()
    for name, record in folder.rows(*DATED, needs=("start",)):
        if record["start"] > version:
            yield fault(name, record, "start", "after-version", severity="warning", version=version)
    for column in ("published", "seen"):
        for name, record in folder.rows("sources.csv", needs=(column,)):
            if record[column][: len(version)] > version:
                yield fault(name, record, column, "after-version", severity="warning", version=version)


def the_first_day_shown_is_one_of_the_data(folder: Folder) -> Iterator[Problem]:
    if folder.settings is None:
        return
    settings = folder.settings
    starts = (record["start"] for _, record in folder.rows(*DATED, needs=("start",)))
    first = min([settings.focus[0].isoformat(), *starts])
    last = max(settings.version, last_day(settings.focus[1])).isoformat()
    if not first <= settings.day.isoformat() <= last:
        yield setting_fault("day", "day-outside", str(settings.day), first=first, last=last)


def events_lie_in_the_focus(folder: Folder) -> Iterator[Problem]:
    """Older and later events stay reachable, but the timeline does not show them at first."""
    if folder.settings is None:
        return
    first, last = folder.settings.focus[0].isoformat(), last_day(folder.settings.focus[1]).isoformat()
    for name, record in folder.rows("events.geojson", needs=("start", "end")):
        if record["start"] > last or (record["end"] and record["end"] < first):
            yield fault(
                name, record, "start", "outside-focus", value=record["id"], severity="note", focus=f"{first} to {last}"
            )


def openness_is_decided(folder: Folder) -> Iterator[Problem]:
    for name, record in folder.rows("events.geojson", needs=("ongoing", "end")):
        if record["ongoing"] == bool(record["end"]):
            yield fault(name, record, "end", "undecided-end")
