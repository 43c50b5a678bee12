"""Layouts of well-known data sets: recognised by their columns, and what their columns and codes mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geodata.imports.fields.column_names import recognised
from geodata.imports.values.text import plain_name, words

Codes = Mapping[str, str]
Columns = Mapping[str, tuple[str, ...]]

DEGREE_NAMES = re.compile(r"lat|lon|lng")
TIMES_OF_ROWS = frozenset({"start", "end"})
DBF_NAME = 10  # letters that the table of a shapefile keeps of a column's name


@dataclass(frozen=True, kw_only=True)
class Schema:
    """`columns` names the columns of each field; of several the first that is filled counts."""

    name: str
    needs: frozenset[str] = frozenset()
    columns: Columns = field(default_factory=dict)
    codes: Mapping[str, Codes] = field(default_factory=dict)
    joined_title: bool = False
    """Whether the columns of the title are put together instead."""
    counted_sources: str = ""
    """The column that holds the number of sources, or their names separated by semicolons."""
    spare: frozenset[str] = frozenset()
    """Fields that columns known by their names hold where those of the layout are empty."""
    extends_names: bool = True
    """Whether columns not listed may be recognised by their names as well."""
    licence: str = ""
    may_export: bool = True


TABLE = Schema(
    name="",
    codes={
        "date_precision": (
            {"day": "day", "jour": "day", "week": "week", "semaine": "week"}
            | {"month": "month", "mois": "month", "year": "year", "annee": "year"}
        ),
        "location_precision": (
            {"exact": "exact", "exacte": "exact", "town": "town", "ville": "town", "road": "road", "route": "road"}
            | {"region": "region", "country": "country", "pays": "country", "unknown": "region", "inconnue": "region"}
        ),
        "corroboration": (
            {"multiple": "multiple", "plusieurs": "multiple", "single": "single", "unique": "single"}
            | {"claim": "claim", "revendication": "claim"}
        ),
    },
)

ACLED = Schema(
    name="acled",
    needs=frozenset({"event_id_cnty"}),  # nobody else has it, and a table of some of the columns is ACLED's too
    columns={
        "id": ("event_id_cnty",),
        "title": ("sub_event_type", "location"),
        "summary": ("notes",),
        "category": ("event_type",),
        "start": ("event_date",),
        "lat": ("latitude",),
        "lon": ("longitude",),
        "place": ("location",),
        "country": ("country",),
        "source": ("source",),
        "date_precision": ("time_precision",),
        "location_precision": ("geo_precision",),
    },
    codes={
        "date_precision": {"1": "day", "2": "week", "3": "month"},
        "location_precision": {"1": "town", "2": "region", "3": "region"},
    },
    joined_title=True,
    counted_sources="source",
    extends_names=False,
    licence="ACLED (acleddata.com): attribution with access date and filters; passing rows on needs ACLED's leave.",
    may_export=False,
)

UCDP = Schema(
    name="ucdp-ged",
    needs=frozenset({"type_of_violence", "date_start", "date_end", "where_prec"}),
    columns={
        "id": ("id",),
        "title": ("dyad_name", "where_coordinates"),
        "summary": ("source_headline",),
        "category": ("type_of_violence",),
        "start": ("date_start",),
        "end": ("date_end",),
        "lat": ("latitude",),
        "lon": ("longitude",),
        "geometry": ("geom_wkt",),
        "place": ("where_coordinates", "adm_1"),
        "country": ("country",),
        "source": ("source_article", "source_original"),
        "date_precision": ("date_prec",),
        "location_precision": ("where_prec",),
    },
    codes={
        "category": {"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"},
        "date_precision": {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"},
        # 5 is a line or a fuzzy polygon, 7 sea or air: neither is a place to put a sharp mark on.
        "location_precision": {"1": "exact"} | dict.fromkeys("2345", "region") | {"6": "country", "7": "region"},
    },
    joined_title=True,
    counted_sources="number_of_sources",
    extends_names=False,
    licence="UCDP Georeferenced Event Dataset (ucdp.uu.se), CC BY 4.0.",
)

WFP_PRECISION = {"accurate": "exact", "approximate": "region", "bad": "region", "unknown": "region"}
WFP_OBSTACLES = Schema(
    name="wfp-obstacles",
    needs=frozenset({"obstype"}),
    columns={
        "id": ("objectid",),
        "title": ("obsname", "name", "obstype"),
        "category": ("obstype",),
        "start": ("obsdate",),
        "country": ("country", "iso3"),
        "location_precision": ("locprecision",),
        "source": ("source",),
    },
    codes={"location_precision": WFP_PRECISION},
    licence="WFP Logistics Cluster SDI-T: see the terms of the data set.",
)
WFP_ROUTES = Schema(
    name="wfp-routes",
    needs=frozenset({"status", "routetype"}),
    columns={
        "id": ("objectid",),
        "title": ("namecorridor", "nameportion"),
        "category": ("status",),
        "start": ("lastcheckdate",),
        "country": ("country", "iso3", "iso3_op"),
        "location_precision": ("locprecision",),
        "source": ("source",),
    },
    joined_title=True,
    codes={"location_precision": WFP_PRECISION},
    licence="WFP Logistics Cluster SDI-T: see the terms of the data set.",
)

TIMEMAP = Schema(
    name="timemap",
    needs=frozenset({"id", "description", "date", "location", "latitude", "longitude"}),
    columns={"start": ("date",), "title": ("title", "location"), "place": ("location",), "summary": ("description",)},
    counted_sources="sources",
)
JSON_FG = Schema(name="json-fg", needs=frozenset({"@time"}), columns={"start": ("@time",)}, spare=TIMES_OF_ROWS)
GEOJSON_T = Schema(name="geojson-t", needs=frozenset({"@when"}), columns={"start": ("@when",)}, spare=TIMES_OF_ROWS)
TIMES = Schema(name="times", needs=frozenset({"times"}), columns={"start": ("times",)}, spare=TIMES_OF_ROWS)
COORD_TIMES = Schema(
    name="times", needs=frozenset({"coordtimes"}), columns={"start": ("coordtimes",)}, spare=TIMES_OF_ROWS
)
START_END = Schema(name="start-end", needs=frozenset({"start", "end"}), codes=TABLE.codes)

KML = Schema(
    name="kml",
    columns={
        "id": ("id",),
        "title": ("name",),
        "summary": ("description",),
        "start": ("begin",),
        "end": ("end",),
    },
    codes=TABLE.codes,
    spare=TIMES_OF_ROWS,
)
GPX = Schema(
    name="gpx",
    columns={
        "title": ("name",),
        "summary": ("desc", "cmt"),
        "category": ("type",),
        "start": ("time",),
        "end": ("time_end",),
        "source": ("src",),
    },
)

BY_FORMAT = {"KML": KML, "GPX": GPX}
PROVIDERS = (
    ACLED,
    UCDP,
    WFP_OBSTACLES,
    WFP_ROUTES,
)  # whatever the format or the tags: a licence goes where its rows go
BY_COLUMNS = (JSON_FG, GEOJSON_T, TIMES, COORD_TIMES, TIMEMAP)

# HXL tags with the attributes that matter to us; the first that a layer has is taken. https://hxlstandard.org
HXL_TAGS: Mapping[str, tuple[str, ...]] = {
    "id": ("#event+id", "#meta+id"),
    "title": ("#event+name", "#event+title", "#loc+name"),
    "summary": ("#event+description", "#description", "#event+notes"),
    "category": ("#event+type", "#cause+type", "#cause", "#event"),
    "start": ("#date+start", "#date+occurred", "#date+event", "#date", "#date+reported"),
    "end": ("#date+end",),
    "lat": ("#geo+lat",),
    "lon": ("#geo+lon",),
    "place": ("#loc+name", "#loc", "#adm3+name", "#adm2+name", "#adm1+name"),
    "country": ("#country+name", "#country+code", "#country"),
    "location_precision": ("#geo+precision",),
    "source": ("#meta+source", "#meta+url"),
}
# Attributes that make a column something else than its bare tag says.
OTHER_MEANINGS = frozenset(words("id code name title description notes end precision"))


def schema_of(format_name: str, headers: list[str], tags: Mapping[str, str]) -> Schema:
    """Return the layout that a layer's tags, columns or format betray, otherwise the plain table."""
    names = by_own_name(headers)
    provider = next((schema for schema in PROVIDERS if all(present(need, names) for need in schema.needs)), None)
    if provider:
        return provider
    if tags:
        return hxl(tags)
    if format_name in BY_FORMAT:
        return BY_FORMAT[format_name]
    known = (schema for schema in BY_COLUMNS if schema.needs <= names.keys())
    return next(known, START_END if START_END.needs <= names.keys() and format_name == "GeoJSON" else TABLE)


