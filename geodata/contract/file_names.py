"""Which names in the folder of a situation are those of its own files."""

from __future__ import annotations

from fnmatch import fnmatch

from geodata.contract.schemas import TABLES
from geodata.contract.settings import SETTINGS_FILE

__all__ = ["is_situation_file"]


def is_situation_file(name: str) -> bool:
    """Tell whether a file of this name is, or would be, read as a part of the situation in whose folder it is."""
    return any(fnmatch(name, pattern) for pattern in (SETTINGS_FILE, *TABLES))
