"""Events, crossings, places, deliveries, sources and settings of the first edition in the columns of the second."""

from __future__ import annotations

import re

from geodata.contract.translated_columns import CODE, DEFAULT_LANGUAGE
from geodata.files.migration.draft import Draft, Feature, Row

UNITS = {  # that the first edition had columns for: tanker lorries, and litres
    "tankers": {
        "en": ("{n} tanker", "{n} tankers"),
        "fr": ("{n} camion-citerne", "{n} camions-citernes"),
    },
    "litres": {"en": ("{n} litre", "{n} litres"), "fr": ("{n} litre", "{n} litres")},
}
DESTROYED = "tankers_destroyed"
TEXT = re.compile(f"(?P<name>[a-z_]+)_(?P<language>{CODE})")
NEW_SOURCE_COLUMNS = {"kind": "unknown", "origin": "", "language": "", "archived": "", "seen": ""}


def migrate_tables(draft: Draft) -> None:
    for features in draft.features.values():
        for feature in features:
            properties = feature["properties"]
            if "coord_source" in properties:
                feature["properties"] = renamed(properties, {"coord_source": f"coord_source_{DEFAULT_LANGUAGE}"})
    for feature in draft.features["border_crossings.geojson"]:
        migrate_crossing(feature["properties"])
    split = [migrate_event(feature["properties"]) for feature in draft.features["events.geojson"]]
    if any(split):
        draft.say(
            f"events.geojson: {sum(split)} texts of competing accounts are one version each; split them into versions."
        )
    draft.rows["deliveries.csv"] = [
        count for row in draft.rows["deliveries.csv"] for count in migrate_delivery(draft, row)
    ]
    draft.rows["sources.csv"] = [row | NEW_SOURCE_COLUMNS for row in draft.rows["sources.csv"]]
    draft.say("sources.csv: whose text each source is, and of what kind, is not known yet; fill kind and origin.")
    draft.say("Where a position comes from is written in one language; translate coord_source.")
    for name in ("route_status.csv", "crossing_status.csv"):
        draft.rows[name] = [with_allower(row) for row in draft.rows[name]]


def renamed(properties: Feature, names: dict[str, str]) -> Feature:
    """Return an object with other names for some of its members, in the same order."""
    return {names.get(name, name): value for name, value in properties.items()}


def migrate_crossing(properties: Feature) -> None:
    properties["sides"] = [
        {
            f"name_{DEFAULT_LANGUAGE}": side["name"],
            "name_fr": side.get("name_fr") or side["name"],
            "country": side.get("country") or "",
        }
        for side in properties.get("sides") or []
    ]
    properties.pop("routes", None)  # each route names its crossing


def migrate_event(properties: Feature) -> bool:
    """Rewrite an event in place; tell whether it holds competing accounts."""
    properties["routes"] = properties.pop("route", None) or ""
    count = properties.pop(DESTROYED, None)
    if count not in (None, ""):
        properties |= {"destroyed": count, "unit": "tankers"}
    disputed = {
        match["language"]: properties.pop(key)
        for key in list(properties)
        if (match := TEXT.fullmatch(key)) and match["name"] == "disputed"
    }
    if not disputed.get(DEFAULT_LANGUAGE):
        return False
    texts = {f"text_{language}": text for language, text in disputed.items() if text}
    properties["versions"] = [texts | {"sources": ""}]
    return True


def migrate_delivery(draft: Draft, row: Row) -> list[Row]:
    """Return a count for each unit that a row counts in; the first keeps the id."""
    place = row["place"]
    known = (
        feature["properties"] for name in ("places.geojson", "capitals.geojson") for feature in draft.features[name]
    )
    french = next((properties["name_fr"] for properties in known if properties["name_en"] == place), place)
    counted = [unit for unit in UNITS if row[unit]] or ["tankers"]
    others = {column: cell for column, cell in row.items() if column not in ("id", "start", "end", "place", *UNITS)}
    return [
        {
            "id": row["id"] if unit == counted[0] else f"{row['id']}-{unit}",
            "start": row["start"],
            "end": row["end"],
            "place_en": place,
            "place_fr": french,
            "quantity": row[unit],
            "unit": unit,
        }
        | others
        for unit in counted
    ]


def with_allower(row: Row) -> Row:
    """Return a row of the ledger with the columns that name who allows passage, before the reason."""
    cells: Row = {}
    for column, cell in row.items():
        if column == f"why_{DEFAULT_LANGUAGE}":
            cells |= {"by_en": "", "by_fr": ""}
        cells[column] = cell
    return cells


def migrate_settings(draft: Draft, text: str, destination: str) -> str:
    """Return the text of the settings with those of the second edition, comments and all."""
    ends = {feature["properties"]["waypoints"].split()[-1] for feature in draft.routes if destination}
    named = {
        feature["properties"]["id"]
        for name in ("places.geojson", "capitals.geojson")
        for feature in draft.features[name]
        if feature["properties"]["name_en"] == destination
    }
    ids = ", ".join(f'"{id_}"' for id_ in sorted(ends & named))
    line = f"destinations = [{ids}] # ids of the places to which routes are counted"
    text = re.sub(r"(?m)^destination\s*=.*$", line, text)
    text = re.sub(r"(?m)^version\s*= ?", "edition = 2 # of the contract\nversion = ", text, count=1)
    counted = {row["unit"] for row in draft.rows["deliveries.csv"]}
    counted |= {feature["properties"].get("unit") for feature in draft.features["events.geojson"]}
    tables = [
        f"\n[units.{unit}]\n"
        + "".join(f'{code} = {{ one = "{one}", other = "{other}" }}\n' for code, (one, other) in words.items())
        for unit, words in UNITS.items()
        if unit in counted
    ]
    return text.rstrip("\n") + "\n" + "".join(tables)
