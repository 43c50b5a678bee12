"""Which columns hold places where no name says so: a cell of both coordinates, of MGRS or of UTM, under any name.

Also what is wrong with columns that were found: one of a pair alone, and signs that contradict the name.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

import pandas as pd

from geodata.imports.fields.column_names import NAMES
from geodata.imports.fields.date_columns import filled
from geodata.imports.raw import Columns
from geodata.imports.report import Findings
from geodata.imports.values.cells import as_text
from geodata.imports.values.coordinate_pairs import is_pair, speaks_of_place
from geodata.imports.values.coordinates import Axis, is_lettered, read_coordinate, sense_of
from geodata.imports.values.grids import ZONE_IN_NAME, is_grid
from geodata.imports.values.text import name_words, plain_name, words

WELL_KNOWN = re.compile(
    r"(?:srid=4326; ?)?(?:multi)?(?:point|linestring|polygon) ?z?m? ?\(|\{ ?\"type\"", re.IGNORECASE
)
CELLS_OF: Mapping[str, Callable[[str], bool]] = {
    "geometry": lambda text: WELL_KNOWN.match(text) is not None,
    "pair": is_pair,
    "grid": is_grid,
}
MOST = 0.8
LIKENESS = 0.75  # of 1
METRE_WORDS = {
    "easting": frozenset(words("x e east est easting abscisse")),
    "northing": frozenset(words("y n north nord northing ordonnee")),
}
PAIRS: tuple[tuple[Axis, Axis, str], ...] = (("lat", "lon", "longitude"), ("lon", "lat", "latitude"))


def with_place_columns(frame: pd.DataFrame, columns: Columns) -> dict[str, tuple[str, ...]]:
    """Return the columns of a layer with one whose cells are mostly places, if no other holds any."""
    made = dict(columns) | metres_with_zone(frame)
    if {"lat", "lon"} <= made.keys() or {"geometry", "pair", "grid"} & made.keys():
        return made
    for header in frame.columns:
        cells = [as_text(value).strip() for value in filled(frame[header])]
        is_place = partial(is_pair, finely=not speaks_of_place(str(header)))
        tests: dict[str, Callable[[str], bool]] = {**CELLS_OF, "pair": is_place}
        for field, matches in tests.items():
            if cells and field not in made and sum(map(matches, cells)) >= MOST * len(cells):
                return {key: names for key, names in made.items() if str(header) not in names} | {field: (str(header),)}
    return made


def metres_with_zone(frame: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the columns of easting and northing whose names state the UTM zone, as `X_UTM29N` does."""
    zoned = [str(header) for header in frame.columns if ZONE_IN_NAME.search(str(header))]
    found: dict[str, tuple[str, ...]] = {}
    for header in zoned:
        found |= {field: (header,) for field, names in METRE_WORDS.items() if names & {*name_words(header)}}
    return found | {"zone": found["easting"]} if len(found) == len(METRE_WORDS) else {}


def report_half_pair(headers: Iterable[str], columns: Columns, findings: Findings) -> None:
    """Report that one coordinate has a column and the other has none, with the column that may be meant."""
    if {"easting", "northing"} <= columns.keys() and "zone" not in columns:
        message = "the columns hold metres, and no UTM zone is stated."
        fix = "write the zone of each row, such as 29N, in a column called zone (--columns zone=COLUMN)."
        findings.error(None, "zone-missing", message, field=", ".join(columns["easting"]), fix=fix)
    if {"geometry", "pair", "grid", "easting"} & columns.keys():
        return
    for known, missing, word in PAIRS:
        if known in columns and missing not in columns:
            like = nearest(headers, missing, columns)
            fix = f'say which it is (--columns "{missing}={like or "COLUMN"}"), or call it {word}.'
            findings.warn(None, "column-missing", f"no column of the {word} was found.", value=like or None, fix=fix)


def nearest(headers: Iterable[str], field: str, columns: Columns) -> str:
    """Return the header that is most like a name of a field and holds no other, or nothing."""
    used = {header for names in columns.values() for header in names}
    free = {plain_name(header): header for header in headers if header not in used}
    found = (difflib.get_close_matches(name, free, 1, LIKENESS) for name in NAMES[field] if len(name) > 3)
    return next((free[match[0]] for match in found if match), "")


def without_contradictions(
    frame: pd.DataFrame, columns: Columns, chosen: Mapping[str, str], findings: Findings
) -> dict[str, tuple[str, ...]]:
    """Leave out a column called west or south in which some numbers are negative and some are not, and ask.

    A person who chooses it takes the numbers with their signs, as they stand.
    """
    made = dict(columns)
    for axis, _, _ in PAIRS:
        for header in columns.get(axis, ()):
            if sense_of(header, axis) < 0 and axis not in chosen and has_both_signs(frame[header], axis):
                message = (
                    f"the column says {'south' if axis == 'lat' else 'west'}, and some of its numbers are negative."
                )
                fix = f'to read them by their signs say --columns "{axis}={header}", or write all without a sign.'
                findings.error(None, "coordinate-sense", message, field=header, fix=fix)
                made.pop(axis, None)
    return made


def has_both_signs(column: pd.Series, axis: Axis) -> bool:
    """Tell whether a column holds positive and negative degrees."""
    signs: set[bool] = set()
    for value in column:
        try:
            number = None if is_lettered(value, axis) else read_coordinate(value, axis)
        except ValueError:
            continue
        if number:
            signs.add(number > 0)
    return len(signs) == 2
