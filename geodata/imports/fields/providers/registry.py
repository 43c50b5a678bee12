"""All layouts of this folder, in the order in which they are tried."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from geodata.imports.fields.providers.layout import Layout, layout_from
from geodata.problems import DataError, Problem

FOLDER = Path(__file__).parent


@cache
def layouts() -> tuple[Layout, ...]:
    """Return every layout; the last has no conditions, and its codes count where another has none for a field."""
    read = read_layouts(FOLDER.glob("*.toml"))
    plain = read[-1]
    return tuple(replace(layout, codes={**plain.codes, **layout.codes}) for layout in read)


def read_layouts(paths: Iterable[Path]) -> list[Layout]:
    """Return the layouts of files in the order in which they are tried; raise DataError with the faults of all."""
    parsed: list[Layout] = []
    problems: list[Problem] = []
    for path in sorted(paths):
        try:
            parsed.append(layout_from(path.name, tomllib.loads(path.read_text(encoding="utf-8"))))
        except tomllib.TOMLDecodeError as error:
            problems.append(Problem(file=path.name, code="provider", message=f"the TOML is broken: {error}."))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return sorted(parsed, key=lambda layout: layout.order)
