"""GPX: waypoints, routes and tracks; a track's time is that of its first and last point."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from geodata.imports.decoding.safe_xml import read_xml
from geodata.imports.formats.gdal import gdal_layers
from geodata.imports.raw import RawLayer, Source
from geodata.problems import Problem

POINTS = {"routes": ("route_points", "route_fid"), "tracks": ("track_points", "track_fid")}


def read_gpx(source: Source) -> list[RawLayer]:
    """Return the layers with content or problems; the points of lines only lend their times."""
    document = read_xml(source, "gpx")
    layers = {layer.name.rpartition(" / ")[2]: layer for layer in gdal_layers(source, document.path, "GPX", "GPX")}
    for lines, (points, key) in POINTS.items():
        if lines in layers and points in layers:
            layers[lines] = with_times(layers[lines], layers[points].frame, key)
            layers[lines].findings.problems += without_times(layers[points])
    shown = [layer for name, layer in layers.items() if not name.endswith("_points")]
    filled = [layer for layer in shown if layer.read or layer.findings.problems]
    for layer in filled[:1]:
        layer.findings.problems += document.mended.problems
    return filled


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
