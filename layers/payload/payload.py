"""Everything the page needs, as one JSON value: days as numbers, half-open intervals, every language."""

from __future__ import annotations

import datetime as dt

from geodata import Situation, home_box, is_followable
from geodata.dates import day_number
from layers.escape.json_text import JsonObject
from layers.payload.basemaps import packed_basemap, tile_basemap
from layers.payload.encoding import SourceIndex, day_or_none, days, numbers, texts
from layers.payload.layer_registry import registered_layers
from layers.payload.network import network_payload
from layers.style import style_table
from layers.text.labels import destination_names
from layers.text.locales import languages, words
from layers.text.told import record_told

__all__ = ["situation_payload"]

SOURCE_COLUMNS = ("id", "publisher", "title", "url", "published", "kind", "origin", "seen")


def situation_payload(situation: Situation, *, tiles: tuple[str, ...] = ()) -> JsonObject:
    """Return the payload of a situation; `tiles` names the tile services offered beside the embedded basemap."""
    sources = SourceIndex(situation.sources)
    return {
        "situation": settings_payload(situation),
        "sources": sources_payload(situation),
        "network": network_payload(situation, sources),
        **{layer.id: layer.payload(situation, sources) for layer in registered_layers()},
        "deliveries": deliveries_payload(situation, sources),
        "basemap": packed_basemap(situation),
        "tiles": [tile_basemap(name) for name in tiles],
        "layers": [{"id": layer.id} for layer in registered_layers()],
        "style": style_table(),
        "words": {language: words(language) for language in languages()},
        "view": {},
    }


def sources_payload(situation: Situation) -> JsonObject:
    """Return the sources as columns; `linked` tells whether a reader may be sent to the address."""
    sources, imitating = situation.sources, situation.settings.imitating
    copies = [url if is_followable(url, imitating) else "" for url in sources["archived"]]
    linked = [source in situation.followable for source in sources["id"]]
    return {"archived": copies, "linked": linked, **{name: list(sources[name]) for name in SOURCE_COLUMNS}}


def settings_payload(situation: Situation) -> JsonObject:
    settings = situation.settings
    return {
        "id": situation.id,
        "title": dict(settings.title),
        "description": dict(settings.description),
        "languages": list(settings.languages),
        "version": settings.version.isoformat(),
        "renamed": dict(situation.present_ids),
        "home": list(home_box(situation)),
        "box": list(settings.box),
        "focus": numbered(settings.focus),
        "span": numbered(situation.span),
        "day": day_number(settings.day),
        "destinations": list(settings.destinations),
        "destination": {language: destination_names(situation, language) for language in languages()},
        "question": dict(settings.question),
        "units": {unit: {code: dict(forms) for code, forms in words.items()} for unit, words in settings.units.items()},
        "licence": settings.licence,
        "attribution": situation.attribution,
        "corrections": settings.corrections,
        "method": dict(settings.method),
        "variants": [list(names) for names in settings.variants],
    }


def numbered(span: tuple[dt.date, dt.date]) -> list[int]:
    return [day_number(day) for day in span]


def deliveries_payload(situation: Situation, sources: SourceIndex) -> list[JsonObject]:
    table = situation.deliveries
    starts, ends, quantities = days(table["start"]), days(table["end"]), numbers(table["quantity"])
    return [
        {
            "id": record["id"],
            "start": starts[row],
            "end": ends[row],
            "place": texts(record, "place"),
            "quantity": quantities[row],
            "unit": record["unit"],
            "basis": record["basis"],
            "why": texts(record, "why"),
            "told": day_or_none(record_told(situation, record, "why")),
            "sources": sources(record["sources"]),
        }
        for row, record in enumerate(table.to_dict("records"))
    ]
