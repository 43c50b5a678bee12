"""Which layout a layer has, and which of its columns hold each field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from geodata.imports.fields.column_names import recognised
from geodata.imports.fields.date_columns import with_date_columns
from geodata.imports.fields.place_columns import with_place_columns
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
    names = by_plain_name(layer.headers)
    return next(layout for layout in layouts() if meets(layout.when, layer, names))


def meets(when: Conditions, layer: RawLayer, names: Collection[str]) -> bool:
    """Tell whether a layer meets conditions; `names` are the plain names of its columns."""
    return (
        all(present(column, names) for column in when.columns)
        and (not when.formats or layer.format in when.formats)
        and (not when.tags or bool(layer.tags))
    )


def present(name: str, names: Collection[str]) -> str | None:
    """Return the name under which a column stands: its own, or what a shapefile leaves of it."""
    return next((option for option in (name, name[:DBF_NAME].rstrip("_")) if option in names), None)


def by_plain_name(headers: Iterable[str]) -> dict[str, str]:
    """Return headers by their plain names, of several alike the first; the mark of a member stays."""
    named: dict[str, str] = {}
    for header in headers:
        named.setdefault(("@" if header.startswith("@") else "") + plain_name(header), header)
    return named


def columns_of(layout: Layout, layer: RawLayer) -> dict[str, tuple[str, ...]]:
    """Return the headers of a layer by the field that they hold."""
    by_name = by_plain_name(layer.headers)
    listed = {
        field: tuple(by_name[match] for name in names if (match := present(name, by_name)))
        for field, names in layout.columns.items()
    }
    listed |= {field: tagged(tags, layer.tags) for field, tags in layout.tags.items()}
    columns = {field: headers for field, headers in listed.items() if headers}
    if layout.only_listed_columns:
        return columns
    named = with_named_columns(layout, layer.headers, columns)
    placed = named if layer.geometry is not None else with_place_columns(layer.frame, named)
    return with_date_columns(layer.frame, placed)


def with_named_columns(layout: Layout, headers: Sequence[str], listed: Columns) -> dict[str, tuple[str, ...]]:
    """Add the fields whose columns are known by their names, alone or after those of the layout."""
    named = {field: (header,) for field, header in recognised(unused(headers, listed)).items()}
    both = {
        field: names + named.get(field, ()) if field in layout.named_as_well else names
        for field, names in listed.items()
    }
    columns = named | both
    return columns | second_pair(headers, columns)


def second_pair(headers: Sequence[str], columns: Columns) -> dict[str, tuple[str, ...]]:
    """Return the columns of both coordinates with a second one each, where there are two pairs of degrees."""
    spare = recognised(header for header in unused(headers, columns) if DEGREE_NAMES.match(plain_name(header)))
    if not {"lat", "lon"} <= columns.keys() & spare.keys():
        return {}
    return {field: (*columns[field], spare[field]) for field in ("lat", "lon")}


def unused(headers: Sequence[str], columns: Columns) -> list[str]:
    """Return the headers that hold no field."""
    used = {header for names in columns.values() for header in names}
    return [header for header in headers if header not in used]


def tagged(wanted: Sequence[str], tags: Mapping[str, str]) -> tuple[str, ...]:
    """Return the one header whose tag is the first of those wanted; it may have further attributes."""
    for want in wanted:
        base, *attributes = want.split("+")
        for header, tag in tags.items():
            stated, *more = tag.split("+")
            fits = set(attributes) <= set(more) if attributes else not OTHER_MEANINGS & set(more)
            if stated == base and fits:
                return (header,)
    return ()
