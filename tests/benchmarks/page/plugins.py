"""The same events in folium's two time plugins, at their fastest: on one canvas, without tiles and popups."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import folium
from folium.plugins import Timeline, TimelineSlider, TimestampedGeoJson
from folium.utilities import JsCode
from playwright.sync_api import Route
from synthetic import FAR_FUTURE_MS, as_geojson

View = tuple[float, float, float]  # latitude, longitude, zoom level

# what their pages load and a step needs, by its address on the CDN; icon fonts and Bootstrap take no part in it
PACKAGES = {
    "npm/leaflet@1.9.3/": "leaflet@1.9.3",
    "npm/leaflet.timeline@1.6.0/": "leaflet.timeline@1.6.0",
    "npm/leaflet-timedimension@1.1.1/": "leaflet-timedimension@1.1.1",
    "npm/iso8601-js-period@0.2.1/": "iso8601-js-period@0.2.1",
    "/jquery-3.7.1.min.js": "jquery@3.7.1",
    "/jquery/3.7.1/": "jquery@3.7.1",
    "/moment.js/2.18.1/": "moment@2.18.1",
}
USUAL = "as Leaflet draws them"
CIRCLES: dict[str, dict[str, Any]] = {
    USUAL: {},
    "small, without outline": {"radius": 3, "stroke": False, "fillOpacity": 0.8},
}


def timeline_html(events: Mapping[str, Any], view: View, circle: Mapping[str, Any]) -> str:
    """Return a map with Timeline and TimelineSlider whose events never end."""
    data = as_geojson(events, lambda begin: {"start": begin, "end": FAR_FUTURE_MS, "circle": circle})
    draw = JsCode("(feature, place) => L.circleMarker(place, feature.properties.circle)")
    layer = Timeline(data, point_to_layer=draw)
    slider = TimelineSlider(auto_play=False).add_timelines(layer)
    return page_of([layer, slider], view, f"{layer.get_name()}.setTime")


def timestamped_html(events: Mapping[str, Any], view: View, circle: Mapping[str, Any]) -> str:
    """Return a map with TimestampedGeoJson that keeps every event once it has begun."""
    data = as_geojson(events, lambda begin: {"times": [begin], "icon": "circle", "iconstyle": circle})
    layer = TimestampedGeoJson(data, duration=None, period="P1D", auto_play=False, add_last_point=False)
    return page_of([layer], view, "@map@.timeDimension.setCurrentTime")


PLUGINS = {"Timeline": timeline_html, "TimestampedGeoJson": timestamped_html}


def page_of(layers: list[Any], view: View, set_time: str) -> str:
    """Return the page, with `step(day)` as its own way to go to a day and its log of every step silenced."""
    latitude, longitude, zoom = view
    chart = folium.Map([latitude, longitude], zoom_start=zoom, tiles=None, prefer_canvas=True)
    for layer in layers:
        layer.add_to(chart)
    step = f"window.step = (day) => {set_time.replace('@map@', chart.get_name())}(day * 864e5)"
    return str(chart.get_root().render()).replace(
        "</html>", f"<script>console.log = () => {{}}; {step};</script></html>"
    )


def install(folder: Path) -> None:
    """Fetch the plugins' scripts as npm packages into a folder."""
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
    subprocess.run([*command, *sorted(set(PACKAGES.values()))], check=True)


def serve_from(folder: Path) -> Callable[[Route], None]:
    """Answer requests for the plugins' scripts from installed packages; refuse all others but files."""

    def answer(route: Route) -> None:
        url = route.request.url
        package = next((package for part, package in PACKAGES.items() if part in url), None)
        if url.startswith("file:"):
            route.continue_()
        elif package is None:
            route.abort()
        else:
            route.fulfill(
                path=packaged_file(folder / "node_modules" / package.rpartition("@")[0], url.rpartition("/")[2])
            )

    return answer


def packaged_file(package: Path, name: str) -> Path:
    """Return a file of a package; a CDN minifies what a package holds in full, and may put a version into its name."""
    bare = re.sub(r"-[\d.]+\.min", ".min", name)
    for wanted in (bare, bare.replace(".min.", ".")):
        if found := sorted(package.rglob(wanted), key=lambda path: len(path.parts)):
            return found[0]
    raise FileNotFoundError(f"expected {name} in the package {package.name}, found none")
