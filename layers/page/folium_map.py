"""The page inside the app: a Folium map whose only child opens our page, and the commands sent to it.

No data pass through Folium's templates. Leaflet, the page and the payload are files with content-hash names that the
map loads by relative address; a command is one JSON value of ours, escaped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import folium
from branca.element import MacroElement
from jinja2 import Template

from geodata.files.writing import write_atomically
from geodata.json_types import Json
from layers.escape.json_text import safe_json
from layers.page.bundle import leaflet_script, page_script, page_style


@dataclass(frozen=True)
class Assets:
    """Names of the files that the map loads, within one folder."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return self.scripts + self.styles

    @property
    def fingerprint(self) -> str:
        """Return a text that changes with any of the files."""
        return hashlib.sha256("".join(self.names).encode()).hexdigest()[:16]


class PageOpener(MacroElement):
    """Opens the page on the map it is added to; the only data it holds are the packed layers of a reader (`packed`)."""

    def __init__(self, added: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.added = added

    _template = Template(
        """{% macro script(this, kwargs) %}
        document.getElementById("parent").after(document.createElement("div")); // st_folium styles what is in #parent
        window.openSituation({
            root: document.getElementById("parent").nextSibling, map: {{ this._parent.get_name() }},
            payload: window.situationPayload, host: "app", added: "{{ this.added }}"
        });
        {% endmacro %}"""
    )


class Command(folium.FeatureGroup):
    """Tells the page a state; Folium sees an empty feature group."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup();
        window.situationMap.command({{ this.message }});
        {% endmacro %}"""
    )

    def __init__(self, message: Mapping[str, Json]) -> None:
        super().__init__()
        # st_folium rewrites what looks like its own names, _[a-z0-9]+
        self.message = safe_json(message).replace("_", "\\u005f")


def write_assets(folder: Path, payload: Mapping[str, Json]) -> Assets:
    """Write the files that the map loads and return their names; what is there already is left alone."""
    script = f"window.situationPayload = {safe_json(payload)};\n"
    return Assets(
        scripts=tuple(
            write_asset(folder, name, text)
            for name, text in (
                ("leaflet.js", leaflet_script()),
                ("page.js", page_script()),
                ("payload.js", script),
            )
        ),
        styles=(write_asset(folder, "page.css", page_style()),),
    )


def write_asset(folder: Path, name: str, text: str) -> str:
    stem, _, suffix = name.partition(".")
    hashed = f"{stem}-{hashlib.sha256(text.encode('utf-8')).hexdigest()[:16]}.{suffix}"
    if not (folder / hashed).exists():
        write_atomically(folder / hashed, text)
    return hashed


def page_map(center: tuple[float, float], zoom: float, assets: Assets, base: str, added: str = "") -> folium.Map:
    """Return a new map that loads its files from `base`; never share it, the component adds to it."""
    chart = folium.Map(
        location=center,
        zoom_start=round(zoom),
        tiles=None,
        zoom_control=False,
        prefer_canvas=True,
        control_scale=False,
    )
    chart.default_js = [(name, f"{base}/{name}") for name in assets.scripts]
    chart.default_css = [(name, f"{base}/{name}") for name in assets.styles]
    chart.add_child(PageOpener(added))
    return chart
