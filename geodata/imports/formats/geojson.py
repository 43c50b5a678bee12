"""GeoJSON (RFC 7946) in all its shapes, and plain JSON lists of records with coordinates.

A feature that breaks the standard is rejected with its reason; the others stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from shapely.geometry.base import BaseGeometry

from geodata.imports.decoding.encodings import UTF_8, decoded_json
from geodata.imports.formats.foreign_json import ForeignLayer, other_program
from geodata.imports.geometry.crs import to_wgs84
from geodata.imports.geometry.from_geojson import GEOMETRY_TYPES, GeometryError, VertexBudget, built_geometry, type_of
from geodata.imports.geometry.locate import from_text
from geodata.imports.geometry.validate import HEIGHTS_DROPPED
from geodata.imports.raw import RawLayer, Source, no_geometry, object_frame
from geodata.imports.report import Findings, refused
from geodata.imports.values.cells import well_formed
from geodata.imports.values.strict_json import RepeatedKeys, parse, parse_part, repeated_keys
from geodata.limits import over_limit

Members: TypeAlias = Mapping[str, object]
Row: TypeAlias = tuple[int, object]  # its number as a person counts, and the value that stands there

RECORD_SEPARATOR = "\x1e"  # RFC 8142
NESTED_AT_MOST = 500  # enough to know a first line by
LINES = frozenset((".geojsonl", ".geojsons", ".jsonl", ".ndjson"))
FEATURE_TYPES = GEOMETRY_TYPES | {"Feature"}
MEMBERS = {"time": "@time", "when": "@when", "id": "@id"}  # members of a feature that are no properties


def read_geojson(source: Source) -> list[RawLayer]:
    """Return the one layer of a JSON file."""
    text, encoding = decoded_json(source)
    findings = Findings(source.shown)
    if encoding != UTF_8:
        message = f"the text is {encoding}, and JSON is UTF-8; it was read all the same."
        findings.warn(None, "encoding", message, fix="save the file as UTF-8.")
    if source.path.suffix in LINES or is_line_delimited(text):
        rows = list(line_values(text, source, findings))
        if rows and not any(type_of(value) in FEATURE_TYPES for _, value in rows):
            records: list[tuple[int, Members]] = [(number, value) for number, value in rows if isinstance(value, dict)]
            return [record_layer(source, records, findings)] if len(records) == len(rows) else []
        return [feature_layer(source, rows, findings, None, "GeoJSON lines")]
    value = parse(text, source)
    if foreign := other_program(value, source.shown):
        return [foreign_layer(part, source) for part in foreign]
    features, crs = features_of(value, source)
    if features is None:
        warn_of_pages(value, findings)
        return [record_layer(source, records_of(value, source), findings)]
    layer = feature_layer(source, features, findings, crs, "GeoJSON")
    return [replace(layer, licence=licence_of(value)[: source.limits.text_characters])]


def foreign_layer(part: ForeignLayer, source: Source) -> RawLayer:
    """Return a layer of what another program has written."""
    findings = Findings(source.shown)
    check_amount(source, len(part.rows))
    rows = list(enumerate(part.rows, start=1))
    if part.features:
        layer = feature_layer(source, rows, findings, None, part.program)
    else:
        records: list[tuple[int, Members]] = [(number, row) for number, row in rows if isinstance(row, dict)]
        layer = replace(record_layer(source, records, findings), format=part.program)
    return replace(layer, name=source.layer_name(part.name))


def is_line_delimited(text: str) -> bool:
    """Tell whether the first line is a whole object and another one follows it."""
    first, _, rest = text.lstrip(RECORD_SEPARATOR + " \r\n\t").partition("\n")
    if not rest.strip(RECORD_SEPARATOR + " \r\n\t") or not first.rstrip().endswith("}"):
        return False
    try:
        return isinstance(parse_part(first, NESTED_AT_MOST), dict)
    except ValueError:
        return False


def line_values(text: str, source: Source, findings: Findings) -> Iterator[Row]:
    """Yield the value of every line; a broken line is rejected alone."""
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.strip(RECORD_SEPARATOR + " \r\t")
        if not line:
            continue
        try:
            value = parse_part(line, source.limits.nesting)
        except ValueError:
            findings.reject(number, "json", "the line is not a JSON value, or nested too deeply.", value=line)
            continue
        yield number, value


def features_of(value: object, source: Source) -> tuple[list[Row] | None, object]:
    """Return the numbered features of a GeoJSON value and its old `crs` member; no rows if it is not GeoJSON."""
    if isinstance(value, list) and value and all(type_of(member) in FEATURE_TYPES for member in value):
        return list(enumerate(value, start=1)), None
    if isinstance(value, list) and value and all(type_of(member) == "FeatureCollection" for member in value):
        return list(enumerate((row for member in value for _, row in collection(member, source)), start=1)), None
    if not isinstance(value, dict):
        return None, None
    kind = type_of(value)
    if kind == "FeatureCollection":
        return collection(value, source), named_crs(value)
    if kind == "Feature":
        return [(1, value)], named_crs(value)
    if kind in GEOMETRY_TYPES:
        return [(1, {"type": "Feature", "properties": None, "geometry": value})], named_crs(value)
    return None, None


def collection(value: Members, source: Source) -> list[Row]:
    """Return the numbered features of a collection."""
    if isinstance(value, RepeatedKeys):
        raise refused(source.shown, "repeated-key", "the FeatureCollection has the same member twice.")
    features = value.get("features")
    if not isinstance(features, list):
        raise refused(source.shown, "geojson", "expected a FeatureCollection to have a list of features.")
    return list(enumerate(features, start=1))


def named_crs(value: Members) -> object:
    """Return the system that the GeoJSON of 2008 allowed to name; RFC 7946 has WGS 84 only."""
    crs = value.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return "EPSG:4326" if crs is None else name or "an unnamed system"


def licence_of(value: object) -> str:
    """Return the licence that a collection states."""
    texts = [value.get(key) for key in ("license", "licence", "attribution")] if isinstance(value, dict) else []
    return "; ".join(well_formed(text) for text in texts if isinstance(text, str) and text.strip())


def feature_layer(source: Source, rows: list[Row], findings: Findings, crs: object, format_name: str) -> RawLayer:
    """Return a layer of features; whatever is no proper feature is rejected."""
    check_amount(source, len(rows))
    budget = VertexBudget(source)
    features: list[tuple[int, Members]] = []
    shapes: list[BaseGeometry | None] = []
    for number, value in rows:
        try:
            feature = checked_feature(value)
            shapes.append(geometry_of(feature.get("geometry"), budget, number, findings))
            features.append((number, feature))
        except GeometryError as fault:
            findings.reject(number, fault.code, str(fault), field=fault.field, value=fault.value, fix=fault.fix)
    findings.warn_rows(sorted(budget.rows_with_heights), "height", HEIGHTS_DROPPED)
    message = "coordinates stand in quotation marks, and were read as numbers."
    findings.warn_rows(sorted(budget.rows_with_quotes), "quoted-coordinates", message)
    elsewhere = [number for number, feature in features if feature.get("geometry") is None and feature.get("place")]
    findings.warn_rows(elsewhere, "json-fg-place", "the place stands only in JSON-FG `place`, which is not read.")
    numbers = [number for number, _ in features]
    geometry = no_geometry(len(shapes))
    geometry[:] = shapes
    layer = record_layer(source, [(number, properties_of(feature)) for number, feature in features], findings)
    return replace(layer, format=format_name, geometry=to_wgs84(geometry, crs or "EPSG:4326", numbers, findings))


def geometry_of(value: object, budget: VertexBudget, row: int, findings: Findings) -> BaseGeometry | None:
    """Return the geometry of a feature, also where a database wrote it as text; raise GeometryError if it is wrong."""
    if isinstance(value, str):
        return from_text(value, budget, row, findings) if value.strip() else None
    return built_geometry(value, budget, row, findings)


def checked_feature(value: object) -> Members:
    """Return a feature, or one made of a bare geometry; raise GeometryError if it is neither."""
    if type_of(value) in GEOMETRY_TYPES:
        value = {"type": "Feature", "properties": None, "geometry": value}
    if not isinstance(value, dict) or type_of(value) != "Feature":
        raise GeometryError("feature", "expected a GeoJSON Feature.", value=value)
    if repeated_keys(value):
        raise GeometryError("repeated-key", "the feature has the same key twice.", fix="keep one of the two values.")
    if value.get("properties") != [] and not isinstance(
        value.get("properties"), dict | None
    ):  # PHP has one empty value
        raise GeometryError("feature", "expected properties to be an object.", field="properties")
    return value


def properties_of(feature: Members) -> Members:
    """Return the properties of a feature, and those of its members that mean something to us."""
    properties = feature.get("properties")
    members = {column: feature[name] for name, column in MEMBERS.items() if feature.get(name) is not None}
    return (properties if isinstance(properties, dict) else {}) | members


def records_of(value: object, source: Source) -> list[tuple[int, Members]]:
    """Return the numbered records of JSON that is not GeoJSON: a list of objects, alone or as the one such member."""
    if isinstance(value, dict):
        lists = [
            member for member in value.values() if isinstance(member, list) and member and isinstance(member[0], dict)
        ]
        value = lists[0] if len(lists) == 1 and "type" not in value else None
    if not isinstance(value, list) or not value or not all(isinstance(record, dict) for record in value):
        raise refused(source.shown, "geojson", "expected GeoJSON, or a list of records with coordinates.")
    check_amount(source, len(value))
    return list(enumerate(value, start=1))


def warn_of_pages(value: object, findings: Findings) -> None:
    """Report that there is more where the answer of a service calls itself one page of several."""
    pages = value.get("TotalPages") if isinstance(value, dict) else None
    if isinstance(pages, int) and pages > 1:
        fix = "fetch the other pages too, and add each as a file."
        findings.warn(None, "one-page", f"this is one page of {pages:,}; the rest of the data is not in it.", fix=fix)


def record_layer(source: Source, rows: list[tuple[int, Members]], findings: Findings) -> RawLayer:
    """Return a layer with a column for every key that occurs."""
    names = list(dict.fromkeys(key for _, record in rows for key in record))
    if len(names) > source.limits.columns:
        raise over_limit(source.shown, "columns", source.limits.columns, f"there are {len(names):,} properties")
    columns = {name: [record.get(name) for _, record in rows] for name in names}
    frame = object_frame(columns, [number for number, _ in rows])
    return RawLayer(name=source.layer_name(""), format="JSON", frame=frame, findings=findings)


def check_amount(source: Source, count: int) -> None:
    """Raise DataError if there are too many features."""
    if count > source.limits.features:
        raise over_limit(source.shown, "features", source.limits.features, f"there are {count:,} features")
