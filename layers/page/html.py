"""The page as one self-contained HTML text, with a Content-Security-Policy of hashes only."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from geodata import DEFAULT_LANGUAGE
from layers.escape.json_text import safe_json
from layers.page.bundle import SHELL, digest, leaflet_script, page_script, page_style
from layers.payload.basemaps import tile_hosts
from layers.text.languages import languages, say

PLACE = re.compile(r"@(\w+)@")


def page_html(payload: Mapping[str, Any]) -> str:
    """Return the page for a payload: everything inside, no request to anywhere but the tile services it offers."""
    start = (SHELL / "start.js").read_text(encoding="utf-8")
    language = payload["view"].get("lang", DEFAULT_LANGUAGE)
    situation = payload["situation"]
    texts = {
        "language": language,
        "policy": policy(payload, (leaflet_script(), page_script(), start)),
        "title": in_language(situation["title"], language),
        "description": in_language(situation["description"], language),
        "fallback": " ".join(say(code, "page.noscript") for code in languages()),
    }
    parts = {name: html.escape(text) for name, text in texts.items()} | {
        "style": page_style(),
        "dataset": safe_json(dataset(payload, language)),
        "payload": safe_json(payload),
        "leaflet": leaflet_script(),
        "script": page_script(),
        "start": start,
    }
    template = (SHELL / "page.html").read_text(encoding="utf-8")
    return PLACE.sub(lambda found: parts[found[1]], template)


def in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get(DEFAULT_LANGUAGE, "")


def policy(payload: Mapping[str, Any], scripts: tuple[str, ...]) -> str:
    """Return the policy: scripts and the style sheet by hash, images only from the page and its tile services."""
    images = " ".join(["'self'", *tile_hosts(tuple(tile["id"] for tile in payload["tiles"]))])
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(digest, scripts)),
        "style-src": digest(page_style()),
        "img-src": images if payload["tiles"] else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def dataset(payload: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the schema.org description of the data, for search engines and archives."""
    situation = payload["situation"]
    west, south, east, north = situation["box"]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": in_language(situation["title"], language),
        "description": in_language(situation["description"], language),
        "version": situation["version"],
        "license": situation["licence"],
        "inLanguage": situation["languages"],
        "spatialCoverage": {"@type": "Place", "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}},
        "creditText": situation["attribution"],
    }
