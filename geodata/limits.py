"""How much one stranger's file may ask of this machine."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from geodata.problems import DataError, Problem, shown

VARIABLE_PREFIX = "SITUATION_MAP_MAX_"
MEGABYTE = 1_000_000
MOST_DIGITS = 15  # a petabyte; more is a slip of the hand


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Each limit is set by the environment variable `SITUATION_MAP_MAX_` + its name in capitals."""

    file_bytes: int = 50 * MEGABYTE
    rows: int = 100_000
    """Rows of a table: CSV, Excel, a Parquet file without geometry."""
    features: int = 100_000
    """Features of one layer: GeoJSON, GeoPackage, Shapefile, KML, GPX, GeoParquet."""
    layers: int = 200
    """Layers, folders or sheets of one file."""
    vertices: int = 500_000
    """Vertices of one layer, all its features together."""
    nesting: int = 32
    """Objects and arrays inside one another in JSON, elements in XML."""
    columns: int = 400
    cells: int = 3_000_000
    """Rows times columns, all layers of one file together; each takes about 100 bytes in the app."""
    text_characters: int = 20_000
    """Length of one cell or property."""
    members: int = 1_000
    """Files inside one archive."""
    unpacked_bytes: int = 250 * MEGABYTE
    unpacked_ratio: int = 250
    """Unpacked size over packed size of one file inside an archive."""
    seconds: int = 60
    """Wall-clock time of the process that reads one file."""
    memory_bytes: int = 2_000 * MEGABYTE
    """Address space of that process; about 700 MB of it are its libraries."""
    result_bytes: int = 150 * MEGABYTE
    """What that process hands back; the app takes about three times as much to read it."""
    session_bytes: int = 300 * MEGABYTE
    """Memory that all layers and files of one session of the app take, a cell at about 100 bytes."""
    readers: int = 4
    """Files that the app reads at the same time; others wait."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Limits:
        """Return the limits, each replaced by its environment variable where that is set."""
        settings = os.environ if environment is None else environment
        values = {
            field.name: positive_number(variable(field.name), settings[variable(field.name)])
            for field in fields(cls)
            if settings.get(variable(field.name), "").strip()
        }
        return cls(**values)


def variable(limit: str) -> str:
    """Return the name of the environment variable that sets a limit."""
    return VARIABLE_PREFIX + limit.upper()


def positive_number(name: str, text: str) -> int:
    """Return the value of a setting, which must be a whole number above zero."""
    if re.fullmatch(rf"[1-9][0-9]{{0,{MOST_DIGITS - 1}}}", text.strip()):
        return int(text)
    problem = Problem(
        file=name,
        code="setting",
        message=f"the setting must be a whole number above zero of at most {MOST_DIGITS} digits.",
        value=shown(text),
        fix=f"write for example {name}=1000, or unset it.",
    )
    raise DataError([problem])


def over_limit(file: str, limit: str, allowed: int, what: str, fix: str = "") -> DataError:
    """Return the error to raise when a file goes beyond one of the limits."""
    problem = Problem(
        file=file,
        code=f"limit-{limit.replace('_', '-')}",
        message=f"{what}; at most {allowed:,} are read.",
        fix=f"{fix or 'split the file into smaller ones'}, or raise {variable(limit)}.",
    )
    return DataError([problem])
