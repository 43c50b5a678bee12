"""GPX: waypoints, routes and tracks; a track's time is that of its first and last point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, ElementTree, register_namespace

import pandas as pd

from geodata.imports.decoding.safe_xml import child_text, local_name, read_xml
from geodata.imports.formats.gdal import gdal_layers
from geodata.imports.raw import RawLayer, Source
from geodata.problems import Problem

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
PLAIN_NUMBER = re.compile(r"[-+]?\d{1,3}(?:\.\d{0,30})?")
MESSAGE = "expected lat and lon as plain numbers of degrees; the point is left out."
FIX = "write numbers with a decimal point, such as 12.65 and -8.0."
POINTS = {"routes": ("route_points", "route_fid"), "tracks": ("track_points", "track_fid")}


def read_gpx(source: Source) -> list[RawLayer]:
    """Return the layers with content or problems; the points of lines only lend their times."""
    document = read_xml(source, "gpx")
    unread = list(take_out_unreadable(document.root))
    path = document.path
    if unread:
        path = source.work / f"clean-{source.path.name}"
        register_namespace("", document.root.tag.rpartition("}")[0].removeprefix("{"))  # GDAL goes by the bare names
        ElementTree(document.root).write(path, encoding="utf-8", xml_declaration=True)
    layers = {layer.name.rpartition(" / ")[2]: layer for layer in gdal_layers(source, path, "GPX", "GPX")}
    for lines, (points, key) in POINTS.items():
        if lines in layers and points in layers:
            layers[lines] = with_times(layers[lines], layers[points].frame, key)
            layers[lines].findings.problems += without_times(layers[points])
    shown = [layer for name, layer in layers.items() if not name.endswith("_points")]
    filled = [layer for layer in shown if layer.read or layer.findings.problems]
    filled = filled or shown[:1]
    for layer in filled[:1]:
        layer.findings.problems += document.mended.problems
        report_times(document.root, layer)
        for number, text in enumerate(unread, start=len(layer.frame) + 1):
            layer.findings.reject(number, "coordinates", MESSAGE, field="lat, lon", value=text, fix=FIX)
    return filled


def report_times(root: Element, layer: RawLayer) -> None:
    """Report times that are not ISO 8601, which GDAL leaves out."""
    times = [(element.text or "").strip() for element in root.iter() if local_name(element) == "time"]
    odd = [text for text in times if text and not ISO_DAY.match(text)]
    if odd:
        message = f"{len(odd):,} times are not ISO 8601 and were left out."
        layer.findings.error(
            None, "date", message, field="time", value=odd[0], fix="write times as 2025-09-14T10:15:00Z."
        )


def take_out_unreadable(root: Element) -> Iterator[str]:
    """Take out the points whose lat and lon are no plain numbers, of which GDAL makes 0 or a part; yield each."""
    for holder in root.iter():
        for point in [child for child in holder if local_name(child) in ("wpt", "rtept", "trkpt")]:
            stated = [point.get("lat", "").strip(), point.get("lon", "").strip()]
            if not all(PLAIN_NUMBER.fullmatch(text) for text in stated):
                holder.remove(point)
                yield f"{', '.join(stated)} {child_text(point, 'name')}".strip()


def with_times(lines: RawLayer, points: pd.DataFrame, key: str) -> RawLayer:
    """Return a layer whose every line has the time of its first and its last point that has one."""
    if "time" not in points or key not in points:
        return lines
    timed = points[points["time"].notna()]
    times = timed["time"].astype(str).groupby(timed[key])
    at = pd.Series(range(len(lines.frame)), index=lines.frame.index)
    first, last = (at.map(side).astype(object) for side in (times.min(), times.max()))
    return replace(lines, frame=lines.frame.assign(time=first, time_end=last))


def without_times(points: RawLayer) -> list[Problem]:
    """Return, as warnings about the lines, why their points could not be read."""
    return [replace(problem, severity="warning") for problem in points.findings.problems if problem.row is None]
