"""Basemaps: the embedded vector one, which needs no network, and tile services, which may fail without harm."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import xyzservices.providers
from xyzservices import TileProvider

from geodata import BASEMAP
from layers.payload.outlines import PER_DEGREE, packed_features

EMBEDDED = "vector"
PARTS = ("countries", "regions", "lakes", "rivers")  # drawn in this order
TILES: dict[str, TileProvider] = {
    "osm": xyzservices.providers.OpenStreetMap.Mapnik,
    "hot": xyzservices.providers.OpenStreetMap.HOT,
    "topo": xyzservices.providers.OpenTopoMap,
}


@cache
def embedded_basemap() -> dict[str, Any]:
    """Return the GeoJSON collections of the embedded basemap by name."""
    return {part: json.loads((BASEMAP / f"{part}.geojson").read_text(encoding="utf-8")) for part in PARTS}


def packed_basemap() -> dict[str, Any]:
    """Return the embedded basemap as the page reads it: features as their properties and packed lines."""
    return {"per_degree": PER_DEGREE} | {
        part: packed_features(collection) for part, collection in embedded_basemap().items()
    }


def tile_basemap(name: str) -> dict[str, Any]:
    """Return what the page needs of a tile service: Leaflet's address template, attribution as plain text."""
    provider = TILES[name]
    url = provider["url"]
    for key, value in (dict(provider) | {"r": ""}).items():
        if key not in ("s", "x", "y", "z", "url"):
            url = url.replace("{" + key + "}", str(value))
    return {
        "id": name,
        "name": provider.name.replace(".", " "),
        "url": url,
        "subdomains": provider.get("subdomains", "abc"),
        "attribution": provider.attribution,
        "max_zoom": provider.get("max_zoom", 19),
    }


def tile_hosts(names: tuple[str, ...]) -> list[str]:
    """Return the hosts, as Content-Security-Policy sources, that the named tile services load from."""
    hosts = []
    for tile in map(tile_basemap, names):
        host = urlsplit(tile["url"].replace("{s}", "*")).netloc
        hosts.append(f"https://{host}")
    return hosts
