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
    for name, record in folder.rows(*DATED):
        if record["end"] and record["end"] < record["start"]:
            yield fault(name, record, "end", "end-before-start", start=record["start"])


def reports_follow_the_start(folder: Folder) -> Iterator[Problem]:
    for name, record in folder.rows("route_status.csv", "crossing_status.csv"):
        if record["confirmed"] and record["confirmed"] < record["start"]:
            yield fault(name, record, "confirmed", "confirmed-before-start", start=record["start"])


def days_are_past(folder: Folder) -> Iterator[Problem]:
    """What lies after the version of the data cannot have been reported in them."""
    if folder.settings is None:
        return
    version = folder.settings.version.isoformat()
    for name, record in folder.rows(*DATED):
        if record["start"] > version:
            yield fault(name, record, "start", "after-version", severity="warning", version=version)


def the_first_day_shown_is_one_of_the_data(folder: Folder) -> Iterator[Problem]:
    if folder.settings is None:
        return
    settings = folder.settings
    first = min([settings.focus[0].isoformat(), *(record["start"] for _, record in folder.rows(*DATED))])
    last = max(settings.version, last_day(settings.focus[1])).isoformat()
    if not first <= settings.day.isoformat() <= last:
        yield setting_fault("day", "day-outside", str(settings.day), first=first, last=last)


def openness_is_decided(folder: Folder) -> Iterator[Problem]:
    for record in folder.records["events.geojson"]:
        if record["ongoing"] == bool(record["end"]):
            yield fault("events.geojson", record, "end", "undecided-end")
