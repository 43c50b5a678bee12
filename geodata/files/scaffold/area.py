"""The files of a situation that begins somewhere in the world: its box and its towns, and nothing yet told."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from geodata.basemap.gazetteer import (
    PlaceError,
    Town,
    box_around,
    box_of_country,
    capital_of,
    find_towns,
    towns_within,
)
from geodata.basemap.meridian import Box
from geodata.contract.settings import SETTINGS_FILE
from geodata.contract.slug import slug
from geodata.files.paths import EXAMPLE
from geodata.json_types import Json

__all__ = ["Area", "area_around", "area_of_box", "area_of_country"]

TEMPLATE = Path(__file__).with_name("situation.toml.template")
MOST_PLACES, MOST_OWN = 60, 40  # towns that a new situation begins with, and of the country that it is about
SHORTEST_FOCUS = dt.timedelta(days=90)
SMALLEST_KM, LARGEST_KM = 10, 5000
Feature = dict[str, Json]
CAPITAL = "capital"
SOURCE = "GeoNames (geonames.org), CC BY 4.0"
QUESTIONS = {
    "en": ("By which road could supplies reach {place}?", "By which roads could supplies pass?"),
    "fr": (
        "Par quelle route le ravitaillement pouvait-il atteindre {place} ?",
        "Par quelles routes le ravitaillement pouvait-il passer ?",
    ),
}


@dataclass(frozen=True)
class Area:
    """Where a situation is, as RFC 7946 writes a box, and the town that it is about; `others` have the same name."""

    box: Box
    centre: Town | None
    others: Sequence[Town] = ()


def area_around(place: str, km: float) -> Area:
    """Return the area that reaches so many kilometres about a town or a position.

    Raises PlaceError for a place that is not known, and for a distance beyond SMALLEST_KM and LARGEST_KM.
    """
    if not SMALLEST_KM <= km <= LARGEST_KM:
        raise PlaceError(f"expected a radius of {SMALLEST_KM} to {LARGEST_KM} km, found {km:g}")
    centre, *others = find_towns(place)
    return Area(box_around(centre.longitude, centre.latitude, km), centre if centre.name else None, others)


def area_of_country(code: str) -> Area:
    """Return the area of a country, by its code in ISO 3166-1, about its capital; raises PlaceError for no country."""
    return Area(box_of_country(code), capital_of(code))


def area_of_box(box: Box) -> Area:
    """Return a box as an area, about the weightiest town in it."""
    return Area(box, next(iter(towns_within(box)), None))


def write_area(folder: Path, title: str, area: Area) -> None:
    """Write all files of the example, about other places, and with no routes, events or sources yet."""
    named = identified(area)
    capitals = {id_: town for id_, town in named.items() if town.kind == CAPITAL}
    features = {
        "capitals.geojson": [capital_feature(id_, town) for id_, town in capitals.items()],
        "places.geojson": [place_feature(id_, town) for id_, town in named.items() if id_ not in capitals],
    }
    for example in sorted(EXAMPLE.iterdir()):
        text = example.read_text(encoding="utf-8")
        if example.suffix == ".csv":
            text = text.splitlines(keepends=True)[0]
        elif example.suffix == ".geojson":
            text = collection_text(features.get(example.name, []))
        write(folder / example.name, text)
    write(folder / SETTINGS_FILE, settings_text(title, area, next(iter(named), "")))


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def identified(area: Area) -> dict[str, Town]:
    """Return the towns to begin with by their ids, the one that the area is about first."""
    centre = [area.centre] if area.centre else []
    home = area.centre.code if area.centre else ""
    others = [town for town in towns_within(area.box) if slug(town.name) and town not in centre]
    own = [town for town in others if town.code == home][:MOST_OWN]
    chosen = [*centre, *own, *(town for town in others if town.code != home)][:MOST_PLACES]
    twice = Counter(slug(f"{town.code} {town.name}") for town in chosen)
    found: dict[str, Town] = {}
    for town in chosen:
        id_ = slug(f"{town.code} {town.name}")
        found[id_ if twice[id_] == 1 else slug(f"{id_} {abs(town.latitude):.2f} {abs(town.longitude):.2f}")] = town
    return found


def capital_feature(id_: str, town: Town) -> Feature:
    return feature(id_, town, {"role": CAPITAL, "seat_of_government": town.name})


def place_feature(id_: str, town: Town) -> Feature:
    return feature(id_, town, {"kind": town.kind, "approximate": False})


def feature(id_: str, town: Town, own: Mapping[str, Json]) -> Feature:
    """Return a town as a feature; its name is the one that GeoNames gives it, in every language."""
    return {
        "type": "Feature",
        "id": id_,
        "geometry": {"type": "Point", "coordinates": [round(town.longitude, 4), round(town.latitude, 4)]},
        "properties": {
            "id": id_,
            "name_en": town.name,
            "name_fr": town.name,
            "country": town.code,
            **own,
            "population": town.people or "",
            "coord_source_en": SOURCE,
            "coord_source_fr": SOURCE,
            "note_en": "",
            "note_fr": "",
        },
    }


def collection_text(features: Sequence[Feature]) -> str:
    """Return a FeatureCollection with a feature on each line."""
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def settings_text(title: str, area: Area, destination: str) -> str:
    today = dt.date.today()
    questions = {
        f"question_{code}": quoted(texts[0].format(place=area.centre.name) if area.centre else texts[1])
        for code, texts in QUESTIONS.items()
    }
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        questions,
        title=quoted(title),
        box=json.dumps(area.box),
        destinations=json.dumps([destination] if area.centre else []),
        today=today.isoformat(),
        first=(today - SHORTEST_FOCUS).isoformat(),
    )


def quoted(text: str) -> str:
    """Return a text without line breaks as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)
