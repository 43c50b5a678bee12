"""The page as one self-contained HTML text, with a Content-Security-Policy of hashes only."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from geodata import DEFAULT_LANGUAGE, Settings, wrapped
from geodata.json_types import Json
from layers.escape.json_text import JsonObject, safe_json
from layers.page.bundle import SHELL, digest, leaflet_script, page_script, page_style
from layers.payload.basemaps import tile_hosts
from layers.text.locales import languages, say

PLACE = re.compile(r"@(\w+)@")


def page_html(
    payload: Mapping[str, Json], settings: Settings, *, language: str = DEFAULT_LANGUAGE, tiles: Sequence[str] = ()
) -> str:
    """Return the page for a payload: everything inside, no request to anywhere but the tile services it offers.

    The head is in `language`; it says what the settings say of the situation, before any script runs.
    """
    start = (SHELL / "start.js").read_text(encoding="utf-8")
    texts = {
        "language": language,
        "policy": policy((leaflet_script(), page_script(), start), tiles),
        "title": in_language(settings.title, language),
        "description": in_language(settings.description, language),
        "fallback": " ".join(say(code, "page.noscript") for code in languages()),
    }
    parts = {name: html.escape(text) for name, text in texts.items()} | {
        "style": page_style(),
        "dataset": safe_json(dataset(settings, language)),
        "payload": safe_json(payload),
        "leaflet": leaflet_script(),
        "script": page_script(),
        "start": start,
    }
    template = (SHELL / "page.html").read_text(encoding="utf-8")
    return PLACE.sub(lambda found: parts[found[1]], template)


def in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get(DEFAULT_LANGUAGE, "")


def policy(scripts: Sequence[str], tiles: Sequence[str]) -> str:
    """Return the policy: scripts and the style sheet by hash, images only from the page and its tile services."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(digest, scripts)),
        "style-src": digest(page_style()),
        "img-src": " ".join(["'self'", *tile_hosts(tiles)]) if tiles else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def dataset(settings: Settings, language: str) -> JsonObject:
    """Return the schema.org description of the data, for search engines and archives."""
    west, south, east, north = settings.box
    corners = f"{south} {wrapped(west)} {north} {wrapped(east)}"
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": in_language(settings.title, language),
        "description": in_language(settings.description, language),
        "version": settings.version.isoformat(),
        "license": settings.licence,
        "inLanguage": list(settings.languages),
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": corners},
        },
        "creditText": settings.attribution,
    }
