"""JSON that other programs write for themselves: read where it is plain what stands where, else refused with advice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from geodata.imports.decoding.html_text import html_text
from geodata.imports.report import refused

Members: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class ForeignLayer:
    """Rows that a program has written: GeoJSON features, or records with columns of their own."""

    program: str
    name: str
    rows: Sequence[object]
    features: bool


@dataclass(frozen=True)
class Program:
    """How the JSON of a program is known, and read; without `read` it is refused, with what to do instead."""

    name: str
    is_its: Callable[[Members], bool]
    read: Callable[[Members], Iterator[tuple[str, list[object]]]] | None = None
    features: bool = False
    instead: str = ""


def other_program(value: object, shown: str) -> list[ForeignLayer]:
    """Return the layers of another program's JSON; nothing for GeoJSON and plain records.

    Raise DataError for JSON of a program whose files are not read.
    """
    members = value if isinstance(value, dict) else {"": value}
    program = next((program for program in PROGRAMS if program.is_its(members)), None)
    if program is None:
        return []
    if program.read is None:
        raise refused(shown, "format", f"{program.name} is not read.", fix=program.instead)
    return [
        ForeignLayer(program=program.name, name=name, rows=rows, features=program.features)
        for name, rows in program.read(members)
    ]


def member(value: object, *keys: str) -> object:
    """Return what stands under keys inside one another, `None` where one of them is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def plain(value: object) -> object:
    """Return a text without its tags; anything else as it is."""
    return html_text(value) if isinstance(value, str) else value


def objects(value: object) -> list[Members]:
    """Return the objects of a list; nothing of anything else."""
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def holds(key: str, *inner: str) -> Callable[[Members], bool]:
    """Return a test whether a list stands under a key, and its first object has all inner keys."""

    def test(value: Members) -> bool:
        listed = objects(member(value, *key.split(".")))
        return bool(listed) and all(name in listed[0] for name in inner)

    return test


def has_type(kind: str) -> Callable[[Members], bool]:
    return lambda value: value.get("type") == kind


def read_umap(value: Members) -> Iterator[tuple[str, list[object]]]:
    """Yield the layers of a map of uMap."""
    for layer in objects(value.get("layers")):
        features = layer.get("features")
        yield (
            str(member(layer, "_umap_options", "name") or member(layer, "_storage", "name") or ""),
            (features if isinstance(features, list) else []),
        )


def read_timelinejs(value: Members) -> Iterator[tuple[str, list[object]]]:
    """Yield the slides of TimelineJS: dates in parts, texts, and the place that some have."""
    yield (
        "",
        [
            {
                "title": plain(member(slide, "text", "headline")),
                "summary": plain(member(slide, "text", "text")),
                "category": slide.get("group"),
                "start": slide.get("start_date"),
                "end": slide.get("end_date"),
                "lat": member(slide, "location", "lat"),
                "lon": member(slide, "location", "lon"),
                "place": member(slide, "location", "name"),
                "source": member(slide, "media", "url"),
            }
            for slide in objects(value.get("events"))
        ],
    )


def read_kepler(value: Members) -> Iterator[tuple[str, list[object]]]:
    """Yield the data sets of a map of kepler.gl: fields beside rows."""
    for dataset in objects(value.get("datasets")):
        data = member(dataset, "data")
        names = [str(field.get("name")) for field in objects(member(data, "fields"))]
        rows = member(data, "allData")
        rows = rows if isinstance(rows, list) else []
        yield (
            str(member(data, "label") or ""),
            [dict(zip(names, row, strict=False)) for row in rows if isinstance(row, list)],
        )


def read_overpass(value: Members) -> Iterator[tuple[str, list[object]]]:
    """Yield the elements of an answer of Overpass: nodes, and ways and relations by their centre."""
    yield (
        "",
        [
            {
                "id": f"{element.get('type')}/{element.get('id')}",
                "lat": element.get("lat", member(element, "center", "lat")),
                "lon": element.get("lon", member(element, "center", "lon")),
                "timestamp": element.get("timestamp"),
                "geometry": line_of(element.get("geometry")),
                **{
                    name: text
                    for name, text in (member(element, "tags") or {}).items()  # type: ignore[attr-defined]
                    if name not in ("id", "lat", "lon")
                },
            }
            for element in objects(value.get("elements"))
            if isinstance(element.get("tags"), dict | None)
            if element.get("tags") or {"lat", "center", "geometry"} & element.keys()
        ],
    )


def line_of(places: object) -> object:
    """Return the line of a way whose places Overpass has written out; `None` for none."""
    line = [[place.get("lon"), place.get("lat")] for place in objects(places)]
    return {"type": "LineString", "coordinates": line} if len(line) > 1 else None


def rows_beside_columns(value: Members) -> tuple[list[str], list[list[object]]]:
    """Return the names of columns and the rows of a table that is written as two lists; empty for anything else."""
    for columns_key, rows_key in product(*COLUMNS_AND_ROWS):
        columns, rows = value.get(columns_key), value.get(rows_key)
        if isinstance(columns, list) and isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows):
            return [str(next(iter(name_members(column)), column)) for column in columns], rows
    return [], []


def name_members(column: object) -> Iterator[object]:
    yield from (column[key] for key in ("name", "id") if isinstance(column, dict) and column.get(key))


def read_rows_beside_columns(value: Members) -> Iterator[tuple[str, list[object]]]:
    """Yield the rows of such a table as records."""
    names, rows = rows_beside_columns(value)
    yield "", [dict(zip(names, row, strict=False)) for row in rows]


def read_ckan(value: Members) -> Iterator[tuple[str, list[object]]]:
    """Yield the records of an answer of CKAN's data store."""
    yield "", list(objects(member(value, "result", "records")))


def is_czml(value: Members) -> bool:
    packets = objects(value.get(""))
    return bool(packets) and packets[0].get("id") == "document"


# As pandas (`split`), CKAN's dumps and many services write tables.
COLUMNS_AND_ROWS = (("columns", "fields"), ("data", "rows", "records"))
EXPORT_GEOJSON = "export it as GeoJSON."
PROGRAMS = (
    Program("uMap", has_type("umap"), read_umap, features=True),
    Program("TimelineJS", holds("events", "start_date"), read_timelinejs),
    Program("kepler.gl", holds("datasets", "data"), read_kepler),
    Program("Overpass", lambda value: "osm3s" in value or holds("elements", "type", "id")(value), read_overpass),
    Program("CKAN", lambda value: isinstance(member(value, "result", "records"), list), read_ckan),
    Program("columns and rows", lambda value: bool(rows_beside_columns(value)[0]), read_rows_beside_columns),
    Program("an error of CKAN", lambda value: value.get("success") is False, instead="ask for the data once more."),
    Program("CZML of CesiumJS", is_czml, instead="export the entities as GeoJSON or KML."),
    Program("TopoJSON", has_type("Topology"), instead="convert it to GeoJSON."),
    Program("Esri JSON", lambda value: "type" not in value and "geometryType" in value, instead=EXPORT_GEOJSON),
    Program(
        "a style of Mapbox or MapLibre",
        lambda value: "layers" in value and "version" in value and "sources" in value,
        instead="add the data that it draws.",
    ),
)
