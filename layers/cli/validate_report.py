"""The report of `validate`: every file with its rows read, kept and rejected, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geodata import SETTINGS_FILE, DataError, Problem, ValidatedFolder, validate_folder
from geodata.imports import SUPPORTED, FileReport, ReadOptions, first_to_mend, reports_of
from geodata.problems import printable
from layers.escape.json_text import readable_json


@dataclass(frozen=True)
class PathReport:
    """What was found under one path of the command line."""

    files: list[dict[str, Any]]
    problems: list[Problem]


def validate_path(path: Path, options: ReadOptions | None = None) -> PathReport:
    """Check a situation folder, or a file of a layer, of which `options` say what the file does not."""
    if path.is_file() or path.suffix.casefold() in SUPPORTED:
        return file_report(path, reports_of(path, **(options or {})))
    return folder_report(path)


def file_report(path: Path, reports: list[FileReport]) -> PathReport:
    """Return the reports of all layers of one file; machines are told its whole path, people its name."""
    files = [report.as_json() | {"path": str(path)} for report in reports]
    return PathReport(files, [found for report in reports for found in placed(report)])


def placed(report: FileReport) -> Iterator[Problem]:
    """Yield the problems of a layer, each with the layer beside the name of the file."""
    for found in report.problems:
        yield replace(found, file=f"{found.file}, {report.layer}") if report.layer else found


def folder_report(path: Path) -> PathReport:
    """Check a situation folder."""
    try:
        checked = validate_folder(path)
    except DataError as error:
        return file_report(path, [FileReport(path=str(path), problems=error.problems)])
    files = [table_report(path, name, checked) for name in (SETTINGS_FILE, *checked.read)]
    return PathReport([file.as_json() for file in files], checked.problems)


def table_report(folder: Path, name: str, checked: ValidatedFolder) -> FileReport:
    """Return the report of one file of a situation; the settings file counts as one row."""
    whole = name == SETTINGS_FILE
    read = 1 if whole else checked.read.get(name, 0)
    kept = int(checked.settings is not None) if whole else len(checked.tables[name])
    file = checked.files.get(name, name)
    return FileReport(
        path=str(folder / file),
        format=file.rpartition(".")[2],
        schema="situation",
        read=read,
        kept=kept,
        rejected=read - kept,
        problems=[found for found in checked.problems if found.file == file],
    )


def report_text(reports: Sequence[PathReport], *, as_json: bool) -> str:
    """Return the summary lines, or one JSON object with the member `files`."""
    files = [file for report in reports for file in report.files]
    if as_json:
        return readable_json({"files": files})
    return "\n".join([*map(summary, files), *glances(reports)])


def summary(file: dict[str, Any]) -> str:
    """Return how many rows of a file are kept; of a stranger's file also how many have what a map needs."""
    kept = f"{place(file)}: {file['kept']} of {file['read']} rows kept{kind(file)}"
    if "placed" not in file:
        return kept
    return (
        f"{kept}: {file['placed']} on the map, {file['dated']} dated, {file['kept'] - file['dated']} undated, "
        f"{file['kept'] - file['placed']} unplaced, {file['rejected']} rejected"
    )


def glances(reports: Sequence[PathReport]) -> Iterator[str]:
    """Yield what to mend first in strangers' files, where there is more than a glance takes in."""
    for report in reports:
        found = first_to_mend(report.problems) if any("placed" in file for file in report.files) else []
        if len(report.problems) > len(found) > 0:
            yield "first to mend:"
            yield from (f"  {number}. {problem}" for number, problem in enumerate(found, start=1))


def kind(file: dict[str, Any]) -> str:
    """Return the format of a file, and the layout it was recognised by, in brackets."""
    words = ", ".join(word for word in (file["format"], file["schema"]) if word)
    return f" ({words})" if words else ""


def place(file: dict[str, Any]) -> str:
    """Return the path of a file, and of the layer in it where it has a name, as one printable line."""
    words = f"{file['path']}, {file['layer']}" if file["layer"] else file["path"]
    return printable(words)
