"""Basemaps: the embedded one, which needs no network, and tile services, which may fail without harm."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

import geopandas as gpd
import numpy as np
import shapely
import xyzservices.providers
from xyzservices import TileProvider

from geodata import Ground, Situation, background
from layers.escape.json_text import JsonObject
from layers.payload.packed_lines import PER_DEGREE, packed_lines

EMBEDDED = "vector"
TILES: dict[str, TileProvider] = {
    "osm": xyzservices.providers.OpenStreetMap.Mapnik,
    "hot": xyzservices.providers.OpenStreetMap.HOT,
    "topo": xyzservices.providers.OpenTopoMap,
}
STEPS_PER_KM = 900  # per degree, where lines may be off by a kilometre: an eighth of it
SAME_TOWN_DEGREES = 0.12  # so near to a place of the situation, a town of the basemap is that place


def packed_basemap(situation: Situation) -> JsonObject:
    """Return the ground of a situation as the page reads it: properties and packed lines."""
    ground = background(situation.settings.box)
    rivers = ground.rivers.groupby("rank")
    lakes = zip(ground.lakes["km2"], ground.lakes.geometry, strict=True)
    return {
        "per_degree": PER_DEGREE,
        "grounds": [packed_ground(each) for each in ground.grounds],
        "regions": packed_lines(ground.regions),
        "rivers": [{"rank": int(rank), "lines": packed_lines(each.geometry)} for rank, each in rivers],
        "lakes": [{"km2": km2, "lines": packed_lines([shape])} for km2, shape in lakes],
        "towns": packed_towns(other_towns(situation, ground.towns)),
        "focus": focus_countries(situation),
    }


def packed_ground(ground: Ground) -> JsonObject:
    columns = (ground.countries[name] for name in ("code", "name_en", "name_fr", "geometry"))
    per_degree = min(PER_DEGREE, round(STEPS_PER_KM / ground.km)) if ground.km else PER_DEGREE
    return {
        "frame": list(ground.frame),
        "per_degree": per_degree,
        "countries": [
            {"code": code, "lines": packed_lines([shape], per_degree)} | ({"name": {"en": en, "fr": fr}} if en else {})
            for code, en, fr, shape in zip(*columns, strict=True)
        ],
        "held": packed_lines(ground.held, per_degree),
    }


def packed_towns(towns: gpd.GeoDataFrame) -> JsonObject:
    """Return towns as columns, the weightiest first."""
    points = towns.geometry
    return {
        "name": list(towns["name"]),
        "kind": list(towns["kind"]),
        "lat": points.y.round(3).tolist(),
        "lon": points.x.round(3).tolist(),
    }


def other_towns(situation: Situation, towns: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the towns of the basemap that the situation does not have."""
    own = [table.geometry.to_numpy() for table in (situation.capitals, situation.places)]
    beside = shapely.dwithin(towns.geometry.to_numpy(), shapely.union_all(np.concatenate(own)), SAME_TOWN_DEGREES)
    return towns[~beside]


def focus_countries(situation: Situation) -> list[str]:
    """Return the countries that the situation is about: those of its destinations, by code."""
    places = (situation.capitals, situation.places)
    ends = (table["country"][table["id"].isin(situation.settings.destinations)] for table in places)
    return sorted({country for each in ends for country in each if country})


def tile_basemap(name: str) -> JsonObject:
    """Return what the page needs of a tile service: Leaflet's address template, attribution as plain text."""
    provider = TILES[name]
    return {
        "id": name,
        "name": provider.name.replace(".", " "),
        "url": tile_address(name),
        "subdomains": provider.get("subdomains", "abc"),
        "attribution": provider.attribution,
        "max_zoom": provider.get("max_zoom", 19),
    }


def tile_address(name: str) -> str:
    """Return the address template of a tile service; only the places that Leaflet fills are left in it."""
    provider = TILES[name]
    address: str = provider["url"]
    for key, value in (dict(provider) | {"r": ""}).items():
        if key not in ("s", "x", "y", "z", "url"):
            address = address.replace("{" + key + "}", str(value))
    return address


def tile_hosts(names: Iterable[str]) -> list[str]:
    """Return the hosts, as Content-Security-Policy sources, that the named tile services load from."""
    return [f"https://{urlsplit(tile_address(name).replace('{s}', '*')).netloc}" for name in names]
