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
    for name in DATED:
        for row, start, end in folder.cells(name, "start", "end"):
            if end and end < start:
                yield fault(name, row, "end", "end-before-start", end, start=start)


def reports_follow_the_start(folder: Folder) -> Iterator[Problem]:
    for name in ("route_status.csv", "crossing_status.csv"):
        for row, start, confirmed in folder.cells(name, "start", "confirmed"):
            if confirmed and confirmed < start:
                yield fault(name, row, "confirmed", "confirmed-before-start", confirmed, start=start)


def days_are_past(folder: Folder) -> Iterator[Problem]:
    """What lies after the version of the data cannot have been reported in them: the version was not raised."""
    if folder.settings is None:
        return
    version = folder.settings.version.isoformat()
    told = [(name, "start") for name in DATED] + [("sources.csv", "published"), ("sources.csv", "seen")]
    for name, column in told:
        for row, day in folder.cells(name, column):
            if day[: len(version)] > version:
                yield fault(name, row, column, "after-version", day, severity="warning", version=version)


def the_first_day_shown_is_one_of_the_data(folder: Folder) -> Iterator[Problem]:
    if folder.settings is None:
        return
    settings = folder.settings
    starts = (start for name in DATED for _, start in folder.cells(name, "start"))
    first = min([settings.focus[0].isoformat(), *starts])
    last = max(settings.version, last_day(settings.focus[1])).isoformat()
    if not first <= settings.day.isoformat() <= last:
        yield setting_fault("day", "day-outside", str(settings.day), first=first, last=last)


def events_lie_in_the_focus(folder: Folder) -> Iterator[Problem]:
    """Older and later events stay reachable, but the timeline does not show them at first."""
    if folder.settings is None:
        return
    first, last = folder.settings.focus[0].isoformat(), last_day(folder.settings.focus[1]).isoformat()
    for row, start, end, id_ in folder.cells("events.geojson", "start", "end", also=("id",)):
        if start > last or (end and end < first):
            focus = f"{first} to {last}"
            yield fault("events.geojson", row, "start", "outside-focus", id_, severity="note", focus=focus)


def openness_is_decided(folder: Folder) -> Iterator[Problem]:
    for row, ongoing, end in folder.cells("events.geojson", "ongoing", "end"):
        if ongoing == bool(end):
            yield fault("events.geojson", row, "end", "undecided-end", end)