def present(wanted: str, names: Iterable[str]) -> str | None:
    """Return the name under which a column stands: its own, or what a shapefile leaves of it."""
    return next((name for name in (wanted, wanted[:DBF_NAME].rstrip("_")) if name in names), None)


def by_own_name(headers: Iterable[str]) -> dict[str, str]:
    """Return headers by their plain names; of several alike the first."""
    named: dict[str, str] = {}
    for header in headers:
        named.setdefault(own_name(header), header)
    return named


def own_name(header: str) -> str:
    """Return the plain name of a header, keeping the mark of a member that is no property."""
    return ("@" if header.startswith("@") else "") + plain_name(header)


def hxl(tags: Mapping[str, str]) -> Schema:
    """Return the layout of a table whose columns carry HXL tags."""
    columns = {field: tagged(wanted, tags) for field, wanted in HXL_TAGS.items()}
    return Schema(name="hxl", columns={key: names for key, names in columns.items() if names}, codes=TABLE.codes)


def tagged(wanted: tuple[str, ...], tags: Mapping[str, str]) -> tuple[str, ...]:
    """Return the one column whose tag is the first of those wanted, with any further attributes."""
    for want in wanted:
        base, *attributes = want.split("+")
        for column, tag in tags.items():
            found, *extra = tag.split("+")
            fits = set(attributes) <= set(extra) if attributes else not OTHER_MEANINGS & set(extra)
            if found == base and fits:
                return (own_name(column),)
    return ()


def columns_of(schema: Schema, headers: list[str]) -> dict[str, tuple[str, ...]]:
    """Return, for every field, the columns of a layer that hold it."""
    by_name = by_own_name(headers)
    listed = {
        key: tuple(by_name[name] for want in names if (name := present(want, by_name)))
        for key, names in schema.columns.items()
    }
    found = {key: names for key, names in listed.items() if names}
    if not schema.extends_names:
        return found
    used = {name for names in found.values() for name in names}
    named = {key: (name,) for key, name in recognised(h for h in headers if h not in used).items()}
    found = named | {key: names + named.get(key, ()) if key in schema.spare else names for key, names in found.items()}
    return found | second_pair(headers, found)


def second_pair(headers: list[str], found: Columns) -> dict[str, tuple[str, ...]]:
    """Return the columns of both coordinates with a second column for each, where there are two of degrees."""
    used = {name for names in found.values() for name in names}
    spare = recognised(header for header in headers if header not in used and DEGREE_NAMES.match(plain_name(header)))
    return (
        {key: (*found[key], spare[key]) for key in ("lat", "lon")}
        if {"lat", "lon"} <= found.keys() & spare.keys()
        else {}
    )
