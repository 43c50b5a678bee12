"""Rules of voices: how many an event rests on, and which of several accounts the map follows."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.contract.faults import fault
from geodata.contract.folder import Folder
from geodata.problems import Problem


def several_voices_have_several_origins(folder: Folder) -> Iterator[Problem]:
    """An event is told by several only where its sources are texts of two origins: copies of one text are one voice."""
    if not folder.has_whole("sources.csv"):
        return
    origins = {record["id"]: record["origin"] for _, record in folder.rows("sources.csv", needs=("id", "origin"))}
    for name, record in folder.rows("events.geojson", needs=("corroboration", "sources")):
        voices = {origins.get(source, "") for source in record["sources"].split()} - {""}
        if record["corroboration"] == "multiple" and len(voices) < 2:
            found = ", ".join(sorted(voices)) or "none known"
            yield fault(name, record, "corroboration", "one-voice", severity="warning", id=record["id"], found=found)


def the_account_that_is_kept_is_one_of_them(folder: Folder) -> Iterator[Problem]:
    for name, record in folder.rows("events.geojson", needs=("versions", "kept")):
        accounts = len(record["versions"] or [])
        if record["kept"] != "" and not 1 <= float(record["kept"]) <= accounts:
            yield fault(name, record, "kept", "no-such-version", accounts=accounts)
