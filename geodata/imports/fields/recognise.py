"""Which layout a layer has, and which of its columns hold each field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from geodata.imports.fields.column_names import recognised
from geodata.imports.fields.providers.layout import Conditions, Layout
from geodata.imports.fields.providers.registry import layouts
from geodata.imports.raw import Columns, RawLayer
from geodata.imports.values.text import plain_name, words

DEGREE_NAMES = re.compile(r"lat|lon|lng")
DBF_NAME = 10  # letters that the table of a shapefile keeps of a column's name
# HXL attributes that make a column something else than its bare tag says.
OTHER_MEANINGS = frozenset(words("id code name title description notes end precision"))


def layout_of(layer: RawLayer) -> Layout:
    """Return the first layout whose conditions a layer meets."""
    names = by_own_name(layer.headers)
    return next(layout for layout in layouts() if meets(layout.when, layer, names))


def meets(when: Conditions, layer: RawLayer, names: Iterable[str]) -> bool:
    """Tell whether a layer meets conditions; `names` are the own names of its columns."""
    return (
        all(present(column, names) for column in when.columns)
        and (not when.formats or layer.format in when.formats)
        and (not when.tags or bool(layer.tags))
    )


def present(wanted: str, names: Iterable[str]) -> str | None:
    """Return the name under which a column stands: its own, or what a shapefile leaves of it."""
    return next((name for name in (wanted, wanted[:DBF_NAME].rstrip("_")) if name in names), None)


def by_own_name(headers: Iterable[str]) -> dict[str, str]:
    """Return headers by their plain names, of several alike the first; the mark of a member is kept."""
    named: dict[str, str] = {}
    for header in headers:
        named.setdefault(("@" if header.startswith("@") else "") + plain_name(header), header)
    return named


def columns_of(layout: Layout, layer: RawLayer) -> dict[str, tuple[str, ...]]:
    """Return, for every field, the columns of a layer that hold it."""
    by_name = by_own_name(layer.headers)
    listed = {
        field: tuple(by_name[name] for want in names if (name := present(want, by_name)))
        for field, names in layout.columns.items()
    }
    listed |= {field: tagged(wanted, layer.tags) for field, wanted in layout.tags.items()}
    found = {field: names for field, names in listed.items() if names}
    return found if layout.only_listed_columns else found | named_columns(layout, layer.headers, found)


def named_columns(layout: Layout, headers: list[str], listed: Columns) -> dict[str, tuple[str, ...]]:
    """Return the columns of fields that the names of columns decide, alone or after those of the layout."""
    named = {field: (name,) for field, name in recognised(unused(headers, listed)).items()}
    both = {
        field: names + named.get(field, ()) if field in layout.named_as_well else names
        for field, names in listed.items()
    }
    found = named | both
    return found | second_pair(headers, found)


def second_pair(headers: list[str], found: Columns) -> dict[str, tuple[str, ...]]:
    """Return the columns of both coordinates with a second column for each, where there are two of degrees."""
    spare = recognised(header for header in unused(headers, found) if DEGREE_NAMES.match(plain_name(header)))
    return (
        {field: (*found[field], spare[field]) for field in ("lat", "lon")}
        if {"lat", "lon"} <= found.keys() & spare.keys()
        else {}
    )


def unused(headers: Iterable[str], found: Columns) -> list[str]:
    """Return the headers that no field has."""
    used = {name for names in found.values() for name in names}
    return [header for header in headers if header not in used]


def tagged(wanted: tuple[str, ...], tags: Mapping[str, str]) -> tuple[str, ...]:
    """Return the one column whose tag is the first of those wanted, with any further attributes."""
    for want in wanted:
        base, *attributes = want.split("+")
        for column, tag in tags.items():
            found, *extra = tag.split("+")
            fits = set(attributes) <= set(extra) if attributes else not OTHER_MEANINGS & set(extra)
            if found == base and fits:
                return (column,)
    return ()
