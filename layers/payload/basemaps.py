"""Basemaps: the embedded vector one, which needs no network, and tile services, which may fail without harm."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

import xyzservices.providers
from xyzservices import TileProvider

from geodata import BASEMAP
from layers.escape.json_text import JsonObject
from layers.payload.packed_lines import PER_DEGREE, FeatureCollection, packed_features

EMBEDDED = "vector"
PARTS = ("countries", "regions", "lakes", "rivers")  # drawn in this order
TILES: dict[str, TileProvider] = {
    "osm": xyzservices.providers.OpenStreetMap.Mapnik,
    "hot": xyzservices.providers.OpenStreetMap.HOT,
    "topo": xyzservices.providers.OpenTopoMap,
}


@cache
def embedded_basemap() -> dict[str, FeatureCollection]:
    """Return the GeoJSON collections of the embedded basemap by name."""
    return {part: json.loads((BASEMAP / f"{part}.geojson").read_text(encoding="utf-8")) for part in PARTS}


def packed_basemap() -> JsonObject:
    """Return the embedded basemap as the page reads it: features as their properties and packed lines."""
    parts = {part: packed_features(collection) for part, collection in embedded_basemap().items()}
    return {"per_degree": PER_DEGREE, **parts}


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
