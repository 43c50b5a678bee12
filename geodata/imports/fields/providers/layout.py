"""What a file of this folder says: how a layout is recognised, and what its columns and codes mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from geodata.imports.fields.column_names import CODE_FIELDS, NAMES, TEXT_FIELDS
from geodata.imports.fields.providers.toml_fields import TomlFields
from geodata.imports.raw import Columns

Codes: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What must hold of a layer, all of it; where nothing is stated every layer will do."""

    columns: tuple[str, ...] = ()
    """Plain names (see `plain_name`); a member of a GeoJSON feature that is no property has an @ before it."""
    formats: tuple[str, ...] = ()
    tags: bool = False
    """Whether the columns carry HXL tags."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A layer has the layout of lowest `order` whose conditions hold; of several, the first by file name.

    Orders: 100 data sets, for a licence goes where its rows go; 200 tags; 300 formats; 400 conventions; 900 the rest.
    """

    name: str
    order: int
    when: Conditions
    columns: Columns
    """Plain names of columns by field; of several the first that is filled counts."""
    tags: Columns = field(default_factory=dict)
    """HXL tags by field; the first that a layer has is taken."""
    codes: Mapping[str, Codes] = field(default_factory=dict)
    """By field, the word that each code stands for; where a field is no text, codes are folded."""
    joined_title: bool = False
    """Whether the columns of the title are put together instead."""
    counted_sources: str = ""
    """The column that holds the number of sources, or their names separated by semicolons."""
    named_as_well: tuple[str, ...] = ()
    """Fields that columns known by their names hold where those of the layout are empty."""
    only_listed_columns: bool = False
    """Whether a column that is not listed means nothing, whatever its name."""
    licence: str = ""
    may_export: bool = True
    """False where passing rows on needs leave."""


def layout_from(file: str, table: Mapping[str, object]) -> Layout:
    """Return the layout of a parsed file; raise DataError with all that is missing or wrong in it."""
    fields = TomlFields(file, table)
    when = fields.table("when", required=True)
    layout = Layout(
        name=fields.text("name", required=True),
        order=fields.number("order", required=True),
        when=Conditions(columns=when.texts("columns"), formats=when.texts("formats"), tags=when.flag("tags")),
        columns=fields.table("columns", required=True).lists_by_key(NAMES),
        tags=fields.table("tags").lists_by_key(NAMES),
        codes=fields.table("codes").tables_of_text((*TEXT_FIELDS, *CODE_FIELDS)),
        joined_title=fields.flag("joined_title"),
        counted_sources=fields.text("counted_sources"),
        named_as_well=fields.texts("named_as_well"),
        only_listed_columns=fields.flag("only_listed_columns"),
        licence=fields.text("licence"),
        may_export=fields.flag("may_export", default=True),
    )
    fields.check()
    return layout
