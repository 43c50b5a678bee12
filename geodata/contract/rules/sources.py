"""Rules of voices: how many an event rests on, and which of several accounts the map follows."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.contract.faults import fault
from geodata.contract.folder import Folder
from geodata.contract.translated_columns import DEFAULT_LANGUAGE
from geodata.problems import Problem, Severity


def several_voices_have_several_origins(folder: Folder) -> Iterator[Problem]:
    """An event is told by several only where its sources are texts of two origins: copies of one text are one voice."""
    if not folder.has_whole("sources.csv"):
        return
    origins = {id_: origin for _, id_, origin in folder.cells("sources.csv", "id", "origin")}
    for row, corroboration, sources, id_ in folder.cells("events.geojson", "corroboration", "sources", also=("id",)):
        voices = {origins.get(source, "") for source in sources.split()} - {""}
        if corroboration == "multiple" and len(voices) < 2:
            found = ", ".join(sorted(voices)) or "none known"
            words = {"id": id_, "found": found}
            yield fault("events.geojson", row, "corroboration", "one-voice", corroboration, severity="warning", **words)


def versions_have_sources(folder: Folder) -> Iterator[Problem]:
    """A version names its sources, or says by an empty text that they are those of the event: this is a note."""
    name = "events.geojson"
    for row, versions in folder.cells(name, "versions"):
        for place, version in enumerate(versions, start=1):
            sources = version.get("sources")
            if not (sources or "").strip():
                severity: Severity = "error" if sources is None else "note"
                text = version[f"text_{DEFAULT_LANGUAGE}"]
                yield fault(name, row, "versions", "sourceless-version", text, severity=severity, place=place)


def the_account_that_is_kept_is_one_of_them(folder: Folder) -> Iterator[Problem]:
    for row, versions, kept in folder.cells("events.geojson", "versions", "kept"):
        if kept != "" and not 1 <= float(kept) <= len(versions or []):
            yield fault("events.geojson", row, "kept", "no-such-version", kept, accounts=len(versions or []))
