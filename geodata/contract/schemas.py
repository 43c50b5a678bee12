"""The tables of a situation, stated with pandera: which columns they have and what a cell may hold.

Tables are checked as they were read: every cell of a CSV file is text, a GeoJSON property is the JSON value, and
what is absent is the empty text. Checks look at whole columns and carry the sentence a person reads ("expected …") as
`error`, a stable code as `name`, the words of a closed list as a statistic. Columns that are not stated here are kept
and ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pandera.pandas as pa
import shapely
from pandera.engines.geopandas_engine import Geometry

from geodata import vocabulary
from geodata.contract import predicates
from geodata.contract.translated_columns import CODE, DEFAULT_LANGUAGE
from geodata.dates import is_recorded_day, is_reduced_day

ROUTES = "*routes.geojson"  # the one file of the folder that ends so
LEGS = "legs.geojson"
CRS = "EPSG:4326"  # lon/lat order, as RFC 7946 asks
ID = re.compile(r"[a-z0-9-]+")
LANGUAGE = re.compile(CODE)
COUNTRY = re.compile(r"[A-Z]{2}")  # ISO 3166-1 alpha-2


Test = Callable[[Any], object]


def cell(test: Test, code: str, expected: str, words: tuple[str, ...] = ()) -> pa.Check:
    """Return a check of each cell of a column that never raises, whatever a cell holds."""

    def passes(value: object) -> bool:
        try:
            return bool(test(value))
        except (TypeError, ValueError, AttributeError, OverflowError):
            return False

    def all_pass(column: pd.Series) -> pd.Series:
        return pd.Series([passes(cell) for cell in column.tolist()], index=column.index, dtype=bool)

    return pa.Check(all_pass, name=code, error=f"expected {expected}", statistics={"words": words}, ignore_na=False)


def optional(test: Test) -> Test:
    """Let the empty text through as well."""
    return lambda value: (isinstance(value, str) and value == "") or test(value)


def required(*checks: pa.Check) -> pa.Column:
    return pa.Column(checks=list(checks), nullable=False)


ident = required(cell(ID.fullmatch, "bad-id", "an id of the characters a–z, 0–9 and -"))
words = required(cell(predicates.is_filled, "missing-text", "a text that is not empty"))
maybe_words = required(cell(predicates.is_text, "not-text", "text"))
idents = required(cell(predicates.is_ids, "bad-id", "ids of the characters a–z, 0–9 and -, separated by spaces"))
maybe_idents = required(
    cell(optional(predicates.is_ids), "bad-id", "ids of the characters a–z, 0–9 and -, separated by spaces, or nothing")
)
source_ids = required(cell(predicates.is_filled, "missing-source", "at least one id of sources.csv"))
maybe_source_ids = maybe_words
day = required(cell(is_recorded_day, "bad-date", "a day as YYYY-MM-DD"))
maybe_day = required(cell(optional(is_recorded_day), "bad-date", "a day as YYYY-MM-DD, or nothing"))
published = required(
    cell(optional(is_reduced_day), "bad-date", "a day, a month or a year (2025-10-31, 2025-10, 2025), or nothing")
)
flag = required(cell(predicates.is_boolean, "not-boolean", "true or false"))
count = required(cell(optional(predicates.is_count), "bad-number", "a whole number, or nothing"))
length = required(cell(optional(predicates.is_length), "bad-number", "a length in kilometres, or nothing"))
leg_length = required(cell(predicates.is_length, "bad-number", "a length in kilometres"))
texts = required(cell(optional(predicates.is_text_list), "not-a-list", "a list of texts"))
sides = required(cell(optional(predicates.is_sides), "not-a-list", "a list of objects that have a name_en"))
accounts = required(
    cell(optional(predicates.is_accounts), "not-a-list", "a list of objects with text_en and sources, both texts")
)
kept = required(
    cell(optional(predicates.is_count), "bad-number", "the place of a version, 1 for the first, or nothing")
)
country = required(cell(optional(COUNTRY.fullmatch), "bad-country", "a country as two letters of ISO 3166-1"))
url = required(cell(predicates.is_http, "bad-url", "an address that begins with http:// or https://"))
maybe_url = required(cell(optional(predicates.is_http), "bad-url", "an address that begins with http:// or https://"))
language = required(cell(optional(LANGUAGE.fullmatch), "bad-language", "a language as BCP 47 writes it, or nothing"))


def one_of(words: tuple[str, ...], code: str = "unknown-word", *, or_nothing: bool = False) -> pa.Column:
    allowed = (*words, "") if or_nothing else words
    expected = f"one of {', '.join(words)}{', or nothing' if or_nothing else ''}"
    return required(cell(lambda value: value in allowed, code, expected, words))


def in_languages(name: str, first: pa.Column, others: pa.Column | None = None) -> dict[str, pa.Column]:
    """Return the column of the default language, and a pattern for those of any other, which may be absent."""
    translated = pa.Column(checks=(others or maybe_words).checks, nullable=False, regex=True, required=False)
    return {f"{name}_{DEFAULT_LANGUAGE}": first, f"^{name}_(?!{DEFAULT_LANGUAGE}$){CODE}$": translated}


def geometry(kind: str, *, may_be_absent: bool = False) -> pa.Column:
    type_id = shapely.GeometryType[kind.upper()]

    def fit(column: pd.Series) -> pd.Series:
        shapes = column.to_numpy()
        west, south, east, north = shapely.bounds(shapes).T  # of an empty one nan
        on_earth = (west >= -180) & (east <= 180) & (south >= -90) & (north <= 90)
        return pd.Series(on_earth & (shapely.get_type_id(shapes) == type_id), index=column.index)

    error = f"expected a {kind} with coordinates in [longitude, latitude] order"
    check = pa.Check(fit, name="bad-geometry", error=error, statistics={"words": ()})
    return pa.Column(Geometry(crs=CRS), checks=[check], nullable=may_be_absent)


STATUS_ROW = {
    "start": day,
    "end": maybe_day,
    "state": one_of(vocabulary.STATES, "unknown-state", or_nothing=True),
    "basis": one_of(vocabulary.BASES),
    "confirmed": maybe_day,
    **in_languages("by", maybe_words),
    **in_languages("why", words),
    "sources": source_ids,
}

TABLES: dict[str, pa.DataFrameSchema] = {
    "sources.csv": pa.DataFrameSchema(
        {
            "id": ident,
            "publisher": words,
            "title": words,
            "url": url,
            "published": published,
            "kind": one_of(vocabulary.SOURCE_KINDS),
            "origin": maybe_words,
            "language": language,
            "archived": maybe_url,
            "seen": maybe_day,
        }
    ),
    "capitals.geojson": pa.DataFrameSchema(
        {
            "id": ident,
            **in_languages("name", words),
            "country": country,
            "role": one_of(vocabulary.CAPITAL_ROLES),
            "seat_of_government": words,
            "population": count,
            **in_languages("coord_source", words),
            **in_languages("note", maybe_words),
            "geometry": geometry("Point"),
        }
    ),
    "places.geojson": pa.DataFrameSchema(
        {
            "id": ident,
            **in_languages("name", words),
            "kind": one_of(vocabulary.PLACE_KINDS),
            "country": country,
            "population": count,
            "approximate": required(cell(optional(predicates.is_boolean), "not-boolean", "true or false")),
            **in_languages("coord_source", words),
            **in_languages("note", maybe_words),
            "sources": maybe_source_ids,
            "geometry": geometry("Point"),
        }
    ),
    "border_crossings.geojson": pa.DataFrameSchema(
        {
            "id": ident,
            **in_languages("name", words),
            "country": country,
            "sides": sides,
            "location_precision": one_of(vocabulary.CROSSING_PRECISIONS),
            **in_languages("coord_source", words),
            **in_languages("note", maybe_words),
            "sources": source_ids,
            "geometry": geometry("Point"),
        }
    ),
    ROUTES: pa.DataFrameSchema(
        {
            "id": ident,
            **in_languages("name", words),
            **in_languages("short", words),
            "crossing": maybe_words,
            "countries": texts,
            "road_numbers": texts,
            "length_km": length,
            **in_languages("length_note", maybe_words),
            "waypoints": idents,
            "bypasses": maybe_idents,
            "sources": source_ids,
            "geometry": geometry("LineString"),
        }
    ),
    LEGS: pa.DataFrameSchema(
        {
            "id": ident,
            "segment": idents,
            "basis": one_of(vocabulary.LEG_BASES),
            "length_km": leg_length,
            "attribution": words,
            "licence": words,
            "geometry": geometry("LineString"),
        }
    ),
    "events.geojson": pa.DataFrameSchema(
        {
            "id": ident,
            "start": day,
            "end": maybe_day,
            "ongoing": flag,
            "date_precision": one_of(vocabulary.DATE_PRECISIONS),
            "category": one_of(vocabulary.EVENT_CATEGORIES),
            **in_languages("title", words),
            **in_languages("summary", words),
            "corroboration": one_of(vocabulary.CORROBORATIONS),
            "versions": accounts,
            "kept": kept,
            **in_languages("kept_why", maybe_words),
            **in_languages("place", words),
            "country": country,
            "location_precision": one_of(vocabulary.LOCATION_PRECISIONS),
            **in_languages("coord_source", words),
            "routes": maybe_idents,
            **in_languages("actors", texts, texts),
            "fatalities": count,
            "destroyed": count,
            "unit": maybe_words,
            **in_languages("note", maybe_words),
            "sources": source_ids,
            "geometry": geometry("Point", may_be_absent=True),
        }
    ),
    "route_status.csv": pa.DataFrameSchema(
        {"id": ident, "routes": maybe_idents, "segment": maybe_idents, **STATUS_ROW}
    ),
    "crossing_status.csv": pa.DataFrameSchema({"id": ident, "crossing": ident, **STATUS_ROW}),
    "deliveries.csv": pa.DataFrameSchema(
        {
            "id": ident,
            "start": day,
            "end": day,
            **in_languages("place", words),
            "quantity": count,
            "unit": words,
            "basis": one_of(vocabulary.PASSAGE_BASES),
            **in_languages("why", words),
            "sources": source_ids,
        }
    ),
    "renamed.csv": pa.DataFrameSchema(
        {"id": ident, "becomes": maybe_idents, "change": one_of(vocabulary.ID_CHANGES), "on": day}
    ),
}
MAY_BE_ABSENT = frozenset({LEGS, "renamed.csv"})  # then it is empty


def columns_of(name: str) -> list[str]:
    """Return the columns that a table must have, its geometry aside."""
    columns = TABLES[name].columns.items()
    return [column for column, checks in columns if checks.required and column != "geometry"]
