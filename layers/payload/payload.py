"""Everything the page needs, as one JSON value: days as numbers, half-open intervals, every language."""

from __future__ import annotations

import datetime as dt

from geodata import Situation
from geodata.dates import day_number
from layers.escape.json_text import JsonObject
from layers.payload.basemaps import packed_basemap, tile_basemap
from layers.payload.encoding import SourceIndex, days, numbers, texts
from layers.payload.layer_registry import registered_layers
from layers.style import style_table
from layers.text.locales import languages, words

__all__ = ["situation_payload"]


def situation_payload(situation: Situation, *, tiles: tuple[str, ...] = ()) -> JsonObject:
    """Return the payload of a situation; `tiles` names the tile services offered beside the embedded basemap."""
    sources = SourceIndex(situation.sources)
    return {
        "situation": settings_payload(situation),
        "sources": {name: list(situation.sources[name]) for name in ("id", "publisher", "title", "url", "published")},
        **{layer.id: layer.payload(situation, sources) for layer in registered_layers()},
        "deliveries": deliveries_payload(situation, sources),
        "basemap": packed_basemap(),
        "tiles": [tile_basemap(name) for name in tiles],
        "layers": [{"id": layer.id} for layer in registered_layers()],
        "style": style_table(),
        "words": {language: words(language) for language in languages()},
        "view": {},
    }


def settings_payload(situation: Situation) -> JsonObject:
    settings = situation.settings
    latitude, longitude, zoom = settings.home
    return {
        "id": situation.path.name,
        "title": dict(settings.title),
        "description": dict(settings.description),
        "languages": list(settings.languages),
        "version": settings.version.isoformat(),
        "home": {"lat": latitude, "lon": longitude, "zoom": zoom},
        "box": list(settings.box),
        "focus": numbered(settings.focus),
        "span": numbered(situation.span),
        "day": day_number(settings.day),
        "fade_days": settings.fade_days,
        "destination": settings.destination,
        "licence": settings.licence,
        "attribution": settings.attribution,
        "corrections": settings.corrections,
        "method": dict(settings.method),
        "variants": [list(names) for names in settings.variants],
    }


def numbered(span: tuple[dt.date, dt.date]) -> list[int]:
    return [day_number(day) for day in span]


def deliveries_payload(situation: Situation, sources: SourceIndex) -> list[JsonObject]:
    table = situation.deliveries
    starts, ends, tankers, litres = (
        days(table["start"]),
        days(table["end"]),
        numbers(table["tankers"]),
        numbers(table["litres"]),
    )
    return [
        {
            "id": record["id"],
            "start": starts[row],
            "end": ends[row],
            "place": record["place"],
            "tankers": tankers[row],
            "litres": litres[row],
            "basis": record["basis"],
            "why": texts(record, "why"),
            "sources": sources(record["sources"]),
        }
        for row, record in enumerate(table.to_dict("records"))
    ]
