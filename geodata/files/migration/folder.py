"""A situation folder from the first edition of the contract to the second, in one step, with a report."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from geodata.contract.edition import is_first_edition
from geodata.contract.schemas import columns_of
from geodata.contract.settings import SETTINGS_FILE
from geodata.files.full_disk import errors_named
from geodata.files.geojson import read_json
from geodata.files.migration.draft import Draft, Feature, Row
from geodata.files.migration.ledger import migrate_ledger
from geodata.files.migration.network import migrate_network
from geodata.files.migration.tables import migrate_settings, migrate_tables
from geodata.files.read import ledger_header, no_folder
from geodata.files.text import UnreadableError, read_text, read_toml
from geodata.files.unfinished import unfinished_folder
from geodata.files.writing import UMASK
from geodata.problems import DataError

__all__ = ["migrate_situation"]

FIRST_ROUTES = "fuel_routes.geojson"
COLLECTIONS = (FIRST_ROUTES, "border_crossings.geojson", "events.geojson", "capitals.geojson", "places.geojson")
CSV_TABLES = ("route_status.csv", "crossing_status.csv", "deliveries.csv", "sources.csv")


def migrate_situation(folder: Path) -> list[str]:
    """Rewrite a folder in place; return what was changed, and what is left to decide, a line each.

    The folder is exchanged as a whole once everything is written: what goes wrong before leaves it as it was, and where
    the process was killed in the midst of the exchange, the next call puts it back first. Raises DataError if there is
    no folder or a file cannot be read, ValueError if it is not of the first edition or lacks what that has, OSError if
    it cannot be written.
    """
    put_back(folder)
    if not folder.is_dir():
        raise DataError([no_folder(folder)])
    try:
        settings = read_toml(folder / SETTINGS_FILE)
        if not is_first_edition(settings, ledger_header(folder)):
            raise ValueError(f"expected a folder of the first edition, found another: {folder}")
        draft = read_draft(folder)
        text = read_text(folder / SETTINGS_FILE)
    except UnreadableError as error:
        raise DataError([error.problem]) from None
    try:
        network, names = migrate_network(draft)
        migrate_ledger(draft, network, names)
        migrate_tables(draft)
        text = migrate_settings(draft, text, str(settings.get("destination", "")))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"expected what the first edition has, found no {error}: {folder}") from None
    exchange(folder, draft, text)
    return draft.report


def read_draft(folder: Path) -> Draft:
    features = {name: features_of(folder / name) for name in COLLECTIONS}
    rows = {name: rows_of(folder / name) for name in CSV_TABLES}
    return Draft(FIRST_ROUTES, features, rows)


def features_of(path: Path) -> list[Feature]:
    document: Any = read_json(path)
    features: list[Feature] = document["features"] if isinstance(document, dict) else []
    return features


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a table; raise ValueError where one has too many or too few cells."""
    try:
        rows = list(csv.DictReader(io.StringIO(read_text(path))))
    except csv.Error as error:
        raise ValueError(f"expected a table, found {error}: {path}") from None
    for number, row in enumerate(rows, start=1):
        if None in row or None in row.values():
            raise ValueError(f"expected as many cells as the header has in row {number} of {path}")
    return rows


def exchange(folder: Path, draft: Draft, settings: str) -> None:
    """Write a copy of the folder with the new files beside it, and let the two change places."""
    folder = folder.resolve()
    with errors_named(folder), unfinished_folder(folder.parent) as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True, symlinks=True)
        copy.chmod(0o700)
        for name in (SETTINGS_FILE, *draft.features, *draft.rows):
            (copy / name).unlink()  # it may be a link that leads out of the folder
        (copy / SETTINGS_FILE).write_text(settings, encoding="utf-8", newline="\n")
        for name, features in draft.features.items():
            (copy / name).write_text(collection_text(features), encoding="utf-8", newline="\n")
        for name, rows in draft.rows.items():
            (copy / name).write_text(csv_text(name, rows), encoding="utf-8", newline="\n")
        copy.chmod(0o777 & ~UMASK)
        change_places(folder, copy)


def change_places(folder: Path, copy: Path) -> None:
    """Put an unfinished copy in place of a folder, and the folder in place of the copy, which is then removed."""
    old = place_aside(folder)
    folder.rename(old)
    try:
        copy.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    old.rename(copy)


def place_aside(folder: Path) -> Path:
    """Return where a folder is while a copy takes its place: beside it, under a name that nobody cleans up."""
    return folder.with_name(f".{folder.name}.first-edition")


def put_back(folder: Path) -> None:
    """Bring a folder back that a process which was killed has left aside."""
    place = folder.resolve()
    if not place.exists() and place_aside(place).is_dir():
        place_aside(place).rename(place)


def collection_text(features: Iterable[Feature]) -> str:
    """Return a FeatureCollection with a line for each feature, which is what a comparison of two versions shows."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def csv_text(name: str, rows: Sequence[Row]) -> str:
    """Return a table with its columns in the order in which they come; an empty one has those of the contract."""
    columns = list(dict.fromkeys(column for row in rows for column in row)) or empty_header(name)
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def empty_header(name: str) -> list[str]:
    """Return the columns of a table, each text in English and French."""
    texts = {
        column: [column, f"{column.removesuffix('_en')}_fr"] for column in columns_of(name) if column.endswith("_en")
    }
    return [each for column in columns_of(name) for each in texts.get(column, [column])]
